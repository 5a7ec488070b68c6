"""What a check is given: one finished file, and what it should hold."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

from pubpipe.findings import Code, Finding, Position
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Finished:
    """A file as it will be published: its name, media type and bytes, beside the article it was made from.

    narration and narrations: as the format's `Artifact` has them; memory: has what was heard before, by this very code.
    """

    name: str
    media_type: str
    data: bytes
    article: Article
    language: Language
    narration: Narration | None = None
    narrations: tuple[Narration, ...] = ()
    memory: Memory = field(default=FORGETFUL, repr=False, compare=False)

    @property
    def title(self) -> str:
        """What the file should call itself: a recording has the name of its script, all else the article's."""
        return self.narration.script.title if self.narration else self.article.title

    def unsound(self, message: str, excerpt: str = "") -> Finding:
        """A finding that this file cannot be relied on."""
        return Finding(
            Code.FILE_UNSOUND,
            Position(self.name),
            message,
            excerpt,
            "This is a fault of pubpipe or of a template: build again without your own templates/, and report it.",
        )


class Checker(Protocol):
    """The one function of a check's module."""

    def __call__(self, finished: Finished) -> tuple[Finding, ...]:
        """What is wrong with the file; nothing when it is sound."""
        ...


def checker(module: str) -> Checker:
    """The `check` function of a module, imported now and not before."""
    return cast("Checker", import_module(module).check)
