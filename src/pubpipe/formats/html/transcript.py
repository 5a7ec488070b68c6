"""The recording's chapters as the page shows them: buttons of the player, and what is said in each."""

from dataclasses import dataclass

from pubpipe.formats.transcript import Line, lines
from pubpipe.model.narration import Narration, TimedChapter, Timeline
from pubpipe.wording import Language
from pubpipe.wording.clock import clock


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
    return Chapter(chapter.id, chapter.title, f"{begin:.3f}", clock(begin), lines(chapter, timeline, language))
