"""Speech outside the memory."""

import gc
import sys
import tempfile
import tracemalloc
from functools import partial

import numpy
import pytest

from pubpipe.errors import OutputError
from pubpipe.narrating import spooling
from pubpipe.narrating.batching import side_by_side
from pubpipe.narrating.labelled import Label
from pubpipe.narrating.mastering import resampled
from pubpipe.narrating.sounds import Samples
from pubpipe.narrating.spooling import Resampled, Spool
from pubpipe.narrating.voices.voice import Sound


def test_every_sound_comes_back_as_it_was_in_its_order() -> None:
    """Whatever is read between two writes."""
    spool = Spool()
    sounds = {str(number): Sound(bytes([number]) * 2 * (number + 1), 24_000) for number in range(9)}
    for text, sound in sounds.items():
        spool[text] = sound
        assert spool["0"] == sounds["0"]
    assert dict(spool) == sounds
    assert list(spool) == list(sounds)
    del spool["4"]
    assert "4" not in spool


def test_any_thread_may_ask_for_a_sound() -> None:
    """Each gets the one that it asked for, though all of them lie in one file and one of them is fetched meanwhile."""
    spool = Spool()
    sounds = {str(number): Sound(numpy.full(5000 + number, number, "<i2").tobytes(), 24_000) for number in range(40)}
    for text, sound in sounds.items():
        spool.promise(text, Label.of(sound), partial(sounds.__getitem__, text))
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with side_by_side(lambda text: (text, spool[text]), [*sounds] * 50, 4) as found:
            assert all(sound == sounds[text] for text, sound in found)
    finally:
        sys.setswitchinterval(before)


def test_samples_have_full_scale_one() -> None:
    """At the rate that was asked for."""
    spool = Spool()
    spool["a"] = Sound(numpy.full(2400, 16_384, "<i2").tobytes(), 24_000)
    samples = Resampled(spool, 44_100)["a"]
    assert len(samples) == 4410
    assert samples[2000] == pytest.approx(0.5, abs=0.01)


def test_each_sound_is_resampled_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is then as long and as loud as the sound itself, clipped where it would wrap around."""
    spool, calls = Spool(), []
    spool["a"] = Sound(numpy.full(2400, -32_768, "<i2").tobytes(), 24_000)
    spool["b"] = Sound(numpy.full(2400, 32_767, "<i2").tobytes(), 24_000)

    def counted(sound: Samples, rate: int, other: int) -> Samples:
        calls.append(rate)
        return resampled(sound, rate, other)

    monkeypatch.setattr(spooling, "resampled", counted)
    both = Resampled(spool, 44_100)
    low, high = [tuple(both.values()) for _ in range(3)][-1]
    assert calls == [24_000, 24_000]
    assert (len(low), len(high)) == (4410, 4410)
    assert low[100:-100] == pytest.approx(-1.0, abs=0.01)
    assert high[100:-100] == pytest.approx(1.0, abs=0.01)
    assert low.max() <= 0 <= high.min()


def test_at_its_own_rate_a_sound_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is copied."""
    monkeypatch.delattr(spooling, "resampled")
    spool = Spool()
    spool["a"] = Sound(numpy.arange(-9, 9, dtype="<i2").tobytes(), 24_000)
    assert list(Resampled(spool, 24_000)["a"] * 32_768) == list(range(-9, 9))


def test_the_memory_is_that_of_one_sound() -> None:
    """A hundred megabytes of speech, and hardly more than what may stay in memory."""
    piece = bytes(2_000_000)
    tracemalloc.start()
    try:
        spool = Spool()
        for number in range(50):
            spool[str(number)] = Sound(piece, 24_000)
        assert sum(len(sound.pcm) for sound in spool.values()) == 100_000_000
        assert tracemalloc.get_traced_memory()[1] < 3 * spooling.IN_MEMORY
    finally:
        tracemalloc.stop()


def test_a_full_disk_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the folder and the remedy."""

    class Full(tempfile.SpooledTemporaryFile[bytes]):
        def write(self, *_arguments: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", Full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        Spool()["a"] = Sound(b"ab", 24_000)
    assert "TMPDIR" in caught.value.remedy


def test_a_disk_that_is_full_at_the_very_last_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written last goes to the disk when it is read, or when the file is closed, and then nobody misses it."""

    class Late(tempfile.SpooledTemporaryFile[bytes]):
        def read(self, *_arguments: object) -> bytes:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            super().close()
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", Late)
    spool = Spool()
    spool["a"] = Sound(b"ab", 24_000)
    with pytest.raises(OutputError, match="No space left on device"):
        spool["a"]
    del spool
    gc.collect()
    assert capsys.readouterr().err == ""
