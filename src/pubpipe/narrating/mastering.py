"""Speech at one loudness, without a clipped peak.

Loudness is measured as ITU-R BS.1770-4 says (K-weighting, gating), over all that is said, since
one voice says it all and each utterance should keep its own weight. Holds and pauses hardly move
the measure of a whole recording: they are quieter than its gate. Audiobook shops measure the mean
level of the whole file instead, and so count the quiet too. Peaks are held below a ceiling by a
limiter that looks ahead, which leaves room for what a codec adds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from math import gcd

import numpy
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly, sosfilt

from pubpipe.narrating.sounds import Samples, level

ROUNDS = 3
"""The first sets the gain, the others make up for what the limiter took away (some tenths of a dB)."""
CLOSE = 0.05
"""dB from the target that nobody hears; closer than that another round is not worth its time."""
MOST_GAIN = 30.0
"""dB. What needs more is no speech."""
LOOK_AHEAD = 0.005
"""Seconds over which the limiter turns down before a peak and up after it."""

_BLOCK, _HOP = 0.4, 0.1
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691

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
    sounds: Mapping[str, Samples], rate: int, target: float, ceiling: float, measure: Measure
) -> Mapping[str, Samples]:
    """The utterances at the target together, peaks below the ceiling (dB); silence stays silence."""
    gain = 0.0
    finished: Mapping[str, Samples] = sounds
    for _ in range(ROUNDS):
        measured = measure(finished)
        if measured is None or (finished is not sounds and abs(target - measured) < CLOSE):
            break
        gain = min(MOST_GAIN, gain + target - measured)
        finished = Leveled(sounds, rate, gain, ceiling)
    return finished


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
    """The sound with every sample within a ceiling in dB, turned down smoothly around each peak."""
    ceiling = level(decibels)
    magnitude = numpy.abs(sound)
    if not sound.size or float(magnitude.max()) <= ceiling:
        return sound
    wanted = numpy.minimum(1.0, ceiling / numpy.maximum(magnitude, 1e-9))
    reach = max(1, round(LOOK_AHEAD * rate))
    # The lowest gain wanted within reach, then its mean over as far: never more than what each peak wants.
    lowest = minimum_filter1d(wanted, 2 * reach + 1, mode="nearest")
    smooth = uniform_filter1d(lowest, 2 * reach + 1, mode="nearest")
    turned_down: Samples = (sound * smooth).astype(numpy.float32)
    return turned_down


def _block_powers(sound: Samples, rate: int) -> NDArray[numpy.float64]:
    """The mean squares of overlapping blocks, those too that reach into the pauses around an utterance."""
    length, hop = round(_BLOCK * rate), round(_HOP * rate)
    weighted = sosfilt(_k_weighting(rate), numpy.pad(sound.astype(numpy.float64), length))
    sums = numpy.concatenate([[0.0], numpy.cumsum(weighted**2)])
    begins = numpy.arange(0, len(weighted) - length + 1, hop)
    powers: NDArray[numpy.float64] = (sums[begins + length] - sums[begins]) / length
    return powers


@cache
def _k_weighting(rate: int) -> NDArray[numpy.float64]:
    """The two filters of BS.1770 for any rate: a high shelf, then a high pass."""
    return numpy.array([_high_shelf(rate), _high_pass(rate)])


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
