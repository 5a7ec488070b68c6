"""MP3 by LAME, by way of lameenc: whole, or in parts whose frames are joined to one stream without a seam.

A frame of MP3 may put its data into space that the frames before it left free. So the first frame of
a part, which was encoded with some sound before it, has data that lie in frames which are thrown
away. They are laid into the last frames of the part before: these have as much space left free, or
else the two cannot be joined.
"""

import io
from collections.abc import Iterable, Sequence
from itertools import pairwise

import lameenc

from pubpipe.narrating.composition import Piece
from pubpipe.narrating.encoding.cutting import Take
from pubpipe.narrating.encoding.overshooting import TRIES, Places, loud_places, turned_down
from pubpipe.narrating.seams import SeamError
from pubpipe.packing import packed, unpacked

QUALITY = 5
"""LAME's own scale, 0 the slowest: at this bit rate 2 takes three times as long and gains nothing for speech."""
RUN_UP = 4
"""Frames encoded before a part and thrown away: fewer are not yet right, and more have data further ahead."""
DELAY = 1105
"""Samples by which what is decoded lies behind what was encoded: 576 of LAME's, and 529 of a decoder's."""
_HEADER, _SHORT_SIDE, _LONG_SIDE = 4, 9, 17
"""Bytes of a frame before its data: its header, and what is said of the data of one channel."""
_HIGHEST_SHORT = 24_000
"""Samples a second up to which a frame is short (MPEG-2)."""
_SYNC, _SYNC_MORE = 0xFF, 0xE0
"""The bits at which every frame begins."""


def part(take: Take, rate: int, kilobits: int, begin: int, count: int | None) -> bytes:
    """So many samples from one on, encoded with some before and behind them: frames, and how they are to be joined.

    begin, count: whole frames; None means all. Raises SeamError where the encoder makes too few frames.
    """
    samples = frame_samples(rate)
    run_up = RUN_UP if begin else 0
    stream = _stream(take, rate, kilobits, begin - run_up * samples)
    if not begin and count is None:
        return packed(0, (b"", stream))
    begins = _begins(stream, rate, kilobits)
    behind = len(begins) - 1 if count is None else run_up + count // samples
    if behind >= len(begins) - (count is not None):
        raise SeamError("the encoder made too few frames")
    first, last = begins[run_up], begins[behind]
    before = b"".join(_data(stream[one:other], rate) for one, other in pairwise(begins[: run_up + 1]))
    head = before[len(before) - _begins_before(stream, first, rate) :] if begin else b""
    free = 0 if count is None else _begins_before(stream, last, rate)
    return packed(free, (head, stream[first:last]))


def _stream(take: Take, rate: int, kilobits: int, begin: int) -> bytes:
    """The frames of the sound from a sample on, without a peak that a player would clip."""
    dips: list[Places] = []
    while True:
        mp3, sound = Mp3(rate, kilobits), take.pieces(begin)
        for places in dips:
            sound = turned_down(sound, places, rate)
        for piece in sound:
            mp3.add(piece)
        stream = mp3.finished()
        dips.append(loud_places(stream, rate) - DELAY)
        if not dips[-1].size or len(dips) == TRIES:
            return stream


def joined(parts: Iterable[bytes], rate: int, kilobits: int) -> bytes:
    """The parts as one stream. Raises SeamError where one has no space left for the data of the next."""
    stream, before, space = io.BytesIO(), b"", 0
    lost = []
    for number, data in enumerate(parts):
        free, (head, frames) = unpacked(data)
        if len(head) > space:
            lost.append(number)
        elif head:
            _lay(head, stream, _begins(before, rate, kilobits), rate)
        stream.write(frames)
        before, space = frames, free
    if lost:
        raise SeamError("there is no space for the data that begin before a part", tuple(lost))
    return stream.getvalue()


def _lay(data: bytes, stream: io.BytesIO, begins: Sequence[int], rate: int) -> None:
    """Lays data into the end of a stream; begins: those of its last frames, from any place on."""
    end = stream.tell()
    for begin, following in reversed(tuple(pairwise(one - begins[-1] for one in begins))):
        size = min(len(data), following - begin - _data_begin(rate))
        stream.seek(end + following - size)
        stream.write(data[len(data) - size :])
        data = data[: len(data) - size]
        if not data:
            break
    stream.seek(end)


def frame_samples(rate: int) -> int:
    """Samples in a frame."""
    return 576 if rate <= _HIGHEST_SHORT else 1152


def _begins(stream: bytes, rate: int, kilobits: int) -> Sequence[int]:
    """The first byte of each frame, and the one behind the last. Raises SeamError for frames of several bit rates."""
    shortest = frame_samples(rate) // 8 * kilobits * 1000 // rate
    begins = [0]
    while (at := begins[-1]) < len(stream):
        if stream[at] != _SYNC or stream[at + 1] & _SYNC_MORE != _SYNC_MORE:
            raise SeamError("the encoder made something else than frames of one bit rate")
        # Where a frame is no whole number of bytes, some are a byte longer.
        begins.append(at + shortest + (stream[at + 2] >> 1 & 1))
    return begins


def _data_begin(rate: int) -> int:
    return _HEADER + (_SHORT_SIDE if rate <= _HIGHEST_SHORT else _LONG_SIDE)


def _data(frame: bytes, rate: int) -> bytes:
    return frame[_data_begin(rate) :]


def _begins_before(stream: bytes, frame: int, rate: int) -> int:
    """How many bytes of data before a frame its own begin (main_data_begin of ISO/IEC 11172-3 and 13818-3)."""
    side = frame + _HEADER
    return stream[side] if rate <= _HIGHEST_SHORT else stream[side] << 1 | stream[side + 1] >> 7


class Mp3:
    """LAME: the bytes of a stream, piece by piece."""

    def __init__(self, rate: int, kilobits: int) -> None:
        self._encoder = lameenc.Encoder()
        self._encoder.set_bit_rate(kilobits)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(rate)
        self._encoder.set_channels(1)
        self._encoder.set_quality(QUALITY)
        self._encoder.silence()
        self._encoded = io.BytesIO()

    def add(self, piece: Piece) -> None:
        """The next piece of the sound."""
        self._encoded.write(self._encoder.encode(piece.astype("<i2").tobytes()))

    def finished(self) -> bytes:
        """All frames."""
        self._encoded.write(self._encoder.flush())
        return self._encoded.getvalue()
