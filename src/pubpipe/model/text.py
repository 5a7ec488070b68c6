"""Inline text: what may stand inside a paragraph, a step, a heading or a cell."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from pubpipe.model.base import Frozen, Id


class Text(Frozen):
    """Plain words."""

    kind: Literal["text"] = "text"
    value: str


class Strong(Frozen):
    """Words of strong importance (WCAG H49: `strong`)."""

    kind: Literal["strong"] = "strong"
    children: tuple["Inline", ...]


class Emphasis(Frozen):
    """Stressed words (WCAG H49: `em`)."""

    kind: Literal["emphasis"] = "emphasis"
    children: tuple["Inline", ...]


class Link(Frozen):
    """Words that lead to an address (http, https, mailto or tel) or to a block of the article (#id)."""

    kind: Literal["link"] = "link"
    url: str
    children: tuple["Inline", ...]


class Abbreviation(Frozen):
    """A short form with its expansion, both of which every format shows (WCAG 3.1.4)."""

    kind: Literal["abbreviation"] = "abbreviation"
    short: str
    expansion: str


class Fixed(Frozen):
    """Words that name no side of the body: plain to the eye, and never turned to the other side."""

    kind: Literal["fixed"] = "fixed"
    value: str


class Citation(Frozen):
    """A mark that leads to entry `number` (from 1) of the article's references."""

    kind: Literal["citation"] = "citation"
    reference: Id
    number: Annotated[int, Field(ge=1)]


Inline = Annotated[Text | Strong | Emphasis | Link | Abbreviation | Fixed | Citation, Field(discriminator="kind")]
Inlines = tuple[Inline, ...]

for _model in (Strong, Emphasis, Link):
    _model.model_rebuild()


def plain(inlines: Iterable[Inline]) -> str:
    """The words alone, as every format shows them: short forms with their expansion, citations as [1]."""
    return "".join(_plain_one(inline) for inline in inlines)


def _plain_one(inline: Inline) -> str:
    match inline:
        case Text(value=value) | Fixed(value=value):
            return value
        case Strong(children=children) | Emphasis(children=children) | Link(children=children):
            return plain(children)
        case Abbreviation(short=short, expansion=expansion):
            return f"{short} ({expansion})"
        case Citation(number=number):
            return f"[{number}]"


def walk(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, outer before inner, in reading order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link):
            yield from walk(inline.children)
