"""The recording's words in time with it, as WebVTT (W3C): what a player shows while the sound plays.

Every cue has the exact times of the script's own, and the first words of its identifier say what
it is about: number, block and side. A hold is noted for as long as it lasts, so that somebody who
does not hear the chimes and ticks sees when it ends.
"""

from collections.abc import Iterator

from pubpipe.formats.publication import Publication
from pubpipe.formats.transcript import in_words
from pubpipe.model.narration import Cue, Hold, TimedCue, Timeline
from pubpipe.wording import Language

MARK_SECONDS = 2.0
"""How long words within a hold are shown; they are a few, and the hold's own caption stays."""


def captions(publication: Publication) -> str:
    """The captions of the whole recording; times to the millisecond, chapters as comments."""
    language, timeline = publication.language, publication.spoken.timeline
    number = 0
    blocks = ["WEBVTT", _note(publication.spoken.script.title)]
    for chapter in timeline.chapters:
        blocks.append(_note(f"Chapter {chapter.id}: {chapter.title}"))
        for timed in chapter.cues:
            for begin, end, words in _shown(timed, timeline, language):
                number += 1
                times = f"{_time(begin)} --> {_time(end)}"
                blocks.append(f"{_identifier(number, timed.cue)}\n{times}\n{_escaped(words)}")
    return "\n\n".join(blocks) + "\n"


def _shown(timed: TimedCue, timeline: Timeline, language: Language) -> Iterator[tuple[float, float, str]]:
    """When each thing of a cue is seen, in seconds, and what it says."""
    begin, end = timeline.at(timed.begin), timeline.at(timed.end)
    if words := in_words(timed.cue, language):
        yield begin, end, words
    if isinstance(timed.cue, Hold):
        for mark in timed.cue.marks:
            yield begin + mark.seconds, min(end, begin + mark.seconds + MARK_SECONDS), mark.text


def _identifier(number: int, cue: Cue) -> str:
    return " ".join((str(number), cue.block, *((cue.side.value,) if cue.side else ())))


def _note(text: str) -> str:
    # Escaped, since an arrow would make a comment a cue.
    return f"NOTE {_escaped(text)}"


def _time(seconds: float) -> str:
    total, millisecond = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(total, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{millisecond:03}"


def _escaped(text: str) -> str:
    """Text as WebVTT has it: no markup of its own, and no line end that would end the cue."""
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
