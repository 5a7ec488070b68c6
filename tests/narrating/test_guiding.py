"""One stretch, guided."""

from pubpipe.model.article import Side
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.model.narration import Chime, Hold, Pause, Speech
from pubpipe.profile import AudioSettings
from tests.narrating.scripts import article, cues, holds, said, script_of, stretch

ONE_HOLD = Dose(hold=Duration(lower=20, upper=30))


def guided(dose: Dose | None = None, **options: object) -> list[str]:
    """What is said in the chapter of a stretch."""
    return said(script_of(article(stretch(dose, **options))), "kneel")  # type: ignore[arg-type]


def test_both_sides_are_spoken_in_full_the_second_mirrored() -> None:
    """No “same on the other side”: every step is there, with its words for that side."""
    assert guided(ONE_HOLD) == [
        "The stretch: Kneel.",
        "Hold for 20 to 30 seconds.",
        "Right side first.",
        "Get into position: on one knee.",
        "Kneel on your right knee.",
        "Keep your left foot in front.",
        "Hold for 20 seconds, from the chime.",
        "And release.",
        "Now your left side.",
        "Kneel on your left knee.",
        "Keep your right foot in front.",
        "Hold for 20 seconds, from the chime.",
        "And release.",
    ]


def test_every_cue_of_a_side_carries_it() -> None:
    """So that a player can show which side is on."""
    sides = [(cue.block, cue.side) for cue in cues(script_of(article()), "kneel") if isinstance(cue, Speech)]
    assert ("kneel-s1", Side.RIGHT) in sides
    assert ("kneel-s1", Side.LEFT) in sides
    assert [hold.side for hold in holds(script_of(article()))] == [Side.RIGHT, Side.LEFT]


def test_the_side_is_named_before_the_position_is_taken() -> None:
    """Nobody should have to change knees."""
    lines = guided()
    assert lines.index("Right side first.") < lines.index("Get into position: on one knee.")


def test_a_stretch_for_one_side_says_so_and_does_not_turn() -> None:
    """Steps are not mirrored, and may then hold what could not be."""
    lines = guided(sides=(Side.LEFT,), steps=("Do it the right way.",))
    assert "This is for your left side only." in lines
    assert "Do it the right way." in lines
    assert not any("Now your" in line for line in lines)


def test_a_stretch_without_sides_names_none() -> None:
    """And has no side on any cue."""
    script = script_of(article(stretch(sides=())))
    assert all(cue.side is None for cue in cues(script))
    assert not any("side" in line for line in said(script, "kneel"))


def test_each_hold_stands_between_its_chimes_and_is_announced() -> None:
    """Words, chime, hold, chime, words."""
    chapter = list(cues(script_of(article()), "kneel"))
    for at, cue in enumerate(chapter):
        if isinstance(cue, Hold):
            before, after = chapter[at - 1], chapter[at + 1]
            assert isinstance(before, Chime)
            assert before.tone == "start"
            assert isinstance(after, Chime)
            assert after.tone == "release"
            announced, released = chapter[at - 3], chapter[at + 2]
            assert isinstance(announced, Speech)
            assert announced.text.startswith("Hold for 2 seconds")
            assert isinstance(released, Speech)
            assert released.text == "And release."


def test_the_pace_decides_the_hold_and_the_voice_says_which() -> None:
    """Gentle holds for the lower end, full for the upper."""
    for pace, seconds, words in (("gentle", 20, "20 seconds"), ("full", 30, "30 seconds")):
        script = script_of(article(stretch(ONE_HOLD)), AudioSettings.model_validate({"pace": pace}))
        assert [hold.seconds for hold in holds(script)] == [seconds, seconds]
        assert said(script, "kneel").count(f"Hold for {words}, from the chime.") == 2


def test_each_step_is_followed_by_the_time_to_do_it() -> None:
    """The profile's step pause, right behind the step."""
    chapter = list(cues(script_of(article(), AudioSettings(step_pause=7.0)), "kneel"))
    steps = [at for at, cue in enumerate(chapter) if isinstance(cue, Speech) and cue.block.startswith("kneel-s")]
    assert len(steps) == 4
    for at in steps:
        pause = chapter[at + 1]
        assert isinstance(pause, Pause)
        assert pause.seconds == 7.0


def test_repetitions_and_sets_are_carried_out_and_counted() -> None:
    """The steps come in full the first time on a side, later times are a reminder that names the side."""
    dose = Dose(
        hold=Duration(lower=2, upper=2),
        repeat=Span(lower=2, upper=2),
        sets=Span(lower=2, upper=2),
        rest=Duration(lower=5, upper=5),
    )
    script = script_of(article(stretch(dose)))
    assert len(holds(script)) == 2 * 2 * 2
    lines = said(script, "kneel")
    assert lines.count("Kneel on your right knee.") == 1
    assert lines.count("Kneel on your left knee.") == 1
    assert lines.count("Set 2 of 2.") == 1
    assert lines.count("Second of 2 on your right side. Move into the stretch again.") == 2
    assert lines.count("First of 2 on your left side. Move into the stretch again.") == 1
    # Between the repetitions on each side in each set, and between the sets.
    assert lines.count("Rest for 5 seconds.") == 5


def test_a_rest_lasts_as_long_as_it_says_the_longer_end_when_gentle() -> None:
    """The gentle pace is the gentle one in rest, too."""
    dose = Dose(hold=Duration(lower=2, upper=2), repeat=Span(lower=2, upper=2), rest=Duration(lower=5, upper=9))
    for pace, seconds in (("gentle", 9), ("full", 5)):
        chapter = list(cues(script_of(article(stretch(dose)), AudioSettings.model_validate({"pace": pace})), "kneel"))
        words = f"Rest for {seconds} seconds."
        at = next(i for i, cue in enumerate(chapter) if isinstance(cue, Speech) and cue.text == words)
        pause = chapter[at + 1]
        assert isinstance(pause, Pause)
        assert pause.seconds == seconds


def test_repetitions_without_a_hold_are_counted_aloud() -> None:
    """The walk through the steps was the first of them."""
    lines = guided(Dose(repeat=Span(lower=4, upper=6)), sides=())
    first = lines.index("That was the first of 4. Carry on at your own pace, and I will count.")
    assert lines[first + 1 :] == ["2.", "3.", "4.", "That was 4. Relax."]


def test_a_set_of_one_is_done_again_in_every_set() -> None:
    """With the time that its steps take, and never as silence after “Set 2”."""
    dose = Dose(repeat=Span(lower=1, upper=1), sets=Span(lower=2, upper=2))
    assert guided(dose, sides=())[-2:] == ["Set 2 of 2.", "Move into the stretch again."]


def test_more_repetitions_than_ordinals_are_still_counted() -> None:
    """From the eleventh on by number."""
    lines = guided(Dose(hold=Duration(lower=1, upper=1), repeat=Span(lower=12, upper=12)), sides=())
    assert "Tenth of 12. Move into the stretch again." in lines
    assert "Number 11 of 12. Move into the stretch again." in lines


def test_the_dose_is_said_in_the_words_that_print_has() -> None:
    """One sentence a part, before the stretch begins."""
    dose = Dose(
        hold=Duration(lower=20, upper=30),
        repeat=Span(lower=3, upper=3),
        sets=Span(lower=2, upper=3),
        rest=Duration(lower=10, upper=10),
        frequency=Frequency(times=Span(lower=2, upper=2), period="day"),
    )
    assert guided(dose)[1:6] == [
        "Hold for 20 to 30 seconds.",
        "Do this 3 times on each side.",
        "Do 2 to 3 sets.",
        "Rest for 10 seconds in between.",
        "Do this stretch twice a day.",
    ]


def test_notes_are_heard_before_the_steps_and_again_where_the_other_side_differs() -> None:
    """“Do not arch your back” is of no use afterwards."""
    lines = guided(notes=("Do not arch your back.", "Your right knee may rest on a cushion."))
    first, second = lines.index("Kneel on your right knee."), lines.index("Kneel on your left knee.")
    assert lines.index("Do not arch your back.") < first
    assert lines.count("Do not arch your back.") == 1
    assert first < lines.index("Your left knee may rest on a cushion.") < second
