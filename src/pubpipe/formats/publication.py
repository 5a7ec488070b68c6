"""What a format is given and what it gives back. Formats are pure: value in, bytes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Protocol, cast

from pubpipe.findings import Finding
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Publication:
    """All that a format may know.

    profile has the addresses of this article; narrations are the recordings, the most guided first, and none when
    no requested format speaks; templates finds a project's own templates before the package's; pages are those of
    the print edition made beside it, if one was; logo is the picture of the one that the profile names; variant tells
    what was changed for one patient from all else that is made of the article, and is empty for what everybody gets;
    memory has what this very code made before of less than a publication.
    """

    article: Article
    profile: Profile
    language: Language
    assets: Mapping[str, Asset]
    templates: Templates
    narrations: tuple[Narration, ...] = ()
    pages: Pages = NO_PAGES
    logo: Asset | None = None
    variant: str = ""
    memory: Memory = field(default=FORGETFUL, repr=False, compare=False)

    @property
    def spoken(self) -> Narration:
        """The first recording, for a format that declared that it needs one."""
        if not self.narrations:
            raise ValueError("this format needs a narration and was given none")
        return self.narrations[0]

    def recorded(self, kind: str) -> Narration | None:
        """The recording of a kind, if there is one."""
        return next((one for one in self.narrations if one.recording.kind == kind), None)

    def each(self) -> "Iterator[Publication]":
        """The publication with one of its recordings, for each of them in turn."""
        return (replace(self, narrations=(narration,)) for narration in self.narrations)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One finished file: a name inside the article's output folder, with slashes, its media type, and its bytes.

    narration: the recording that it holds or tells of, if it is about one; narrations: all of those that
    a file holds which may have several, such as a page.
    """

    name: str
    media_type: str
    data: bytes
    narration: Narration | None = None
    narrations: tuple[Narration, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a format returns: files, whatever its engine found wrong on the way, and its pages if it has any."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...] = ()
    pages: Pages = NO_PAGES


class Maker(Protocol):
    """The one function of a format's module."""

    def __call__(self, publication: Publication) -> Made:
        """Turn a publication into finished files."""
        ...


def maker(module: str) -> Maker:
    """The `make` function of a format's module, imported now and not before."""
    return cast("Maker", import_module(module).make)
