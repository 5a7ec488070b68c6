"""Sound files back to sound."""

import numpy
import pytest

from pubpipe import decoding
from pubpipe.decoding import decode, play
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


@pytest.mark.parametrize("rate", [24_000, 16_000, 44_100])
def test_pieces_are_long_and_make_the_sound_of_short_ones(monkeypatch: pytest.MonkeyPatch, rate: int) -> None:
    """To the sample, also where the rate changes: converting each frame by itself takes as long as decoding it."""
    recording, pieces = narration(), list[bytes]()
    played = play(recording.mp3, rate, pieces.append)
    assert len(pieces) <= played.seconds / 2 + 2
    monkeypatch.setattr(decoding, "AT_ONCE", 1)
    assert decode(recording.mp3, rate).pcm == b"".join(pieces)
