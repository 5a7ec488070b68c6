"""Whether the transcript, and so the recording, says all that a patient must hear, and notes every wait."""

import re
from collections import Counter
from collections.abc import Iterator

from pubpipe.checking import warned
from pubpipe.checking.finished import Finished
from pubpipe.checking.heard import must_be_heard
from pubpipe.checking.parity import compare
from pubpipe.findings import Finding
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Cue, Hold, Narration
from pubpipe.wording.doses import duration
from pubpipe.wording.listening_time import listening_time

EDGE = 3.0
"""Seconds by which the words that announce the length may change that length."""

_TIME = re.compile(r"^\d+(?::\d\d)+  ", re.MULTILINE)
"""When a line of the transcript is said, before it."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What the transcript lacks, or has where it comes too late."""
    try:
        text = finished.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The transcript is not UTF-8 text: {error}."),)
    # A time is no number that is said.
    said = _TIME.sub("", text)
    return (
        *compare(must_be_heard(finished), said, finished.name),
        *warned.check(finished, said),
        *_holds(finished, text),
        *_length(finished, text),
    )


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
