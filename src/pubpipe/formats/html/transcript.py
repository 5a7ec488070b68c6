"""What the recording says, in writing, with the waits noted in words (WCAG 1.2.1 and 1.2.8)."""

from collections.abc import Iterable
from dataclasses import dataclass

from pubpipe.model.article import Side
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Chime, Cue, Hold, Narration, Pause, Speech, TimedChapter, Timeline
from pubpipe.wording import Language
from pubpipe.wording.clock import clock
from pubpipe.wording.doses import duration

SHORTEST_NOTED_PAUSE = 2.0
"""Seconds. A shorter wait is the breath between two sentences; a longer one is time to do something."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the transcript; a note tells of a wait."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the recording: `begin` in seconds as a number for scripts, `time` for people."""

    id: str
    title: str
    begin: str
    time: str
    lines: tuple[Line, ...]


def transcript(narration: Narration, language: Language) -> tuple[Chapter, ...]:
    """The whole narration, chapter by chapter."""
    return tuple(_chapter(chapter, narration.timeline, language) for chapter in narration.timeline.chapters)


def _chapter(chapter: TimedChapter, timeline: Timeline, language: Language) -> Chapter:
    begin = timeline.at(chapter.begin)
    lines = _lines((timed.cue for timed in chapter.cues), language)
    return Chapter(chapter.id, chapter.title, f"{begin:.3f}", clock(begin), lines)


def _lines(cues: Iterable[Cue], language: Language) -> tuple[Line, ...]:
    """Sentences that follow each other about one block and side become one paragraph."""
    lines: list[Line] = []
    about: tuple[str, Side | None] | None = None
    words = language.interface
    for cue in cues:
        match cue:
            case Speech(text=text):
                if about == (cue.block, cue.side):
                    text = f"{lines.pop().text} {text}"
                about = (cue.block, cue.side)
                lines.append(Line(text))
            case Hold(seconds=seconds, marks=marks, is_optional=is_optional):
                about = None
                pattern = words.noted_stay if is_optional else words.noted_hold
                lines.append(Line(pattern.format(duration=_wait(seconds, language)), note=True))
                lines += [Line(mark.text) for mark in marks]
            case Pause(seconds=seconds) if seconds >= SHORTEST_NOTED_PAUSE:
                about = None
                lines.append(Line(words.noted_pause.format(duration=_wait(seconds, language)), note=True))
            case Pause() | Chime():
                # A breath, or the tones that frame a hold, which the hold's own note covers.
                pass
    return tuple(lines)


def _wait(seconds: float, language: Language) -> str:
    whole = max(1, round(seconds))
    return duration(Duration(lower=whole, upper=whole), language)
