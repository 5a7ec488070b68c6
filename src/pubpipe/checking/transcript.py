"""Whether the transcript, and so the recording, says all that a patient must hear, in a safe order.

What should be heard is worked out from the article here, apart from the script: every warning
before the first stretch; each stretch with its dose and its steps, for each side; the disclaimers.
"""

from collections import Counter
from collections.abc import Iterator

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, compare
from pubpipe.findings import Finding, Position
from pubpipe.model.article import (
    Callout,
    CalloutRole,
    ListItem,
    Node,
    Paragraph,
    Step,
    Stretch,
    callouts,
    nodes,
    stretches,
)
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Hold
from pubpipe.model.text import Inlines
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines, duration
from pubpipe.wording.laterality import mirror
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines

SPOKEN_PARTS = ("hold", "repeat", "sets", "rest", "frequency")
"""The parts of a dose that are said as phrases; the sides are said by doing both."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What the transcript lacks, or has where it comes too late."""
    try:
        text = finished.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The transcript is not UTF-8 text: {error}."),)
    return (*compare(tuple(_expected(finished)), text, finished.name), *_holds(finished, text))


def _expected(finished: Finished) -> Iterator[Expected]:
    article, language = finished.article, finished.language
    yield Expected("title", spoken(article.title, language), Position("article"))
    for warning in callouts(article, CalloutRole.WARNING):
        yield from _callout(warning, language)
    for stretch in stretches(article):
        yield from _stretch(stretch, language)
    for disclaimer in callouts(article, CalloutRole.DISCLAIMER):
        yield from _callout(disclaimer, language)


def _callout(callout: Callout, language: Language) -> Iterator[Expected]:
    yield from _text(callout, callout.title, language)
    for node in nodes(callout.blocks):
        if isinstance(node, Paragraph | ListItem):
            yield from _text(node, node.content, language)


def _stretch(stretch: Stretch, language: Language) -> Iterator[Expected]:
    # With its full stop, which a chapter's heading does not have: the name itself is said.
    yield Expected(stretch.id, sentence(spoken_inlines(stretch.title, language)), _position(stretch))
    for line in dose_lines(stretch.dose, stretch.sides, language):
        if line.part in SPOKEN_PARTS:
            yield Expected(f"{stretch.id}-dose", line.value, _position(stretch))
    if stretch.starting_position:
        yield Expected(stretch.id, spoken(stretch.starting_position, language), _position(stretch))
    for step in stretch.steps:
        yield from _text(step, step.content, language)
    for _ in stretch.sides[1:]:
        for step in stretch.steps:
            yield _mirrored(step, language)


def _mirrored(step: Step, language: Language) -> Expected:
    return Expected(step.id, mirror(spoken_inlines(step.content, language), language), _position(step))


def _text(node: Node, content: Inlines, language: Language) -> Iterator[Expected]:
    if text := spoken_inlines(content, language):
        yield Expected(node.id, text, _position(node))


def _holds(finished: Finished, text: str) -> Iterator[Finding]:
    """Every timed hold has its line."""
    if finished.narration is None:
        return
    cues = (cue for chapter in finished.narration.script.chapters for cue in chapter.cues)
    held = Counter(round(cue.seconds) for cue in cues if isinstance(cue, Hold))
    for seconds, times in held.items():
        length = duration(Duration(lower=seconds, upper=seconds), finished.language)
        noted = text.count(finished.language.interface.noted_hold.format(duration=length))
        if noted != times:
            yield finished.unsound(f"The transcript notes {noted} holds of {length} where the recording has {times}.")


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")
