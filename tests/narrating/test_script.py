"""The script: what is heard, and in which order."""

import re

import pytest

from pubpipe.errors import SourceError
from pubpipe.model.article import Callout, CalloutRole, Paragraph, Publisher, Side, SourceLine
from pubpipe.model.clinic import Clinic
from pubpipe.model.dose import Dose, Duration, Span
from pubpipe.model.narration import Pause, Speech
from pubpipe.narrating.readable import readable
from pubpipe.narrating.script import CLOSING, INTRODUCTION, SAFETY, build_script
from pubpipe.profile import AudioSettings, Profile
from tests.narrating.scripts import ENGLISH, article, cues, said, script_of, stretch
from tests.samples import every_block, paragraph, words
from tests.support.golden import Golden

GENTLE = (
    "When a hold or a number of times is given as a range, this recording uses the lower end. "
    "If a hold is comfortable, you may stay in it until the next falling chime."
)
SIGNALS = (
    "A rising chime starts each hold, and a falling chime ends it. "
    "In between a soft tick marks each second; the last 5 ticks are higher."
)


def test_the_script_of_every_block_reads_as_it_should(golden: Golden) -> None:
    """Read the golden file aloud: which limb, which side, how long, what next."""
    golden("narrating/every-block.txt", readable(script_of(every_block())))


def test_chapters_follow_the_order_of_safety() -> None:
    """Warnings come before anything is moved, and the disclaimer is heard when all is done."""
    script = script_of(every_block())
    assert [(one.id, one.title) for one in script.chapters] == [
        (INTRODUCTION, "Introduction"),
        (SAFETY, "Before you start"),
        ("side-neck-right", "Stretch 1: Side neck stretch, right side, set 1 of 2"),
        ("side-neck-left", "Stretch 1: Side neck stretch, left side, set 1 of 2"),
        ("side-neck-right-2", "Stretch 1: Side neck stretch, right side, set 2 of 2"),
        ("side-neck-left-2", "Stretch 1: Side neck stretch, left side, set 2 of 2"),
        ("chin-tuck", "Stretch 2: Chin tuck"),
        ("neck-turn-left", "Stretch 3: Neck turn, left side"),
        ("neck-turn-right", "Stretch 3: Neck turn, right side"),
        (CLOSING, "To finish"),
    ]
    assert said(script, SAFETY)[:4] == [
        "Warning: Stop and get help.",
        "Stop and call your clinician if:",
        "your arm becomes weak or numb.",
        "you feel dizzy.",
    ]
    assert said(script)[-2:] == [
        "This is information, not medical advice.",
        "For the printed guide, ask Example Clinic.",
    ]


def test_a_warning_written_after_the_stretches_is_heard_before_them() -> None:
    """Wherever it stands in the article."""
    late = Callout(id="late", role=CalloutRole.WARNING, blocks=(paragraph("late-p1", "Never bounce."),))
    script = script_of(article(stretch(), late))
    assert "Never bounce." in said(script, SAFETY)


def test_a_caution_is_heard_before_the_stretches() -> None:
    """Advice on care is of no use afterwards."""
    assert said(script_of(every_block()), SAFETY)[-3:-1] == ["Take care.", "Move slowly."]


def test_the_last_word_before_the_first_stretch_is_the_rule_to_stop() -> None:
    """With time to take it in; without warnings there is none to stop for."""
    *_, rule, pause = cues(script_of(every_block()), SAFETY)
    assert rule == Speech("_about", "If you notice a warning sign during this session, stop.")
    assert pause == Pause("_about", 2.5)
    bare = every_block().model_copy(update={"blocks": (stretch(),)})
    assert not any("during this session" in line for line in said(script_of(bare)))


def test_a_title_that_names_its_role_is_not_given_it_twice() -> None:
    """No “Warning: Warning signs”."""
    signs = Callout(
        id="signs", role=CalloutRole.WARNING, title=words("Warning signs"), blocks=(paragraph("signs-p1", "Numbness."),)
    )
    assert said(script_of(article(signs)), SAFETY)[2:4] == ["Warning signs.", "Numbness."]


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
        "You will be sitting.",
        GENTLE,
        SIGNALS,
        "Play this recording at normal speed, so that each hold keeps its time.",
    ]


def test_the_length_is_announced_once_it_is_known() -> None:
    """In words that fit a time of that length."""
    lines = said(build_script(every_block(), Profile(), ENGLISH, 760.0), INTRODUCTION)
    assert lines[4] == "This session takes about 13 minutes."
    assert not any("takes about" in line for line in said(script_of(every_block())))


def test_the_introduction_names_the_positions_each_once_and_in_order() -> None:
    """So that a listener knows whether the body allows it, and where to lay the mat."""
    kneeling, lying = stretch(), stretch(id="lie", position="lying on your back")
    lines = said(script_of(article(kneeling, lying, stretch(id="again"))), INTRODUCTION)
    assert "You will be on one knee, then lying on your back." in lines


def test_the_closing_leads_out_in_order() -> None:
    """Ease out, tips, where the warning signs are, help, disclaimer, and the printed guide."""
    assert said(script_of(every_block()), CLOSING) == [
        "That was the last stretch. Come back slowly.",
        "Tip.",
        "Warm up first.",
        "The warning signs are at the start of this recording, before the first stretch.",
        "Help line of Example Clinic: zero two zero, seven nine four six, zero zero zero zero.",
        "Please note.",
        "This is information, not medical advice.",
        "For the printed guide, ask Example Clinic.",
    ]


def test_who_is_on_the_floor_at_the_end_is_told_to_take_time_to_get_up() -> None:
    """And nobody else is."""
    words = "When you are ready to get up from the floor, take your time."
    assert said(script_of(article(stretch(position="lying on your back"))), CLOSING)[1] == words
    assert words not in said(script_of(article(stretch(position="standing"))), CLOSING)


def floor_cues(*positions: str | None) -> list[tuple[str, str]]:
    """Which stretch, by the letter of its id, is told to get down or up."""
    written = article(*(stretch(id=id, position=position) for id, position in zip("abcd", positions, strict=False)))
    told = {"This stretch is on the floor. Take your time to get down.": "down"}
    told["This stretch is not on the floor. Take your time to get up."] = "up"
    spoken = (cue for cue in cues(script_of(written)) if isinstance(cue, Speech))
    return [(cue.block, told[cue.text]) for cue in spoken if cue.text in told]


@pytest.mark.parametrize(
    ("positions", "told"),
    [
        (("standing", "on one knee", "lying on your back", "sitting on a chair"), [("b", "down"), ("d", "up")]),
        (("lying on your back",), [("a", "down")]),
        (("standing", "standing"), []),
        (("leaning on a wall", "lying on your back"), []),
        (("on one knee", None, "standing"), [("a", "down")]),
        (("on one knee", "lying on your bed", "standing"), [("a", "down")]),
    ],
)
def test_going_to_or_from_the_floor_is_told_and_given_time(
    positions: tuple[str | None, ...], told: list[tuple[str, str]]
) -> None:
    """Relative to the stretch before, beginning on one's feet; never where a position is not known."""
    assert floor_cues(*positions) == told


def test_the_floor_has_its_own_pause_before_the_position() -> None:
    """Getting down takes longer than anything else, and comes before the knee is chosen."""
    lines = list(cues(script_of(article(), AudioSettings(floor_pause=17)), "kneel"))
    at = next(i for i, cue in enumerate(lines) if isinstance(cue, Speech) and "get down" in cue.text)
    assert lines[at + 1] == Pause("kneel", 17)
    assert lines[at + 2] == Speech("kneel", "Right side first.", Side.RIGHT)


def test_chapter_ids_differ_even_where_blocks_are_named_like_sides() -> None:
    """A player finds a chapter by its id."""
    twins = article(stretch(), stretch(id="kneel-right", sides=()))
    ids = [one.id for one in script_of(twins).chapters]
    assert ids[2:5] == ["kneel-right", "kneel-left", "kneel-right-2"]


def test_the_article_s_own_address_is_said_where_there_is_one() -> None:
    """As an address is read aloud."""
    profile = Profile(url="https://clinic.example/neck")
    assert said(build_script(every_block(), profile, ENGLISH))[-1] == (
        "You can read this guide at clinic dot example slash neck."
    )


def test_without_warnings_nothing_is_said_of_them() -> None:
    """The recording never points at what it does not have."""
    bare = every_block().model_copy(update={"blocks": (stretch(),)})
    assert not any("warning signs" in line for line in said(script_of(bare)))


def test_the_introduction_says_which_end_of_a_range_is_timed() -> None:
    """Under the full pace it is the upper one."""
    assert any("upper end" in text for text in said(script_of(every_block(), AudioSettings(pace="full"))))


def test_the_help_line_is_the_profile_clinic_and_is_said_digit_by_digit() -> None:
    """A clinic's own profile comes before the article's publisher."""
    profile = Profile(clinic=Clinic(name="Our Clinic", phone="01632 960 001"))
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
    assert said(script, CLOSING)[-2:] == ["This is no advice.", "For the printed guide, ask Example Clinic."]


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
