"""PCM to MP3 frames."""

import numpy
import pytest

from pubpipe.decoding import decode
from pubpipe.narrating.encoding import LOSS, encode

RATE = 24_000
TONE = numpy.rint(8000 * numpy.sin(2 * numpy.pi * 440 * numpy.arange(3 * RATE) / RATE)).astype(numpy.int16)


def test_pieces_make_the_same_file_as_the_whole() -> None:
    """However the recording is cut, the bytes are the same."""
    pieces = numpy.array_split(TONE, 37)
    assert encode(pieces, RATE) == encode([TONE], RATE)


def test_the_file_has_no_tags_and_the_length_of_the_sound() -> None:
    """MP3 adds less than a tenth of a second of its own; 64 kbit/s are 8,000 bytes a second."""
    encoded = encode([TONE], RATE).mp3
    assert encoded[:2] == b"\xff\xf3"
    assert decode(encoded, RATE).seconds == pytest.approx(3.0, abs=0.1)
    assert len(encoded) == pytest.approx(3 * 8000, rel=0.05)


def test_the_loss_of_level_is_the_known_one() -> None:
    """Mastering makes up for it, so a change of the encoder has to show here."""
    heard = numpy.frombuffer(decode(encode([TONE], RATE).mp3, RATE).pcm, "<i2")[RATE : 2 * RATE].astype(float)
    sent = TONE[RATE : 2 * RATE].astype(float)
    loss = 10 * numpy.log10((sent**2).mean() / (heard**2).mean())
    assert loss == pytest.approx(LOSS, abs=0.01)


def test_both_codecs_have_the_same_sound() -> None:
    """AAC is told how much of its own it put before it, and has a frame for each 1,024 samples."""
    aac = encode([TONE], RATE).aac
    assert aac.delay == 1024
    assert len(aac.frames) == -(-(len(TONE) + aac.delay) // 1024)
    # AudioSpecificConfig: low complexity (2), 24 kHz (6), one channel.
    assert aac.config[:2] == bytes([0x13, 0x08])
    # A plain tone needs less than the 64 kbit/s, and never more.
    assert 3 * 4000 < sum(map(len, aac.frames)) < 3 * 8400
