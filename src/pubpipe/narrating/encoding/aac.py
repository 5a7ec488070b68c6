"""AAC by FFmpeg, by way of PyAV: frames without a container, whole or of a part."""

from collections.abc import Iterable
from fractions import Fraction

import av
import numpy
from av.codec.context import Flags

from pubpipe.model.narration import Aac
from pubpipe.narrating.composition import Piece
from pubpipe.narrating.encoding.cutting import Take
from pubpipe.narrating.seams import SeamError
from pubpipe.packing import packed, unpacked

FRAME = 1024
"""Samples in a frame."""
RUN_UP = 4
"""Frames encoded before a part and thrown away; two would do, since none leans on more than the one before."""
FULL_SCALE = 32768.0


def part(take: Take, rate: int, kilobits: int, begin: int, count: int | None) -> bytes:
    """So many samples from one on, encoded with some before and behind them.

    begin, count: whole frames; None means all. Raises SeamError where the encoder makes too few frames.
    """
    run_up = RUN_UP if begin else 0
    encoder = AacEncoder(rate, kilobits)
    for piece in take.pieces(begin - run_up * FRAME):
        encoder.add(piece)
    made = encoder.finished()
    end = len(made.frames) if count is None else run_up + count // FRAME
    if end > len(made.frames):
        raise SeamError("the encoder made too few frames")
    return packed(made.delay, (made.config, *made.frames[run_up:end]))


def joined(parts: Iterable[bytes]) -> Aac:
    """The parts as one stream: a frame of AAC keeps its data to itself. Raises SeamError where they differ in kind."""
    kinds, frames = set(), []
    for data in parts:
        delay, (config, *more) = unpacked(data)
        kinds.add((config, delay))
        frames += more
    if len(kinds) != 1:
        raise SeamError("the parts are not of one kind")
    return Aac(*kinds.pop(), tuple(frames))


class AacEncoder:
    """FFmpeg's own encoder, which wants frame by frame."""

    def __init__(self, rate: int, kilobits: int) -> None:
        codec = av.CodecContext.create("aac", "w")
        codec.rate, codec.layout, codec.format, codec.bit_rate = rate, "mono", "fltp", kilobits * 1000
        # The quicker of its two searches: for speech at this bit rate the other gains nothing.
        codec.options = {"aac_coder": "fast"}
        codec.flags |= Flags.bitexact
        codec.open()
        self._codec, self._rate = codec, rate
        self._waiting: Piece = numpy.zeros(0, numpy.int16)
        self._samples, self._begin = 0, 0
        self._frames: list[bytes] = []

    def add(self, piece: Piece) -> None:
        """The next piece of the sound."""
        waiting = numpy.concatenate([self._waiting, piece])
        whole = len(waiting) - len(waiting) % FRAME
        for begin in range(0, whole, FRAME):
            self._encode(waiting[begin : begin + FRAME])
        self._waiting = waiting[whole:]

    def finished(self) -> Aac:
        """All frames."""
        if self._waiting.size:
            self._encode(self._waiting)
        self._keep(self._codec.encode(None))
        return Aac(bytes(self._codec.extradata or b""), -self._begin, tuple(self._frames))

    def _encode(self, samples: Piece) -> None:
        sound = (samples.astype(numpy.float32) / FULL_SCALE)[None, :]
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout="mono")
        frame.rate, frame.pts, frame.time_base = self._rate, self._samples, Fraction(1, self._rate)
        self._samples += len(samples)
        self._keep(self._codec.encode(frame))

    def _keep(self, packets: "Iterable[av.Packet[av.AudioStream]]") -> None:
        for packet in packets:
            self._begin = min(self._begin, packet.pts or 0)
            self._frames.append(bytes(packet))
