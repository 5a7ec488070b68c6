"""Peaks that an encoder adds are taken back, and nothing else is touched."""

from itertools import pairwise

import numpy
import pytest

from pubpipe.decoding import decode
from pubpipe.model.recording import Codec
from pubpipe.narrating.composition import Piece
from pubpipe.narrating.encoding import SMALL_KILOBITS, encode, mp3
from pubpipe.narrating.encoding.overshooting import MOST, loud_places, turned_down
from pubpipe.narrating.mastering import limited
from pubpipe.narrating.seams import BEFORE, GRID

RATE = 24_000
SMALL: tuple[Codec, ...] = ("small",)
CEILING = -3.0
SPEECH, BURST = slice(2 * RATE, 4 * RATE), slice(3 * RATE, 3 * RATE + RATE // 5)


def sound() -> Piece:
    """Soft noise with a flat burst, as the limiter leaves what is spoken with force."""
    random = numpy.random.default_rng(0)
    samples = random.normal(0.0, 0.001, 9 * RATE)
    samples[SPEECH] += random.normal(0.0, 0.05, 2 * RATE)
    samples[BURST] += numpy.clip(random.normal(0.0, 3.0, RATE // 5), -0.7, 0.7)
    made: Piece = numpy.rint(limited(samples.astype(numpy.float32), RATE, CEILING) * 32767.0).astype(numpy.int16)
    return made


def peak(stream: bytes) -> float:
    """Of what a player makes of it, in dB of full scale."""
    heard = numpy.frombuffer(decode(stream, RATE).pcm, "<i2").astype(int)
    return float(20 * numpy.log10(numpy.abs(heard).max() / 32768))


def encoded(one: Piece, seams: tuple[int, ...] = ()) -> bytes:
    """A sound as pages and books have it."""
    return encode([one], RATE, codecs=SMALL, seams=seams).small


def test_what_a_player_makes_of_it_stays_below_the_highest_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the encoder by itself goes over it."""
    assert peak(encoded(sound())) <= MOST
    monkeypatch.setattr(mp3, "TRIES", 1)
    assert peak(encoded(sound())) > MOST


def test_the_peaks_are_found_where_they_are_heard() -> None:
    """In the burst, at the samples that are too loud and no others."""
    encoder = mp3.Mp3(RATE, SMALL_KILOBITS)
    encoder.add(sound())
    stream = encoder.finished()
    heard = numpy.frombuffer(decode(stream, RATE).pcm, "<i2").astype(int)
    found = loud_places(stream, RATE)
    assert found.size
    assert numpy.array_equal(found, numpy.flatnonzero(numpy.abs(heard) > 32768 * 10 ** (MOST / 20)))
    within = found - mp3.DELAY
    assert BURST.start - 20 < within.min() <= within.max() < BURST.stop + 20


def test_only_the_sound_around_a_peak_is_turned_down() -> None:
    """By as much in its middle as a try takes, smoothly, and the same in pieces as at once."""
    steady, places = numpy.full(RATE, 20_000, numpy.int16), numpy.array([5_000, 5_001, 23_990])
    (whole,) = turned_down([steady], places, RATE)
    pieces = [steady[begin:end] for begin, end in pairwise((0, 4_900, 5_000, 5_100, 23_999, RATE))]
    assert numpy.array_equal(numpy.concatenate(list(turned_down(pieces, places, RATE))), whole)
    assert whole[5_000] == pytest.approx(20_000 * 10 ** (-1.5 / 20), abs=1)
    assert whole[23_990] == whole[5_000]
    touched = numpy.flatnonzero(whole != steady)
    near = numpy.abs(touched[:, None] - places).min(axis=1)
    assert near.max() <= 240
    assert numpy.abs(numpy.diff(whole.astype(int))).max() < 60


def test_a_sound_without_such_a_peak_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And as it is."""
    quiet = sound() // 2
    once = encoded(quiet)
    monkeypatch.setattr(mp3, "TRIES", 1)
    assert encoded(quiet) == once


def test_parts_are_joined_as_ever() -> None:
    """The part with the peak is turned down by itself: the others are those of a sound without it."""
    seams = (GRID, GRID * 16)
    loud, quiet = sound(), sound()
    quiet[BURST] //= 2
    first, second = (encoded(one, seams) for one in (loud, quiet))
    assert peak(first) <= MOST
    begin = seams[1] - BEFORE + mp3.DELAY
    one, other = (numpy.frombuffer(decode(stream, RATE).pcm, "<i2")[begin:] for stream in (first, second))
    assert numpy.array_equal(one, other)
