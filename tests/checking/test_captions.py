"""The check of captions: silent on whole ones, and not on any of the faults seeded here."""

import re
from dataclasses import replace

import pytest

from pubpipe.checking.captions import check
from pubpipe.checking.finished import Finished
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.model.article import Side
from pubpipe.model.narration import Hold, Mark, TimedChapter, TimedCue, Timeline
from pubpipe.narrating import narrate, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import language_for
from tests.narrating.scripts import article, stretch
from tests.samples import publication

ENGLISH = language_for("en-GB")
WRITTEN = article(stretch(notes=("Breathe slowly.",)))


@pytest.fixture(scope="module")
def finished() -> Finished:
    """The captions of a short article, narrated by the silent voice."""
    spoken = narrate(WRITTEN, Profile(), ENGLISH, open_voice("silent", "en-GB", 140))
    data = make(publication(WRITTEN, spoken=spoken)).artifacts[2].data
    return Finished("neck-care.vtt", "text/vtt", data, WRITTEN, ENGLISH, spoken)


def later(text: str, seconds: float) -> str:
    """The captions with the times of one cue, that of the first step, moved."""

    def moved(match: re.Match[str]) -> str:
        return f"{match[1]}{float(match[2]) + seconds:06.3f}{match[3]}{float(match[4]) + seconds:06.3f}{match[5]}"

    time = r"(\d\d:\d\d:)(\d\d\.\d{3})"
    changed, count = re.subn(
        rf"{time}( --> \d\d:\d\d:)(\d\d\.\d{{3}})(\nKneel on your right knee\.)", moved, text, count=1
    )
    assert count == 1
    return changed


def test_whole_captions_have_no_findings(finished: Finished) -> None:
    """All is said, in its order and at its time."""
    assert check(finished) == ()


def test_a_time_that_is_right_to_a_frame_passes(finished: Finished) -> None:
    """A fiftieth of a second later is nothing that a reader sees."""
    data = later(finished.data.decode(), 0.02).encode()
    assert check(replace(finished, data=data)) == ()


@pytest.mark.parametrize("seconds", [0.03, -0.03, 5.0])
def test_a_caption_at_another_time_is_found(finished: Finished, seconds: float) -> None:
    """It would stand beside other words than its own."""
    (found,) = check(replace(finished, data=later(finished.data.decode(), seconds).encode()))
    assert found.code is Code.FILE_UNSOUND
    assert "do not have “Kneel on your right knee.”" in found.message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Kneel on your left knee.", "Kneel on your right knee.", "kneel-s1"),
        ("Stop if it hurts.", "", "warning-1-p1"),
        ("(Hold for 2 seconds.)", "", "do not have the hold"),
        ("WEBVTT\n", "", "do not begin as WebVTT does"),
    ],
)
def test_what_is_not_shown_is_found(finished: Finished, old: str, new: str, message: str) -> None:
    """Wrong side, missing warning, missing hold, no WebVTT at all."""
    text = finished.data.decode()
    assert old in text
    found = check(replace(finished, data=text.replace(old, new, 1).encode()))
    assert message in " ".join(one.message for one in found)


def test_words_within_a_hold_are_shown_at_their_time(finished: Finished) -> None:
    """And missed if they are not there, or come late."""
    assert finished.narration is not None
    hold = Hold("kneel", 20.0, Side.RIGHT, (Mark(10.0, "Halfway."),))
    line = Timeline(24_000, (TimedChapter("a", "A", 0, 480_000, (TimedCue(hold, 0, 480_000),)),))
    spoken = replace(finished.narration, timeline=line)
    data = make(publication(WRITTEN, spoken=spoken)).artifacts[2].data.decode()
    assert "2 kneel right\n00:00:10.000 --> 00:00:12.000\nHalfway." in data
    for text, missed in ((data, 0), (data.replace("Halfway.", ""), 1), (data.replace("00:10.000", "00:10.100"), 1)):
        found = [
            one for one in check(replace(finished, data=text.encode(), narration=spoken)) if "Halfway" in one.message
        ]
        assert len(found) == missed


def test_bytes_that_are_no_text_are_found(finished: Finished) -> None:
    """As a finding, not as an exception."""
    (found,) = check(replace(finished, data=finished.data + b"\n00:10:00.000 --> 00:11:00.000\n\xff\xfe\n"))
    assert "cannot be read" in found.message


def test_without_a_narration_nothing_is_taken_for_sound(finished: Finished) -> None:
    """What cannot be compared is not a pass."""
    (found,) = check(replace(finished, narration=None))
    assert "no narration" in found.message
