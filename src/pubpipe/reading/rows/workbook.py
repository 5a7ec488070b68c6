"""Rows as a workbook (XLSX): the only home of openpyxl.

A workbook is an archive of XML from anywhere: its sizes are bounded before it is unpacked, and parts that declare a
document type, which no table program writes, are refused. What a person at the table does not see is refused as well:
macros, hidden rows and columns, merged cells, formulas whose values nobody has worked out, and the dates that table
programs make of a range such as 3-5.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from pubpipe.findings import Code
from pubpipe.reading.report import Report
from pubpipe.reading.rows.table import MOST_COLUMNS, TOO_LARGE, Line, Table, table_of

MOST_PARTS = 500
LARGEST_UNPACKED_BYTES = 60_000_000
LAST_LINE = 100_000
"""Of a sheet: ten times what there can be of rows, and looked through in less than a second."""
_MACROS = re.compile(r"vbaproject|macrosheets|activex", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b")
SAVE_AGAIN = "Save it again as XLSX (Excel workbook), or as CSV."


class _UnusableError(Exception):
    """Why a workbook is refused, with the remedy and the line if there is one."""

    def __init__(self, message: str, remedy: str, line: int | None = None, code: Code = Code.ROWS_UNREADABLE) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line, self.code = message, remedy, line, code


def read_workbook(data: bytes, report: Report) -> Table | None:
    """The sheet of a workbook as a table, or None with findings."""
    try:
        _refuse_hostile(data)
        return table_of(_lines(data), report, padded=True)
    except _UnusableError as error:
        report.add(error.code, error.message, error.remedy, line=error.line)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parsing meets in a file that is none
        kind = type(error).__name__
        report.add(Code.ROWS_UNREADABLE, f"The workbook cannot be read ({kind}).", SAVE_AGAIN)
    return None


def _refuse_hostile(data: bytes) -> None:
    """What is not a plain workbook, judged without unpacking more than is bounded. Raises _UnusableError."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
            raise _UnusableError(f"The workbook unpacks to more than {LARGEST_UNPACKED_BYTES // 10**6} MB.", TOO_LARGE)
        names = [part.filename for part in parts]
        if "xl/workbook.xml" not in names:
            raise _UnusableError("The file is an archive and no workbook.", SAVE_AGAIN)
        if any(_MACROS.search(name) for name in names):
            raise _UnusableError("The workbook holds macros.", "Save it as XLSX, which has none.")
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                _refuse_part(part.filename, archive.read(part))


def _refuse_part(name: str, data: bytes) -> None:
    # In another encoding than UTF-8 every ASCII letter has a zero byte beside it.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        raise _UnusableError("The workbook declares a document type, as bombs do.", SAVE_AGAIN)
    if _SHEET.fullmatch(name) and (hidden := _HIDDEN.search(data)):
        what = {b"row": "rows", b"col": "columns"}[hidden[1]]
        raise _UnusableError(f"The sheet has hidden {what}.", "Show them, or delete them: what is hidden counts too.")
    if _SHEET.fullmatch(name) and _MERGED.search(data):
        remedy = "Part them, and write the value in each: what looks like several rows is one to a program."
        raise _UnusableError("The sheet has merged cells.", remedy)


def _lines(data: bytes) -> Iterator[Line]:
    import openpyxl

    with warnings.catch_warnings():
        # What openpyxl does not know of looks and printing is of no matter here.
        warnings.simplefilter("ignore")
        values, formulas = (
            openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=flag, keep_links=False)
            for flag in (True, False)
        )
        sheet = _sheet(values.sheetnames, values)
        for part in (values[sheet], formulas[sheet]):
            part.reset_dimensions()
        both = zip(values[sheet].iter_rows(), formulas[sheet].iter_rows(), strict=True)
        for number, (shown, written) in enumerate(both, 1):
            yield Line(number, tuple(_texts(_bounded(shown, number), written, number)))


def _sheet(names: Iterable[str], book: object) -> str:
    """The name of the one sheet in which something stands."""
    filled = [name for name in names if _is_filled(book[name])]  # type: ignore[index]
    if len(filled) != 1:
        how_many = "several sheets with something in them" if filled else "no sheet with something in it"
        raise _UnusableError(f"The workbook has {how_many}.", "Keep the rows in one sheet, and the others elsewhere.")
    return filled[0]


def _is_filled(sheet: object) -> bool:
    rows = getattr(sheet, "iter_rows", None)
    if rows is None:
        return False  # a sheet that is a chart
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    return any(any(cell is not None for cell in _bounded(row, n)) for n, row in enumerate(rows(values_only=True), 1))


def _bounded(cells: tuple[object, ...], line: int) -> tuple[object, ...]:
    """The cells of a line that is not beyond what a sheet of rows can be. Raises _UnusableError."""
    if line > LAST_LINE or len(cells) > MOST_COLUMNS:
        message = f"The sheet reaches beyond line {LAST_LINE:,} or column {MOST_COLUMNS}."
        raise _UnusableError(message, "Delete what stands there, formats too.")
    return cells


def _texts(shown: Iterable[object], written: Iterable[object], line: int) -> Iterator[str]:
    for column, (cell, source) in enumerate(zip_longest(shown, written), 1):
        value = getattr(cell, "value", None)
        if getattr(source, "data_type", None) == "f" and value is None:
            message = f"The formula in column {column} has no value."
            remedy = "Open the file in your table program and save it, or write the value."
            raise _UnusableError(message, remedy, line, Code.BAD_CELL)
        if getattr(cell, "data_type", None) == "e":
            raise _UnusableError(f"Column {column} holds an error.", "Write the value.", line, Code.BAD_CELL)
        yield _text(value, column, line)


def _text(value: object, column: int, line: int) -> str:
    """What a cell says, as a person at the table sees it."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            what = "yes or no"
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return str(value)
        case datetime.datetime() | datetime.date() | datetime.time() | datetime.timedelta():
            what = "a date or a time"
        case _:
            what = "something that is no text"
    remedy = "Format the column as text and type the cell again: a range such as 3-5 was taken for a date."
    raise _UnusableError(f"Column {column} holds {what}.", remedy, line, Code.BAD_CELL)
