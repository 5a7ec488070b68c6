"""Inline text turned to the other side: marks keep their place, marked words keep their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.article import Side
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Inlines, Link, Strong, Text, plain, walk
from pubpipe.wording import language_for
from pubpipe.wording.laterality import ambiguous, mirror
from pubpipe.wording.sides import differs, doubts, mirrored, named
from tests.wording.test_laterality import TEXTS

ENGLISH = language_for("en-GB")
WORDS = st.one_of(
    TEXTS, st.sampled_from(["your right knee", "the right way", " ", "Left", "right-", "hand", "angle", "le", "ft"])
)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, value=WORDS),
    st.builds(Fixed, value=WORDS),
    st.builds(Abbreviation, short=WORDS, expansion=WORDS),
    st.just(Citation(reference="s1", number=1)),
)
INLINES: st.SearchStrategy[Inlines] = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.one_of(
            st.builds(Strong, children=st.lists(inner, max_size=3).map(tuple)),
            st.builds(Emphasis, children=st.lists(inner, max_size=3).map(tuple)),
            st.builds(Link, url=st.just("https://example.org/right"), children=st.lists(inner, max_size=3).map(tuple)),
        ),
        max_leaves=6,
    ),
    max_size=6,
).map(tuple)


def text(value: str) -> Text:
    """Plain words."""
    return Text(value=value)


def shape(inlines: Inlines) -> list[object]:
    """All that turning may not change: kinds in order, what is fixed, addresses and citations."""
    return [
        inline if isinstance(inline, Fixed | Citation) else (inline.kind, getattr(inline, "url", None))
        for inline in walk(inlines)
    ]


@given(INLINES)
def test_turning_twice_gives_the_original(content: Inlines) -> None:
    """With any marks around any words."""
    assert mirrored(mirrored(content, ENGLISH), ENGLISH) == content


@given(INLINES)
def test_marks_and_marked_words_never_change(content: Inlines) -> None:
    """Neither their order, nor an address, nor a word of a fixed span."""
    assert shape(mirrored(content, ENGLISH)) == shape(content)


@given(INLINES)
def test_nothing_but_laterality_words_changes(content: Inlines) -> None:
    """With the sides taken out, both texts are the same."""

    def without(inlines: Inlines) -> str:
        return plain(inlines).lower().replace("right", "*").replace("left", "*")

    assert without(mirrored(content, ENGLISH)) == without(content)


@given(st.lists(WORDS.map(lambda value: Fixed(value=value)), max_size=4).map(tuple))
def test_a_text_of_fixed_words_has_no_doubts_and_no_side(content: Inlines) -> None:
    """The author has answered every question that it could raise."""
    assert doubts(content, ENGLISH) == ()
    assert not differs(content, ENGLISH)
    assert named(content, ENGLISH) == frozenset()


@given(TEXTS)
def test_a_text_without_marks_is_turned_as_a_string_is(value: str) -> None:
    """One rule for both."""
    assert mirrored((text(value),), ENGLISH) == (text(mirror(value, ENGLISH)),)
    assert doubts((text(value),), ENGLISH) == ambiguous(value, ENGLISH)


def test_a_side_is_judged_across_marks() -> None:
    """“Right” in bold is the right of the ear that follows it; a citation does not part the two."""
    content = (text("Tilt your "), Strong(children=(text("right"),)), Citation(reference="s1", number=1), text(" ear."))
    assert doubts(content, ENGLISH) == ()
    assert plain(mirrored(content, ENGLISH)) == "Tilt your left[1] ear."


def test_a_fixed_phrase_is_one_across_marks() -> None:
    """“A right *angle*” stays one."""
    content = (text("Bend to a right "), Emphasis(children=(text("angle"),)), text("."))
    assert doubts(content, ENGLISH) == ()
    assert not differs(content, ENGLISH)


def test_a_fixed_word_answers_the_doubt_and_stays() -> None:
    """Its neighbours are turned all the same, and the doubt that is left is shown in the author's sentence."""
    content = (text("Bend it "), Fixed(value="the right way"), text(", your left knee up, the right amount."))
    assert plain(mirrored(content, ENGLISH)) == "Bend it the right way, your right knee up, the left amount."
    (problem,) = doubts(content, ENGLISH)
    assert (problem.word, problem.at) == ("right", 46)
    assert problem.sentence == "Bend it the right way, your left knee up, the right amount."


def test_a_word_half_inside_a_mark_is_doubtful_and_not_turned() -> None:
    """There is no saying where its mark would go."""
    content = (text("Your "), Strong(children=(text("le"),)), text("ft knee"))
    assert [problem.word for problem in doubts(content, ENGLISH)] == ["left"]
    assert not differs(content, ENGLISH)


def test_both_parts_of_an_abbreviation_are_turned() -> None:
    """As they are spoken."""
    content = (text("Lift your "), Abbreviation(short="leg", expansion="your right leg"), text("."))
    assert plain(mirrored(content, ENGLISH)) == "Lift your leg (your left leg)."


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        ((text("Tilt your right ear."),), {Side.RIGHT}),
        ((text("Cross your LEFT ankle over your right knee."),), {Side.LEFT, Side.RIGHT}),
        ((text("Bend to a right angle, the right way."),), set()),
        ((text("Use your left-hand side."),), {Side.LEFT}),
        ((Fixed(value="your right knee"),), set()),
        ((text("Sit tall."),), set()),
    ],
)
def test_the_sides_that_are_surely_named(content: Inlines, sides: set[Side]) -> None:
    """A word that may be no side names none."""
    assert named(content, ENGLISH) == sides
