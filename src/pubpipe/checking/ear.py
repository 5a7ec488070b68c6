"""Listening to a recording as it plays: what has to be known of the sound, without ever holding all of it."""

import numpy
from numpy.typing import NDArray

SILENT = 1
"""The largest sample, of 32,767, that still counts as digital silence."""
AT_ONCE = 100_000
"""Bytes: some two seconds are looked at together, since frames are short and looking has its price."""


class Ear:
    """Takes PCM (signed 16-bit, one channel) in pieces; `peak` and `longest_silence` are of all that was heard."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._heard = 0
        self._peak = 0
        self._silence = 0
        self._longest = (0, 0)

    def hear(self, pcm: bytes) -> None:
        """The next piece."""
        self._waiting += pcm
        if len(self._waiting) >= AT_ONCE:
            self._listen()

    @property
    def peak(self) -> int:
        """The largest sample, up or down; 32,768 is full scale."""
        self._listen()
        return self._peak

    @property
    def longest_silence(self) -> tuple[int, int]:
        """The first sample of the longest digital silence, and its length in samples."""
        self._listen()
        return self._longest

    def _listen(self) -> None:
        samples = numpy.frombuffer(bytes(self._waiting), "<i2")
        self._waiting.clear()
        if not samples.size:
            return
        self._peak = max(self._peak, int(samples.max()), -int(samples.min()))
        self._find_silence(samples)
        self._heard += len(samples)

    def _find_silence(self, samples: NDArray[numpy.int16]) -> None:
        sounding = numpy.flatnonzero((samples > SILENT) | (samples < -SILENT))
        # A silence may have begun before this piece, and may go on after it.
        edges = numpy.concatenate([[-1 - self._silence], sounding, [len(samples)]])
        lengths = numpy.diff(edges) - 1
        longest = int(lengths.argmax())
        if int(lengths[longest]) > self._longest[1]:
            self._longest = (self._heard + int(edges[longest]) + 1, int(lengths[longest]))
        self._silence = int(lengths[-1])
