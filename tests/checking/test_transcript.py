"""The check of a transcript: each thing that a patient must hear, taken out or put in the wrong place."""

import re
from dataclasses import replace

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.transcript import check
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.model.article import Article
from pubpipe.model.dose import Dose, Duration
from pubpipe.narrating import narrate, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import language_for
from tests.narrating.scripts import article, stretch
from tests.samples import every_block, publication

ENGLISH = language_for("en-GB")
WRITTEN = article(stretch(notes=("Breathe slowly.",)))


def transcribed(written: Article) -> Finished:
    """An article's transcript, narrated by the silent voice."""
    spoken = narrate(written, Profile(), ENGLISH, open_voice("silent", "en-GB", 140))
    data = make(publication(written, spoken=spoken)).artifacts[1].data
    return Finished("neck-care-transcript.txt", "text/plain", data, written, ENGLISH, spoken)


@pytest.fixture(scope="module")
def finished() -> Finished:
    """The transcript of a short article."""
    return transcribed(WRITTEN)


def test_a_whole_transcript_has_no_findings(finished: Finished) -> None:
    """Short article and article of every block alike."""
    assert check(finished) == ()
    assert check(transcribed(every_block())) == ()


def test_steps_written_out_for_the_other_side_must_be_heard() -> None:
    """The author's own words for that side, and not the mirror image."""
    written = transcribed(article(stretch(other_steps=("Kneel on your left knee.", "Look up."))))
    assert check(written) == ()
    (found,) = check(replace(written, data=written.data.replace(b"Look up.", b"")))
    assert found.code is Code.PARITY_TEXT
    assert "“kneel-o2”" in found.message


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Stop if it hurts.", "warning-1-p1"),
        ("Kneel.", "kneel"),
        ("2 to 3 seconds", "kneel-dose"),
        ("on one knee", "kneel"),
        ("Kneel on your right knee.", "kneel-s1"),
        ("Kneel on your left knee.", "kneel-s1"),
        ("Keep your right foot in front.", "kneel-s2"),
        ("This is no advice.", "disclaimer-1-p1"),
    ],
)
def test_each_thing_that_must_be_heard_is_missed_if_it_is_not(finished: Finished, text: str, block: str) -> None:
    """Warning, name, dose, position, each step on each side, disclaimer."""
    whole = finished.data.decode()
    assert text in whole
    found = check(replace(finished, data=whole.replace(text, "").encode()))
    assert block in "".join(one.message for one in found)
    parity = {Code.PARITY_TEXT, Code.PARITY_ORDER, Code.PARITY_DOSE, Code.PARITY_SIDE}
    assert {one.code for one in found} <= parity


def test_a_warning_that_comes_after_the_stretch_is_out_of_order(finished: Finished) -> None:
    """It is there, and too late."""
    warning = "Stop if it hurts."
    late = finished.data.decode().replace(warning, "") + warning
    assert Code.PARITY_ORDER in {one.code for one in check(replace(finished, data=late.encode()))}


def test_a_second_side_that_repeats_the_first_is_found(finished: Finished) -> None:
    """The same words twice are the wrong limb once."""
    whole = finished.data.decode()
    same = whole.replace("Kneel on your left knee.", "Kneel on your right knee.")
    assert [one.message for one in check(replace(finished, data=same.encode()))]


def test_a_hold_that_is_not_noted_is_found(finished: Finished) -> None:
    """Each timed hold has its line."""
    whole = finished.data.decode()
    fewer = whole.replace("(Hold for 2 seconds.)", "", 1)
    (found,) = check(replace(finished, data=fewer.encode()))
    assert found.message == "The transcript notes 1 holds of 2 seconds where the recording has 2."


def test_a_stay_that_is_not_noted_is_found(finished: Finished) -> None:
    """Who reads knows as well that staying is a choice."""
    whole = finished.data.decode()
    fewer = whole.replace("(Up to 1 second more, if it is comfortable.)", "", 1)
    (found,) = check(replace(finished, data=fewer.encode()))
    assert found.message == "The transcript notes 1 optional stays of 1 second where the recording has 2."


def test_words_within_a_hold_that_are_missing_are_found() -> None:
    """They are no cue of their own, and are heard all the same."""
    long = transcribed(article(stretch(Dose(hold=Duration(lower=20, upper=20)))))
    assert check(long) == ()
    (found,) = check(replace(long, data=long.data.replace(b"Halfway.", b"", 1)))
    assert found.message == "The transcript has “Halfway.” 1 times where the recording says it 2 times."


def test_an_announced_length_that_is_not_the_true_one_is_found(finished: Finished) -> None:
    """Wrong or missing alike."""
    whole = finished.data.decode()
    for wrong in (re.sub("takes about [^.]*", "takes about 7 minutes", whole), whole.replace("takes about", "is")):
        assert wrong != whole
        (found,) = check(replace(finished, data=wrong.encode()))
        assert found.code is Code.FILE_UNSOUND
        assert "does not say so at its start" in found.message


def test_bytes_that_are_no_text_are_found(finished: Finished) -> None:
    """Readers open it in whatever editor they have."""
    (found,) = check(replace(finished, data=b"\xff\xfe\x00"))
    assert found.code is Code.FILE_UNSOUND
