"""The check of a recording: silent on a sound one, and not on any of the faults seeded here."""

import re
from dataclasses import replace
from io import BytesIO

import lameenc
import numpy
import pytest
from mutagen.id3 import ID3, TIT2, TLAN, Encoding
from PIL import Image

from pubpipe.checking.audio import check
from pubpipe.checking.finished import Finished
from pubpipe.decoding import decode
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.model.narration import Narration
from pubpipe.wording import language_for
from tests.samples import every_block, narration, publication

RATE = 24_000


def finished(data: bytes | None = None, spoken: Narration | None = None) -> Finished:
    """The recording of the samples, or other bytes in its place."""
    spoken = spoken or narration()
    data = make(publication(spoken=spoken)).artifacts[0].data if data is None else data
    return Finished("neck-care.mp3", "audio/mpeg", data, every_block(), language_for("en-GB"), spoken)


def retagged(change: str) -> bytes:
    """The recording with one fault in its tags."""
    data = finished().data
    tags = ID3(BytesIO(data))
    chapter = tags["CHAP:side-neck"]
    match change:
        case "title":
            tags["TIT2"] = TIT2(encoding=Encoding.UTF8, text=["Another article"])
        case "no title":
            del tags["TIT2"]
        case "language":
            tags["TLAN"] = TLAN(encoding=Encoding.UTF8, text=["deu"])
        case "no cover":
            tags.delall("APIC")
        case "small cover":
            small = BytesIO()
            Image.new("RGB", (600, 600)).save(small, "PNG")
            tags.getall("APIC")[0].data = small.getvalue()
        case "cover without words":
            tags.getall("APIC")[0].desc = "cover"
        case "chapter missing":
            del tags["CHAP:side-neck"]
        case "chapter renamed":
            chapter.sub_frames["TIT2"] = TIT2(encoding=Encoding.UTF8, text=["Chin tuck"])
        case "chapter moved":
            chapter.start_time += 30
        case _:
            chapter.end_time -= 30
    head = BytesIO()
    tags.save(head, v1=0, padding=lambda _: 0)
    return head.getvalue() + narration().mp3


def with_sound(change: str) -> bytes:
    """The recording with one fault in its sound, tags as they were."""
    samples = numpy.frombuffer(decode(narration().mp3, RATE).pcm, "<i2").astype(int)
    if change == "silent":
        samples[RATE : 2 * RATE] = 0
    elif change == "clipped":
        samples *= 20
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    wave = numpy.clip(samples[: len(samples) - 1100], -32768, 32767).astype("<i2").tobytes()
    mp3 = bytes(encoder.encode(wave)) + bytes(encoder.flush())
    return finished().data.removesuffix(narration().mp3) + mp3


def test_a_sound_recording_has_no_findings() -> None:
    """Length, chapters, tags and sound are as they should be."""
    assert check(finished()) == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "cannot be played"),
        (b"no recording", "cannot be played"),
        (finished().data[: len(finished().data) * 2 // 3], "plays for"),
        (retagged("title"), "title is “Another article”"),
        (retagged("no title"), "title is “”"),
        (retagged("language"), "language is “deu”"),
        (retagged("no cover"), "has no cover"),
        (retagged("small cover"), "600 × 600 pixels"),
        (retagged("cover without words"), "description is “cover”"),
        (with_sound("silent"), r"silent for \d\.\d\d seconds from 1\.\d\d seconds on"),
        (with_sound("clipped"), r"peaks at -?0\.\d dB"),
    ],
    ids=[
        "empty",
        "no MP3",
        "cut short",
        "title",
        "no title",
        "language",
        "no cover",
        "small cover",
        "cover without words",
        "silent",
        "clipped",
    ],
)
def test_an_unsound_recording_is_found(data: bytes, message: str) -> None:
    """Each seeded fault has its message, and the file is named."""
    found = [one for one in check(finished(data)) if one.code is Code.FILE_UNSOUND]
    assert [one for one in found if re.search(message, one.message)]
    assert {one.position.file for one in found} == {"neck-care.mp3"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("chapter missing", "The chapters are “Before you start”, “Please note” where"),
        ("chapter renamed", "“Chin tuck”"),
        ("chapter moved", "“Side neck stretch” begins at"),
        ("chapter shortened", "“Side neck stretch” ends at"),
    ],
)
def test_chapters_that_are_not_the_scripts_are_found(change: str, message: str) -> None:
    """A listener who skips to a stretch must land on it."""
    (found,) = check(finished(retagged(change)))
    assert found.code is Code.CHAPTERS_DIFFER
    assert message in found.message


def test_a_sound_file_without_the_fault_passes_the_same_way() -> None:
    """Encoding the samples once more is not in itself a fault, so the seeded ones are what was found."""
    assert check(finished(with_sound("same"))) == ()


def test_without_a_narration_nothing_is_taken_for_sound() -> None:
    """What cannot be compared is not a pass."""
    (found,) = check(replace(finished(), narration=None))
    assert "no narration" in found.message
