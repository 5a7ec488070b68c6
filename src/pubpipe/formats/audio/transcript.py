"""The recording in writing: every sentence with the time at which it is said, and every wait that matters."""

from collections.abc import Iterator

from pubpipe.formats.publication import Publication
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Chime, Hold, Pause, Speech, TimedChapter, TimedCue, Timeline
from pubpipe.wording import Language
from pubpipe.wording.clock import clock
from pubpipe.wording.dates import long_date
from pubpipe.wording.doses import duration

SHORTEST_NOTED_PAUSE = 2.0
"""Seconds. A shorter wait is the breath between two sentences; a longer one is time to do something."""


def transcript(publication: Publication) -> str:
    """The whole recording as plain text, chapter by chapter."""
    article, language, timeline = publication.article, publication.language, publication.spoken.timeline
    words = language.interface
    head = (
        article.title,
        words.transcript,
        "",
        words.by.format(names=", ".join(article.authors)),
        (publication.profile.clinic or article.publisher).name,
        words.reviewed.format(date=long_date(article.reviewed, language)),
    )
    chapters = (line for chapter in timeline.chapters for line in _chapter(chapter, timeline, language))
    return "\n".join((*head, *chapters)) + "\n"


def _chapter(chapter: TimedChapter, timeline: Timeline, language: Language) -> Iterator[str]:
    heading = f"{clock(timeline.at(chapter.begin))}  {chapter.title}"
    yield from ("", "", heading, "=" * len(heading), "")
    for timed in chapter.cues:
        begin = timeline.at(timed.begin)
        if words := in_words(timed, language):
            yield f"{clock(begin)}  {words}"
        if isinstance(timed.cue, Hold):
            yield from (f"{clock(begin + mark.seconds)}  {mark.text}" for mark in timed.cue.marks)


def in_words(timed: TimedCue, language: Language) -> str:
    """What is said, or a note of a wait that matters; empty for a breath and for the tones around a hold."""
    match timed.cue:
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
