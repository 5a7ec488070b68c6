"""Where a recording may be cut, so that each part can be encoded by itself: in the waits between chapters.

An encoder works in frames, each of which leans on the one before. A cut is inaudible, and a part's
frames stay as they are whatever changes elsewhere, if three things hold: parts begin where a frame
of every codec does, the same sound stands before each cut, and what follows it is the same for a
while too. So the last wait of a chapter is a little longer than its script asks for, and the noise
under everything begins anew in each part, a moment before the cut.
"""

from collections.abc import Iterator
from itertools import pairwise

from pubpipe.model.narration import Pause, TimedCue, Timeline

GRID = 9216
"""Samples: whole frames of MP3 (576 or 1152) and of AAC (1024) at once."""
BEFORE = 4608
"""Samples heard before a cut, with which an encoder finds its stride: four frames of any codec, and more of some."""
BEHIND = 2304
"""Samples between a cut and the first word behind it: as far ahead as an encoder looks."""
FADE = 1152
"""Samples in which the noise of one part gives way to that of the next."""
ROOM = FADE + BEFORE + BEHIND
"""Samples of the shortest wait that has room for a cut."""


def lengthened(wait: TimedCue) -> TimedCue:
    """The last wait of a chapter, made so long that the cut in it stands on the grid; by 0.4 s at most, mostly less."""
    if not _has_room(wait):
        return wait
    return TimedCue(wait.cue, wait.begin, wait.end + (BEHIND - wait.end) % GRID)


def seams(placed: Timeline) -> tuple[int, ...]:
    """The samples at which a recording may be cut, from the front."""
    return tuple(_found(placed))


def _found(placed: Timeline) -> Iterator[int]:
    for before, chapter in pairwise(placed.chapters):
        seam = chapter.begin - BEHIND
        # A chapter without a wait at its end is encoded with the next.
        if before.cues and _has_room(before.cues[-1]) and seam % GRID == 0:
            yield seam


def _has_room(cue: TimedCue) -> bool:
    return isinstance(cue.cue, Pause) and cue.end - cue.begin >= ROOM
