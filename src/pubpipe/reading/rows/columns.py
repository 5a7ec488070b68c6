"""The names of the columns: which there are, and which stretch and option a name with a dot in it means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pubpipe.findings import Code
from pubpipe.model.base import ID_PATTERN, LONGEST_ID
from pubpipe.reading.options import read_count, read_duration, read_frequency, read_pace, read_sides
from pubpipe.reading.report import Report, nearest, shorten
from pubpipe.reading.rows.table import Line

MOST_NOTES = 9
NOTES = ("note", *(f"note {number}" for number in range(2, MOST_NOTES + 1)))
PLAIN = ("article", "formats", "edition", "profile", "language", "stretches", "pace", *NOTES)
OPTIONS: Mapping[str, Callable[[str], object]] = {
    "hold": read_duration,
    "repeat": lambda text: read_count(text, "times"),
    "sets": lambda text: read_count(text, "sets"),
    "rest": read_duration,
    "frequency": read_frequency,
    "sides": read_sides,
    "pace": read_pace,
}
"""What a column of a stretch can set, and how its cells are read: as the article's options are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and the stretch and option that it sets if it sets one."""

    name: str
    stretch: str = ""
    option: str = ""


def columns_of(names: Line, report: Report) -> tuple[Column, ...]:
    """The columns that a line names; none, with findings, where one of them is not to be understood."""
    written = [" ".join(name.lower().split()) for name in names.cells]
    if "article" not in written:
        # Such a line may be a patient's own, so that none of it is repeated.
        report.add(
            Code.MISSING_COLUMN,
            "The first line does not name the column “article”.",
            f"Begin with a line of names: {', '.join(PLAIN[:8])} and STRETCH.hold.",
            line=names.number,
        )
        return ()
    for number, name in enumerate(written, 1):
        if not name:
            message = f"Column {number} has no name."
            report.add(Code.UNKNOWN_COLUMN, message, "Name it, or delete it.", line=names.number)
        elif name in written[: number - 1]:
            report.add(
                Code.UNKNOWN_COLUMN, f"Two columns are called “{shorten(name)}”.", "Keep one.", line=names.number
            )
    found = tuple(_column(name, names.number, report) for name in written if name)
    return () if report.has_errors else found


def is_id(text: str) -> bool:
    """Whether a text can be the id of a stretch."""
    return re.fullmatch(ID_PATTERN, text) is not None and len(text) <= LONGEST_ID


def _column(name: str, line: int, report: Report) -> Column:
    stretch, dot, option = name.rpartition(".")
    if is_id(stretch) and option in OPTIONS:
        return Column(name, stretch, option)
    if name not in PLAIN:
        known = [f"{stretch}.{one}" for one in OPTIONS] if dot and is_id(stretch) else PLAIN
        report.add(Code.UNKNOWN_COLUMN, f"There is no column “{shorten(name)}”.", nearest(name, known), line=line)
    return Column(name)
