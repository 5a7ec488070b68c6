"""What a recording must say, worked out from the article alone and apart from the scripts.

A session: every warning before the first stretch; each stretch with its dose and its steps, for each side;
the disclaimers. A reading: all that print has, in the same order.
"""

from collections.abc import Iterator, Mapping

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, Kind
from pubpipe.findings import Position
from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    Figure,
    ListItem,
    Node,
    Paragraph,
    Side,
    Step,
    Stretch,
    Table,
    children,
    nodes,
)
from pubpipe.model.text import Inlines
from pubpipe.model.walks import callouts, inline_texts, stretches
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines
from pubpipe.wording.sides import mirrored
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines

SPOKEN_PARTS = ("hold", "repeat", "sets", "rest", "frequency")
"""The parts of a dose that are said as phrases; the sides are said by doing both."""


def must_be_heard(finished: Finished) -> tuple[Expected, ...]:
    """What a listener has to be told, in spoken form and in a safe order, from the article alone."""
    article, language = finished.article, finished.language
    recording = finished.narration.recording if finished.narration else None
    title = Expected("title", spoken(article.title, language), Position("article"))
    if recording and recording.kind == "reading":
        return (title, *_read(article, language))
    guided = tuple(
        one for one in stretches(article) if not (recording and recording.stretch) or one.id == recording.stretch
    )
    return (title, *_followed(article, guided, language))


def _followed(article: Article, guided: tuple[Stretch, ...], language: Language) -> Iterator[Expected]:
    """A session of some of the article's stretches."""
    for warning in callouts(article, CalloutRole.WARNING):
        yield from _callout(warning, language)
    for stretch in guided:
        yield from _guided(stretch, language)
    for disclaimer in callouts(article, CalloutRole.DISCLAIMER):
        yield from _callout(disclaimer, language)


def _callout(callout: Callout, language: Language) -> Iterator[Expected]:
    yield from _text(callout, callout.title, language)
    for node in nodes(callout.blocks):
        if isinstance(node, Paragraph | ListItem):
            yield from _text(node, node.content, language)


def _guided(stretch: Stretch, language: Language) -> Iterator[Expected]:
    # With its full stop, which a chapter's heading does not have: the name itself is said.
    yield Expected(stretch.id, sentence(spoken_inlines(stretch.title, language)), _position(stretch))
    for line in dose_lines(stretch.dose, stretch.sides, language):
        if line.part in SPOKEN_PARTS:
            yield Expected(f"{stretch.id}-dose", line.value, _position(stretch), Kind.DOSE)
    words = language.narration
    if stretch.sides:
        named = words.first_side if stretch.sides[1:] else words.only_side
        yield _side(stretch, named, stretch.sides[0])
    if stretch.starting_position:
        yield Expected(stretch.id, spoken(stretch.starting_position, language), _position(stretch))
    for step in stretch.steps:
        yield from _step(step, step.content, language)
    for side in stretch.sides[1:]:
        yield _side(stretch, words.other_side, side)
        for step in stretch.other_steps or stretch.steps:
            content = step.content if stretch.other_steps else mirrored(step.content, language)
            yield from _step(step, content, language)


def _read(article: Article, language: Language) -> Iterator[Expected]:
    """Every text of every block, then the references."""
    for block in article.blocks:
        yield from _block(block, language)
    for reference in article.references:
        yield Expected(f"reference-{reference.id}", spoken(reference.text, language), Position("article"))


def _block(node: Node, language: Language) -> Iterator[Expected]:
    match node:
        case Stretch():
            yield from _stretch(node, language)
        case Figure():
            yield Expected(node.id, spoken(node.alt, language), _position(node), Kind.ALTERNATIVE)
            yield from _text(node, node.caption, language)
        case Table():
            yield from _text(node, node.caption, language)
            yield from _rows(node, language)
        case _:
            role = getattr(language.interface, node.role.value) if isinstance(node, Callout) else ""
            for content in inline_texts(node):
                # With its full stop a title is the sentence that is said, and not the heading of a chapter.
                if text := spoken_inlines(content, language) or role:
                    yield Expected(node.id, sentence(text), _position(node))
            for child in children(node):
                yield from _block(child, language)


def _rows(node: Table, language: Language) -> Iterator[Expected]:
    """Each value behind the name of its column; the header by itself is not read."""
    for row in node.rows:
        for name, cell in zip(node.header, row, strict=True):
            if cell.content:
                yield from _text(cell, name.content, language)
                yield from _text(cell, cell.content, language)


def _stretch(node: Stretch, language: Language) -> Iterator[Expected]:
    """As print has it: what it is, its picture, the dose, what is needed, the steps, the notes."""
    yield Expected(node.id, sentence(spoken_inlines(node.title, language)), _position(node))
    for paragraph in node.introduction:
        yield from _block(paragraph, language)
    if node.figure:
        yield from _block(node.figure, language)
    for line in dose_lines(node.dose, node.sides, language):
        said = spoken(f"{line.label}: {line.value}", language)
        yield Expected(f"{node.id}-dose", said, _position(node), Kind.DOSE)
    for value in (node.starting_position, *node.equipment, node.targets):
        if value:
            yield Expected(f"{node.id}-preparation", spoken(value, language), _position(node))
    yield from _sided_steps(node, language)
    for note in node.notes:
        yield from _block(note, language)


def _sided_steps(node: Stretch, language: Language) -> Iterator[Expected]:
    """The steps, and those that are written out for the other side, each behind its side."""
    for number, steps in enumerate((node.steps, node.other_steps)):
        if steps and node.sides:
            yield _side(node, language.interface.steps_for_side, node.sides[number])
        for other in () if node.other_steps or number else node.sides[1:]:
            yield _side(node, language.interface.other_side_follows, other)
        for step in steps:
            yield from _step(step, step.content, language)


def _side(node: Stretch, labels: Mapping[str, str], side: Side) -> Expected:
    """The sentence that says for which side what follows is."""
    return Expected(f"{node.id}-side", labels[side.value], _position(node), Kind.SIDE, labels[side.other.value])


def _step(node: Step, content: Inlines, language: Language) -> Iterator[Expected]:
    """A step for a side, and how it would be for the other one."""
    said, other = (spoken_inlines(words, language) for words in (content, mirrored(content, language)))
    if said:
        yield Expected(node.id, said, _position(node), other_side=other if other != said else "")


def _text(node: Node, content: Inlines, language: Language) -> Iterator[Expected]:
    if text := spoken_inlines(content, language):
        yield Expected(node.id, text, _position(node))


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")
