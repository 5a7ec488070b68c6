"""The shape of what it takes to give an article to one patient: the words added, and what must not remain."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TailoringWords:
    """for_you: the title of the free lines; chosen: what is said where a row has changed an article.

    both_sides: a pattern of words that ask for both sides or the other one; counted: a pattern of a number of
    stretches, with the group `number`; numbers: words for numbers. Patterns are regular expressions that are searched
    without regard to case.
    """

    for_you: str
    chosen: str
    both_sides: str
    counted: str
    numbers: Mapping[str, int]
