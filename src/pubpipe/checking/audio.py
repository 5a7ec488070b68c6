"""The recording, played by another library than made it: length, chapters, tags, clipping, silence."""

import math
from collections.abc import Iterator

import numpy

from pubpipe.checking.finished import Finished
from pubpipe.decoding import Decoded, decode
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.narration import Timeline

LENGTH_TOLERANCE = 0.1
"""Seconds. An MP3 is longer than its sound by the encoder's delay and padding, 54 to 76 ms."""
CHAPTER_TOLERANCE = 0.05
"""Seconds: less than a listener can tell."""
LONGEST_SILENCE = 0.8
"""Seconds of digital silence. Players that trim silence start at one second; a trimmed hold is a wrong dose."""
SILENT = 1
"""The largest sample, of 32,767, that still counts as digital silence."""
FULL_SCALE = 32768
HIGHEST_PEAK = -0.3
"""dB of full scale. Mastering aims below −1; a recording that was clipped before encoding comes closer than this."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What a listener would miss."""
    if finished.narration is None:
        return (finished.unsound("There is no narration to hold the recording against."),)
    timeline = finished.narration.timeline
    try:
        played = decode(finished.data, timeline.rate)
    except ValueError as error:
        return (finished.unsound(f"The recording cannot be played: {error}."),)
    return (
        *_length(finished, played, timeline),
        *_chapters(finished, played, timeline),
        *_tags(finished, played),
        *_sound(finished, played),
    )


def _length(finished: Finished, played: Decoded, timeline: Timeline) -> Iterator[Finding]:
    if abs(played.seconds - timeline.seconds) > LENGTH_TOLERANCE:
        yield finished.unsound(
            f"The recording plays for {played.seconds:.2f} seconds where its timeline has {timeline.seconds:.2f}."
        )


def _chapters(finished: Finished, played: Decoded, timeline: Timeline) -> Iterator[Finding]:
    titles = tuple(chapter.title for chapter in played.chapters)
    wanted = tuple(chapter.title for chapter in timeline.chapters)
    if titles != wanted:
        yield _chapter_finding(finished, f"The chapters are {_listed(titles)} where the script has {_listed(wanted)}.")
        return
    for shown, meant in zip(played.chapters, timeline.chapters, strict=True):
        for what, time, sample in (("begins", shown.begin, meant.begin), ("ends", shown.end, meant.end)):
            if abs(time - timeline.at(sample)) > CHAPTER_TOLERANCE:
                yield _chapter_finding(
                    finished,
                    f"The chapter “{meant.title}” {what} at {time:.2f} seconds "
                    f"where the script has {timeline.at(sample):.2f}.",
                )


def _chapter_finding(finished: Finished, message: str) -> Finding:
    return Finding(
        Code.CHAPTERS_DIFFER,
        Position(finished.name),
        message,
        remedy="This is a fault of pubpipe: build again, and report it.",
    )


def _tags(finished: Finished, played: Decoded) -> Iterator[Finding]:
    for tag, wanted in (("title", finished.article.title), ("language", finished.language.iso_639_2)):
        found = played.tags.get(tag, "")
        if found != wanted:
            yield finished.unsound(f"The recording's {tag} is “{found}” where it should be “{wanted}”.")


def _sound(finished: Finished, played: Decoded) -> Iterator[Finding]:
    samples = numpy.frombuffer(played.pcm, "<i2")
    peak = 20.0 * math.log10(max(1, int(numpy.abs(samples.astype(numpy.int32)).max())) / FULL_SCALE)
    if peak > HIGHEST_PEAK:
        yield finished.unsound(f"The recording peaks at {peak:.1f} dB of full scale, where players begin to clip it.")
    silent = (samples <= SILENT) & (samples >= -SILENT)
    edges = numpy.concatenate([[0], numpy.flatnonzero(silent[1:] != silent[:-1]) + 1, [len(silent)]])
    lengths = numpy.where(silent[edges[:-1]], numpy.diff(edges), 0)
    longest = int(lengths.argmax())
    seconds = int(lengths[longest]) / played.rate
    if seconds >= LONGEST_SILENCE:
        yield finished.unsound(
            f"The recording is silent for {seconds:.2f} seconds from {edges[longest] / played.rate:.2f} seconds on, "
            "which players may cut out."
        )


def _listed(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{title}”" for title in titles) or "none"
