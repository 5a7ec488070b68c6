"""A recording by itself: what a listener needs of any, whoever made it."""

import math
from collections.abc import Iterator, Mapping

from pubpipe.checking.audio import FULL_SCALE, HIGHEST_PEAK, LONGEST_SILENCE
from pubpipe.checking.ear import Ear, Heard
from pubpipe.checking.loose import Loose
from pubpipe.decoding import DecodedChapter, play
from pubpipe.findings import Finding

RATE = 24_000
"""Samples a second that are listened to: what speech has in it and a silence has not."""
LONG_SECONDS = 300
"""A recording longer than this needs chapters to find a place in it."""
LONGEST_SECONDS = 36_000
_SLACK_SECONDS = 1.0
_BUILD_AGAIN = "Build it again from the article, or name the article that it was made from."


class _TooLongError(ValueError):
    """More sound than is listened to."""


def look(loose: Loose) -> Iterator[Finding]:
    """What is wrong with a recording of which nothing else is known."""
    ear = Ear()
    heard = 0

    def hear(pcm: bytes) -> None:
        nonlocal heard
        heard += len(pcm)
        if heard > LONGEST_SECONDS * RATE * 2:
            raise _TooLongError(f"it has more than {LONGEST_SECONDS // 3600} hours of sound")
        ear.hear(pcm)

    try:
        played = play(loose.data, RATE, hear)
    except ValueError as error:
        yield loose.unsound(f"The recording cannot be played: {error}.", "Make it again.")
        return
    for tag in ("title", "language"):
        # FFmpeg tells the language of MP4 of the stream and not of the file.
        if not played.tags.get(tag, "").strip() and not (tag == "language" and loose.media_type == "audio/mp4"):
            yield loose.lacks(f"The recording has no {tag} in its tags.", "Set it, so that players can show it.")
    if played.cover is None:
        yield loose.lacks("The recording has no cover that a player could show.", "Add a square picture.")
    yield from _chapters(loose, played.chapters, played.seconds)
    yield from _sound(loose, ear.heard)


def _chapters(loose: Loose, chapters: tuple[DecodedChapter, ...], seconds: float) -> Iterator[Finding]:
    if not chapters and seconds > LONG_SECONDS:
        yield loose.lacks("The recording is long and has no chapters.", "Give each part one.")
    for chapter in chapters:
        if not chapter.title.strip():
            yield loose.unsound(f"The chapter at {chapter.begin:.0f} seconds has no title.", "Name it.")
        if chapter.end <= chapter.begin or chapter.end > seconds + _SLACK_SECONDS:
            yield loose.unsound(
                f"The chapter at {chapter.begin:.0f} seconds ends at {chapter.end:.0f}, where the recording has "
                f"{seconds:.0f}.",
                "Make the recording again: it may be cut short.",
                chapter.title,
            )


def _sound(loose: Loose, heard: Heard) -> Iterator[Finding]:
    peak = 20.0 * math.log10(max(1, heard.peak) / FULL_SCALE)
    if peak > HIGHEST_PEAK:
        yield loose.unsound(
            f"The recording peaks at {peak:.1f} dB of full scale, where players begin to clip it.", "Make it quieter."
        )
    begin, length = heard.silence
    if length / RATE >= LONGEST_SILENCE:
        yield loose.unsound(
            f"The recording is silent for {length / RATE:.2f} seconds from {begin / RATE:.2f} seconds on, which "
            "players may cut out.",
            "Lay a quiet sound under it: a hold that is cut short is a wrong dose.",
        )


def compared(loose: Loose, titles: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """How a recording differs from an article. titles: of its chapters, by the title of each recording there can be."""
    played = play(loose.data, RATE, lambda _pcm: None)
    title = played.tags.get("title", "")
    wanted = titles.get(title)
    if wanted is None:
        yield loose.unsound("The recording's title is none that a recording of the article has.", _BUILD_AGAIN, title)
        return
    found = tuple(chapter.title for chapter in played.chapters)
    if found != wanted:
        lost = [one for one in wanted if one not in found] or ["none; their order or number differs"]
        yield loose.unsound("The chapters are not those of the article.", _BUILD_AGAIN, f"missing: {', '.join(lost)}")
