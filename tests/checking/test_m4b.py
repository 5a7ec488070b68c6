"""The check of an audiobook: silent on a sound one, and not on any of the faults seeded here."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from mutagen.mp4 import MP4

from pubpipe.checking.finished import Finished
from pubpipe.checking.m4b import check
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.model.narration import Aac, Narration, Timeline
from pubpipe.wording import language_for
from tests.samples import every_block, narration, publication

SPOKEN = narration()


def book(spoken: Narration = SPOKEN) -> bytes:
    """The audiobook of a narration."""
    return make(publication(spoken=spoken)).artifacts[4].data


DATA = book()


def finished(data: bytes = DATA) -> Finished:
    """The audiobook of the samples, or other bytes in its place."""
    return Finished("neck-care.m4b", "audio/mp4", data, every_block(), language_for("en-GB"), SPOKEN)


def retagged(change: Callable[[MP4], object]) -> bytes:
    """The audiobook with one fault in its tags."""
    file = BytesIO(DATA)
    opened = MP4(file)
    change(opened)
    opened.save(file)
    return file.getvalue()


def with_chapter(**changes: object) -> bytes:
    """The audiobook with its second chapter changed."""
    line = SPOKEN.timeline
    first, second, *others = line.chapters
    changed = Timeline(line.rate, (first, replace(second, **changes), *others))  # type: ignore[arg-type]
    return book(replace(SPOKEN, timeline=changed))


def cut() -> bytes:
    """The audiobook with two thirds of its sound."""
    aac = SPOKEN.aac
    return book(replace(SPOKEN, aac=Aac(aac.config, aac.delay, aac.frames[: len(aac.frames) * 2 // 3])))


def test_a_sound_audiobook_has_no_findings() -> None:
    """Length, chapters, tags, cover and sound are as they should be."""
    assert check(finished()) == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "cannot be played"),
        (DATA[:50_000], "cannot be played"),
        (SPOKEN.mp3, "cannot be opened"),
        (cut(), "plays for"),
        (retagged(lambda one: one.__setitem__("\xa9nam", ["Another article"])), "title is “Another article”"),
        (retagged(lambda one: one.__delitem__("covr")), "has no cover"),
        (retagged(lambda one: one.__delitem__("stik")), "do not say that it is an audiobook"),
        (DATA.replace(b"ftypM4B ", b"ftypM4A "), "does not say that it is an audiobook"),
        (with_chapter(begin=SPOKEN.timeline.chapters[1].begin + 720), "audiobook's chapters are"),
    ],
    ids=["empty", "cut off", "an MP3", "cut short", "title", "no cover", "kind", "brand", "chapter moved"],
)
def test_an_unsound_audiobook_is_found(data: bytes, message: str) -> None:
    """Each seeded fault has its message, and the file is named."""
    found = [one for one in check(finished(data)) if one.code is Code.FILE_UNSOUND]
    assert [one for one in found if re.search(message, one.message)]
    assert {one.position.file for one in found} == {"neck-care.m4b"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (with_chapter(title="Chin tuck"), "“Chin tuck”"),
        (with_chapter(begin=SPOKEN.timeline.chapters[1].begin + 720), "“Side neck stretch” begins at"),
    ],
)
def test_chapters_that_are_not_the_scripts_are_found(data: bytes, message: str) -> None:
    """30 ms are too much: any two files must agree within 50."""
    found = [one for one in check(finished(data)) if one.code is Code.CHAPTERS_DIFFER]
    assert message in " ".join(one.message for one in found)


def test_without_a_narration_nothing_is_taken_for_sound() -> None:
    """What cannot be compared is not a pass."""
    (found,) = check(replace(finished(), narration=None))
    assert "no narration" in found.message
