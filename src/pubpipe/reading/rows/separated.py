"""Rows as separated text, as every table program writes it: with commas, or with what else stands for them in Europe.

Which sign separates is told by the first line, where names of columns stand that hold none of them. Where it holds two
of them nothing is guessed: a table that is cut at the wrong sign gives a patient the dose of another column.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from pubpipe.findings import Code
from pubpipe.reading.report import Report
from pubpipe.reading.rows.table import Line, Table, table_of
from pubpipe.reading.source import SourceText, decode

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def read_separated(data: bytes, report: Report) -> Table | None:
    """UTF-8 text to a table, or None with findings."""
    source = _text(data, report)
    separator = _separator(source.text, report) if source else None
    if source is None or separator is None:
        return None
    try:
        return table_of(_lines(source.text, separator), report)
    except csv.Error as error:
        remedy = "Look at the quotation marks: one that opens a cell closes it, and within a cell each stands twice."
        report.add(Code.ROWS_UNREADABLE, f"The table cannot be taken apart: {error}.", remedy)
        return None


def _text(data: bytes, report: Report) -> SourceText | None:
    """The text; what is found says where, and never what stands there."""
    own = Report(report.file)
    source = decode(data, own)
    report.findings += [replace(one, excerpt="") for one in own.findings]
    return source


def _separator(text: str, report: Report) -> str | None:
    first = text.partition("\n")[0]
    found = [sign for sign in SEPARATORS if sign in first]
    if len(found) > 1:
        names = " and ".join(SEPARATORS[sign] for sign in found)
        message = f"It is unclear what separates the columns: the first line has {names}."
        remedy = "Separate them with commas, semicolons or tabs, and with one of these alone in the first line."
        report.add(Code.ROWS_UNREADABLE, message, remedy, line=1)
        return None
    return found[0] if found else ","


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    end = 0
    for cells in reader:
        # The line on which a row begins: a cell in quotation marks may hold line ends.
        yield Line(end + 1, tuple(cell.strip() for cell in cells))
        end = reader.line_num
