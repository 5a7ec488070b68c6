"""The shape of what a review needs to know of a language, so that no rule holds a word of one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What rules ask about the words of a language.

    syllables: counts those of one word, at least one; the reading grades are normed for English, so that a language
    for which no grade has been normed has none.
    """

    syllables: Callable[[str], int]
