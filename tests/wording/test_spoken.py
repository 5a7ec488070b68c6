"""Written text in the form in which a voice should be given it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.article import Article, Figure, Stretch, nodes
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Link, Strong, Text, plain
from pubpipe.model.walks import inline_texts
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines, telephone
from tests.wording.spoken_corpus import CORPUS

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
ENGLISH = language_for("en-GB")
AROUND_NUMBERS = st.text(alphabet="0123456789 -\u2010\u2011–—−‒/xX×.:,smincgk°%½¼()+£a", max_size=16)


@pytest.mark.parametrize(("written", "said"), CORPUS, ids=[written for written, _ in CORPUS])
def test_each_written_form_has_its_exact_speech(written: str, said: str) -> None:
    """A trap of the corpus is said as the corpus has it."""
    assert spoken(written, ENGLISH) == said


def test_the_corpus_is_wide_and_says_nothing_twice() -> None:
    """At least 250 forms, each once."""
    assert len(CORPUS) >= 250
    assert len({written for written, _ in CORPUS}) == len(CORPUS)


def test_the_corpus_has_all_that_is_special_in_the_sample() -> None:
    """Every sentence of the published article with a number, a short form or a sign, and its contact and dates."""
    article = read_article(SAMPLE).article
    assert article is not None
    known = {written for written, _ in CORPUS}
    found = {sentence for text in _texts(article) for sentence in re.split(r"(?<=[.!?:])\s+", text)}
    special = {one for one in found if re.search(r"[\d&@%/+=<>°×–—]|\b[A-Z][A-Z\d]+\b|\w-\w|\.\w", one)}
    assert len(special) >= 10
    assert special <= known


def _texts(article: Article) -> Iterator[str]:
    """All texts of an article that may be spoken."""
    yield from filter(None, (article.title, article.summary, article.publisher.phone))
    yield from (str(date) for date in (article.published, article.reviewed, article.review_due))
    for reference in article.references:
        yield from filter(None, (reference.text, reference.url))
    for node in nodes(article.blocks):
        for content in inline_texts(node):
            yield plain(tuple(inline for inline in content if not isinstance(inline, Citation)))
        if isinstance(node, Figure):
            yield node.alt
        if isinstance(node, Stretch):
            yield from filter(None, (node.starting_position, node.targets, *node.equipment))


@pytest.mark.parametrize("said", [said for _, said in CORPUS])
def test_what_is_spoken_once_stays_as_it_is(said: str) -> None:
    """The spoken form of a spoken form is itself, so that applying it twice does no harm."""
    assert spoken(said, ENGLISH) == said


@given(AROUND_NUMBERS)
def test_no_dash_ever_stands_between_digits(text: str) -> None:
    """Voices read it as “minus” or “dash”."""
    assert not re.search(r"\d\s*[-\u2010\u2011–—−‒]\s*\d", spoken(text, ENGLISH))


@given(AROUND_NUMBERS)
def test_no_sign_is_left_to_the_voice(text: str) -> None:
    """Times, fractions and degrees are words, and no slash stands between numbers."""
    said = spoken(text, ENGLISH)
    assert not set("×½¼°") & set(said)
    assert not re.search(r"\d\s*/\s*\d", said)


@given(st.text(max_size=60))
def test_any_text_has_a_spoken_form_on_one_line(text: str) -> None:
    """Nothing makes it fail, and white space is single spaces."""
    said = spoken(text, ENGLISH)
    assert said == " ".join(said.split())


def test_what_no_rule_knows_is_left_for_the_voice_to_refuse() -> None:
    """Emoji and other scripts are not dropped here, where nobody would notice."""
    assert spoken("the left 😀 leg, нога", ENGLISH) == "the left 😀 leg, нога"


def test_inline_text_is_said_as_its_words() -> None:
    """Marks and addresses are silent, a short form brings its expansion, a citation says nothing."""
    content = (
        Text(value="Ask for an "),
        Abbreviation(short="MRI", expansion="magnetic resonance imaging"),
        Text(value=" scan "),
        Strong(children=(Text(value="for "), Emphasis(children=(Text(value="20-30"),)))),
        Text(value=" min, see "),
        Link(url="https://example.org/a-b", children=(Text(value="our page"),)),
        Citation(reference="s1", number=1),
        Text(value="."),
    )
    assert (
        spoken_inlines(content, ENGLISH)
        == "Ask for an MRI (magnetic resonance imaging) scan for 20 to 30 minutes, see our page."
    )


@pytest.mark.parametrize(
    ("text", "ended"),
    [("you feel dizzy", "you feel dizzy."), ("Stop!", "Stop!"), ("Call if:", "Call if:"), ("“Stop.”", "“Stop.”")],
)
def test_a_sentence_has_an_end(text: str, ended: str) -> None:
    """Voices let their pitch fall at a full stop, so a list item gets one."""
    assert sentence(text) == ended


def test_a_telephone_number_is_said_digit_by_digit_in_its_groups() -> None:
    """Each group is followed by a short pause."""
    assert telephone("+44 (0)20-7946", ENGLISH) == "plus four four, zero, two zero, seven nine four six"
