"""The recording, played by another library than made it: length, chapters, tags, clipping, silence."""

import math
from collections.abc import Callable, Iterable, Iterator

from pubpipe.checking import chapter_times
from pubpipe.checking.ear import Heard
from pubpipe.checking.finished import Finished
from pubpipe.checking.listening import listened
from pubpipe.decoding import Played
from pubpipe.findings import Finding
from pubpipe.model.narration import Timeline

LENGTH_TOLERANCE = 0.1
"""Seconds. An MP3 is longer than its sound by the encoder's delay and padding, 54 to 76 ms."""
LONGEST_SILENCE = 0.8
"""Seconds of digital silence. Players that trim silence start at one second; a trimmed hold is a wrong dose."""
SMALLEST_COVER = 1400
"""Pixels a side: the least that podcast directories take."""
FULL_SCALE = 32768
HIGHEST_PEAK = -0.3
"""dB of full scale. Mastering aims below −1; a recording that was clipped before encoding comes closer than this."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What a listener to the MP3 would miss."""
    return played(finished, lambda decoded: (*_tags(finished, decoded), *_described(finished, decoded)))


def played(finished: Finished, more: Callable[[Played], Iterable[Finding]]) -> tuple[Finding, ...]:
    """What a listener to a recording of any kind would miss, and what `more` finds in what FFmpeg made of it."""
    if finished.narration is None:
        return (finished.unsound("There is no narration to hold the recording against."),)
    timeline = finished.narration.timeline
    try:
        decoded, heard = listened(finished.data, timeline.rate, finished.memory)
    except ValueError as error:
        return (finished.unsound(f"The recording cannot be played: {error}."),)
    return (
        *_length(finished, decoded, timeline),
        *chapter_times.compare(finished, decoded.chapters, timeline),
        *_cover(finished, decoded),
        *_sound(finished, heard, timeline.rate),
        *more(decoded),
    )


def _length(finished: Finished, played: Played, timeline: Timeline) -> Iterator[Finding]:
    if abs(played.seconds - timeline.seconds) > LENGTH_TOLERANCE:
        yield finished.unsound(
            f"The recording plays for {played.seconds:.2f} seconds where its timeline has {timeline.seconds:.2f}."
        )


def _tags(finished: Finished, played: Played) -> Iterator[Finding]:
    for tag, wanted in (("title", finished.title), ("language", finished.language.iso_639_2)):
        found = played.tags.get(tag, "")
        if found != wanted:
            yield finished.unsound(f"The recording's {tag} is “{found}” where it should be “{wanted}”.")


def _cover(finished: Finished, played: Played) -> Iterator[Finding]:
    cover = played.cover
    if cover is None:
        yield finished.unsound("The recording has no cover that a player could show.")
    elif cover.width != cover.height or cover.width < SMALLEST_COVER:
        yield finished.unsound(
            f"The recording's cover has {cover.width} × {cover.height} pixels, where players want a square of "
            f"{SMALLEST_COVER} at least."
        )


def _described(finished: Finished, played: Played) -> Iterator[Finding]:
    """ID3 has words for a picture; MP4 has none."""
    if played.cover and finished.title not in played.cover.description:
        yield finished.unsound(f"The cover's description is “{played.cover.description}”, which lacks the title.")


def _sound(finished: Finished, heard: Heard, rate: int) -> Iterator[Finding]:
    peak = 20.0 * math.log10(max(1, heard.peak) / FULL_SCALE)
    if peak > HIGHEST_PEAK:
        yield finished.unsound(f"The recording peaks at {peak:.1f} dB of full scale, where players begin to clip it.")
    begin, length = heard.silence
    if length / rate >= LONGEST_SILENCE:
        yield finished.unsound(
            f"The recording is silent for {length / rate:.2f} seconds from {begin / rate:.2f} seconds on, "
            "which players may cut out."
        )
