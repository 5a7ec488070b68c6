"""The shape of what a review needs to know of a language, so that no rule holds a word of one.

Whatever is called a pattern is a regular expression that is searched without regard to case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedDose:
    """How a dose is written in running text.

    numbers: words for numbers; seconds: seconds of a unit of time as it is written; duration, repeats, frequency:
    patterns with the groups lower, upper (if there is one) and unit or period; holding: what tells that a duration
    is a hold; resting and breathing: what tells that it is none, the latter only if nothing is held; clause: what
    parts a sentence; limit: what makes a number an
    upper bound or an aim instead of a dose.
    """

    numbers: Mapping[str, int]
    seconds: Mapping[str, int]
    duration: str
    repeats: str
    frequency: str
    holding: str
    resting: str
    breathing: str
    clause: str
    limit: str


@dataclass(frozen=True, slots=True)
class RedFlags:
    """Signs of an illness that stretching must not delay: patterns of what the article is about, and of each sign.

    signs: pairs of what the sign is called in a message and its pattern.
    """

    about: str
    signs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What rules ask about the words of a language.

    syllables: counts those of one word, at least one; the reading grades are normed for English, so that a language
    for which no grade has been normed has none. terms: clinical words that patients cannot be expected to know, as
    patterns; explaining: a pattern of what stands directly behind a term that is being explained, and introducing
    one of what stands before it; empty_links: words of a link that do not say where it leads; claim: a pattern of
    a statement that needs a source; picture_of: a pattern of how a text alternative needlessly begins.
    """

    syllables: Callable[[str], int]
    terms: tuple[str, ...]
    explaining: str
    introducing: str
    empty_links: tuple[str, ...]
    claim: str
    picture_of: str
    dose: TypedDose
    red_flags: tuple[RedFlags, ...]
