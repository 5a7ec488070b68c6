"""The guided session as a chapter of the book: every word that is said, and a note for every hold.

While the listener does a step the highlight stays on it, and during a hold on the note that tells
how long it is: each line lasts until the next one begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.formats.transcript import LONGEST_WITHIN, in_words
from pubpipe.model.article import Side
from pubpipe.model.narration import Hold, Narration, Pause, Speech, TimedChapter, TimedCue, Timeline
from pubpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its id and when it begins in its chapter, in seconds."""

    id: str
    text: str
    begin: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences about one block and side; is_hold: a note of a hold."""

    sentences: tuple[Sentence, ...]
    is_hold: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A chapter of the session: its first paragraph is its heading."""

    number: int
    heading: Paragraph
    paragraphs: tuple[Paragraph, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in order."""
        return tuple(one for paragraph in (self.heading, *self.paragraphs) for one in paragraph.sentences)


def scenes(narration: Narration, language: Language) -> tuple[Scene, ...]:
    """The session's chapters; ids count through all of it."""
    made: list[Scene] = []
    taken = 0
    for number, chapter in enumerate(narration.timeline.chapters, start=1):
        heading, *others = _paragraphs(chapter, narration.timeline, language, taken)
        made.append(Scene(number, heading, tuple(others)))
        taken += len(made[-1].sentences)
    return tuple(made)


def _paragraphs(chapter: TimedChapter, timeline: Timeline, language: Language, taken: int) -> Iterator[Paragraph]:
    run: list[Sentence] = []
    about: tuple[str, Side | None] | None = None
    for timed in chapter.cues:
        begin = timeline.at(timed.begin - chapter.begin)
        match timed.cue:
            case Speech(block=block, side=side, text=text):
                if run and about != (block, side):
                    yield Paragraph(tuple(run))
                    run = []
                about, taken = (block, side), taken + 1
                run.append(Sentence(f"session_{taken}", text, begin))
            case Pause(seconds=seconds) if seconds <= LONGEST_WITHIN:
                pass
            case Hold():
                if run:
                    yield Paragraph(tuple(run))
                run, about = [], None
                held = tuple(_held(timed, begin, language, taken))
                taken += len(held)
                yield Paragraph(held, is_hold=True)
            case _:
                # A longer wait, or a tone: what follows is another paragraph.
                if run:
                    yield Paragraph(tuple(run))
                run, about = [], None
    if run:
        yield Paragraph(tuple(run))


def _held(timed: TimedCue, begin: float, language: Language, taken: int) -> Iterator[Sentence]:
    """How long a hold is, and what is said within it."""
    if isinstance(timed.cue, Hold):
        yield Sentence(f"session_{taken + 1}", in_words(timed.cue, language), begin)
        for number, mark in enumerate(timed.cue.marks, start=2):
            yield Sentence(f"session_{taken + number}", mark.text, begin + mark.seconds)
