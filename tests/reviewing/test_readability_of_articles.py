"""Reading grades of an article and of its blocks."""

from dataclasses import replace

import pytest

from pubpipe.model.article import Paragraph
from pubpipe.reviewing.readability import article_grades, block_grades, graded
from pubpipe.wording import language_for
from pubpipe.wording.english_syllables import syllables
from tests.samples import every_block, words

ENGLISH = language_for("en-GB")


def test_smog_is_the_formula_of_mclaughlin() -> None:
    """Two long words in two sentences stand for thirty in thirty."""
    grades = graded(["Your physiotherapist helps.", "Take medication."], syllables)
    assert grades is not None
    assert grades.smog == pytest.approx(3.1291 + 1.0430 * 30**0.5)
    assert (grades.words, grades.sentences) == (5, 2)
    assert grades.is_extrapolated


def test_a_block_that_is_harder_has_the_higher_grades() -> None:
    """Each block is measured on its own, the article as a whole."""
    texts = ("Keep your back straight.", "Maintain lumbopelvic alignment throughout unilateral mobilisation.")
    blocks = tuple(Paragraph(id=f"p{number}", content=words(text)) for number, text in enumerate(texts))
    article = every_block().model_copy(update={"blocks": blocks})
    easy, hard = (one.grades for one in block_grades(article, ENGLISH))
    whole = article_grades(article, ENGLISH)
    assert whole is not None
    assert easy.flesch_kincaid < whole.flesch_kincaid < hard.flesch_kincaid
    assert easy.smog < whole.smog < hard.smog
    assert whole.words == easy.words + hard.words


def test_a_language_without_a_record_is_not_graded() -> None:
    """A number that means nothing is worse than none."""
    unknown = replace(ENGLISH, review=None)
    assert article_grades(every_block(), unknown) is None
    assert block_grades(every_block(), unknown) == ()
