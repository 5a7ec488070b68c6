"""How hard a text is to read, so that tests can hold the sample article to plain language."""

import re
from collections.abc import Iterable

from pubpipe.reviewing.readability import graded, words
from pubpipe.wording.english_syllables import syllables

__all__ = ["grade", "sentences", "syllables", "words"]

SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop, question mark or exclamation mark with a space after it ends one."""
    return [part.strip() for part in SENTENCE_END.split(text) if words(part)]


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of texts that stand apart: a paragraph, a list item or a step each.

    Raises ValueError when there is not one word, for then nothing was measured.
    """
    grades = graded([sentence for text in texts for sentence in sentences(text)], syllables)
    if grades is None:
        raise ValueError("There is no word to measure: give the texts of the article's blocks.")
    return grades.flesch_kincaid
