"""The recording in writing: every text with the time at which it is said, and every wait that matters."""

from collections.abc import Iterator

from pubpipe.formats.publication import Publication
from pubpipe.formats.transcript import lines
from pubpipe.model.narration import TimedChapter, Timeline
from pubpipe.wording import Language
from pubpipe.wording.clock import clock
from pubpipe.wording.dates import long_date


def transcript(publication: Publication) -> str:
    """The whole recording as plain text, chapter by chapter."""
    article, language, timeline = publication.article, publication.language, publication.spoken.timeline
    words = language.interface
    head = (
        publication.spoken.script.title,
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
    yield from (f"{clock(line.begin)}  {line.text}" for line in lines(chapter, timeline, language))
