"""Speech at one loudness, without a clipped peak.

Loudness is measured as ITU-R BS.1770-4 says (K-weighting, gating), over all that is said, since
one voice says it all and each utterance should keep its own weight. Holds and pauses hardly move
the measure of a whole recording: they are quieter than its gate. Audiobook shops measure the mean
level of the whole file instead, and so count the quiet too. Peaks are held below a ceiling by a
limiter that looks ahead, which leaves room for what a codec adds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from math import floor, gcd

import numpy
from numpy.typing import NDArray

from pubpipe.narrating.sounds import Samples, level

MOST_GAIN = 30.0
"""dB. What needs more is no speech."""
MOST_MADE_UP = 6.0
"""dB of gain on top, for what the limiter takes away; with more of it the limiter would be heard."""
STEP = 0.5
"""dB. What one sentence changes in the loudness of them all seldom reaches the next gain, and so changes no other."""
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

_HOP, _HOPS = 0.1, 4
"""Seconds from one block to the next, and how many of these a block lasts."""
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691

Gains = NDArray[numpy.floating]
"""A factor for each sample."""
Measure = Callable[[Mapping[str, Samples]], float | None]
"""How loud all utterances are together, in dB of some kind; None if they are silent."""


class Leveled(Mapping[str, Samples]):
    """Utterances with a gain and a ceiling, worked out when one is asked for: none is kept."""

    def __init__(self, sounds: Mapping[str, Samples], rate: int, gain: float, ceiling: float) -> None:
        self._sounds, self._rate, self._gain, self._ceiling = sounds, rate, gain, ceiling

    def __getitem__(self, text: str) -> Samples:
        return limited(self._sounds[text] * numpy.float32(level(self._gain)), self._rate, self._ceiling)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def __len__(self) -> int:
        return len(self._sounds)


def mastered(
    sounds: Mapping[str, Samples],
    rate: int,
    target: float,
    ceiling: float,
    measure: Measure,
    step: float | None = None,
) -> Mapping[str, Samples]:
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
        reached = measure(Leveled(sounds, rate, gain + more, ceiling))
        return 0.0 if reached is None else target - reached

    gain += _made_up(missing)
    return Leveled(sounds, rate, (floor(gain / step) + 0.5) * step if step else gain, ceiling)


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


def integrated(rate: int) -> Measure:
    """Loudness in LUFS."""
    return lambda sounds: loudness(sounds.values(), rate)


def mean_level(times: Mapping[str, int], samples: int) -> Measure:
    """The mean level in dB of a recording of so many samples, in which each utterance is heard so many times."""

    def measure(sounds: Mapping[str, Samples]) -> float | None:
        power = sum(float(numpy.square(sounds[text], dtype=numpy.float64).sum()) * times[text] for text in sounds)
        return 10.0 * float(numpy.log10(power / samples)) if power and samples else None

    return measure


def resampled(sound: Samples, rate: int, wanted: int) -> Samples:
    """The sound at another rate, as long as before to the sample."""
    if rate == wanted:
        return sound
    # Few voices need it, and loading it takes a second.
    from scipy.signal import resample_poly

    common = gcd(rate, wanted)
    other: Samples = resample_poly(sound, wanted // common, rate // common).astype(numpy.float32)
    return other


def loudness(sounds: Iterable[Samples], rate: int) -> float | None:
    """The integrated loudness in LUFS of sounds heard one after the other with pauses; None if all are silent."""
    blocks = [_block_powers(sound, rate) for sound in sounds if sound.size]
    powers = numpy.concatenate(blocks) if blocks else numpy.zeros(0)
    powers = powers[powers > _power(_ABSOLUTE_GATE)]
    if not powers.size:
        return None
    gate = _lufs(float(powers.mean())) + _RELATIVE_GATE
    return _lufs(float(powers[powers > _power(gate)].mean()))


def limited(sound: Samples, rate: int, decibels: float) -> Samples:
    """The sound with every true peak within a ceiling in dB, turned down smoothly around each."""
    ceiling = level(decibels)
    magnitude = peaks(sound, ceiling)
    if not sound.size or float(magnitude.max()) <= ceiling:
        return sound
    wanted = ceiling / numpy.maximum(magnitude, ceiling)
    reach = max(1, round(LOOK_AHEAD * rate))
    # The lowest gain wanted within reach, then its mean over as far: never more than what each peak wants.
    smooth = _means(_lowest(wanted, reach), reach)
    turned_down: Samples = (sound * smooth).astype(numpy.float32)
    return turned_down


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


def _block_powers(sound: Samples, rate: int) -> NDArray[numpy.float64]:
    """The mean squares of overlapping blocks, those too that reach into the pauses around an utterance."""
    hop = round(_HOP * rate)
    # One more than the sound has: the filter dies away in less.
    hops = -(-len(sound) // hop) + 1
    whole, padded = numpy.zeros(hops * hop, numpy.float32), numpy.zeros((hops, 2 * hop), numpy.float32)
    whole[: len(sound)] = sound
    # Each hop by itself, with as much silence behind it: what rings on there belongs to the next.
    padded[:, :hop] = whole.reshape(hops, hop)
    filtered = numpy.fft.irfft(numpy.fft.rfft(padded, axis=1) * _k_weighting(rate, 2 * hop), 2 * hop, axis=1)
    weighted = filtered[:, :hop]
    weighted[1:] += filtered[:-1, hop:]
    energies = numpy.einsum("ij,ij->i", weighted, weighted, dtype=numpy.float64)
    powers: NDArray[numpy.float64] = numpy.convolve(energies, numpy.ones(_HOPS)) / (_HOPS * hop)
    return powers


@cache
def _k_weighting(rate: int, length: int) -> NDArray[numpy.complex64]:
    """What the two filters of BS.1770, a high shelf and a high pass, do to the spectrum of so many samples."""
    response = numpy.ones(length // 2 + 1, numpy.complex128)
    for one in (_high_shelf(rate), _high_pass(rate)):
        response *= numpy.fft.rfft(one[:3], length) / numpy.fft.rfft(one[3:], length)
    return response.astype(numpy.complex64)


def _high_shelf(rate: int) -> list[float]:
    """The head's effect on sound. The parameters give the standard's coefficients at 48 kHz."""
    warped, quality = float(numpy.tan(numpy.pi * 1681.974450955533 / rate)), 0.7071752369554196
    high = float(10.0 ** (3.999843853973347 / 20.0))
    middle = float(high**0.4996667741545416)
    base = 1.0 + warped / quality + warped**2
    return [
        (high + middle * warped / quality + warped**2) / base,
        2.0 * (warped**2 - high) / base,
        (high - middle * warped / quality + warped**2) / base,
        *_poles(warped, quality),
    ]


def _high_pass(rate: int) -> list[float]:
    """The ear's deafness to the lowest sounds."""
    warped, quality = float(numpy.tan(numpy.pi * 38.13547087602444 / rate)), 0.5003270373238773
    return [1.0, -2.0, 1.0, *_poles(warped, quality)]


def _poles(warped: float, quality: float) -> list[float]:
    base = 1.0 + warped / quality + warped**2
    return [1.0, 2.0 * (warped**2 - 1.0) / base, (1.0 - warped / quality + warped**2) / base]


def _lufs(power: float) -> float:
    return _OFFSET + 10.0 * float(numpy.log10(power))


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET) / 10.0))
