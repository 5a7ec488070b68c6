"""The texts of the article held against those of a file.

White space is left out of the comparison, since a page's line ends are not the author's.
"""

import re
from bisect import bisect_left

from pubpipe.checking.parity.aligning import Letters, aligned, letters
from pubpipe.checking.parity.difference import Difference
from pubpipe.checking.parity.expected import Expected, Kind
from pubpipe.findings import Finding

MOST_SHOWN = 200
"""Characters of the file's own text that a difference shows."""


def compare(texts: tuple[Expected, ...], found: str, file: str) -> tuple[Finding, ...]:
    """Findings for each text that `found` lacks, or has only where its order does not put it."""
    return tuple(one.finding for one in differences(texts, found, file))


def differences(texts: tuple[Expected, ...], found: str, file: str) -> tuple[Difference, ...]:
    """Each text that `found` lacks, or has only where its order does not put it, with what stands there instead."""
    whole, wanted = Letters.of(found), [letters(one.text) for one in texts]
    places = aligned(wanted, whole)
    if None not in places:
        return ()
    taken = [(at, at + len(text)) for at, text in zip(places, wanted, strict=True) if at is not None]
    result, begin, number = [], 0, 0
    for one, text, place in zip(texts, wanted, places, strict=True):
        if place is not None:
            begin, number = place + len(text), number + 1
            continue
        end = taken[number][0] if number < len(taken) else len(whole.text)
        is_elsewhere = any(_is_free(at, at + len(text), taken) for at in whole.places(text))
        between = _between(found, begin, end) if begin < end else ""
        result.append(_difference(one, whole.text[begin:end], between, is_elsewhere=is_elsewhere, file=file))
    return tuple(result)


def _is_free(begin: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a place is not that of another text: a dose that two stretches share is not a moved one."""
    at = bisect_left(taken, (begin, begin))
    return (at == 0 or taken[at - 1][1] <= begin) and (at == len(taken) or end <= taken[at][0])


def _difference(wanted: Expected, between: str, shown: str, *, is_elsewhere: bool, file: str) -> Difference:
    """A text that is not between two others, where the file has other letters and words."""
    label = letters(wanted.text.partition(":")[0] + ":")
    turned = _is_turned(wanted, between)
    # That another place has the dose says nothing where this one has another.
    changed = wanted.kind is Kind.DOSE and label in between
    kind = Kind.SIDE if turned else wanted.kind
    return Difference(wanted, file, kind, shown[:MOST_SHOWN], is_elsewhere and not turned and not changed)


def _is_turned(wanted: Expected, between: str) -> bool:
    """Whether a text stands there with another side, in some of its words or in all."""
    own, other = wanted.text.split(), wanted.other_side.split()
    if not other or len(own) != len(other):
        return bool(other) and letters(wanted.other_side) in between
    words = ((re.escape(letters(one)), re.escape(letters(turned))) for one, turned in zip(own, other, strict=True))
    return re.search("".join(f"(?:{one}|{turned})" for one, turned in words), between) is not None


def _between(found: str, begin: int, end: int) -> str:
    """The file's own words between two places that were counted in its letters."""
    count, words = 0, []
    for word in found.split():
        if count >= end:
            break
        size = len(letters(word))
        if count + size > begin:
            words.append(word)
        count += size
    return " ".join(words)
