"""The cells of a line to a Row, each read by the very functions that read the article's own options."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from pubpipe.findings import Code
from pubpipe.model.dose import Pace
from pubpipe.model.row import Change, Row, Tailoring
from pubpipe.profile import PrintEdition
from pubpipe.reading.options import BadOptionError, read_pace
from pubpipe.reading.report import Report, nearest
from pubpipe.reading.rows.columns import NOTES, OPTIONS, Column, is_id
from pubpipe.reading.rows.table import Line, Table

LONGEST_NOTE = 300
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that act on others or cannot be seen (Unicode Standard, section 4.5)."""


def rows_of(table: Table, columns: tuple[Column, ...], formats: Collection[str], report: Report) -> tuple[Row, ...]:
    """Every row that can be read; what cannot goes to the report."""
    read = (_Cells(line, columns, formats, report).row() for line in table.lines)
    return tuple(row for row in read if row is not None)


class _Cells:
    """The cells of one line by the names of their columns."""

    def __init__(self, line: Line, columns: tuple[Column, ...], formats: Collection[str], report: Report) -> None:
        self.line, self.columns, self.formats, self.report = line.number, columns, formats, report
        self.texts: Mapping[str, str] = {
            column.name: text for column, text in zip(columns, line.cells, strict=True) if text
        }

    def row(self) -> Row | None:
        """The row, or None with findings."""
        before = len(self.report.findings)
        article = self.texts.get("article", "")
        if not article:
            self._wrong("article", "The row does not say which article.", "Write the article's id.", Code.MISSING_CELL)
        formats = self._names("formats", self.formats)
        editions = self._names("edition", get_args(PrintEdition))
        if editions and formats and "pdf" not in formats:
            self._wrong("edition", "The row names an edition, and no PDF is made.", "Add pdf to its formats.")
        language = self._matching("language", LANGUAGE, "Write it like en-GB or es.")
        tailoring = Tailoring(
            stretches=self._ids(), changes=tuple(self._changes()), pace=self._pace(), notes=tuple(self._notes())
        )
        if len(self.report.findings) > before:
            return None
        return Row(
            line=self.line,
            article=article,
            formats=formats,
            editions=editions,
            profile=self.texts.get("profile"),
            language=language,
            tailoring=tailoring,
        )

    def _wrong(self, column: str, message: str, remedy: str, code: Code = Code.BAD_CELL) -> None:
        self.report.add(code, f"{column}: {message}", remedy, line=self.line)

    def _names(self, column: str, known: Collection[str]) -> tuple[str, ...]:
        names = _words(self.texts.get(column, "").lower())
        for name in names:
            if name not in known:
                self._wrong(column, "One of the names is not one that the column takes.", nearest(name, known))
        # In the order of the table, whatever that of the cell.
        return tuple(one for one in known if one in names)

    def _matching(self, column: str, pattern: re.Pattern[str], remedy: str) -> str | None:
        text = self.texts.get(column)
        if text is not None and not pattern.fullmatch(text):
            self._wrong(column, "The cell cannot be read.", remedy)
            return None
        return text

    def _ids(self) -> tuple[str, ...]:
        ids = _words(self.texts.get("stretches", ""))
        for id in ids:
            if not is_id(id):
                self._wrong("stretches", "One of the names is no id.", "Write ids such as side-neck-stretch.")
                return ()
        if len(set(ids)) != len(ids):
            self._wrong("stretches", "A stretch stands twice.", "Name each once.")
        return ids

    def _changes(self) -> Iterator[Change]:
        """What is said about each stretch, in the order of the columns."""
        said: dict[str, dict[str, object]] = {}
        for column in self.columns:
            text = self.texts.get(column.name)
            if column.option and text is not None:
                value = self._option(column, text)
                if value is not None:
                    said.setdefault(column.stretch, {})[column.option] = value
        for stretch, values in said.items():
            yield Change.model_validate({"stretch": stretch, **values})

    def _option(self, column: Column, text: str) -> object:
        try:
            value = OPTIONS[column.option](text)
        except BadOptionError as error:
            # The reader's own message repeats the cell; its remedy does not.
            self._wrong(column.name, "The cell cannot be read.", error.remedy)
            return None
        if value == ():
            self._wrong(column.name, "A row cannot take the sides away.", "Write right, left, or both.")
            return None
        return value

    def _pace(self) -> Pace | None:
        text = self.texts.get("pace")
        try:
            return read_pace(text) if text is not None else None
        except BadOptionError as error:
            self._wrong("pace", "The cell cannot be read.", error.remedy)
            return None

    def _notes(self) -> Iterator[str]:
        for name in NOTES:
            text = self.texts.get(name, "")
            if any(unicodedata.category(letter) in UNSEEN for letter in text):
                remedy = "Type it again as plain words on one line; `note 2` takes another line."
                self._wrong(name, "It holds a line end or a character that cannot be seen.", remedy, Code.BAD_NOTE)
            elif len(text) > LONGEST_NOTE:
                remedy = "Say less, or part it among `note` and `note 2`."
                self._wrong(name, f"It has more than {LONGEST_NOTE} letters.", remedy, Code.BAD_NOTE)
            elif text:
                yield " ".join(text.split())


def _words(text: str) -> tuple[str, ...]:
    """Names with commas or spaces in between."""
    return tuple(text.replace(",", " ").split())
