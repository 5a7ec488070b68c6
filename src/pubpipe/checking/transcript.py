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
    Stretch,
    callouts,
    nodes,
    stretches,
)
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Cue, Hold, Narration
from pubpipe.model.text import Inlines
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines, duration
from pubpipe.wording.listening_time import listening_time
from pubpipe.wording.sides import mirrored
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines

EDGE = 3.0
"""Seconds by which the words that announce the length may change that length."""
SPOKEN_PARTS = ("hold", "repeat", "sets", "rest", "frequency")
"""The parts of a dose that are said as phrases; the sides are said by doing both."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What the transcript lacks, or has where it comes too late."""
    try:
        text = finished.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The transcript is not UTF-8 text: {error}."),)
    return (*compare(must_be_heard(finished), text, finished.name), *_holds(finished, text), *_length(finished, text))


def must_be_heard(finished: Finished) -> tuple[Expected, ...]:
    """What a listener has to be told, in spoken form and in a safe order, from the article alone."""
    return tuple(_expected(finished))


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
        for step in stretch.other_steps or stretch.steps:
            content = step.content if stretch.other_steps else mirrored(step.content, language)
            yield from _text(step, content, language)


def _text(node: Node, content: Inlines, language: Language) -> Iterator[Expected]:
    if text := spoken_inlines(content, language):
        yield Expected(node.id, text, _position(node))


def _holds(finished: Finished, text: str) -> Iterator[Finding]:
    """Every timed hold has its line, and so have the time that a listener may stay longer and the words within."""
    if finished.narration is None:
        return
    words = finished.language.interface
    cues = _cues(finished.narration)
    held = Counter((round(cue.seconds), cue.is_optional) for cue in cues if isinstance(cue, Hold))
    for (seconds, is_optional), times in held.items():
        length = duration(Duration(lower=seconds, upper=seconds), finished.language)
        noted = text.count((words.noted_stay if is_optional else words.noted_hold).format(duration=length))
        if noted != times:
            what = "optional stays" if is_optional else "holds"
            yield finished.unsound(f"The transcript notes {noted} {what} of {length} where the recording has {times}.")
    within = Counter(mark.text for cue in cues if isinstance(cue, Hold) for mark in cue.marks)
    for said, times in within.items():
        if text.count(said) != times:
            yield finished.unsound(
                f"The transcript has “{said}” {text.count(said)} times where the recording says it {times} times."
            )


def _length(finished: Finished, text: str) -> Iterator[Finding]:
    """A guided session says how long it takes, and that is true."""
    if finished.narration is None or not any(isinstance(cue, Hold) for cue in _cues(finished.narration)):
        return
    seconds, language = finished.narration.timeline.seconds, finished.language
    # A length at the edge between two wordings may have either.
    near = {listening_time(seconds + shift, language) for shift in (-EDGE, 0.0, EDGE)}
    if not any(language.narration.takes.format(length=length) in text for length in near):
        yield finished.unsound(
            f"The recording takes {listening_time(seconds, language)}, and does not say so at its start."
        )


def _cues(narration: Narration) -> tuple[Cue, ...]:
    return tuple(cue for chapter in narration.script.chapters for cue in chapter.cues)


def _position(node: Node) -> Position:
    return Position(node.source.file, node.source.line) if node.source else Position("article")
