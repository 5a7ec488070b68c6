"""Rows to tasks: each with its article, its profile and its folder, or findings at its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pubpipe.findings import Code, Finding, Position
from pubpipe.model.article import Article
from pubpipe.model.row import Row
from pubpipe.model.walks import stretches
from pubpipe.pipeline.batch.naming import Names, Pattern
from pubpipe.pipeline.batch.order import BatchOrder, RowTask
from pubpipe.pipeline.batch.resolving import Articles, Found, Profiles, UnresolvedError
from pubpipe.pipeline.choices import Choices
from pubpipe.reading.report import nearest
from pubpipe.reading.rows import RowsReading
from pubpipe.reading.rows.columns import OPTIONS


@dataclass(frozen=True, slots=True)
class Ordered:
    """The tasks of the rows that name what is there, and what was found about single rows and about all of them."""

    tasks: tuple[RowTask, ...]
    about_rows: tuple[Finding, ...]
    about_all: tuple[Finding, ...]


def ordered(reading: RowsReading, order: BatchOrder) -> Ordered:
    """The tasks of rows. Raises UsageError for a pattern of names that cannot be one."""
    desk = _Desk(order)
    tasks = tuple(task for row in reading.rows if (task := desk.task(row)) is not None)
    of_articles = (one for found in desk.named.values() for one in found.findings)
    about_all = (*of_articles, *_columns(reading, desk.named.values(), desk.rows))
    return Ordered(tasks, (*desk.findings, *_namesakes(tasks)), about_all)


class _Desk:
    """Looks up what rows name, and keeps what was found wrong."""

    def __init__(self, order: BatchOrder) -> None:
        self._order = order
        self._articles = Articles(order.project / "source")
        self._profiles = Profiles((order.data.parent, order.project), order.read, order.profile)
        self._pattern = Pattern(order.name)
        self.rows = str(order.data)
        self.named: dict[Path, Found] = {}
        self.findings: list[Finding] = []

    def task(self, row: Row) -> RowTask | None:
        """The task of a row, or None with a finding."""
        try:
            found = self._articles.of(row)
            self.named[found.path] = found
            return self._task(row, found, found.sound(), self._profiles.of(row))
        except UnresolvedError as error:
            self.findings.append(error.at(Position(self.rows, row.line)))
            return None

    def _task(self, row: Row, found: Found, article: Article, choices: Choices) -> RowTask:
        order = self._order
        names = Names(row.line, article.id, article.language, "-".join(choices.profile.print.editions))
        return RowTask(
            line=row.line,
            rows=self.rows,
            article=found.path,
            id=article.id,
            language=article.language,
            fingerprint=found.fingerprint,
            tailoring=row.tailoring,
            formats=row.formats or order.formats,
            choices=choices,
            templates=order.templates,
            output=order.output,
            name=self._pattern.of(names),
            strict=order.strict,
            today=order.today,
            store=order.store,
        )


def _columns(reading: RowsReading, named: Iterable[Found], rows: str) -> Iterator[Finding]:
    """Columns of stretches that none of the articles has: a slip would leave the dose as it is."""
    articles = [found.article for found in named if found.article is not None]
    known = {f"{one.id}.{option}" for article in articles for one in stretches(article) for option in OPTIONS}
    for column in reading.columns if articles else ():
        if column.option and column.name not in known:
            message = f"None of the articles has a stretch “{column.stretch}”."
            yield Finding(Code.UNKNOWN_COLUMN, Position(rows, reading.line), message, "", nearest(column.name, known))


def _namesakes(tasks: Iterable[RowTask]) -> Iterator[Finding]:
    """Rows whose folders have one name, to whatever the disk takes for one."""
    first: dict[str, int] = {}
    for task in tasks:
        line = first.setdefault(task.name.casefold(), task.line)
        if line != task.line:
            message = f"The row would be written to {task.name}, as that of line {line}."
            remedy = "Put {row} into the pattern of --name."
            yield Finding(Code.SAME_NAME, Position(task.rows, task.line), message, "", remedy)
