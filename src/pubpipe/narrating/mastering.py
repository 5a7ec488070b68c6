"""Speech at one loudness, without a clipped peak.

There is one gain for all that is said, so that each utterance keeps its weight among the others. Peaks are
held below a ceiling by a limiter that looks ahead, which leaves room for what a codec adds.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import floor, gcd

import numpy
from numpy.typing import NDArray

from pubpipe.narrating.composition import Utterances
from pubpipe.narrating.loudness import Measure
from pubpipe.narrating.remembering import Fact
from pubpipe.narrating.sounds import Samples, level

MOST_GAIN = 30.0
"""dB. What needs more is no speech."""
MOST_MADE_UP = 6.0
"""dB of gain on top, for what the limiter takes away; with more of it the limiter would be heard."""
STEP = 1.0
"""dB. What one sentence changes in the loudness of them all seldom reaches the next gain, and so changes no other; half
of it may be missing to the target, which is within what those who publish speech take (±1: AES TD1008, EBU R 128)."""
CERTAIN = 0.5
"""dB. Where the limiter took no more, what it takes of the gain on top is known well enough without another try."""
LEAST_GAINED = 0.1
"""dB that a dB of gain brings at least; below that the limiter takes it all, and more would only distort."""
_NEAR = 0.6
"""Of the ceiling: between two samples that are lower, the wave of speech does not reach it."""
_TAPS = 24
"""Samples that the wave between two of them is worked out from."""
LOOK_AHEAD = 0.005
"""Seconds over which the limiter turns down before a peak and up after it."""

Gains = NDArray[numpy.floating]
"""A factor for each sample."""


class Leveled(Utterances):
    """Utterances with a gain and a ceiling, worked out when one is asked for: none is kept."""

    def __init__(self, sounds: Utterances, rate: int, gain: float, ceiling: float) -> None:
        self._sounds, self._rate, self._gain, self._ceiling = sounds, rate, gain, ceiling

    def __getitem__(self, text: str) -> Samples:
        return limited(self._sounds[text] * numpy.float32(level(self._gain)), self._rate, self._ceiling)

    def origin(self, text: str) -> Fact:
        """What it was before, and what was done to it."""
        return [self._sounds.origin(text), self._rate, self._gain, self._ceiling]

    def samples(self, text: str) -> int:
        """As long as it was before."""
        return self._sounds.samples(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def __len__(self) -> int:
        return len(self._sounds)


def mastered(
    sounds: Utterances,
    rate: int,
    target: float,
    ceiling: float,
    measure: Measure,
    step: float | None = None,
) -> Utterances:
    """The utterances at the target together, peaks below the ceiling (dB); silence stays silence.

    step: dB from one gain to the next, where not every gain may be chosen; half of it may be missing to the target.
    """
    measured = measure(sounds)
    if measured is None:
        return sounds
    gain = target - measured
    if gain >= MOST_GAIN:
        return Leveled(sounds, rate, MOST_GAIN, ceiling)

    def missing(more: float) -> float:
        # Another gain of the steps tells as much, and an utterance may have been measured at it before.
        tried = _chosen(gain + more, step)
        reached = measure(Leveled(sounds, rate, tried, ceiling))
        return 0.0 if reached is None else target - reached - (gain + more - tried)

    return Leveled(sounds, rate, _chosen(gain + _made_up(missing), step), ceiling)


def _chosen(gain: float, step: float | None) -> float:
    """The gain, or that of the steps which is nearest."""
    return (floor(gain / step) + 0.5) * step if step else gain


def _made_up(missing: Callable[[float], float]) -> float:
    """The gain on top that makes up for what the limiter takes, given what is missing with any gain on top.

    The limiter takes part of that gain too. Each try costs a round over all that is said, so there are few.
    """
    lost = missing(0.0)
    # A limiter that took n dB takes about n/(n + 1) of the next: measured with three voices at two targets.
    more = min(MOST_MADE_UP, lost * (1.0 + lost))
    if lost <= CERTAIN:
        return more
    left = missing(more)
    gained = max(LEAST_GAINED, (lost - left) / more)
    return min(MOST_MADE_UP, more + left / gained)


def resampled(sound: Samples, rate: int, wanted: int) -> Samples:
    """The sound at another rate, as long as before to the sample."""
    if rate == wanted:
        return sound
    # Few voices need it, and loading it takes a second.
    from scipy.signal import resample_poly

    common = gcd(rate, wanted)
    other: Samples = resample_poly(sound, wanted // common, rate // common).astype(numpy.float32)
    return other


def limited(sound: Samples, rate: int, decibels: float) -> Samples:
    """The sound with every true peak within a ceiling in dB, turned down smoothly around each."""
    ceiling = level(decibels)
    magnitude = peaks(sound, ceiling)
    if not sound.size or float(magnitude.max()) <= ceiling:
        return sound
    reach = max(1, round(LOOK_AHEAD * rate))
    turned_down = sound.copy()
    # Most of it is far from any peak and stays as it is. What is near to one is worked out together: the gain is 1
    # where one such place ends and the next begins, as it is in between.
    places = _around(numpy.flatnonzero(magnitude > ceiling), 2 * reach, len(sound))
    wanted = ceiling / numpy.maximum(_taken(magnitude, places), ceiling)
    # The lowest gain wanted within reach, then its mean over as far: never more than what each peak wants.
    smooth = _means(_lowest(wanted, reach), reach)
    at = 0
    for place in places:
        turned_down[place] *= smooth[at : (at := at + place.stop - place.start)]
    return turned_down


def _around(loud: NDArray[numpy.int64], reach: int, length: int) -> list[slice]:
    """The places within reach of loud samples, in a sound of so many; those that touch each other are one."""
    ends = numpy.flatnonzero(numpy.diff(loud) > 2 * reach + 1)
    firsts, lasts = loud[[0, *(ends + 1)]], loud[[*ends, -1]]
    begins, stops = numpy.maximum(firsts - reach, 0), numpy.minimum(lasts + reach + 1, length)
    return [slice(begin, stop) for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)]


def _taken(sound: Samples, places: Iterable[slice]) -> Samples:
    """The samples at some places, one after the other."""
    return numpy.concatenate([sound[place] for place in places])


def _lowest(values: Gains, reach: int) -> Gains:
    """The lowest value within reach of each on either side; beyond its ends the first and the last go on."""
    lowest, width, whole = numpy.pad(values, reach, mode="edge"), 1, 2 * reach + 1
    while width < whole:
        # What is the lowest of so many is so of twice as many, a step at a time.
        step = min(width, whole - width)
        lowest = numpy.minimum(lowest[:-step], lowest[step:])
        width += step
    return lowest


def _means(values: Gains, reach: int) -> NDArray[numpy.float64]:
    """The mean of the values within reach of each on either side, as in `_lowest`."""
    whole = 2 * reach + 1
    sums = numpy.cumsum(numpy.pad(values, (reach + 1, reach), mode="edge"), dtype=numpy.float64)
    means: NDArray[numpy.float64] = (sums[whole:] - sums[:-whole]) / whole
    return means


def peaks(sound: Samples, ceiling: float) -> Samples:
    """The magnitude of each sample, or of the wave between it and the next where that may go over the ceiling.

    What a player makes of the samples swings further than they do. As ITU-R BS.1770-4, annex 2 has it, the wave
    is looked at in four places a sample, but only where a sample is near enough to the ceiling for it to matter.
    """
    magnitude: Samples = numpy.abs(sound)
    near = numpy.flatnonzero(magnitude > ceiling * _NEAR)
    near = near[(near >= _TAPS // 2 - 1) & (near < len(sound) - _TAPS // 2)]
    if near.size:
        around = sound[near[:, None] + numpy.arange(1 - _TAPS // 2, _TAPS // 2 + 1)]
        between = numpy.abs(around @ _quarters()).max(axis=1)
        for places in (near, near + 1):
            numpy.maximum.at(magnitude, places, between)
    return magnitude


@cache
def _quarters() -> Samples:
    """Filters for the wave at a quarter, a half and three quarters of the way from a sample to the next."""
    places = numpy.arange(1 - _TAPS // 2, _TAPS // 2 + 1)[:, None] - numpy.array([0.25, 0.5, 0.75])
    window = numpy.cos(numpy.pi * places / (_TAPS + 1)) ** 2
    filters = numpy.sinc(places) * window
    quarters: Samples = (filters / filters.sum(axis=0)).astype(numpy.float32)
    return quarters
