"""Speech outside the memory."""

import tempfile
import tracemalloc

import numpy
import pytest

from pubpipe.errors import OutputError
from pubpipe.narrating import spooling
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


def test_samples_have_full_scale_one() -> None:
    """At the rate that was asked for."""
    spool = Spool()
    spool["a"] = Sound(numpy.full(2400, 16_384, "<i2").tobytes(), 24_000)
    samples = Resampled(spool, 44_100)["a"]
    assert len(samples) == 4410
    assert samples[2000] == pytest.approx(0.5, abs=0.01)


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
