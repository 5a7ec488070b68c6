"""Listening to a recording as it plays: what has to be known of the sound, without ever holding all of it.

What was heard of one piece and of the next together is what is heard of both, so that a piece which was heard before
need not be played again.
"""

from dataclasses import dataclass

import numpy

SILENT = 1
"""The largest sample, of 32,767, that still counts as digital silence."""
AT_ONCE = 100_000
"""Bytes: some two seconds are looked at together, since frames are short and looking has its price."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of some sound, in samples.

    peak: the largest sample, up or down, 32,768 being full scale; silent_before and silent_after: the digital silence
    at either end, which is all of it where there is no other sound; silence: where the longest one begins, and its
    length.
    """

    samples: int = 0
    peak: int = 0
    silent_before: int = 0
    silent_after: int = 0
    silence: tuple[int, int] = (0, 0)

    def then(self, following: "Heard") -> "Heard":
        """What was heard of both, one after the other."""
        seam = (self.samples - self.silent_after, self.silent_after + following.silent_before)
        begin, length = following.silence
        is_silent, stays_silent = self.silent_before == self.samples, following.silent_after == following.samples
        return Heard(
            self.samples + following.samples,
            max(self.peak, following.peak),
            self.silent_before + following.silent_before if is_silent else self.silent_before,
            following.silent_after + self.silent_after if stays_silent else following.silent_after,
            max(self.silence, seam, (self.samples + begin, length), key=lambda one: one[1]),
        )


def heard(pcm: bytes) -> Heard:
    """What is heard of PCM (signed 16-bit, one channel)."""
    samples = numpy.frombuffer(pcm, "<i2")
    if not samples.size:
        return Heard()
    sounding = numpy.flatnonzero((samples > SILENT) | (samples < -SILENT))
    edges = numpy.concatenate([[-1], sounding, [len(samples)]])
    lengths = numpy.diff(edges) - 1
    longest = int(lengths.argmax())
    peak = max(int(samples.max()), -int(samples.min()))
    silence = (int(edges[longest]) + 1, int(lengths[longest]))
    return Heard(len(samples), peak, int(lengths[0]), int(lengths[-1]), silence)


class Ear:
    """Takes PCM in pieces of any size."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._heard = Heard()

    def hear(self, pcm: bytes) -> None:
        """The next piece."""
        self._waiting += pcm
        if len(self._waiting) >= AT_ONCE:
            self._listen()

    @property
    def heard(self) -> Heard:
        """What was heard so far."""
        self._listen()
        return self._heard

    def _listen(self) -> None:
        self._heard = self._heard.then(heard(bytes(self._waiting)))
        self._waiting.clear()
