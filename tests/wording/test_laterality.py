"""Turning a text to the other side, and refusing to guess."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.wording import language_for
from pubpipe.wording.laterality import ambiguous, mirror
from tests.wording.side_verdicts import VERDICTS

ENGLISH = language_for("en-GB")

CLEAR = (
    ("Cross your right ankle over your left knee.", "Cross your left ankle over your right knee."),
    ("Lie on your left side.", "Lie on your right side."),
    ("Step your right foot forward.", "Step your left foot forward."),
    ("Turn your head to the left, then to the right.", "Turn your head to the right, then to the left."),
    ("Turn slowly left.", "Turn slowly right."),
    ("Roll to your right.", "Roll to your left."),
    ("Keep a right angle at your left knee.", "Keep a right angle at your right knee."),
    ("RIGHT LEG up. Left arm down.", "LEFT LEG up. Right arm down."),
    ("Look left and right.", "Look right and left."),
    ("Use your left-hand side.", "Use your right-hand side."),
    ("Left-handed people start here.", "Right-handed people start here."),
    ("Hold on with your right hand (left hand free).", "Hold on with your left hand (right hand free)."),
    ("Start on the other side (right).", "Start on the other side (left)."),
    ("Move leftwards.", "Move rightwards."),
    ("Raise your right knee, then the left.", "Raise your left knee, then the right."),
    ("Let your right lower leg hang.", "Let your left lower leg hang."),
    ("Your right, bent knee", "Your left, bent knee"),
    ("Put your weight on your left.", "Put your weight on your right."),
    ("Feel it in your right outer hip and left gluteals.", "Feel it in your left outer hip and right gluteals."),
    ("Slide your right heel toward your buttocks.", "Slide your left heel toward your buttocks."),
    ("Lean to the right slowly.", "Lean to the left slowly."),
    ("Circle clockwise, then anticlockwise.", "Circle clockwise, then anticlockwise."),
    ("It is all right to bend.", "It is all right to bend."),
    ("Stop right away.", "Stop right away."),
    ("Use what is left.", "Use what is left."),
    ("Stay upright, bright and early.", "Stay upright, bright and early."),
    ("Sit tall.", "Sit tall."),
)
AMBIGUOUS = (
    ("Do it the right way.", "right"),
    ("That is right.", "right"),
    ("Do not start if you have just left the room.", "left"),
    ("Use the right amount.", "right"),
    ("Find the right height for your left foot.", "right"),
    ("Lift it right up to your chest.", "right"),
    ("Turn right away from the wall.", "right"),
    ("Turn right now.", "right"),
    ("Cross your left over your right knee.", "left"),
    ("Cross left over right.", "left"),
    ("Keep a left angle.", "left"),
    ("There is nothing left.", "left"),
    ("Leave no one left behind.", "left"),
    ("Bend right over.", "right"),
    ("Take the right one.", "right"),
    ("Hold right there.", "right"),
    ("Bend your rIght knee.", "rIght"),
    ("Put your R leg up.", "R"),
    ("Lift one leg (L).", "L"),
    ("Circle your ankle clockwise.", "clockwise"),
    ("Bend your ｒｉｇｈｔ knee.", "ｒｉｇｈｔ"),
    ("Bend your le\u0301ft knee.", "le\u0301ft"),
    ("Step leftward\u017f.", "leftward\u017f"),
    ("Step to the leftward\u017f-lying foot.", "leftward\u017f"),
)
PIECES = st.sampled_from(
    [
        *("left", "right", "Left", "RIGHT", "rIght", "right-hand", "Left-Hand", "leftwards", "leftward\u017f"),
        *("angle", "away", "all", "over", "what is", "through", "now", "upright", "knee", "your", "-", ".", ",", " "),
    ]
)
TEXTS = st.builds(
    lambda pieces, joint: joint.join(pieces),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=10),
    st.sampled_from(["", " "]),
)


@pytest.mark.parametrize(("first", "second"), CLEAR)
def test_a_clear_text_is_turned_both_ways(first: str, second: str) -> None:
    """Sides in clear contexts swap with their capitals; fixed phrases and other words stay."""
    assert ambiguous(first, ENGLISH) == ()
    assert ambiguous(second, ENGLISH) == ()
    assert mirror(first, ENGLISH) == second
    assert mirror(second, ENGLISH) == first


@pytest.mark.parametrize(("text", "word"), AMBIGUOUS)
def test_an_ambiguous_word_is_named_with_its_sentence(text: str, word: str) -> None:
    """Whatever may be no side is the author's to settle."""
    problems = ambiguous(f"Sit down. {text} Then rest.", ENGLISH)
    assert [problem.word for problem in problems] == [word]
    assert problems[0].sentence == text
    assert f"Sit down. {text}"[problems[0].at :].startswith(word)


@pytest.mark.parametrize(("text", "doubtful"), VERDICTS, ids=[text for text, _ in VERDICTS])
def test_each_sentence_has_its_verdict(text: str, doubtful: tuple[str, ...]) -> None:
    """The words in doubt are named, no others, and turning twice gives the sentence again."""
    assert tuple(problem.word for problem in ambiguous(text, ENGLISH)) == doubtful
    assert mirror(mirror(text, ENGLISH), ENGLISH) == text


def test_the_sentences_with_verdicts_are_many() -> None:
    """Enough of both kinds to tell a rule that is too wide from one that is too narrow."""
    assert len(VERDICTS) >= 60
    assert 20 <= sum(bool(words) for _, words in VERDICTS) <= len(VERDICTS) - 20


@given(TEXTS)
def test_turning_twice_gives_the_original(text: str) -> None:
    """For any text at all, clear or not."""
    assert mirror(mirror(text, ENGLISH), ENGLISH) == text


@given(TEXTS)
def test_nothing_but_laterality_words_changes(text: str) -> None:
    """What lies between them is untouched, and each stays one of its pair."""
    word = r"(?i)left|right"
    turned = mirror(text, ENGLISH)
    assert re.split(word, turned) == re.split(word, text)
    assert len(re.findall(word, turned)) == len(re.findall(word, text))


@given(st.text(alphabet=st.characters(exclude_characters="lLrRcC"), max_size=40))
def test_a_text_without_sides_has_no_problem_and_does_not_change(text: str) -> None:
    """No false alarm where there is nothing to turn."""
    assert ambiguous(text, ENGLISH) == ()
    assert mirror(text, ENGLISH) == text


def test_every_laterality_word_of_the_language_is_turned() -> None:
    """The record is the measure: each pair of it swaps."""
    for one, other in ENGLISH.laterality:
        assert mirror(f"a {one} b", ENGLISH) == f"a {other} b"
