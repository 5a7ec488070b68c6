"""Sentences are cut where a reader ends one, and nothing is lost or moved by it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Inlines, Link, Strong, Text, plain
from pubpipe.wording import language_for
from pubpipe.wording.sentences import sentences

ENGLISH = language_for("en-GB")
CITED = Citation(reference="s1", number=1)


def text(value: str) -> Text:
    """Plain words."""
    return Text(value=value)


def cut(*content: Inline) -> list[str]:
    """The words of each sentence."""
    return [plain(part) for part in sentences(content, ENGLISH)]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Sit tall.", ["Sit tall."]),
        ("Sit tall. Breathe out! Ready? Go on …", ["Sit tall.", "Breathe out!", "Ready?", "Go on …"]),
        ("No stop at the end", ["No stop at the end"]),
        ("Hold for 2.5 minutes. 30 more seconds are fine.", ["Hold for 2.5 minutes.", "30 more seconds are fine."]),
        ("Ask Dr. Smith first. Then begin.", ["Ask Dr. Smith first.", "Then begin."]),
        ("Use a support, e.g. A chair, or a wall.", ["Use a support, e.g. A chair, or a wall."]),
        ("By J. Smith and A. Jones. Reviewed.", ["By J. Smith and A. Jones.", "Reviewed."]),
        ("1. Sit down. 2. Stand up.", ["1. Sit down.", "2.", "Stand up."]),
        ("Do it 3. Then rest.", ["Do it 3.", "Then rest."]),
        ("“Stop.” Then rest.", ["“Stop.”", "Then rest."]),
        ("(Rest first.) Then go on.", ["(Rest first.)", "Then go on."]),
        ("Say when! (It may hurt.)", ["Say when!", "(It may hurt.)"]),
        ("Wait ... and then go on.", ["Wait ... and then go on."]),
        ("At 5 p.m. you may stop.", ["At 5 p.m. you may stop."]),
        ("See example.org. Ring us.", ["See example.org.", "Ring us."]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(written: str, parts: list[str]) -> None:
    """At its stop, and not at that of a short form, an initial or a number."""
    assert cut(text(written)) == parts


def test_marks_stay_on_both_sides_of_a_cut() -> None:
    """Strong words of two sentences are strong in both; a link leads from both."""
    content = (
        text("First. "),
        Strong(children=(text("Second. Third"), Emphasis(children=(text(". Fou"),)))),
        text("rth."),
    )
    first, second, third, fourth = sentences(content, ENGLISH)
    assert first == (text("First."),)
    assert second == (Strong(children=(text("Second."),)),)
    assert third == (Strong(children=(text("Third"), Emphasis(children=(text("."),)))),)
    assert fourth == (Strong(children=(Emphasis(children=(text("Fou"),)),)), text("rth."))
    link = Link(url="https://example.org/", children=(text("One. Two."),))
    assert sentences((link,), ENGLISH) == tuple(
        (Link(url="https://example.org/", children=(text(word),)),) for word in ("One.", "Two.")
    )


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    """Behind its stop, where it is printed."""
    content = (text("It helps."), CITED, text(" So begin."))
    assert sentences(content, ENGLISH) == ((text("It helps."), CITED), (text("So begin."),))


def test_a_short_form_and_its_expansion_stay_whole() -> None:
    """Its stops end nothing."""
    content = (text("Use a "), Abbreviation(short="T.H.", expansion="Thera. Band"), text(" Now."))
    assert cut(*content) == ["Use a T.H. (Thera. Band) Now."]


LEAVES = st.one_of(
    st.text("aA. !1", max_size=12).map(text),
    st.text("aA. ", max_size=6).map(lambda value: Fixed(value=value)),
    st.just(CITED),
    st.builds(Abbreviation, short=st.text("A.b", min_size=1, max_size=3), expansion=st.just("An. Ab.")),
)
INLINES = st.recursive(
    st.lists(LEAVES, max_size=4).map(tuple),
    lambda inner: st.lists(
        st.one_of(LEAVES, inner.map(lambda c: Strong(children=c)), inner.map(lambda c: Emphasis(children=c))),
        max_size=4,
    ).map(tuple),
    max_leaves=8,
)


@example((Fixed(value=" "),))
@given(INLINES)
def test_nothing_is_lost_or_moved(content: Inlines) -> None:
    """But for white space, the sentences together are the text, and each says something."""
    parts = sentences(content, ENGLISH)
    assert "".join("".join(map(plain, parts)).split()) == "".join(plain(content).split())
    assert all(plain(part).strip() for part in parts)


@given(INLINES)
def test_a_sentence_is_one_sentence(content: Inlines) -> None:
    """Cutting again changes nothing."""
    for part in sentences(content, ENGLISH):
        assert len(sentences(part, ENGLISH)) == 1
