"""What every written format must hold of an article, text by text and in order: the measure of parity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pubpipe.findings import Position
from pubpipe.model.article import (
    Article,
    Callout,
    Cell,
    Figure,
    ListBlock,
    ListItem,
    Node,
    Paragraph,
    Section,
    Side,
    Step,
    Stretch,
    Table,
)
from pubpipe.model.text import Inlines, plain
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines
from pubpipe.wording.sides import mirrored


class Kind(StrEnum):
    """What a text is to a patient: a line of a dose and a side are values that must not differ by one letter."""

    TEXT = "text"
    DOSE = "dose"
    SIDE = "side"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, slots=True)
class Expected:
    """A text that every written format must hold.

    other_side: the same words for the other side of the body where these differ, by which a wrong side is known.
    """

    block: str
    text: str
    source: Position
    kind: Kind = Kind.TEXT
    other_side: str = ""

    @property
    def alternative(self) -> bool:
        """Whether it is a figure's text alternative, which is not visible."""
        return self.kind is Kind.ALTERNATIVE


def expected(article: Article, language: Language) -> tuple[Expected, ...]:
    """All texts of the article in reading order."""
    return _expected(_Same(article, language))


@dataclass(frozen=True, slots=True)
class _Same:
    """An article and its language, equal to no other but themselves: an article's own comparison takes longer."""

    article: Article
    language: Language

    def __hash__(self) -> int:
        return hash((id(self.article), id(self.language)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.article is other.article and self.language is other.language


# Each of an article's files is held against the same texts, and its safety blocks by themselves once more.
@lru_cache(maxsize=2)
def _expected(of: _Same) -> tuple[Expected, ...]:
    article, language = of.article, of.language
    whole = Position("article")
    title = Expected("title", article.title, whole)
    references = tuple(Expected(f"reference-{entry.id}", entry.text, whole) for entry in article.references)
    return (title, *(one for block in article.blocks for one in _texts(block, language)), *references)


def _texts(node: Node, language: Language) -> Iterator[Expected]:
    """The texts of a node, outer before inner."""
    match node:
        case Step():
            yield _step(node, language)
        case Paragraph() | Cell():
            yield from _inline(node, node.content)
        case ListItem():
            yield from _inline(node, node.content)
            yield from _all(node.lists, language)
        case ListBlock():
            yield from _all(node.items, language)
        case Table():
            yield from _inline(node, node.caption)
            yield from _all((*node.header, *(cell for row in node.rows for cell in row)), language)
        case Figure():
            yield Expected(node.id, node.alt, _position(node), Kind.ALTERNATIVE)
            yield from _inline(node, node.caption)
        case Section():
            yield from _inline(node, node.title)
            yield from _all(node.blocks, language)
        case Callout():
            title = plain(node.title) or getattr(language.interface, node.role.value)
            yield Expected(node.id, title, _position(node))
            yield from _all(node.blocks, language)
        case Stretch():
            yield from _stretch(node, language)
        case _:
            raise AssertionError(f"parity does not know {type(node).__name__}")


def _stretch(node: Stretch, language: Language) -> Iterator[Expected]:
    yield from _inline(node, node.title)
    yield from _all(node.introduction, language)
    if node.figure:
        yield from _texts(node.figure, language)
    for line in dose_lines(node.dose, node.sides, language):
        yield Expected(f"{node.id}-dose", f"{line.label}: {line.value}", _position(node), Kind.DOSE)
    for value in (node.starting_position, *node.equipment, node.targets):
        if value:
            yield Expected(f"{node.id}-preparation", value, _position(node))
    if node.sides:
        words = language.interface
        yield _side(f"{node.id}-side", words.steps_for_side, node.sides[0], _position(node))
        for other in () if node.other_steps else node.sides[1:]:
            yield _side(f"{node.id}-side", words.other_side_follows, other, _position(node))
    yield from _all(node.steps, language)
    if node.other_steps:
        yield _side(f"{node.id}-other", language.interface.steps_for_side, node.sides[1], _position(node))
        yield from _all(node.other_steps, language)
    yield from _all(node.notes, language)


def _side(block: str, labels: Mapping[str, str], side: Side, source: Position) -> Expected:
    """The line that says for which side steps are."""
    return Expected(block, labels[side.value], source, Kind.SIDE, labels[side.other.value])


def _step(node: Step, language: Language) -> Expected:
    text, other = plain(node.content), plain(mirrored(node.content, language))
    return Expected(node.id, text, _position(node), other_side=other if other != text else "")


def _all(nodes: tuple[Node, ...], language: Language) -> Iterator[Expected]:
    for node in nodes:
        yield from _texts(node, language)


def _inline(node: Node, content: Inlines) -> Iterator[Expected]:
    if text := plain(content):
        yield Expected(node.id, text, _position(node))


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")
