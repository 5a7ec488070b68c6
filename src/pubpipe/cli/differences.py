"""The table of differences: what the article says beside what a finished file says, in as many columns as there are."""

import textwrap
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from pubpipe.cli.shown import shown
from pubpipe.findings import Code, Finding, Texts

HEADING = ("BLOCK", "FORMAT/FILE", "THE ARTICLE SAYS", "THE FILE SAYS")
BETWEEN = 2
"""Columns of the screen between two of the table."""
NARROWEST, WIDEST = 60, 140
"""Columns of the screen that the table takes at least, and at most: longer lines are hard to compare."""
MOST_LISTED = 40
"""Differences in the table: more come from one cause, and hide it."""
LONGEST = 80
"""Letters of a text that are shown."""
AHEAD = 30
"""Letters shown before the first that differs."""
NOTHING, ELSEWHERE = "(nothing)", "(has it elsewhere)"


def found(findings: Sequence[Finding]) -> tuple[tuple[Code, Texts], ...]:
    """The differences among findings, with their codes."""
    return tuple((one.code, one.difference) for one in findings if one.difference)


def rows(findings: Sequence[Finding], columns: int) -> list[tuple[str, ...]]:
    """Lines of cells for a screen of so many columns, their heading first; none without a difference."""
    cells = [_cells(code, texts) for code, texts in found(findings)[:MOST_LISTED]]
    if not cells:
        return []
    widths = _widths(cells, min(max(columns, NARROWEST), WIDEST))
    return [HEADING, *(line for row in cells for line in _wrapped(row, widths))]


def _cells(code: Code, texts: Texts) -> tuple[str, ...]:
    wanted, has = shortened(texts.expected, texts.found)
    instead = ELSEWHERE if code is Code.PARITY_ORDER else NOTHING
    return shown(texts.block), shown(texts.file), shown(wanted), shown(has) if has else instead


def _widths(cells: Sequence[Sequence[str]], columns: int) -> tuple[int, ...]:
    """A fifth of the screen at most for each name; what is left is for the two texts, in equal parts."""
    names = [
        min(max(len(heading), *(len(row[index]) for row in cells)), columns // 5)
        for index, heading in enumerate(HEADING[:2])
    ]
    text = (columns - sum(names) - BETWEEN * (len(HEADING) - 1)) // 2
    return (*names, text, text)


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> list[tuple[str, ...]]:
    """A row as lines, its cells wrapped between words, and in names at their hyphens."""
    columns = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    return list(zip_longest(*columns, fillvalue=""))


def shortened(wanted: str, has: str) -> tuple[str, str]:
    """Both texts from shortly before the first letter that differs, so that it is seen in either."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, has, strict=False)))
    begin = 0
    if max(len(wanted), len(has)) > LONGEST and same > AHEAD:
        # From the begin of a word.
        begin = wanted.rfind(" ", 0, same - AHEAD) + 1
    return _part(wanted, begin), _part(has, begin)


def _part(text: str, begin: int) -> str:
    end = begin + LONGEST
    return ("… " if begin and text else "") + text[begin:end] + (" …" if len(text) > end else "")
