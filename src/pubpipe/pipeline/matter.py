"""An article with all that its files are made from, as it travels to wherever they are made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pubpipe.formats.publication import Publication
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.selection import head
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.storing import digest, key
from pubpipe.storing.fingerprint import environment, tree
from pubpipe.wording import language_for

MOST_TEMPLATES = 10_000


@dataclass(frozen=True, slots=True)
class Matter:
    """What files are made from.

    profile: with the addresses of this article; templates: the project's own; own_templates: their key, by which is
    told whether they are still the same; variant: as a publication has it.
    """

    article: Article
    profile: Profile
    assets: Mapping[str, Asset]
    templates: tuple[Path, ...] = ()
    own_templates: str = ""
    logo: Asset | None = None
    variant: str = ""

    def publication(
        self, narrations: tuple[Narration, ...] = (), pages: Pages = NO_PAGES, memory: Memory = FORGETFUL
    ) -> Publication:
        """The same as a format is given it."""
        return Publication(
            self.article,
            self.profile,
            language_for(self.article.language),
            self.assets,
            Templates(*self.templates),
            narrations,
            pages,
            self.logo,
            self.variant,
            memory,
        )

    @property
    def head(self) -> "Matter":
        """The same without what a recording's files do not look at."""
        return replace(self, article=head(self.article), assets={})

    @property
    def key(self) -> str:
        """A key of all of it, and of what pubpipe runs with."""
        return key(
            "matter",
            environment(),
            self.article.model_dump_json(),
            self.profile.model_dump_json(),
            self.own_templates,
            self.variant,
            *(_key_of(asset) for _, asset in sorted(self.assets.items())),
            _key_of(self.logo) if self.logo else None,
        )


def templates_key(folders: tuple[Path, ...]) -> str:
    """A key of a project's own templates as they are now."""
    return key("templates", *(tree(folder, MOST_TEMPLATES) for folder in folders))


def _key_of(asset: Asset) -> str:
    return key("asset", asset.path, asset.media_type, digest(asset.data), repr(asset.width), repr(asset.height))
