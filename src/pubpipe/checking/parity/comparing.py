"""The texts of the article held against those of a file.

White space is left out of the comparison, since a page's line ends are not the author's.
"""

import unicodedata

from pubpipe.checking.parity.difference import Difference
from pubpipe.checking.parity.expected import Expected, Kind
from pubpipe.findings import Finding

MOST_SHOWN = 200
"""Characters of the file's own text that a difference shows."""


def compare(texts: tuple[Expected, ...], found: str, file: str) -> tuple[Finding, ...]:
    """Findings for each text that `found` lacks, or has only before where its order puts it."""
    return tuple(one.finding for one in differences(texts, found, file))


def differences(texts: tuple[Expected, ...], found: str, file: str) -> tuple[Difference, ...]:
    """Each text that `found` lacks, or has only before where its order puts it, with what stands there instead."""
    whole = letters(found)
    missing: list[tuple[Expected, int]] = []
    result = []
    cursor = 0
    for one in (*texts, None):
        wanted = letters(one.text) if one else ""
        at = whole.find(wanted, cursor) if one else len(whole)
        if one and at < 0:
            missing.append((one, cursor))
            continue
        result += [_difference(lost, whole, begin, at, found, file) for lost, begin in missing]
        missing = []
        cursor = at + len(wanted)
    return tuple(result)


def _difference(wanted: Expected, whole: str, begin: int, end: int, found: str, file: str) -> Difference:
    """A text that is not between two places of the file's letters."""
    between = whole[begin:end]
    other, label = letters(wanted.other_side), letters(wanted.text.partition(":")[0] + ":")
    turned = bool(other) and other in between
    # Two stretches may share a dose: that the other has it says nothing where this one has another.
    changed = wanted.kind is Kind.DOSE and label in between
    misplaced = letters(wanted.text) in whole and not turned and not changed
    kind = Kind.SIDE if turned else wanted.kind
    shown = _between(found, begin, end) if begin < end else ""
    return Difference(wanted, file, kind, shown[:MOST_SHOWN], misplaced)


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


def letters(text: str) -> str:
    """The text without white space and invisible joiners, in one Unicode form."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(char for char in normal if not char.isspace() and unicodedata.category(char) != "Cf")
