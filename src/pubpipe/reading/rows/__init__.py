"""A clinic's file of rows to typed values: one row is what one patient is given.

Nothing in it is guessed: a column that pubpipe does not know, a cell that cannot be read and a sign that may or may
not separate columns are findings with their line. No message says what stands in a cell, since it may tell of a
patient; it names the line and the column, where the clinic can look.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pubpipe.findings import Code, Finding
from pubpipe.model.row import Row
from pubpipe.reading.report import Report
from pubpipe.reading.rows.cells import rows_of
from pubpipe.reading.rows.columns import Column, columns_of
from pubpipe.reading.rows.separated import read_separated
from pubpipe.reading.rows.table import LARGEST_FILE_BYTES, TOO_LARGE, Table
from pubpipe.reading.rows.workbook import read_workbook

__all__ = ["RowsReading", "read_rows"]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS = "Save it as CSV (UTF-8) or as XLSX."


@dataclass(frozen=True, slots=True)
class RowsReading:
    """What came of reading a file of rows.

    rows: none if anything was wrong; columns: as the first line names them, in the order of the cells; line: which one
    that is.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    line: int = 1


def read_rows(path: Path, formats: Collection[str]) -> RowsReading:
    """Read a file of rows. formats: the names that its column `formats` takes."""
    report = Report(str(path))
    table = _table(path, report)
    columns = columns_of(table.names, report) if table else ()
    rows = rows_of(table, columns, formats, report) if table and columns else ()
    line = table.names.number if table else 1
    return RowsReading(() if report.has_errors else rows, columns, tuple(report.findings), line)


def _table(path: Path, report: Report) -> Table | None:
    data = _load(path, report)
    if data is None:
        return None
    if data.startswith(ZIP):
        return read_workbook(data, report)
    if data.startswith(OLE):
        message = "The file is a workbook of an old kind, or one that is locked with a password."
        report.add(Code.ROWS_UNREADABLE, message, KINDS)
        return None
    return read_separated(data, report)


def _load(path: Path, report: Report) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"The rows cannot be read: {reason}."
        report.add(Code.ROWS_UNREADABLE, message, "Check the name of the file and who may read it.")
        return None
    if len(data) > LARGEST_FILE_BYTES:
        message = f"The file is larger than {LARGEST_FILE_BYTES // 10**6} MB."
        report.add(Code.ROWS_UNREADABLE, message, TOO_LARGE)
        return None
    return data
