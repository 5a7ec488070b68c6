"""Sound files back to sound."""

import numpy
import pytest

from pubpipe.decoding import decode
from tests.samples import narration


def test_a_recording_comes_back_as_long_as_it_was() -> None:
    """At the rate that was asked for, whatever the file's own."""
    recording = narration()
    for rate in (24_000, 16_000):
        played = decode(recording.mp3, rate)
        assert played.rate == rate
        assert played.seconds == pytest.approx(recording.timeline.seconds, abs=0.1)


def test_it_sounds_as_it_was_made() -> None:
    """The tone of the sample comes back at its pitch."""
    played = numpy.frombuffer(decode(narration().mp3, 24_000).pcm, "<i2")[24_000:48_000].astype(float)
    assert int(numpy.abs(numpy.fft.rfft(played)).argmax()) == 220


@pytest.mark.parametrize("data", [b"", b"no sound at all", bytes(5000)])
def test_what_holds_no_sound_says_so(data: bytes) -> None:
    """As ValueError, never as FFmpeg's own errors or as silence."""
    with pytest.raises(ValueError, match=r"cannot be decoded|no sound"):
        decode(data, 24_000)
