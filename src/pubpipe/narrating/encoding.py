"""PCM to MP3 and AAC frames, in one pass over the sound, without tags: those belong to the format that publishes it.

MP3 by LAME, by way of lameenc; AAC by FFmpeg, by way of PyAV. Both are made from the sound itself:
one made from the other would have the faults of both.
"""

import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import lameenc
import numpy
from av.codec.context import Flags
from numpy.typing import NDArray

from pubpipe.model.narration import NO_AAC, Aac
from pubpipe.model.recording import Codec

Piece = NDArray[numpy.int16]

KILOBITS = 64
"""Constant bit rate, so that players find any time without an index; for speech at 24 kHz it is transparent."""
SMALL_KILOBITS = 48
"""For inside a page or a book, which is sent and kept whole: speech loses nothing that is heard from a phone."""
QUALITY = 5
"""LAME's own scale, 0 the slowest: at this bit rate 2 takes three times as long and gains nothing for speech."""
FRAME = 1024
"""Samples in a frame of AAC."""
FULL_SCALE = 32768.0

LOSS = 0.4455
"""dB by which a decoded MP3 is quieter than its samples: LAME scales its input by 0.95."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One recording, one channel, in the codecs that were asked for; the others are empty."""

    mp3: bytes = b""
    aac: Aac = NO_AAC
    small: bytes = b""
    parts: tuple[bytes, ...] = ()


def encode(
    pieces: Iterable[Piece],
    rate: int,
    kilobits: int = KILOBITS,
    codecs: Collection[Codec] = ("mp3", "aac"),
    ends: Sequence[int] = (),
) -> Encoded:
    """A recording given piece by piece, its MP3 with so many kbit/s; no more than a piece is ever held as PCM.

    ends: the sample behind each chapter, for `parts`; no piece goes over one.
    """
    mp3 = _Mp3(rate, kilobits) if "mp3" in codecs else None
    aac = _Aac(rate) if "aac" in codecs else None
    small = _Mp3(rate, SMALL_KILOBITS) if "small" in codecs else None
    parts = _Parts(rate, ends) if "parts" in codecs else None
    encoders = [one for one in (mp3, aac, small, parts) if one]
    for piece in pieces:
        for encoder in encoders:
            encoder.add(piece)
    return Encoded(
        mp3.finished() if mp3 else b"",
        aac.finished() if aac else NO_AAC,
        small.finished() if small else b"",
        parts.finished() if parts else (),
    )


class _Mp3:
    """LAME."""

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
        self._encoded.write(self._encoder.encode(piece.astype("<i2").tobytes()))

    def finished(self) -> bytes:
        self._encoded.write(self._encoder.flush())
        return self._encoded.getvalue()


class _Parts:
    """An MP3 for each chapter."""

    def __init__(self, rate: int, ends: Sequence[int]) -> None:
        self._rate, self._ends, self._samples = rate, ends, 0
        self._parts: list[bytes] = []
        self._current = _Mp3(rate, SMALL_KILOBITS)

    def add(self, piece: Piece) -> None:
        self._current.add(piece)
        self._samples += len(piece)
        # A cue without a length may stand at an end: it belongs to neither side.
        while len(self._parts) < len(self._ends) and self._samples >= self._ends[len(self._parts)]:
            self._parts.append(self._current.finished())
            self._current = _Mp3(self._rate, SMALL_KILOBITS)

    def finished(self) -> tuple[bytes, ...]:
        if len(self._parts) != len(self._ends):
            raise ValueError("the sound ends before its last chapter does")
        return tuple(self._parts)


class _Aac:
    """FFmpeg's own encoder, which wants frame by frame."""

    def __init__(self, rate: int) -> None:
        codec = av.CodecContext.create("aac", "w")
        codec.rate, codec.layout, codec.format, codec.bit_rate = rate, "mono", "fltp", KILOBITS * 1000
        # The quicker of its two searches: for speech at this bit rate the other gains nothing.
        codec.options = {"aac_coder": "fast"}
        codec.flags |= Flags.bitexact
        codec.open()
        self._codec, self._rate = codec, rate
        self._waiting: Piece = numpy.zeros(0, numpy.int16)
        self._samples, self._begin = 0, 0
        self._frames: list[bytes] = []

    def add(self, piece: Piece) -> None:
        waiting = numpy.concatenate([self._waiting, piece])
        whole = len(waiting) - len(waiting) % FRAME
        for begin in range(0, whole, FRAME):
            self._encode(waiting[begin : begin + FRAME])
        self._waiting = waiting[whole:]

    def finished(self) -> Aac:
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
