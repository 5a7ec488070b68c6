"""Whether the sheet to hang up says what the article says: it is what a patient looks at while doing the stretches.

The sheet repeats the stretches at the end of the handout, so that the parity of the whole, which is content with the
first place of a text, does not see a dose that differs there alone.
"""

from collections.abc import Iterator

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, compare
from pubpipe.checking.parity.expected import Kind
from pubpipe.findings import Finding, Position
from pubpipe.model.article import Callout, CalloutRole, Node, Stretch, nodes
from pubpipe.model.text import plain
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines


def hung(finished: Finished, heard: str) -> tuple[Finding, ...]:
    """How the sheet differs from the article; nothing for a file without one. heard: the text of the tag tree."""
    words = finished.language.interface
    before, tick, sheet = heard.rpartition(words.fridge_tick)
    if not tick:
        return ()
    head = before.rpartition(words.fridge_sheet)[2]
    return (
        *compare(tuple(_warnings(finished)), head, finished.name),
        *compare(tuple(_stretches(finished)), sheet, finished.name),
    )


def _warnings(finished: Finished) -> Iterator[Expected]:
    """The names of the warnings, which stand above the rows with the page of each."""
    for node in nodes(finished.article.blocks):
        if isinstance(node, Callout) and node.role is CalloutRole.WARNING:
            yield Expected(node.id, plain(node.title) or finished.language.interface.warning, _position(node))


def _stretches(finished: Finished) -> Iterator[Expected]:
    for node in nodes(finished.article.blocks):
        if isinstance(node, Stretch):
            yield from _row(node, finished.language)


def _row(stretch: Stretch, language: Language) -> Iterator[Expected]:
    if stretch.figure:
        yield Expected(stretch.figure.id, stretch.figure.alt, _position(stretch.figure), Kind.ALTERNATIVE)
    yield Expected(stretch.id, plain(stretch.title), _position(stretch))
    for line in dose_lines(stretch.dose, stretch.sides, language):
        text = f"{line.label}: {line.value}" if line.part == "hold" else line.value
        kind = Kind.SIDE if line.part == "sides" else Kind.DOSE
        yield Expected(f"{stretch.id}-dose", text, _position(stretch), kind)


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")
