"""Where a file has the article's texts: as many of them as can be in order, so that only those that differ stand out.

The longest chain of texts whose places follow one another is found by patience sorting (Hunt and Szymanski, "A fast
algorithm for computing longest common subsequences", CACM 20(5), 1977); of two chains of as many texts the one with
more letters is taken, since a short text may also stand within a longer one.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

MOST_PLACES = 200_000
"""Places that are weighed; beyond, each text is taken from the first place after the one before it."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A file's text without white space, and before which of its letters white space stood."""

    text: str
    gaps: frozenset[int]

    @classmethod
    def of(cls, found: str) -> "Letters":
        """Those of a text."""
        words = [letters(word) for word in found.split()]
        gaps = accumulate(map(len, words[:-1]), initial=0) if words else ()
        return cls("".join(words), frozenset(gaps))

    def find(self, wanted: str, begin: int) -> int:
        """The first place from `begin` on, -1 if there is none; a number within a larger one is another number."""
        at = self.text.find(wanted, begin)
        while at >= 0 and not (self._is_whole(at) and self._is_whole(at + len(wanted))):
            at = self.text.find(wanted, at + 1)
        return at

    def places(self, wanted: str) -> tuple[int, ...]:
        """All of them."""
        found, at = [], self.find(wanted, 0)
        while at >= 0:
            found.append(at)
            at = self.find(wanted, at + 1)
        return tuple(found)

    def _is_whole(self, at: int) -> bool:
        """Whether no number is cut in two at a place."""
        return (
            at in self.gaps or not self.text[max(at - 1, 0) : at].isdecimal() or not self.text[at : at + 1].isdecimal()
        )


def letters(text: str) -> str:
    """The text without white space and invisible joiners, in one Unicode form."""
    if text.isascii():
        return "".join(text.split())
    normal = unicodedata.normalize("NFKC", text)
    return "".join(char for char in normal if not char.isspace() and unicodedata.category(char) != "Cf")


def in_order(texts: Sequence[str], whole: Letters) -> list[int | None]:
    """The place of each text that is taken from the first one after the text before it, None where there is none."""
    result: list[int | None] = []
    cursor = 0
    for text in texts:
        at = whole.find(text, cursor)
        result.append(at if at >= 0 else None)
        cursor = cursor if at < 0 else at + len(text)
    return result


def aligned(texts: Sequence[str], whole: Letters) -> list[int | None]:
    """The place of each text where as few as possible are lost, None for those."""
    first = in_order(texts, whole)
    if None not in first:
        return first
    places = {text: whole.places(text) for text in dict.fromkeys(texts)}
    if sum(len(places[text]) for text in texts) > MOST_PLACES:
        return first
    result: list[int | None] = [None] * len(texts)
    link = _chain(texts, places)
    while link:
        result[link.text] = link.place
        link = link.before
    return _in_their_gaps(texts, result, len(whole.text))


@dataclass(frozen=True, slots=True)
class _Link:
    """The last of a chain of texts: which and where, and how many texts and letters the chain has."""

    text: int
    place: int
    count: int
    letters: int
    before: "_Link | None"

    @property
    def weight(self) -> tuple[int, int]:
        return self.count, self.letters


def _chain(texts: Sequence[str], places: dict[str, tuple[int, ...]]) -> _Link | None:
    """The end of the best chain. Of all chains only those are kept that no other one beats and ends before."""
    ends: list[int] = []
    links: list[_Link] = []
    for number, text in enumerate(texts):
        # From the last place to the first, so that no text follows itself.
        for place in reversed(places[text]):
            here, end = bisect_right(ends, place), place + len(text)
            before = links[here - 1] if here else None
            count, size = before.weight if before else (0, 0)
            link = _Link(number, place, count + 1, size + len(text), before)
            at = bisect_right(ends, end)
            if at and links[at - 1].weight >= link.weight:
                continue
            low = at - 1 if at and ends[at - 1] == end else at
            while at < len(links) and links[at].weight <= link.weight:
                at += 1
            ends[low:at], links[low:at] = [end], [link]
    return links[-1] if links else None


def _in_their_gaps(texts: Sequence[str], places: list[int | None], size: int) -> list[int | None]:
    """Of equal neighbours those are lost in whose place most else stands; size: how many letters the file has."""
    result: list[int | None] = []
    for text, group in groupby(texts):
        begin, count = len(result), len(tuple(group))
        own = places[begin : begin + count]
        held = [place for place in own if place is not None]
        if held and len(held) < count:
            before = next((n for n in range(begin - 1, -1, -1) if places[n] is not None), None)
            start = 0 if before is None else (places[before] or 0) + len(texts[before])
            end = next((place for place in places[begin + count :] if place is not None), size)
            own = _spread(held, count, len(text), start, end)
        result += own
    return result


def _spread(held: list[int], count: int, length: int, start: int, end: int) -> list[int | None]:
    """So many equal texts between two places, those without a place where the widest gaps are."""
    begins = [start, *(place + length for place in held)]
    gaps = [stop - begin for begin, stop in zip(begins, [*held, end], strict=True)]
    widest = sorted(range(len(gaps)), key=lambda number: -gaps[number])
    lost = [widest[min(number, len(widest) - 1)] for number in range(count - len(held))]
    result: list[int | None] = []
    for number, place in enumerate([*held, None]):
        result += [None] * lost.count(number)
        result += [] if place is None else [place]
    return result
