"""The measure of reading ease, checked against counts made by hand and against hyphenation."""

import pyphen
import pytest

from tests.readability import grade, sentences, syllables, words
from tests.test_sample import FOLDER

HYPHENATION = pyphen.Pyphen(lang="en_US")


@pytest.mark.parametrize(
    ("count", "examples"),
    [
        (1, "the knee stretched breathe cause used lines warm through tight whole"),
        (2, "muscle tables breathing lying needed aches flexor buttocks doing careful safely quiet patient"),
        (3, "position gluteal exercise sciatic idea medial creation radiate obvious"),
        (4, "activities mobility information orthopaedic piriformis exercises emergency sciatica"),
        (5, "iliopsoas physiology"),
        (6, "physiotherapist responsibility"),
    ],
)
def test_syllables_agree_with_a_count_by_hand(count: int, examples: str) -> None:
    """Silent letters are not counted; vowels that are spoken apart are counted apart."""
    assert {word: syllables(word) for word in words(examples)} == dict.fromkeys(words(examples), count)


def test_syllables_are_at_least_the_parts_of_hyphenation() -> None:
    """A word of the sample cannot be broken into more parts than it has syllables."""
    found = set(words((FOLDER / "article.md").read_text(encoding="utf-8")))
    assert len(found) > 200
    assert [word for word in found if len(HYPHENATION.inserted(word).split("-")) > syllables(word)] == []


def test_sentences_end_with_their_mark() -> None:
    """Quotes and brackets after the mark belong to the sentence; a mark inside a word ends nothing."""
    assert sentences("Stop. (Rest now.) Is it 2.5? “Yes!” Go") == ["Stop.", "(Rest now.)", "Is it 2.5?", "“Yes!”", "Go"]


def test_grade_is_the_formula_of_kincaid() -> None:
    """Six words of seven syllables in three sentences; a text that stands apart ends its sentence."""
    assert grade(["Lift your arm. Lower it.", "Breathe"]) == pytest.approx(0.39 * 2 + 11.8 * 7 / 6 - 15.59)


def test_grade_tells_easy_from_hard() -> None:
    """The same advice in long words is many grades above the plain."""
    hard = grade(["Maintain neutral lumbopelvic alignment throughout the unilateral mobilisation procedure."])
    assert hard > 15
    assert grade(["Keep your back straight."]) < 2


def test_grade_of_nothing_is_refused() -> None:
    """A measurement of no text would pass every limit."""
    with pytest.raises(ValueError, match="no word"):
        grade(["", "20-30"])
