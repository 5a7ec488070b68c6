"""A file of rows is read to typed values, or refused with line and column, and never with what stands in a cell."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pubpipe.findings import Code
from pubpipe.model.article import Side
from pubpipe.model.dose import Duration, Frequency, Span
from pubpipe.model.row import Change, Row, Tailoring
from pubpipe.reading.rows import RowsReading, read_rows
from pubpipe.reading.rows.table import LARGEST_FILE_BYTES, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from tests.support.rows import SHEET, altered, workbook

FORMATS = ("pdf", "epub", "audio", "html")
CANARY = "Wilhelmina Ravensburger"

NAMES = (
    *("Article", "formats", "edition", "profile", "language", "stretches", "pace", "note", "note 2"),
    *("side-neck.hold", "side-neck.repeat", "side-neck.sets", "side-neck.rest", "side-neck.frequency"),
    *("side-neck.sides", "side-neck.pace"),
)
CELLS = (
    *("neck-care", "html, pdf", "large-print", "clinic.yaml", "en-GB", "chin-tuck side-neck", "full"),
    *(
        "Your physiotherapist: Anna",
        "See you on Tuesday",
        "20-30 s",
        "3",
        "2",
        "10 s",
        "2 times a day",
        "left",
        "gentle",
    ),
)
ROW = Row(
    line=2,
    article="neck-care",
    formats=("pdf", "html"),
    editions=("large-print",),
    profile="clinic.yaml",
    language="en-GB",
    tailoring=Tailoring(
        stretches=("chin-tuck", "side-neck"),
        pace="full",
        notes=("Your physiotherapist: Anna", "See you on Tuesday"),
        changes=(
            Change(
                stretch="side-neck",
                hold=Duration(lower=20, upper=30),
                repeat=Span(lower=3, upper=3),
                sets=Span(lower=2, upper=2),
                rest=Duration(lower=10, upper=10),
                frequency=Frequency(times=Span(lower=2, upper=2), period="day"),
                sides=(Side.LEFT,),
                pace="gentle",
            ),
        ),
    ),
)


def read(folder: Path, data: bytes | str, name: str = "rows.csv") -> RowsReading:
    """What comes of a file that holds this."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_rows(path, FORMATS)


def found(reading: RowsReading) -> list[tuple[Code, int | None]]:
    """The codes and lines of what was found."""
    return [(one.code, one.position.line) for one in reading.findings]


def separated(sign: str) -> str:
    """The row of `ROW` with all its cells in quotation marks."""
    return "\n".join((sign.join(NAMES), sign.join(f'"{cell}"' for cell in CELLS))) + "\n"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoded", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_read_however_its_table_was_written(tmp_path: Path, sign: str, encoded: str, end: str) -> None:
    """Commas, semicolons and tabs, with and without a byte order mark, with the line ends of any system."""
    reading = read(tmp_path, separated(sign).replace("\n", end).encode(encoded))
    assert reading.findings == ()
    assert reading.rows == (ROW,)


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    """Numbers in a sheet are the numbers that a person sees there."""
    cells = [int(cell) if cell.isdecimal() else cell for cell in CELLS]
    reading = read(tmp_path, workbook([NAMES, cells]), "rows.xlsx")
    assert reading.findings == ()
    assert reading.rows == (ROW,)


def test_an_empty_cell_leaves_what_the_article_has(tmp_path: Path) -> None:
    """And lines in which nothing stands are no rows; the others keep the number of their line."""
    reading = read(tmp_path, "article,note,side-neck.hold\n\nneck-care,,\n,,\nneck-care,Hello,\n")
    assert reading.findings == ()
    assert reading.rows == (
        Row(line=3, article="neck-care"),
        Row(line=5, article="neck-care", tailoring=Tailoring(notes=("Hello",))),
    )


def test_a_row_of_a_sheet_may_end_early_and_one_of_separated_text_may_not(tmp_path: Path) -> None:
    """Empty cells at the end are not written in a sheet; a missing separator may have shifted a dose."""
    sheet = read(tmp_path, workbook([("article", "pace", "note"), ("neck-care",)]), "rows.xlsx")
    assert sheet.rows == (Row(line=2, article="neck-care"),)
    assert found(read(tmp_path, "article,pace,note\nneck-care,full\n")) == [(Code.ROWS_UNREADABLE, 2)]
    assert found(read(tmp_path, "article,pace\nneck-care,full,Hello\n")) == [(Code.ROWS_UNREADABLE, 2)]
    assert found(read(tmp_path, "article,pace\nneck-care,full,\n")) == []


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("formats", "pdf docx", Code.BAD_CELL),
        ("edition", "huge", Code.BAD_CELL),
        ("language", "English", Code.BAD_CELL),
        ("stretches", "side-neck, Side Neck", Code.BAD_CELL),
        ("stretches", "side-neck side-neck", Code.BAD_CELL),
        ("stretches", "x" * 121, Code.BAD_CELL),
        ("pace", "fast", Code.BAD_CELL),
        ("side-neck.hold", "30", Code.BAD_CELL),
        ("side-neck.hold", "30-20 s", Code.BAD_CELL),
        ("side-neck.repeat", "0", Code.BAD_CELL),
        ("side-neck.sides", "none", Code.BAD_CELL),
        ("side-neck.sides", "right, right", Code.BAD_CELL),
        ("side-neck.pace", "quick", Code.BAD_CELL),
        ("note", "two\nlines", Code.BAD_NOTE),
        ("note", "a\u200eb", Code.BAD_NOTE),
        ("note", "a\u00adb", Code.BAD_NOTE),
        ("note", "x" * 301, Code.BAD_NOTE),
        ("note", "a\u202eb", Code.FORBIDDEN_CHARACTER),
        ("note", "a\x07b", Code.FORBIDDEN_CHARACTER),
        ("note", "x" * (LONGEST_CELL + 1), Code.BAD_CELL),
        ("article", "", Code.MISSING_CELL),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_line_and_column(
    tmp_path: Path, column: str, cell: str, code: Code
) -> None:
    """The message names the column, and says what to do."""
    named = {"article": "neck-care", column: cell}
    text = f"{','.join(named)},{'note 3'}\n" + ",".join(f'"{one}"' for one in named.values()) + ",x\n"
    reading = read(tmp_path, text)
    assert reading.rows == ()
    assert [one.code for one in reading.findings] == [code]
    (finding,) = reading.findings
    assert finding.remedy
    assert code in (Code.FORBIDDEN_CHARACTER, Code.BAD_CELL) or column in finding.message
    assert finding.position.line == 2
    assert finding.excerpt == ""


def test_an_edition_without_a_pdf_is_a_slip(tmp_path: Path) -> None:
    """Editions are those of print."""
    assert found(read(tmp_path, "article,formats,edition\nneck-care,html,handout\n")) == [(Code.BAD_CELL, 2)]


@pytest.mark.parametrize(
    ("names", "nearest"),
    [
        ("article,notes", "Did you mean “note”?"),
        ("article,side-neck.holds", "Did you mean “side-neck.hold”?"),
        ("article,Side Neck.hold", "Use one of"),
        ("article,note,Note", "Keep one."),
        ("article,,note", "Name it"),
        ("article,note 10", "Did you mean “note"),
        (f"article,{'x' * 121}.hold", "Use one of"),
    ],
)
def test_a_column_that_nobody_knows_is_an_error_with_the_nearest_name(tmp_path: Path, names: str, nearest: str) -> None:
    """Nothing is ignored silently."""
    reading = read(tmp_path, f"{names}\nneck-care{',x' * names.count(',')}\n")
    assert found(reading) == [(Code.UNKNOWN_COLUMN, 1)]
    assert nearest in reading.findings[0].remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.ROWS_UNREADABLE),
        ("\n\n", Code.ROWS_UNREADABLE),
        ("article\n", Code.ROWS_UNREADABLE),
        (f"neck-care,{CANARY}\nneck-care,{CANARY}\n", Code.MISSING_COLUMN),
        (f'article,note\nneck-care,"{CANARY}\n', Code.ROWS_UNREADABLE),
        (f'article,note\nneck-care,"{CANARY}" x\n', Code.ROWS_UNREADABLE),
        (f"article,note;pace\nneck-care,{CANARY}\n", Code.ROWS_UNREADABLE),
        (f"article,note\nneck-care,{CANARY}\xff".encode("latin-1"), Code.NOT_UTF8),
        (f"article,note\nneck-care,{CANARY}\u202e\n", Code.FORBIDDEN_CHARACTER),
        (f"article,note\nneck-care,{CANARY},x\n", Code.ROWS_UNREADABLE),
        (f"article,side-neck.hold\nneck-care,{CANARY}\n", Code.BAD_CELL),
        (f"article,formats,language\nneck-care,{CANARY},{CANARY}\n", Code.BAD_CELL),
        (f"article,stretches,pace\nneck-care,{CANARY},{CANARY}\n", Code.BAD_CELL),
        (f"article,note\nneck-care,{CANARY * 20}\n", Code.BAD_NOTE),
        (f'article,note\nneck-care,"{CANARY}\nx"\n', Code.BAD_NOTE),
    ],
)
def test_no_message_tells_what_stands_in_a_cell(tmp_path: Path, text: str | bytes, code: Code) -> None:
    """A cell may tell of a patient, in whichever column it got."""
    reading = read(tmp_path, text)
    assert code in [one.code for one in reading.findings]
    assert reading.rows == ()
    told = " ".join(f"{one.message} {one.remedy} {one.excerpt}" for one in reading.findings)
    assert not any(word in told for word in CANARY.split())


def test_the_line_of_a_row_is_that_on_which_it_begins(tmp_path: Path) -> None:
    """Also behind a cell with a line end in it."""
    text = 'article,note\nneck-care,"one\ntwo"\nneck-care,' + "x" * 301 + "\n"
    assert found(read(tmp_path, text)) == [(Code.BAD_NOTE, 2), (Code.BAD_NOTE, 4)]


def test_files_are_bounded(tmp_path: Path) -> None:
    """Bytes, rows and columns."""
    assert found(read(tmp_path, b"x" * (LARGEST_FILE_BYTES + 1))) == [(Code.ROWS_UNREADABLE, None)]
    many = "article\n" + "neck-care\n" * (MOST_ROWS + 1)
    assert found(read(tmp_path, many)) == [(Code.ROWS_UNREADABLE, MOST_ROWS + 2)]
    assert len(read(tmp_path, "article\n" + "neck-care\n" * MOST_ROWS).rows) == MOST_ROWS
    wide = "article" + ",x" * MOST_COLUMNS + "\n" + "neck-care" + "," * MOST_COLUMNS + "\n"
    assert (Code.ROWS_UNREADABLE, 1) in found(read(tmp_path, wide))
    assert found(read_rows_of_missing(tmp_path)) == [(Code.ROWS_UNREADABLE, None)]


def read_rows_of_missing(folder: Path) -> RowsReading:
    """What comes of a file that is not there."""
    return read_rows(folder / "none.csv", FORMATS)


def with_formula() -> bytes:
    """A formula whose value nobody has worked out."""
    return workbook([("article", "note"), ("neck-care", f'="{CANARY}"&"x"')])


def with_second_sheet() -> bytes:
    """Two sheets in which something stands."""
    book = openpyxl.load_workbook(io.BytesIO(workbook([("article",), ("neck-care",)])))
    book.create_sheet("more").append([CANARY])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_hidden(kind: str) -> bytes:
    """A sheet with a hidden row or column, or with merged cells."""
    book = openpyxl.load_workbook(io.BytesIO(workbook([("article", "note"), ("neck-care", CANARY), ("neck-care", "")])))
    sheet = book.active
    if kind == "row":
        sheet.row_dimensions[2].hidden = True
    elif kind == "column":
        sheet.column_dimensions["B"].hidden = True
    else:
        sheet.merge_cells("B2:B3")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


PLAIN = workbook([("article", "note"), ("neck-care", CANARY)])


def with_entity(held: bytes) -> bytes:
    """XML that declares an entity, and has it in place of the canary."""
    assert CANARY.encode() in held
    return b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>' + held.replace(CANARY.encode(), b"&a;")


def in_utf16(held: bytes) -> bytes:
    """The same in another encoding, as its first line says."""
    return f'<?xml version="1.0" encoding="UTF-16"?>{held.decode()}'.encode("utf-16")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a formula without a value": with_formula,
    "a date": lambda: workbook([("article", "side-neck.hold"), ("neck-care", datetime.datetime(2025, 5, 3))]),  # noqa: DTZ001
    "yes or no": lambda: workbook([("article", "note"), ("neck-care", True)]),
    "an error": lambda: workbook([("article", "note"), ("neck-care", "#REF!")]),
    "a second sheet": with_second_sheet,
    "no sheet with anything": lambda: workbook([]),
    "a hidden row": lambda: with_hidden("row"),
    "a hidden column": lambda: with_hidden("column"),
    "merged cells": lambda: with_hidden("merged"),
    "macros": lambda: altered(PLAIN, "xl/vbaProject.bin", lambda _: b"x"),
    "a document type": lambda: altered(PLAIN, SHEET, with_entity),
    "a document type in UTF-16": lambda: altered(PLAIN, SHEET, lambda held: in_utf16(with_entity(held))),
    "gigabytes": lambda: altered(PLAIN, SHEET, lambda held: held + b" " * 61_000_000),
    "a part that is no XML": lambda: altered(PLAIN, SHEET, lambda _: b"<sheet"),
    "a far row": lambda: altered(PLAIN, SHEET, lambda held: held.replace(b'<row r="2"', b'<row r="999999999"')),
    "a row far down": lambda: altered(PLAIN, SHEET, lambda held: held.replace(b'<row r="2"', b'<row r="1048576"')),
    "a far column": lambda: altered(PLAIN, SHEET, lambda held: held.replace(b'r="B2"', b'r="ZZZ2"')),
    "another archive": lambda: altered(zipped({}), "mimetype", lambda _: b"application/vnd.oasis.opendocument"),
    "half an archive": lambda: PLAIN[: len(PLAIN) // 2],
    "an old workbook, or a locked one": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_workbook_that_is_no_plain_table_is_refused(tmp_path: Path, fault: str) -> None:
    """With a message, at once, and without a word of what it holds."""
    reading = read(tmp_path, HOSTILE[fault](), "rows.xlsx")
    assert reading.rows == ()
    (finding,) = reading.findings
    assert finding.code in (Code.ROWS_UNREADABLE, Code.BAD_CELL)
    assert finding.remedy
    assert not any(word in f"{finding.message} {finding.remedy}" for word in CANARY.split())


def test_a_formula_with_a_value_is_the_value(tmp_path: Path) -> None:
    """As the table program saved it."""
    data = altered(
        with_formula(), SHEET, lambda held: held.replace(b"<v></v>", b"<v>Hello</v>").replace(b"<v />", b"<v>Hello</v>")
    )
    data = altered(data, SHEET, lambda held: held.replace(b'<c r="B2"', b'<c r="B2" t="str"'))
    reading = read(tmp_path, data, "rows.xlsx")
    assert reading.findings == ()
    assert reading.rows[0].tailoring.notes == ("Hello",)


def test_no_value_of_a_row_is_shown_when_it_is_printed() -> None:
    """A traceback may print values, and lines for a patient are nobody else's."""
    assert "Anna" not in repr(ROW)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_rows_or_findings(data: bytes) -> None:
    """Never a traceback, and never both or neither."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for head in (b"", b"article,note,a.hold\n", b"PK\x03\x04"):
            reading = read(Path(folder), head + data)
            assert bool(reading.rows) != bool(reading.findings)
