"""Parts that were encoded by themselves: heard, they are the recording as if it were encoded as a whole."""

from dataclasses import dataclass, field

import av
import numpy
import pytest
from numpy.typing import NDArray

from pubpipe.decoding import decode
from pubpipe.model.narration import Aac
from pubpipe.model.recording import Codec
from pubpipe.narrating.composition import Window
from pubpipe.narrating.encoding import LOSS, Encoded, aac, encode, mp3
from pubpipe.narrating.encoding.cutting import Take, takes
from pubpipe.narrating.mixing import Bed
from pubpipe.narrating.seams import BEFORE, BEHIND, GRID, SeamError
from pubpipe.narrating.sounds import bed
from pubpipe.packing import packed

Sound = NDArray[numpy.int16]
ALL: tuple[Codec, ...] = ("mp3", "aac", "small", "parts")
SEAMS = (GRID * 9, GRID * 16, GRID * 25)
ENDS = (SEAMS[0] + BEHIND, SEAMS[2] + BEHIND, GRID * 31 + 77)
"""The second chapter has a seam within it, and the last one ends between two frames."""
WAIT = 2 * GRID
MP3_DELAY = mp3.DELAY
"""Samples by which what a player decodes of LAME's is late."""


def spoken(rate: int = 24_000) -> Sound:
    """Something like speech, with waits around the seams."""
    time = numpy.arange(ENDS[-1]) / rate
    pitches = 150.0 * (1 + 0.1 * numpy.sin(time * 3))
    voice = sum(numpy.sin(numpy.cumsum(pitches) / rate * 2 * numpy.pi * tone) / tone for tone in range(1, 20))
    loud = numpy.abs(numpy.sin(time * 7)) * 0.15
    for seam in SEAMS:
        loud[seam + BEHIND - WAIT : seam + BEHIND] = 0.0
    return numpy.rint((voice * loud + Bed(bed(rate), SEAMS).under(0, ENDS[-1])) * 32767).astype(numpy.int16)


@dataclass
class Shelf:
    """A memory that is a dictionary, and counts."""

    kept: dict[str, bytes] = field(default_factory=dict)
    new: int = 0

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keeps it."""
        self.new += 1
        self.kept[key] = data


def heard_mp3(data: bytes, rate: int) -> NDArray[numpy.float64]:
    """What a player makes of it, in time with what was encoded and as loud."""
    samples = numpy.frombuffer(decode(data, rate).pcm, "<i2").astype(float)
    return samples[MP3_DELAY:] * 10 ** (LOSS / 20)


def heard_aac(data: Aac, rate: int) -> NDArray[numpy.float64]:
    """What a player makes of it, in time with what was encoded."""
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = data.config
    decoded = [frame.to_ndarray()[0] for one in data.frames for frame in decoder.decode(av.Packet(one))]
    assert decoder.sample_rate == rate
    return numpy.concatenate(decoded)[data.delay :] * 32768.0


def faults(heard: NDArray[numpy.float64], sound: Sound, seam: int) -> tuple[float, float]:
    """What is wrong around a seam, where the bed lies alone: its level under that in dB, and its largest sample."""
    around = slice(seam - BEFORE, seam + BEHIND)
    wrong = heard[around] - sound[around]
    return 10 * float(numpy.log10((sound[around].astype(float) ** 2).sum() / (wrong**2).sum())), float(abs(wrong).max())


def wholes(sound: Sound, rate: int, kilobits: int) -> tuple[Encoded, Encoded]:
    """In parts, and as a whole."""
    return encode([sound], rate, kilobits, ALL, ENDS, SEAMS), encode([sound], rate, kilobits, ALL, ENDS)


@pytest.mark.parametrize(("rate", "kilobits"), [(24_000, 64), (22_050, 64), (16_000, 64), (44_100, 192)])
def test_no_seam_is_heard(rate: int, kilobits: int) -> None:
    """Each codec at each rate: as many frames, the same places, and no more noise around a seam than without one."""
    sound = spoken(rate)
    parts, whole = wholes(sound, rate, kilobits)
    assert len(parts.aac.frames) == len(whole.aac.frames)
    for stream, usual in ((parts.mp3, whole.mp3), (parts.small, whole.small)):
        assert len(stream) == pytest.approx(len(usual), abs=len(SEAMS) + 1)
        assert stream != usual
    for hear, other in (
        (heard_mp3(parts.mp3, rate), heard_mp3(whole.mp3, rate)),
        (heard_mp3(parts.small, rate), heard_mp3(whole.small, rate)),
        (heard_aac(parts.aac, rate), heard_aac(whole.aac, rate)),
    ):
        for seam in SEAMS:
            level, peak = faults(hear, sound, seam)
            usual_level, usual_peak = faults(other, sound, seam)
            assert level > min(35.0, usual_level - 4.0)
            assert peak < 1.5 * usual_peak + 2.0
        assert len(hear) == len(other)


def test_a_seam_where_the_frames_before_it_are_wrong_would_be_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure itself: without the run-up the noise around a seam is many times what it may be."""
    monkeypatch.setattr(mp3, "RUN_UP", 0)
    sound = spoken()
    usual = faults(heard_mp3(encode([sound], 24_000).mp3, 24_000), sound, SEAMS[0])
    level, peak = faults(heard_mp3(encode([sound], 24_000, seams=SEAMS).mp3, 24_000), sound, SEAMS[0])
    assert level < min(35.0, usual[0] - 4.0)
    assert peak > 1.5 * usual[1] + 2.0


def test_each_chapter_of_its_own_is_as_long_as_without_seams() -> None:
    """Also the one that has a seam within it; the others are the same bytes."""
    sound = spoken()
    parts, whole = wholes(sound, 24_000, 64)
    assert (parts.parts[0], parts.parts[2]) == (whole.parts[0], whole.parts[2])
    assert parts.parts[1] != whole.parts[1]
    second = sound[ENDS[0] : ENDS[1]]
    one, other = (heard_mp3(each.parts[1], 24_000) for each in (parts, whole))
    assert len(one) == len(other)
    level, peak = faults(one, second, SEAMS[1] - ENDS[0])
    usual_level, usual_peak = faults(other, second, SEAMS[1] - ENDS[0])
    assert level > min(35.0, usual_level - 4.0)
    assert peak < 1.5 * usual_peak + 2.0


def test_what_cannot_be_joined_is_encoded_as_one() -> None:
    """As where speech goes on almost up to a seam, and no space is left for the data behind it; other seams stay."""
    sound = spoken()
    short = BEFORE + 7000
    sound[SEAMS[0] + BEHIND - WAIT : SEAMS[0] - short] = sound[3000 : 3000 + WAIT - BEHIND - short]
    windows = (Window(0, SEAMS[0] + BEHIND), Window(SEAMS[0] - BEFORE, None))
    first, second = takes([sound], windows)
    parts = [mp3.part(first, 24_000, 64, 0, SEAMS[0]), mp3.part(second, 24_000, 64, BEFORE, None)]
    with pytest.raises(SeamError) as error:
        mp3.joined(parts, 24_000, 64)
    assert error.value.parts == (1,)
    assert encode([sound], 24_000, seams=SEAMS) == encode([sound], 24_000, seams=SEAMS[1:])
    assert encode([sound], 24_000, seams=SEAMS[:1]) == encode([sound], 24_000)
    assert encode([sound], 24_000, seams=SEAMS) != encode([sound], 24_000)


def test_where_the_encoder_makes_something_else_than_expected_nothing_is_joined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As another version of it might: too few frames, or none that can be told apart."""
    whole = encode([spoken()], 24_000)
    monkeypatch.setattr(mp3, "frame_samples", lambda _: 288)
    assert encode([spoken()], 24_000, seams=SEAMS) == whole


def test_a_changed_part_is_the_only_one_that_is_encoded_again() -> None:
    """In each codec; and what comes out is what would without a memory."""
    shelf, sound, other = Shelf(), spoken(), spoken()
    other[6000:7000] //= 2
    first = encode([sound], 24_000, 64, ALL, ENDS, SEAMS, shelf)
    assert shelf.new == len(ALL) * 4
    assert encode([sound], 24_000, 64, ALL, ENDS, SEAMS, shelf) == first
    assert shelf.new == len(ALL) * 4
    assert encode([other], 24_000, 64, ALL, ENDS, SEAMS, shelf) == encode([other], 24_000, 64, ALL, ENDS, SEAMS)
    assert shelf.new == len(ALL) * 5


@pytest.mark.parametrize(("rate", "kilobits"), [(22_050, 64), (24_000, 96)])
def test_another_rate_is_another_sound(rate: int, kilobits: int) -> None:
    """Though the samples are the same."""
    shelf, codecs = Shelf(), ALL[:1]
    encode([spoken()], 24_000, 64, codecs, (), SEAMS, shelf)
    before = shelf.new
    other = encode([spoken()], rate, kilobits, codecs, (), SEAMS, shelf)
    assert other == encode([spoken()], rate, kilobits, codecs, (), SEAMS)
    assert shelf.new == 2 * before


def test_a_damaged_part_is_encoded_again() -> None:
    """And mended."""
    shelf = Shelf()
    first = encode([spoken()], 24_000, 64, ALL, ENDS, SEAMS, shelf)
    whole = dict(shelf.kept)
    shelf.kept = {key: data[:-1] for key, data in whole.items()}
    assert encode([spoken()], 24_000, 64, ALL, ENDS, SEAMS, shelf) == first
    assert shelf.kept == whole


@pytest.mark.parametrize("cores", [1, 3])
def test_how_many_are_encoded_at_a_time_makes_no_difference(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    """Nor does how the sound is handed on."""
    monkeypatch.setattr("pubpipe.narrating.batching.cores", lambda: cores)
    pieces = numpy.array_split(spoken(), 61)
    assert encode(pieces, 24_000, 64, ALL, ENDS, SEAMS) == encode([spoken()], 24_000, 64, ALL, ENDS, SEAMS)


def test_a_sound_that_ends_too_early_is_refused() -> None:
    """Before a chapter does, or where nothing would be left behind a seam."""
    for seams, ends in (((), (GRID,)), ((GRID * 2,), ())):
        with pytest.raises(ValueError, match="ends before"):
            encode([spoken()[: GRID - 1]], 24_000, 64, ALL, ends, seams)


def test_windows_hold_what_lies_in_them() -> None:
    """Overlapping, empty, and to the end; the same samples have the same digest."""
    sound = numpy.arange(200_000, dtype=numpy.int16)
    windows = [Window(0, 10), Window(5, 150_000), Window(7, 7), Window(199_000, None), Window(0, None)]
    taken = {take.window: take for take in takes(numpy.array_split(sound, 31), windows)}
    assert list(taken) == [windows[2], windows[0], windows[1], windows[3], windows[4]]
    assert [take.window for take in takes([sound], windows)] == list(taken)
    for window, take in taken.items():
        assert (numpy.concatenate([numpy.zeros(0), *take.pieces()]) == sound[window.begin : window.end]).all()
        assert take.samples == len(sound[window.begin : window.end])
    assert (numpy.concatenate(list(taken[windows[1]].pieces(9))) == sound[14:150_000]).all()
    again = Take(Window(1, 11))
    again.add(sound[:10])
    assert again.digest == taken[windows[0]].digest != taken[windows[2]].digest


def test_parts_of_two_kinds_are_not_joined() -> None:
    """As where the encoder changed between them."""
    parts = [packed(1024, (config, b"frame")) for config in (b"\x13\x08", b"\x13\x09")]
    with pytest.raises(SeamError, match="kind"):
        aac.joined(parts)
    assert aac.joined(parts[:1]) == Aac(b"\x13\x08", 1024, (b"frame",))
