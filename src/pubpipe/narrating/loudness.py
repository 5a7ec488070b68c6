"""How loud speech is, as the standards of those who publish it measure that.

ITU-R BS.1770-4 (K-weighting, gating) is measured over all that is said, since one voice says it all. Holds and pauses
hardly move the measure of a whole recording: they are quieter than its gate. Audiobook shops measure the mean level
of the whole file instead, and so count the quiet too.

A measure goes through minutes of sound each time, so what was measured before is remembered, some utterances
together: after an edit it is theirs alone that is measured again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import numpy
from numpy.typing import NDArray

from pubpipe.memory import FORGETFUL, Memory
from pubpipe.narrating.batching import side_by_side, workers
from pubpipe.narrating.composition import Utterances
from pubpipe.narrating.remembering import code_of, key, sealed, unsealed
from pubpipe.narrating.sounds import Samples

_HOP, _HOPS = 0.1, 4
"""Seconds from one block to the next, and how many of these a block lasts."""
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691
_TOGETHER = 3
"""Utterances that are remembered together, in the mean: to look up one takes a hundredth of the time to measure it."""
_FILTERED = 7
"""Hops that are filtered together; with the silence behind them they have a length that is quickly transformed."""

Powers = NDArray[numpy.float64]
"""Mean squares of blocks."""

Measure = Callable[[Utterances], float | None]
"""How loud all utterances are together, in dB of some kind; None if they are silent."""


def integrated(rate: int, memory: Memory = FORGETFUL) -> Measure:
    """Loudness in LUFS, of sounds heard one after the other with pauses. memory: has what was measured before."""

    def measure(sounds: Utterances) -> float | None:
        def powers(group: tuple[str, ...]) -> Powers:
            return _remembered(sounds, group, rate, memory)

        with side_by_side(powers, _groups(sounds), workers()) as measured:
            return _gated(measured)

    return measure


def mean_level(times: Mapping[str, int], samples: int) -> Measure:
    """The mean level in dB of a recording of so many samples, in which each utterance is heard so many times."""

    def measure(sounds: Utterances) -> float | None:
        power = sum(float(numpy.square(sounds[text], dtype=numpy.float64).sum()) * times[text] for text in sounds)
        return 10.0 * float(numpy.log10(power / samples)) if power and samples else None

    return measure


def _groups(sounds: Utterances) -> Iterator[tuple[str, ...]]:
    """The texts in runs. Where one ends is told by its last text alone, so that an edit moves no other's end."""
    group: list[str] = []
    for text in sounds:
        group.append(text)
        if int(key("last of its group", text), 16) % _TOGETHER == 0:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _remembered(sounds: Utterances, group: tuple[str, ...], rate: int, memory: Memory) -> Powers:
    if memory is FORGETFUL:
        return _measured(sounds, group, rate)
    code = (code_of("pubpipe.narrating", "loudness", "mastering"), numpy.__version__)
    name = key("powers", *code, rate, [sounds.origin(text) for text in group])
    data = unsealed(memory.get(name))
    if data is None or len(data) % 8:
        powers = _measured(sounds, group, rate)
        memory.put(name, sealed(powers.astype("<f8").tobytes()))
        return powers
    return numpy.frombuffer(data, "<f8")


def _measured(sounds: Utterances, group: tuple[str, ...], rate: int) -> Powers:
    return numpy.concatenate([_block_powers(sounds[text], rate) for text in group])


def _gated(blocks: Iterable[Powers]) -> float | None:
    powers = numpy.concatenate([numpy.zeros(0), *blocks])
    powers = powers[powers > _power(_ABSOLUTE_GATE)]
    if not powers.size:
        return None
    gate = _lufs(float(powers.mean())) + _RELATIVE_GATE
    return _lufs(float(powers[powers > _power(gate)].mean()))


def _block_powers(sound: Samples, rate: int) -> Powers:
    """The mean squares of overlapping blocks, those too that reach into the pauses around an utterance."""
    if not sound.size:
        return numpy.zeros(0)
    hop = round(_HOP * rate)
    # One more than the sound has: the filter dies away in less.
    hops = -(-len(sound) // hop) + 1
    length, spans = _FILTERED * hop, -(-hops // _FILTERED)
    whole, padded = numpy.zeros(spans * length, numpy.float32), numpy.zeros((spans, length + hop), numpy.float32)
    whole[: len(sound)] = sound
    # Each span by itself, with a hop of silence behind it: what rings on there belongs to the next.
    padded[:, :length] = whole.reshape(spans, length)
    spectrum = numpy.fft.rfft(padded, axis=1)
    spectrum *= _k_weighting(rate, length + hop)
    filtered = numpy.fft.irfft(spectrum, length + hop, axis=1)
    filtered[1:, :hop] += filtered[:-1, length:]
    weighted = filtered[:, :length].reshape(-1, hop)[:hops]
    energies = numpy.einsum("ij,ij->i", weighted, weighted, dtype=numpy.float64)
    powers: Powers = numpy.convolve(energies, numpy.ones(_HOPS)) / (_HOPS * hop)
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
