"""What a file of rows is before anybody asks what it means: names of columns, and lines of text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.findings import Code
from pubpipe.model.base import FORBIDDEN_CHARACTERS
from pubpipe.reading.report import Report

LARGEST_FILE_BYTES = 10_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 300
LONGEST_CELL = 2000
TOO_LARGE = "Part the rows among several files."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1 with the names of the columns, and the text of its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the lines below them in which something stands; all lines are equally long."""

    names: Line
    lines: tuple[Line, ...]


def table_of(lines: Iterable[Line], report: Report, *, padded: bool = False) -> Table | None:
    """The lines as a table, or None with findings. No message repeats what stands in a cell.

    padded: whether a line may end before the last column, as those of a sheet do where nothing stands in it.
    """
    found = _found(lines, report)
    if report.has_errors:
        return None
    if not found or found[0].is_empty:
        message = "The first line does not name the columns."
        report.add(Code.ROWS_UNREADABLE, message, "Begin with a line such as `article,formats,note`.", line=1)
        return None
    if not found[1:]:
        report.add(Code.ROWS_UNREADABLE, "There is no row.", "Write one below the names of the columns.", line=1)
        return None
    even = tuple(_even(found[1:], len(found[0].cells), report, padded=padded))
    return Table(found[0], even) if len(even) == len(found) - 1 else None


def _found(lines: Iterable[Line], report: Report) -> list[Line]:
    """The first line, and those of the others in which something stands."""
    found: list[Line] = []
    for line in lines:
        if line.is_empty and found:
            continue
        if len(found) > MOST_ROWS:
            report.add(Code.ROWS_UNREADABLE, f"There are more than {MOST_ROWS:,} rows.", TOO_LARGE, line=line.number)
            break
        if _is_sound(line, report):
            found.append(line)
    return found


def _is_sound(line: Line, report: Report) -> bool:
    """Whether every cell can be shown and is of a sane size."""
    before = len(report.findings)
    if len(line.cells) > MOST_COLUMNS:
        message = f"The line has more than {MOST_COLUMNS} columns."
        report.add(Code.ROWS_UNREADABLE, message, "Delete the columns that are not for pubpipe.", line=line.number)
    for number, cell in enumerate(line.cells, 1):
        if len(cell) > LONGEST_CELL:
            message = f"Column {number} has more than {LONGEST_CELL:,} letters."
            report.add(Code.BAD_CELL, message, "Say less in it.", line=line.number)
        elif hidden := FORBIDDEN_CHARACTERS.search(cell):
            message = f"Column {number} holds U+{ord(hidden[0]):04X}, which is invisible or changes the order of text."
            report.add(Code.FORBIDDEN_CHARACTER, message, "Delete it and type the cell again.", line=line.number)
    return len(report.findings) == before


def _even(lines: Iterable[Line], width: int, report: Report, *, padded: bool) -> Iterator[Line]:
    """The lines with as many cells as there are names; what stands beyond them would belong to nothing."""
    for line in lines:
        missing, beyond = width - len(line.cells), line.cells[width:]
        if any(beyond) or (missing > 0 and not padded):
            report.add(
                Code.ROWS_UNREADABLE,
                f"The row has {len(line.cells)} cells, and the first line names {width} columns.",
                "Give it a cell for each column; a cell with the separator in it stands in quotation marks.",
                line=line.number,
            )
        else:
            yield Line(line.number, (*line.cells[:width], *[""] * missing))
