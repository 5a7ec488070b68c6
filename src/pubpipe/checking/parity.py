"""Whether a finished file says what the article says: every text, in the article's order.

The article is the measure. Each format's check extracts the text of its file
with a library of its own and holds it against `expected` here. White space is
left out of the comparison, since a page's line ends are not the author's.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.findings import Code, Finding, Position
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
    Step,
    Stretch,
    Table,
)
from pubpipe.model.text import Inlines, plain
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines


@dataclass(frozen=True, slots=True)
class Expected:
    """A text that every written format must hold; `alternative` is a figure's, which is not visible."""

    block: str
    text: str
    source: Position
    alternative: bool = False


def expected(article: Article, language: Language) -> tuple[Expected, ...]:
    """All texts of the article in reading order."""
    whole = Position("article")
    title = Expected("title", article.title, whole)
    references = tuple(Expected(f"reference-{entry.id}", entry.text, whole) for entry in article.references)
    return (title, *(one for block in article.blocks for one in _texts(block, language)), *references)


def _texts(node: Node, language: Language) -> Iterator[Expected]:
    """The texts of a node, outer before inner."""
    match node:
        case Paragraph() | Cell() | Step():
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
            yield Expected(node.id, node.alt, _position(node), alternative=True)
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
        yield Expected(f"{node.id}-dose", f"{line.label}: {line.value}", _position(node))
    for value in (node.starting_position, *node.equipment, node.targets):
        if value:
            yield Expected(f"{node.id}-preparation", value, _position(node))
    if node.sides:
        words = language.interface
        yield Expected(f"{node.id}-side", words.steps_for_side[node.sides[0].value], _position(node))
        for other in () if node.other_steps else node.sides[1:]:
            yield Expected(f"{node.id}-side", words.other_side_follows[other.value], _position(node))
    yield from _all(node.steps, language)
    if node.other_steps:
        label = language.interface.steps_for_side[node.sides[1].value]
        yield Expected(f"{node.id}-other", label, _position(node))
        yield from _all(node.other_steps, language)
    yield from _all(node.notes, language)


def _all(nodes: tuple[Node, ...], language: Language) -> Iterator[Expected]:
    for node in nodes:
        yield from _texts(node, language)


def _inline(node: Node, content: Inlines) -> Iterator[Expected]:
    if text := plain(content):
        yield Expected(node.id, text, _position(node))


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")


def compare(texts: tuple[Expected, ...], found: str, file: str) -> tuple[Finding, ...]:
    """Findings for each text that `found` lacks, or has only before where its order puts it."""
    whole = _letters(found)
    findings = []
    cursor = 0
    for one in texts:
        wanted = _letters(one.text)
        at = whole.find(wanted, cursor)
        if at >= 0:
            cursor = at + len(wanted)
            continue
        code = Code.PARITY_ORDER if wanted in whole else Code.PARITY_TEXT
        findings.append(_finding(code, one, file))
    return tuple(findings)


def _finding(code: Code, one: Expected, file: str) -> Finding:
    problem = "is not where the article has it" if code is Code.PARITY_ORDER else "is missing"
    return Finding(
        code,
        one.source,
        f"The text of block “{one.block}” {problem} in {file}.",
        one.text,
        "Nothing was published. If you use your own templates/, compare them with pubpipe's.",
    )


def _letters(text: str) -> str:
    """The text without white space and invisible joiners, in one Unicode form."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(char for char in normal if not char.isspace() and unicodedata.category(char) != "Cf")
