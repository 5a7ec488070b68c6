"""Where a recording may be cut, so that each part can be encoded by itself: in the waits between chapters.

An encoder works in frames, each of which leans on the one before. A cut is inaudible, and a part's
frames stay as they are whatever changes elsewhere, if three things hold: parts begin where a frame
of every codec does, the same sound stands before each cut, and what follows it is the same for a
while too. So the last wait of a chapter is a little longer than its script asks for, and the noise
under everything begins anew in each part, a moment before the cut.

Within long chapters there are cuts as well: before titles in what is read aloud, and between what is
said of a hold and anything else where a listener is guided. No other wait is touched, since it may be
a dose: a rest is followed by words on the same hold.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pubpipe.model.narration import Cue, Hold, Pause, Speech, TimedCue, Timeline

GRID = 9216
"""Samples: whole frames of MP3 (576 or 1152) and of AAC (1024) at once."""
BEFORE = 4608
"""Samples heard before a cut, with which an encoder finds its stride: four frames of any codec, and more of some."""
BEHIND = 2304
"""Samples between a cut and the first word behind it: as far ahead as an encoder looks."""
FADE = 1152
"""Samples in which the noise of one part gives way to that of the next."""
ROOM = 14_976
"""Samples of the shortest wait that has room for a cut: behind loud speech it takes LAME some twenty short frames
until it has space left for data of those behind the cut."""
TITLE = "-title_1"
"""How the id ends of what shows the beginning of a section's or a stretch's title, in what is read aloud."""


def part_ends(cues: Sequence[Cue], *, is_last: bool) -> Collection[int]:
    """The numbers of those cues of a chapter behind which a part may begin; behind the last chapter none does."""
    held = {cue.block for cue in cues if isinstance(cue, Hold)}

    def is_end(cue: Cue, following: Cue) -> bool:
        if not isinstance(following, Speech):
            return False
        return following.fragment.endswith(TITLE) or (cue.block in held) != (following.block in held)

    within = {number for number, (cue, following) in enumerate(pairwise(cues)) if is_end(cue, following)}
    return within if is_last or not cues else within | {len(cues) - 1}


class SeamError(ValueError):
    """Parts that cannot be joined without a seam; `parts`: the numbers of those that cannot follow the one before."""

    def __init__(self, message: str, parts: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.parts = parts


def lengthened(wait: TimedCue) -> TimedCue:
    """The last wait of a part, made so long that the cut in it stands on the grid; by 0.4 s at most, mostly less."""
    if not _has_room(wait):
        return wait
    return TimedCue(wait.cue, wait.begin, wait.end + (BEHIND - wait.end) % GRID)


def seams(placed: Timeline) -> tuple[int, ...]:
    """The samples at which a recording may be cut, from the front."""
    return tuple(_found(placed))


def _found(placed: Timeline) -> Iterator[int]:
    for chapter in placed.chapters:
        ends = part_ends([timed.cue for timed in chapter.cues], is_last=chapter is placed.chapters[-1])
        for timed in (chapter.cues[number] for number in sorted(ends)):
            seam = timed.end - BEHIND
            # A part without a wait at its end is encoded with the next.
            if _has_room(timed) and seam % GRID == 0:
                yield seam


def _has_room(cue: TimedCue) -> bool:
    return isinstance(cue.cue, Pause) and cue.end - cue.begin >= ROOM
