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
    encoded = encode([TONE], RATE)
    assert encoded[:2] == b"\xff\xf3"
    assert decode(encoded, RATE).seconds == pytest.approx(3.0, abs=0.1)
    assert len(encoded) == pytest.approx(3 * 8000, rel=0.05)


def test_the_loss_of_level_is_the_known_one() -> None:
    """Mastering makes up for it, so a change of the encoder has to show here."""
    heard = numpy.frombuffer(decode(encode([TONE], RATE), RATE).pcm, "<i2")[RATE : 2 * RATE].astype(float)
    sent = TONE[RATE : 2 * RATE].astype(float)
    loss = 10 * numpy.log10((sent**2).mean() / (heard**2).mean())
    assert loss == pytest.approx(LOSS, abs=0.01)
