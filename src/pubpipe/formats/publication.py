"""What a format is given and what it gives back. Formats are pure: value in, bytes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.narration import Narration
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Publication:
    """All that a format may know.

    narration is None when no requested format speaks; templates finds a project's own
    templates before the package's.
    """

    article: Article
    profile: Profile
    language: Language
    assets: Mapping[str, Asset]
    templates: Templates
    narration: Narration | None = None

    @property
    def spoken(self) -> Narration:
        """The narration, for a format that declared that it needs one."""
        if self.narration is None:
            raise ValueError("this format needs a narration and was given none")
        return self.narration


@dataclass(frozen=True, slots=True)
class Artifact:
    """One finished file: a name inside the article's output folder, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What a format returns: files, and whatever its engine found wrong on the way."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...] = ()


class Maker(Protocol):
    """The one function of a format's module."""

    def __call__(self, publication: Publication) -> Made:
        """Turn a publication into finished files."""
        ...


def maker(module: str) -> Maker:
    """The `make` function of a format's module, imported now and not before."""
    return cast("Maker", import_module(module).make)
