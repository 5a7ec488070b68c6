"""Peaks that an encoder adds: found in what a player makes of its frames, and taken back where the sound has them.

At 48 kbit/s single samples come out up to 3.5 dB above all that went in (measured over some ten hours of speech: one
recording in seven would pass −1 dB, and one in thirty −0.3 dB, where checks refuse it). A lower ceiling for all speech
would not help: what is limited harder overshoots more. So the sound is turned down for some milliseconds around each of
these, as much as it takes, and the rest is left alone.
"""

from collections.abc import Iterable, Iterator

import numpy
from numpy.typing import NDArray

from pubpipe.decoding import play
from pubpipe.narrating.composition import Piece

Places = NDArray[numpy.int64]

MOST = -1.0
"""dB of full scale, which podcast directories and broadcasters take (AES TD1008, EBU R 128)."""
TRIES = 5
"""How often a part is encoded at most; nearly always once, and hardly ever more than twice."""
_DEPTH = 1.5
"""dB by which a try turns the sound down."""
_REACH = 0.01
"""Seconds on either side of a peak over which it is turned down and up again."""
_FULL_SCALE = 32768


def loud_places(stream: bytes, rate: int) -> Places:
    """The samples of a decoded stream that are louder than they may be."""
    most = _FULL_SCALE * 10 ** (MOST / 20)
    found: list[Places] = []
    at = 0

    def hear(pcm: bytes) -> None:
        nonlocal at
        sound = numpy.frombuffer(pcm, "<i2").astype(numpy.int64)
        found.append(numpy.flatnonzero(numpy.abs(sound) > most) + at)
        at += len(sound)

    play(stream, rate, hear)
    return numpy.concatenate(found)


def turned_down(sound: Iterable[Piece], places: Places, rate: int) -> Iterator[Piece]:
    """The sound, quieter around these of its samples; around several that lie close together as much as around one."""
    reach = round(_REACH * rate)
    # From 1 in the middle to 0 at either end, without a corner.
    slope = numpy.cos(numpy.linspace(-numpy.pi / 2.0, numpy.pi / 2.0, 2 * reach + 1)) ** 2
    at = 0
    for piece in sound:
        depth = numpy.zeros(len(piece) + 2 * reach)
        for place in places[(places > at - reach) & (places < at + len(piece) + reach)] - at:
            around = slice(max(0, place), place + 2 * reach + 1)
            fitting = slope[around.start - place :][: len(depth[around])]
            depth[around] = numpy.maximum(depth[around], fitting)
        at += len(piece)
        inside = depth[reach : reach + len(piece)]
        if inside.any():
            gain = 10.0 ** (-_DEPTH / 20.0 * inside)
            yield numpy.rint(piece * gain).astype(numpy.int16)
        else:
            yield piece
