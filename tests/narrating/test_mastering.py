"""One loudness, no clipped peak."""

from collections.abc import Mapping
from fractions import Fraction

import av
import numpy
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.signal import resample_poly

from pubpipe.memory import FORGETFUL, Memory
from pubpipe.narrating import batching, loudness
from pubpipe.narrating.composition import Utterances
from pubpipe.narrating.loudness import integrated, mean_level
from pubpipe.narrating.mastering import LOOK_AHEAD, STEP, Leveled, limited, mastered, peaks, resampled
from pubpipe.narrating.sounds import Samples, level
from pubpipe.profile import MASTERINGS
from pubpipe.storing import Kept
from tests.narrating.said import Said

RATE = 24_000
TARGET, CEILING = MASTERINGS["podcast"].target, MASTERINGS["podcast"].ceiling


def speechlike(seconds: float, amplitude: float, seed: int = 0) -> Samples:
    """Noise that swells and falls like syllables, with a few sharp peaks."""
    random = numpy.random.default_rng(seed)
    time = numpy.arange(round(seconds * RATE)) / RATE
    sound = random.normal(0.0, amplitude, len(time)) * (0.6 + 0.4 * numpy.sin(2 * numpy.pi * 4 * time))
    sound[:: RATE // 2] = 20 * amplitude
    return sound.astype(numpy.float32)


def ffmpeg_loudness(sound: Samples) -> float:
    """What FFmpeg's ebur128 filter measures, as the reference."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono", time_base=Fraction(1, RATE))
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(sound[None, :], format="flt", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    graph.push(frame)
    measured = numpy.nan
    while True:
        try:
            pulled = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return float(measured)
        assert isinstance(pulled, av.AudioFrame)
        measured = float(pulled.metadata.get("lavfi.r128.I", measured))


@pytest.mark.parametrize("amplitude", [0.005, 0.05, 0.2])
def test_loudness_is_what_ffmpeg_measures(amplitude: float) -> None:
    """Two implementations of BS.1770 agree within a tenth of a LU, pauses around the sound included."""
    sound = speechlike(8.0, amplitude)
    padded = numpy.pad(sound, round(0.4 * RATE))
    measured = integrated(RATE)(Said({"a": sound}))
    assert measured is not None
    assert measured == pytest.approx(ffmpeg_loudness(padded), abs=0.1)


@pytest.mark.parametrize("amplitude", [0.006, 0.02, 0.2])
def test_quiet_and_loud_voices_reach_the_target_together(amplitude: float) -> None:
    """Each keeps its weight among the others, and no sample passes the ceiling."""
    raw = Said({"a": speechlike(4.0, amplitude), "b": speechlike(1.0, amplitude / 2, seed=1)})
    made = mastered(raw, RATE, TARGET, CEILING, integrated(RATE))
    sounds, measured = tuple(made.values()), integrated(RATE)(made)
    assert measured is not None
    assert measured == pytest.approx(TARGET, abs=0.2)
    assert max(float(numpy.abs(sound).max()) for sound in sounds) <= level(CEILING) + 1e-6
    assert [len(sound) for sound in sounds] == [4 * RATE, RATE]


def peaky(sharpness: float) -> Samples:
    """Noise in syllables, its peaks the farther above the rest the sharper it is."""
    noise = numpy.random.default_rng(2).laplace(0.0, 0.02, 4 * RATE)
    syllables = 0.6 + 0.4 * numpy.sin(2 * numpy.pi * 4 * numpy.arange(len(noise)) / RATE)
    return (numpy.sign(noise) * numpy.abs(noise) ** sharpness * syllables).astype(numpy.float32)


@pytest.mark.parametrize(("sharpness", "rounds"), [(0.5, 2), (1.0, 2), (1.3, 3)])
def test_what_the_limiter_takes_is_made_up_for_in_few_rounds(sharpness: float, rounds: int) -> None:
    """Within 0.1 dB of the target whatever the voice; each round costs a pass over all that is said."""
    sound = peaky(sharpness)
    measured: list[float | None] = []

    def measure(sounds: Utterances) -> float | None:
        measured.append(integrated(RATE)(sounds))
        return measured[-1]

    finished = mastered(Said({"a": sound}), RATE, TARGET, CEILING, measure)
    assert len(measured) == rounds
    assert integrated(RATE)(finished) == pytest.approx(TARGET, abs=0.1)
    assert float(numpy.abs(finished["a"]).max()) <= level(CEILING) + 1e-6


MANY = {str(number): speechlike(1.0, 0.02 + number / 5000, number) for number in range(60)}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the sounds that are gone through to be measured."""
    lengths: list[int] = []
    powers = loudness._block_powers

    def counted(sound: Samples, rate: int) -> loudness.Powers:
        lengths.append(len(sound))
        return powers(sound, rate)

    monkeypatch.setattr(loudness, "_block_powers", counted)
    return lengths


def test_what_was_measured_is_measured_no_more(measured: list[int]) -> None:
    """After an edit most of it is known, raw and with the gain that was tried; and it is the same to the last bit."""
    memory = Kept()

    def gain(sounds: Mapping[str, Samples], memory: Memory) -> Samples:
        return mastered(Said(sounds), RATE, TARGET, CEILING, integrated(RATE, memory), STEP)["0"]

    first = gain(MANY, memory)
    assert len(measured) == 2 * len(MANY)
    measured.clear()
    assert numpy.array_equal(gain(MANY, memory), first)
    assert measured == []
    edited = {**MANY, "30": speechlike(1.5, 0.026, 99)}
    after = gain(edited, memory)
    assert 0 < len(measured) < len(MANY) / 2
    assert numpy.array_equal(after, gain(edited, FORGETFUL))


def test_a_damaged_measure_is_taken_again(measured: list[int]) -> None:
    """As if nothing were there."""
    memory = Kept()
    right = integrated(RATE, memory)(Said(MANY))
    for name, data in list(memory._values.items()):
        memory.put(name, data[:-8])
    measured.clear()
    assert integrated(RATE, memory)(Said(MANY)) == right
    assert len(measured) == len(MANY)
    for _ in range(2):
        assert integrated(RATE, memory)(Said(MANY)) == right
    assert len(measured) == len(MANY)


def test_the_sounds_of_a_measure_are_told_apart() -> None:
    """The same words, said otherwise; the same sound, at another rate or with another gain."""
    memory = Kept()
    loud, quiet = ({text: sound * numpy.float32(by) for text, sound in MANY.items()} for by in (1.0, 0.5))
    one, other = (integrated(RATE, memory)(Said(sounds)) for sounds in (loud, quiet))
    assert one is not None
    assert other is not None
    assert one - other == pytest.approx(6.02, abs=0.01)
    assert integrated(44_100, memory)(Said(loud)) == integrated(44_100)(Said(loud)) != one
    leveled = [Leveled(Said(loud), RATE, gain, 0.0) for gain in (-3.0, -9.0)]
    assert integrated(RATE, memory)(leveled[0]) != integrated(RATE, memory)(leveled[1])


def test_the_limiter_leaves_what_is_below_the_ceiling_as_it_is() -> None:
    """Sample for sample."""
    sound = speechlike(1.0, 0.01)
    assert numpy.array_equal(limited(sound, RATE, CEILING), sound)


def test_the_limiter_turns_down_smoothly() -> None:
    """It makes no step of its own: a steady tone through a peak keeps its neighbours' shape."""
    sound = numpy.full(RATE, 0.5, numpy.float32)
    sound[RATE // 2] = 2.0
    turned = limited(sound, RATE, CEILING)
    gains = turned / sound
    assert float(turned.max()) <= level(CEILING) + 1e-6
    assert float(numpy.abs(numpy.diff(gains)).max()) < 0.01
    assert gains[0] == pytest.approx(1.0)


def limited_as_a_whole(sound: Samples, reach: int, decibels: float) -> NDArray[numpy.float64]:
    """What the limiter is to do, sample by sample: the lowest gain within reach, and then the mean of these."""
    ceiling = level(decibels)

    def around(gains: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
        return sliding_window_view(numpy.pad(gains, reach, mode="edge"), 2 * reach + 1)

    wanted = ceiling / numpy.maximum(peaks(sound, ceiling).astype(numpy.float64), ceiling)
    made: NDArray[numpy.float64] = sound * around(around(wanted).min(axis=1)).mean(axis=1)
    return made


APART = ((0,), (2399,), (1200,), (300, 780, 781, 1261), (300, 541, 900), (5, 2390), (100, 582), (600, 1081, 1563))


@pytest.mark.parametrize("loud", APART)
def test_the_limiter_works_around_peaks_alone_as_if_it_worked_everywhere(loud: tuple[int, ...]) -> None:
    """Whether these are at an end, next to each other, just within each other's reach or just out of it."""
    sound = numpy.full(RATE // 10, 0.4, numpy.float32)
    sound[list(loud)] = 0.9
    expected = limited_as_a_whole(sound, round(LOOK_AHEAD * RATE), CEILING - 1.0)
    assert limited(sound, RATE, CEILING - 1.0) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("workers", [1, 4])
def test_loudness_does_not_depend_on_how_many_sounds_are_measured_at_a_time(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last bit."""
    expected = integrated(RATE)(Said(MANY))
    monkeypatch.setattr(batching, "cores", lambda: workers)
    assert integrated(RATE, Kept())(Said(MANY)) == expected


def test_silence_stays_silence() -> None:
    """No gain is made up for what has no loudness."""
    silence = numpy.zeros(RATE, numpy.float32)
    for measure in (integrated(RATE), mean_level({"a": 1}, RATE)):
        assert not mastered(Said({"a": silence}), RATE, TARGET, CEILING, measure)["a"].any()
        assert measure(Said({"a": silence})) is None
        assert not mastered(Said({}), RATE, TARGET, CEILING, measure)


def test_the_mean_level_counts_the_quiet_and_every_repetition() -> None:
    """A second of sound said twice in eight seconds is 6 dB quieter than itself."""
    sound = speechlike(1.0, 0.05)
    own = 10 * numpy.log10(float((sound.astype(float) ** 2).mean()))
    assert mean_level({"a": 2}, 8 * RATE)(Said({"a": sound})) == pytest.approx(own - 6.02, abs=0.01)
    reached = mastered(Said({"a": sound}), RATE, -21.5, -4.0, mean_level({"a": 2}, 4 * RATE))["a"]
    assert 10 * numpy.log10(float((reached.astype(float) ** 2).sum()) * 2 / (4 * RATE)) == pytest.approx(-21.5, abs=0.3)
    assert float(numpy.abs(reached).max()) <= level(-4.0) + 1e-6


def test_another_rate_changes_neither_pitch_nor_length() -> None:
    """As audiobook shops want 44.1 kHz."""
    tone = numpy.sin(2 * numpy.pi * 440 * numpy.arange(RATE) / RATE).astype(numpy.float32)
    other = resampled(tone, RATE, 44_100)
    assert len(other) == 44_100
    assert int(numpy.abs(numpy.fft.rfft(other)).argmax()) == 440
    assert resampled(tone, RATE, RATE) is tone


def test_the_wave_between_samples_stays_below_the_ceiling_too() -> None:
    """A tone whose samples all miss its peaks by 3 dB: what a player makes of it is what counts."""
    tone = numpy.sin(numpy.pi / 2 * numpy.arange(RATE) + numpy.pi / 4).astype(numpy.float32)
    tone *= numpy.hanning(RATE).astype(numpy.float32)
    assert numpy.abs(tone).max() < 0.71
    held = limited(tone, RATE, -2.0)
    assert numpy.abs(resample_poly(tone, 16, 1)).max() > 0.99
    assert 20 * numpy.log10(numpy.abs(resample_poly(held, 16, 1)).max()) < -1.9


def test_what_is_below_the_ceiling_is_not_touched() -> None:
    """Neither samples nor the wave between them reach it."""
    tone = 0.5 * numpy.sin(numpy.pi / 2 * numpy.arange(RATE) + numpy.pi / 4).astype(numpy.float32)
    assert limited(tone, RATE, -3.0) is tone
