"""One stretch, guided."""

from pubpipe.model.article import Side
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.model.narration import Chime, Cue, Hold, Mark, Pause, Speech
from pubpipe.model.text import Fixed, Text
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
        "This stretch is on the floor. Take your time to get down.",
        "Right side first.",
        "Get into position: on one knee.",
        "Kneel on your right knee.",
        "Keep your left foot in front.",
        "Get ready to hold for 20 seconds, from the chime.",
        "Stay for up to 30 seconds if it is comfortable.",
        "And release.",
        "Now your left side.",
        "Kneel on your left knee.",
        "Keep your right foot in front.",
        "Get ready to hold for 20 seconds, from the chime.",
        "Stay for up to 30 seconds if it is comfortable.",
        "And release.",
    ]


def test_steps_written_out_for_the_other_side_are_spoken_as_written() -> None:
    """Nothing is mirrored, so nothing has to be clear of doubt; the cues carry their own ids and side."""
    written = stretch(steps=("Do it the right way: right knee down.",), other_steps=("Left knee down.", "Wait."))
    script = script_of(article(written))
    lines = said(script)
    second = lines.index("Now your left side.")
    assert lines.index("Do it the right way: right knee down.") < second
    assert lines[second + 1 : second + 3] == ["Left knee down.", "Wait."]
    assert not any("left way" in line for line in lines)
    sides = {cue.block: cue.side for cue in cues(script) if isinstance(cue, Speech)}
    assert (sides["kneel-s1"], sides["kneel-o2"]) == (Side.RIGHT, Side.LEFT)


def test_words_marked_as_no_side_are_spoken_unturned() -> None:
    """On both sides alike, while the sides around them turn."""
    content = (Text(value="Bend your right knee "), Fixed(value="the right way"), Text(value="."))
    one = stretch(steps=("x",))
    marked = one.model_copy(update={"steps": (one.steps[0].model_copy(update={"content": content}),)})
    lines = said(script_of(article(marked)))
    assert "Bend your right knee the right way." in lines
    assert "Bend your left knee the right way." in lines


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


def around_hold(dose: Dose, pace: str = "gentle") -> list[Cue]:
    """The cues of a sideless stretch's first hold, from its announcement to its release."""
    script = script_of(article(stretch(dose, sides=())), AudioSettings.model_validate({"pace": pace}))
    chapter = list(cues(script, "kneel"))
    first = next(at for at, cue in enumerate(chapter) if isinstance(cue, Speech) and cue.text.startswith("Get ready"))
    last = next(at for at, cue in enumerate(chapter) if isinstance(cue, Speech) and cue.text == "And release.")
    return [cue for cue in chapter[first : last + 1] if not isinstance(cue, Pause)]


def test_each_hold_stands_between_its_chimes_and_is_announced() -> None:
    """Get ready, chime, hold, another chime, release; nothing takes time between the chimes but the hold."""
    assert around_hold(Dose(hold=Duration(lower=15, upper=15))) == [
        Speech("kneel", "Get ready to hold for 15 seconds, from the chime."),
        Chime("kneel", "start"),
        Hold("kneel", 15),
        Chime("kneel", "release"),
        Speech("kneel", "And release."),
    ]


def test_a_long_hold_has_a_word_at_its_half() -> None:
    """From 20 seconds on, and without changing its length."""
    for seconds, marks in ((19, ()), (20, (Mark(10, "Halfway."),)), (45, (Mark(22.5, "Halfway."),))):
        hold = around_hold(Dose(hold=Duration(lower=seconds, upper=seconds)))[2]
        assert hold == Hold("kneel", seconds, marks=marks)


def test_a_gentle_range_releases_at_its_lower_end_and_again_at_its_upper() -> None:
    """The voice says that staying is a choice; the time from the first chime to the last is the upper end."""
    assert around_hold(ONE_HOLD)[1:] == [
        Speech("kneel", "Stay for up to 30 seconds if it is comfortable."),
        Chime("kneel", "start"),
        Hold("kneel", 20, marks=(Mark(10, "Halfway."),)),
        Chime("kneel", "release"),
        Hold("kneel", 10, marks=(Mark(0.9, "Release and rest, or stay until the next chime."),), is_optional=True),
        Chime("kneel", "release"),
        Speech("kneel", "And release."),
    ]


def test_a_short_stay_has_no_words_that_would_fill_it() -> None:
    """The words before the hold have said it."""
    stay = around_hold(Dose(hold=Duration(lower=20, upper=25)))[5]
    assert stay == Hold("kneel", 5, is_optional=True)


def test_the_full_pace_times_the_upper_end_and_offers_no_stay() -> None:
    """One hold, one release."""
    assert around_hold(ONE_HOLD, "full") == [
        Speech("kneel", "Get ready to hold for 30 seconds, from the chime."),
        Chime("kneel", "start"),
        Hold("kneel", 30, marks=(Mark(15, "Halfway."),)),
        Chime("kneel", "release"),
        Speech("kneel", "And release."),
    ]


def test_the_pace_decides_the_hold_and_the_voice_says_which() -> None:
    """Gentle holds for the lower end, full for the upper."""
    for pace, seconds, words in (("gentle", 20, "20 seconds"), ("full", 30, "30 seconds")):
        script = script_of(article(stretch(ONE_HOLD)), AudioSettings.model_validate({"pace": pace}))
        assert [hold.seconds for hold in holds(script)] == [seconds, seconds]
        assert said(script, "kneel").count(f"Get ready to hold for {words}, from the chime.") == 2


def test_each_step_is_followed_by_the_time_to_do_it() -> None:
    """Getting into a position, another movement and keeping still each have their own, which the profile sets."""
    settings = AudioSettings(step_pause=5, keep_pause=1.5, position_pause=9)
    written = stretch(steps=("Kneel on your right knee.", "Shift your weight forward.", "Keep your back straight."))
    chapter = list(cues(script_of(article(written), settings), "kneel"))
    steps = [at for at, cue in enumerate(chapter) if isinstance(cue, Speech) and cue.block.startswith("kneel-s")]
    waits = [cue.seconds for at in steps if isinstance(cue := chapter[at + 1], Pause)]
    assert waits == [9, 5, 1.5] * 2


def test_there_is_time_to_settle_but_not_to_choose_the_wrong_knee() -> None:
    """The position is followed by its pause, or by the step that says how to get into it and has that pause."""
    settings = AudioSettings(position_pause=9)
    for first_step, pause in (("Kneel on your right knee.", 0.7), ("Shift your weight.", 9)):
        chapter = list(cues(script_of(article(stretch(steps=(first_step,))), settings), "kneel"))
        at = next(i for i, cue in enumerate(chapter) if isinstance(cue, Speech) and "Get into position" in cue.text)
        assert chapter[at + 1] == Pause("kneel", pause, Side.RIGHT)


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
