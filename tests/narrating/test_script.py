"""The script: what is heard, and in which order."""

import re

import pytest

from pubpipe.errors import SourceError
from pubpipe.model.article import Callout, CalloutRole, Paragraph, Publisher, SourceLine
from pubpipe.model.dose import Dose, Duration, Span
from pubpipe.narrating.readable import readable
from pubpipe.narrating.script import CLOSING, INTRODUCTION, SAFETY, build_script
from pubpipe.profile import AudioSettings, Profile
from tests.narrating.scripts import ENGLISH, article, said, script_of, stretch
from tests.samples import every_block, paragraph, words
from tests.support.golden import Golden


def test_the_script_of_every_block_reads_as_it_should(golden: Golden) -> None:
    """Read the golden file aloud: which limb, which side, how long, what next."""
    golden("narrating/every-block.txt", readable(script_of(every_block())))


def test_chapters_follow_the_order_of_safety() -> None:
    """Warnings come before anything is moved, and the disclaimer has the last word."""
    script = script_of(every_block())
    assert [one.id for one in script.chapters] == [
        INTRODUCTION,
        SAFETY,
        "side-neck",
        "chin-tuck",
        "neck-turn",
        CLOSING,
    ]
    assert said(script, SAFETY)[:4] == [
        "Warning: Stop and get help.",
        "Stop and call your clinician if:",
        "your arm becomes weak or numb.",
        "you feel dizzy.",
    ]
    assert said(script)[-1] == "This is information, not medical advice."


def test_a_warning_written_after_the_stretches_is_heard_before_them() -> None:
    """Wherever it stands in the article."""
    late = Callout(id="late", role=CalloutRole.WARNING, blocks=(paragraph("late-p1", "Never bounce."),))
    script = script_of(article(stretch(), late))
    assert "Never bounce." in said(script, SAFETY)


def test_a_caution_is_heard_before_the_stretches() -> None:
    """Advice on care is of no use afterwards."""
    assert said(script_of(every_block()), SAFETY)[-2:] == ["Take care.", "Move slowly."]


def test_a_title_that_names_its_role_is_not_given_it_twice() -> None:
    """No “Warning: Warning signs”."""
    signs = Callout(
        id="signs", role=CalloutRole.WARNING, title=words("Warning signs"), blocks=(paragraph("signs-p1", "Numbness."),)
    )
    assert said(script_of(article(signs)), SAFETY)[2:] == ["Warning signs.", "Numbness."]


def test_a_tip_is_heard_where_it_can_still_help() -> None:
    """Before the stretches if the author put it there, at the end otherwise."""
    before = Callout(id="before", role=CalloutRole.TIP, blocks=(paragraph("before-p1", "Warm up."),))
    after = Callout(id="after", role=CalloutRole.TIP, blocks=(paragraph("after-p1", "Walk a little."),))
    script = script_of(article(before, stretch(), after))
    assert "Warm up." in said(script, SAFETY)
    assert "Walk a little." in said(script, CLOSING)


def test_the_introduction_says_what_is_to_come() -> None:
    """Title, makers, summary, how many stretches, what is needed (once each), and what the sounds mean."""
    assert said(script_of(every_block()), INTRODUCTION) == [
        "Look after a stiff neck and shoulders.",
        "By Clinic team and Ann Example.",
        "Three stretches that ease a stiff neck.",
        "There are 3 stretches.",
        "You will need a firm chair.",
        "When a time or a number is given as a range, this recording uses the lower end.",
        "A rising chime starts each hold, a soft tick marks each second, and a falling chime ends it.",
        "Play this recording at normal speed, so that each hold keeps its time.",
    ]


def test_the_introduction_says_which_end_of_a_range_is_timed() -> None:
    """Under the full pace it is the upper one."""
    assert any("upper end" in text for text in said(script_of(every_block(), AudioSettings(pace="full"))))


def test_the_help_line_is_the_profile_clinic_and_is_said_digit_by_digit() -> None:
    """A clinic's own profile comes before the article's publisher."""
    profile = Profile(clinic=Publisher(name="Our Clinic", phone="01632 960 001"))
    lines = said(build_script(article(), profile, ENGLISH), CLOSING)
    number = "zero one six three two, nine six zero, zero zero one"
    assert f"Help line of Our Clinic: {number}." in lines


def test_without_a_telephone_there_is_no_help_line() -> None:
    """Nothing is made up."""
    quiet = article().model_copy(update={"publisher": Publisher(name="Example Clinic")})
    assert not [text for text in said(script_of(quiet)) if "Help line" in text]


def test_an_article_without_stretches_has_its_warnings_and_disclaimer() -> None:
    """And no talk of stretches, holds or chimes."""
    script = script_of(article(paragraph("p1", "Rest is good.")))
    assert [one.id for one in script.chapters] == [INTRODUCTION, SAFETY, CLOSING]
    assert not re.search("stretch|chime", " ".join(said(script, CLOSING)))
    assert said(script, CLOSING)[-1] == "This is no advice."


def test_no_written_form_reaches_the_voice() -> None:
    """Ranges, signs and units of the article are in words everywhere."""
    written = Paragraph(id="warning-2-p1", content=words("Stop after 20-30 s, ½ min or 3 × 10 at 90°."))
    script = script_of(article(Callout(id="warning-2", role=CalloutRole.WARNING, blocks=(written,)), stretch()))
    text = " ".join(said(script))
    assert "Stop after 20 to 30 seconds, half a minute or 3 times 10 at 90 degrees." in text
    assert not re.search(r"\d\s*[-–]\s*\d|[×°½]|\d/\d", text)


def test_a_side_that_would_be_a_guess_stops_the_script() -> None:
    """The message names the file, the line, the word and the sentence."""
    doubtful = article(stretch(steps=("Sit down.", "Do it the right way.")))
    with pytest.raises(SourceError, match=r"article\.md, line 12: “right” in “Do it the right way\.”"):
        script_of(doubtful)


def test_a_stretch_that_would_last_for_hours_stops_the_script() -> None:
    """A slip such as “repeat: 10000” is found before anything is recorded."""
    dose = Dose(hold=Duration(lower=600, upper=600), repeat=Span(lower=10000, upper=10000))
    long = stretch(dose).model_copy(update={"source": SourceLine(file="article.md", line=7)})
    with pytest.raises(SourceError, match=r"article\.md, line 7: the stretch “Kneel” .* more than 60 minutes"):
        script_of(article(long))
