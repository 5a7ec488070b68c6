"""The sounds that are no speech: chimes, ticks, and the bed that lies under everything.

All are computed, so that the same recording comes out everywhere. Levels are dB of full scale.
The bed is there because players cut silence out: measured, a 42.7 s clip with a silent 30 s hold
became 12.4 s long. It is low, soft noise, louder than what FFmpeg's silenceremove takes for
silence (−50 dB) and some 30 dB quieter than the voice.
"""

from functools import cache
from typing import Literal

import numpy
from numpy.typing import NDArray

from pubpipe.model.narration import Tone

Samples = NDArray[numpy.float32]

BED_LEVEL = -45.0
BED_BAND = (60.0, 500.0)
"""Hz: low enough to sound like a quiet room, high enough for a telephone's loudspeaker not to swallow."""
BED_SECONDS = 16
TickKind = Literal["steady", "quiet", "closing"]
TICKS: dict[TickKind, tuple[float, float]] = {
    "steady": (1000.0, -30.0),
    "quiet": (1000.0, -38.0),
    "closing": (1500.0, -26.0),
}
"""Pitch in Hz and level. Those of the last seconds are a fifth higher and louder, so that no release surprises."""
TICK_SECONDS = 0.04
CHIME_LEVEL = -20.0
CHIMES: dict[Tone, tuple[float, ...]] = {"start": (523.25, 783.99), "release": (783.99, 523.25)}
"""Hz of the notes, one after the other (C5 and G5): it rises into a hold and falls out of it."""
CHIME_STEP = 0.15
"""Seconds from one note of a chime to the next."""
CHIME_SECONDS = 1.2
"""How long a chime rings, all of it under what follows: a hold lasts from one chime's onset to the next one's."""


def level(decibels: float) -> float:
    """A level in dB as a factor."""
    return float(10.0 ** (decibels / 20.0))


@cache
def bed(rate: int) -> Samples:
    """Noise whose end joins its beginning without a seam, made from random phases in a band of frequencies."""
    length = BED_SECONDS * rate
    frequencies = numpy.fft.rfftfreq(length, 1.0 / rate)
    inside = (frequencies >= BED_BAND[0]) & (frequencies <= BED_BAND[1])
    phases = numpy.random.default_rng(0).uniform(0.0, 2.0 * numpy.pi, len(frequencies))
    # Falling with frequency, as the noise of rooms and of breath does.
    strength = numpy.where(inside, numpy.sqrt(BED_BAND[0] / numpy.maximum(frequencies, 1.0)), 0.0)
    noise = numpy.fft.irfft(strength * numpy.exp(1j * phases), length)
    scaled: Samples = (noise / numpy.sqrt(numpy.mean(noise**2)) * level(BED_LEVEL)).astype(numpy.float32)
    return scaled


@cache
def tick(rate: int, kind: TickKind = "steady") -> Samples:
    """A soft knock for a second of a hold."""
    pitch, decibels = TICKS[kind]
    time = numpy.arange(round(TICK_SECONDS * rate)) / rate
    knock = numpy.sin(2.0 * numpy.pi * pitch * time) * numpy.exp(-time / (TICK_SECONDS / 6.0))
    return (knock * _attack(time) * level(decibels)).astype(numpy.float32)


@cache
def chime(tone: Tone, rate: int) -> Samples:
    """Two notes of a small bell, each with a quieter octave above."""
    length = round(CHIME_SECONDS * rate)
    sound = numpy.zeros(length)
    for number, pitch in enumerate(CHIMES[tone]):
        begin = round(number * CHIME_STEP * rate)
        time = numpy.arange(length - begin) / rate
        partials = numpy.sin(2.0 * numpy.pi * pitch * time) + 0.3 * numpy.sin(4.0 * numpy.pi * pitch * time)
        sound[begin:] += partials * _attack(time) * numpy.exp(-time / 0.25)
    sound *= numpy.minimum(1.0, (length - numpy.arange(length)) / (0.1 * rate))
    scaled: Samples = (sound / numpy.max(numpy.abs(sound)) * level(CHIME_LEVEL)).astype(numpy.float32)
    return scaled


def _attack(time: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """Rises within 4 ms: quick enough to be exact, slow enough not to click."""
    return numpy.minimum(1.0, time / 0.004)
