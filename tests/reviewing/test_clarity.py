"""Short forms that nothing explains, and texts that are too long."""

import pytest

from pubpipe.findings import Code
from pubpipe.model.article import Article, Paragraph
from pubpipe.model.text import Abbreviation, Emphasis, Fixed, Inlines, Strong, Text
from pubpipe.reviewing.clarity import MOST_WORDS, MOST_WORDS_OF_A_STEP, abbreviations, length
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording import language_for
from tests.samples import every_block, stretch, words


def found(*contents: Inlines) -> list[str]:
    """The words that an article of these paragraphs leaves unexplained, by their messages."""
    blocks = tuple(Paragraph(id=f"p{number}", content=content) for number, content in enumerate(contents, start=1))
    article: Article = every_block().model_copy(update={"blocks": blocks})
    findings = tuple(abbreviations(Reviewed(article, language_for("en-GB"), "article.md")))
    assert {one.code for one in findings} <= {Code.ABBREVIATION}
    return [one.message.split("“")[1].split("”")[0] for one in findings]


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("Ask for an MRI.", ["MRI"]),
        ("MRIs and TENS", ["MRI", "TENS"]),
        ("the disc at L5-S1 and L4/L5", ["L5", "S1", "L4"]),
        ("an MRI's picture, then one more MRI", ["MRI"]),
        ("your IV drip", ["IV"]),
        ("An IV drip", ["IV"]),
        ("DO NOT BEND", ["DO", "NOT", "BEND"]),
    ],
)
def test_a_short_form_is_found_once(text: str, unexplained: list[str]) -> None:
    """Plurals and levels of the spine too; words in capitals are hard to read for the same reason."""
    assert found(words(text)) == unexplained


@pytest.mark.parametrize(
    "text",
    [
        "See your GP or call the NHS in the UK.",
        "Magnetic resonance imaging (MRI) is safe. An MRI takes time.",
        "An MRI (magnetic resonance imaging) is safe.",
        "MRIs (magnetic resonance imaging) are safe.",
        "type II, Stage IV, Elizabeth II, Chapter III",
        "a T-shirt, an X-ray, in 3D, A&E",
        "Drink 2 L. Hold 400 MG.",
        "See www.EXAMPLE.org.",
        "I sit. A mat is enough.",
    ],
)
def test_what_is_known_or_explained_or_no_short_form_passes(text: str) -> None:
    """Well-known words, units, numbers of names, and those whose words stand beside them."""
    assert found(words(text)) == []


def test_an_explanation_holds_from_there_on_and_not_before() -> None:
    """In other blocks and within marks."""
    abbreviation = Abbreviation(short="MRIs", expansion="magnetic resonance imaging")
    marked = (Strong(children=(Emphasis(children=words("An MRI")),)), Fixed(value=" or MRI"))
    assert found((Text(value="Ask for "), abbreviation), marked) == []
    assert found(marked, (abbreviation,)) == ["MRI"]


def test_words_of_one_short_form_may_stand_in_two_marks() -> None:
    """“M**RI**” is one word."""
    assert found((Text(value="M"), Strong(children=words("RI")))) == ["MRI"]


def too_long(article: Article) -> list[tuple[str, str]]:
    """The number of words and the remedy of each finding about length."""
    findings = tuple(length(Reviewed(article, language_for("en-GB"), "article.md")))
    assert {one.code for one in findings} <= {Code.TOO_LONG}
    return [(one.message.split()[2], one.remedy) for one in findings]


@pytest.mark.parametrize("more", [0, 1])
def test_a_step_has_fewer_words_than_a_paragraph(more: int) -> None:
    """Each has its own limit, and what is just as long as that passes."""
    step, note = (words("in " * (most + more)) for most in (MOST_WORDS_OF_A_STEP, MOST_WORDS))
    article = every_block().model_copy(
        update={
            "blocks": (
                stretch("long", "Long", other_steps=(step,)),
                Paragraph(id="p1", content=note),
            )
        }
    )
    expected = [("151", "Make each action a step of its own."), ("601", "Part it into paragraphs.")]
    assert too_long(article) == (expected if more else [])


def test_what_is_no_paragraph_has_its_limit_too() -> None:
    """Titles, a summary, a picture's alternative, and what a stretch needs are read in one go as well."""
    text = "in " * (MOST_WORDS + 1)
    long = stretch("long", "Long")
    assert long.figure is not None
    options = {"targets": text, "starting_position": text, "equipment": (text, "a chair")}
    long = long.model_copy(update={**options, "figure": long.figure.model_copy(update={"alt": text})})
    article = every_block().model_copy(update={"title": text, "summary": text, "blocks": (long,)})
    assert len(too_long(article)) == 6


def test_the_article_of_every_block_is_short_enough() -> None:
    """As any good leaflet is."""
    assert too_long(every_block()) == []


def test_the_article_of_every_block_passes() -> None:
    """It explains its one short form."""
    assert tuple(abbreviations(Reviewed(every_block(), language_for("en-GB"), "article.md"))) == ()
