"""Which end of its ranges a stretch is timed at, and what a listener is told of it."""

import pytest

from pubpipe.errors import SourceError
from pubpipe.model.article import Article, Stretch
from pubpipe.model.dose import Dose, Duration, Pace, Span
from pubpipe.model.narration import Hold, Script, Speech
from pubpipe.model.recording import READING, SESSION, Recording
from pubpipe.narrating.pacing import pace_of, plan
from pubpipe.narrating.recordings import script_of as recording_script
from pubpipe.narrating.script import INTRODUCTION
from pubpipe.profile import AudioSettings, Profile
from tests.narrating.scripts import ENGLISH, article, cues, said, script_of, stretch

HELD = Dose(hold=Duration(lower=20, upper=30))
FIXED = Dose(hold=Duration(lower=30, upper=30))
COUNTED = Dose(repeat=Span(lower=8, upper=10))
RESTED = Dose(hold=Duration(lower=30, upper=30), repeat=Span(lower=2, upper=2), rest=Duration(lower=5, upper=9))

WHEN = "When a hold or a number of times is given as a range, this recording uses"
LOWER, UPPER = f"{WHEN} the lower end.", f"{WHEN} the upper end."
MIXED = f"{WHEN} the lower end in some stretches and the upper end in others. Before each hold you hear how long it is."
ALL_STAY = "If a hold is comfortable, you may stay in it until the next falling chime."
SOME_STAY = "In some holds you may stay until the next falling chime if it is comfortable; you hear in which."


def paced(dose: Dose, pace: Pace | None, id: str = "kneel") -> Stretch:
    """A stretch without sides, at the pace that its author chose if there is one."""
    return stretch(dose, id=id, sides=()).model_copy(update={"pace": pace})


def settings(pace: Pace = "gentle", **paces: Pace) -> AudioSettings:
    """Settings with paces for stretches of the article of the tests."""
    named = {f"neck-care/{id}": one for id, one in paces.items()}
    return AudioSettings.model_validate({"pace": pace, "paces": named})


def held(script: Script, id: str) -> list[tuple[float, bool]]:
    """The seconds of each hold of a stretch, and whether it is the one that may be left out."""
    return [(cue.seconds, cue.is_optional) for cue in cues(script, id) if isinstance(cue, Hold)]


def told(*doses_and_paces: tuple[Dose, Pace | None]) -> list[str]:
    """What the introduction says of ranges and of staying in holds, for stretches of these doses and paces."""
    blocks = (paced(dose, pace, f"s{at}") for at, (dose, pace) in enumerate(doses_and_paces))
    lines = said(script_of(article(*blocks)), INTRODUCTION)
    return [line for line in lines if "range" in line or "stay" in line]


@pytest.mark.parametrize(
    ("of_profile", "of_stretch", "of_author", "timed"),
    [
        ("gentle", None, None, "gentle"),
        ("full", None, None, "full"),
        ("gentle", None, "full", "full"),
        ("full", None, "gentle", "gentle"),
        ("gentle", "full", None, "full"),
        ("gentle", "gentle", "full", "gentle"),
        ("full", "full", "gentle", "full"),
    ],
)
def test_the_profile_s_own_pace_for_a_stretch_wins_then_the_author_s_then_the_profile_s_for_all(
    of_profile: Pace, of_stretch: Pace | None, of_author: Pace | None, timed: Pace
) -> None:
    """The clinic knows its patient, the author knows the stretch."""
    chosen = settings(of_profile, kneel=of_stretch) if of_stretch else settings(of_profile)
    assert pace_of(paced(HELD, of_author), "neck-care", chosen) == timed


def test_a_pace_for_a_stretch_of_another_article_is_not_this_one_s() -> None:
    """Ids of stretches are unique within their article only."""
    other = AudioSettings.model_validate({"paces": {"back-care/kneel": "full"}})
    assert pace_of(stretch(HELD), "neck-care", other) == "gentle"


def test_all_of_a_dose_follows_its_pace_and_rest_goes_the_other_way() -> None:
    """Gentle: shorter holds, fewer times, longer rest, and time to stay; full has no stay."""
    span = Span(lower=2, upper=3)
    dose = Dose(hold=Duration(lower=20, upper=30), repeat=span, sets=span, rest=Duration(lower=5, upper=9))
    gentle, full = plan(dose, "gentle"), plan(dose, "full")
    assert (gentle.hold, gentle.stay, gentle.rest, gentle.repetitions, gentle.sets) == (20, 10, 9, 2, 2)
    assert (full.hold, full.stay, full.rest, full.repetitions, full.sets) == (30, 0, 5, 3, 3)


def mixed() -> Article:
    """Two stretches that the author leaves to the profile, and one at the full pace."""
    return article(paced(HELD, None, "one"), paced(HELD, "full", "two"), stretch(FIXED))


def test_each_stretch_of_a_session_keeps_its_own_pace() -> None:
    """The holds, the words before them, and the offer to stay, which is the gentle pace's alone."""
    script = script_of(mixed())
    assert held(script, "one") == [(20, False), (10, True)]
    assert held(script, "two") == [(30, False)]
    assert held(script, "kneel") == [(30, False)] * 2
    assert "Stay for up to 30 seconds if it is comfortable." in said(script, "one")
    assert "Get ready to hold for 30 seconds, from the chime." in said(script, "two")
    assert not any("stay" in line.lower() for line in said(script, "two"))


def test_the_profile_turns_what_the_author_chose() -> None:
    """Stretch by stretch, in the script that will be heard."""
    script = script_of(mixed(), settings("gentle", one="full", two="gentle"))
    assert held(script, "one") == [(30, False)]
    assert held(script, "two") == [(20, False), (10, True)]


@pytest.mark.parametrize(
    ("stretches", "lines"),
    [
        ([(HELD, None), (HELD, "gentle")], [f"{LOWER} {ALL_STAY}"]),
        ([(HELD, "full"), (COUNTED, "full")], [UPPER]),
        # A fixed hold has no time to stay, and its next falling chime is another hold's.
        ([(HELD, None), (FIXED, None)], [f"{LOWER} {SOME_STAY}"]),
        ([(COUNTED, None), (FIXED, None)], [LOWER]),
        ([(HELD, "full"), (HELD, None)], [f"{MIXED} {SOME_STAY}"]),
        ([(HELD, "full"), (COUNTED, None)], [MIXED]),
        ([(HELD, None), (COUNTED, "full")], [f"{MIXED} {ALL_STAY}"]),
        # A rest says its own length, and the pace takes its other end.
        ([(HELD, None), (RESTED, "full")], [f"{LOWER} {SOME_STAY}"]),
        ([(RESTED, None)], []),
        ([(FIXED, None)], []),
    ],
)
def test_the_introduction_says_of_ranges_what_is_true_of_all_stretches(
    stretches: list[tuple[Dose, Pace | None]], lines: list[str]
) -> None:
    """Which end is timed and whether one may stay, or that it differs; stretches without a range do not count."""
    assert told(*stretches) == lines


@pytest.mark.parametrize("recording", [SESSION, READING, Recording("stretch", "kneel", 1)])
def test_a_pace_for_a_stretch_that_is_not_there_is_an_error(recording: Recording) -> None:
    """A slip in a name must not leave a stretch at a pace that nobody chose; the names to choose from are shown."""
    profile = Profile(audio=settings("gentle", kneel="full", knel="full", lung="gentle"))
    written = article(stretch(HELD), stretch(HELD, id="lunge"))
    with pytest.raises(SourceError, match="“neck-care/knel”, “neck-care/lung”") as caught:
        recording_script(recording, written, profile, ENGLISH)
    assert caught.value.remedy == "Its stretches are: neck-care/kneel, neck-care/lunge."


def test_a_block_that_is_no_stretch_has_no_pace() -> None:
    """Nor has an article without stretches."""
    profile = Profile(audio=AudioSettings.model_validate({"paces": {"neck-care/warning-1": "full"}}))
    with pytest.raises(SourceError, match="no such stretch"):
        recording_script(SESSION, article(), profile, ENGLISH)
    without = article().model_copy(update={"blocks": (article().blocks[0],)})
    with pytest.raises(SourceError, match="no such stretch") as caught:
        recording_script(READING, without, profile, ENGLISH)
    assert caught.value.remedy == "Remove it: the article has no stretches."


def test_paces_of_other_articles_are_no_error() -> None:
    """One profile serves many articles, among them some whose ids begin alike."""
    names = {"back-care/kneel": "full", "neck-care-2/nod": "full", "neck/kneel": "full"}
    profile = Profile(audio=AudioSettings.model_validate({"paces": names}))
    assert recording_script(SESSION, article(), profile, ENGLISH) == recording_script(
        SESSION, article(), Profile(), ENGLISH
    )


def test_a_stretch_alone_keeps_the_pace_that_it_has_among_the_others() -> None:
    """And paces for the others are no error where one is recorded by itself."""
    profile = Profile(audio=settings("gentle", two="gentle", one="full"))
    script = recording_script(Recording("stretch", "one", 1), mixed(), profile, ENGLISH)
    assert held(script, "one") == [(30, False)]
    assert UPPER in [cue.text for cue in cues(script, INTRODUCTION) if isinstance(cue, Speech)]
