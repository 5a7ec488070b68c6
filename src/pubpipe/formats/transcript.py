"""What a recording says, in writing, with the waits noted in words (WCAG 1.2.1 and 1.2.8): for all formats alike."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pubpipe.model.article import Side
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Chime, Cue, Hold, Pause, Speech, TimedChapter, Timeline
from pubpipe.wording import Language
from pubpipe.wording.doses import duration

SHORTEST_NOTED_PAUSE = 2.0
"""Seconds. A shorter wait is the breath between two sentences; a longer one is time to do something."""
LONGEST_WITHIN = 0.5
"""Seconds. A wait no longer than that is between the sentences of one text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the transcript: when it begins, in seconds, and its words; a note tells of a wait."""

    begin: float
    text: str
    block: str
    side: Side | None
    is_note: bool = False


def lines(chapter: TimedChapter, timeline: Timeline, language: Language) -> tuple[Line, ...]:
    """A chapter's lines: each text with its sentences together, and every wait that matters."""
    made: list[Line] = []
    goes_on = False
    for timed in chapter.cues:
        cue = timed.cue
        if isinstance(cue, Speech) and goes_on and (made[-1].block, made[-1].side) == (cue.block, cue.side):
            made[-1] = replace(made[-1], text=f"{made[-1].text} {cue.text}")
        else:
            made += _of_cue(cue, timeline.at(timed.begin), language)
        goes_on = isinstance(cue, Speech) or (goes_on and isinstance(cue, Pause) and cue.seconds <= LONGEST_WITHIN)
    return tuple(made)


def _of_cue(cue: Cue, begin: float, language: Language) -> Iterator[Line]:
    if text := in_words(cue, language):
        yield Line(begin, text, cue.block, cue.side, is_note=not isinstance(cue, Speech))
    if isinstance(cue, Hold):
        yield from (Line(begin + mark.seconds, mark.text, cue.block, cue.side) for mark in cue.marks)


def in_words(cue: Cue, language: Language) -> str:
    """What is said, or a note of a wait that matters; empty for a breath and for the tones around a hold."""
    match cue:
        case Speech(text=text):
            return text
        case Hold(seconds=seconds, is_optional=is_optional):
            pattern = language.interface.noted_stay if is_optional else language.interface.noted_hold
            return pattern.format(duration=_wait(seconds, language))
        case Pause(seconds=seconds) if seconds >= SHORTEST_NOTED_PAUSE:
            return language.interface.noted_pause.format(duration=_wait(seconds, language))
        case Pause() | Chime():
            # A breath, or the tones that frame a hold, which the hold's own line covers.
            return ""


def _wait(seconds: float, language: Language) -> str:
    whole = max(1, round(seconds))
    return duration(Duration(lower=whole, upper=whole), language)
