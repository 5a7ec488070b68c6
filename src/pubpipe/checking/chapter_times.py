"""The chapters of a file beside those of the timeline, for every kind of file that has chapters."""

from collections.abc import Iterator, Sequence

from pubpipe.checking.finished import Finished
from pubpipe.decoding import DecodedChapter
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.narration import Timeline

TOLERANCE = 0.025
"""Seconds from the timeline, so that any two files agree within 50 ms: less than a listener can tell."""


def compare(finished: Finished, found: Sequence[DecodedChapter], timeline: Timeline) -> Iterator[Finding]:
    """Titles that differ, or else each time that does."""
    titles = tuple(chapter.title for chapter in found)
    wanted = tuple(chapter.title for chapter in timeline.chapters)
    if titles != wanted:
        yield _finding(finished, f"The chapters are {_listed(titles)} where the script has {_listed(wanted)}.")
        return
    for shown, meant in zip(found, timeline.chapters, strict=True):
        for what, time, sample in (("begins", shown.begin, meant.begin), ("ends", shown.end, meant.end)):
            if abs(time - timeline.at(sample)) > TOLERANCE:
                yield _finding(
                    finished,
                    f"The chapter “{meant.title}” {what} at {time:.2f} seconds "
                    f"where the script has {timeline.at(sample):.2f}.",
                )


def _finding(finished: Finished, message: str) -> Finding:
    return Finding(
        Code.CHAPTERS_DIFFER,
        Position(finished.name),
        message,
        remedy="This is a fault of pubpipe: build again, and report it.",
    )


def _listed(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{title}”" for title in titles) or "none"
