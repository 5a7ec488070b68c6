"""What became of rows, before anything is made and behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pubpipe.errors import PubpipeError, SourceError
from pubpipe.findings import Finding, has_errors
from pubpipe.model.row import Row
from pubpipe.pipeline.batch.order import BatchOrder
from pubpipe.pipeline.batch.ordering import Ordered
from pubpipe.pipeline.batch.publishing import Outcome
from pubpipe.pipeline.batch.results import Status


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row. findings: without a word of its free lines; error: why there are no files."""

    line: int
    article: str
    status: Status
    folder: str = ""
    findings: tuple[Finding, ...] = ()
    error: PubpipeError | None = None
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: what was found about all of it, and each row in order.

    gone: folders that an earlier run has made for rows which are not in the file any more.
    """

    findings: tuple[Finding, ...]
    rows: tuple[RowResult, ...]
    gone: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where nothing is wrong, 1 where rows are, and else the gravest of those that failed."""
        codes = (one.error.exit_code for one in self.rows if one.error)
        invalid = any(one.status == "invalid" for one in self.rows) or has_errors(self.findings)
        return SourceError.exit_code if invalid else max(codes, default=0)


def judgement(
    rows: Iterable[Row], known: Ordered, verdicts: Mapping[int, Outcome], order: BatchOrder
) -> tuple[RowResult, ...]:
    """Each row before anything is made: invalid, or waiting to be made."""
    tasks = {task.line: task for task in known.tasks}
    told: dict[int | None, list[Finding]] = {}
    for one in known.about_rows:
        told.setdefault(one.position.line, []).append(one)
    judged_rows = []
    for row in rows:
        task = tasks.get(row.line)
        outcome = verdicts[row.line] if task else Outcome(row.line)
        found = (*told.get(row.line, ()), *outcome.findings)
        is_wrong = outcome.error is not None or has_errors(found, strict=order.strict)
        status: Status = "invalid" if is_wrong else "waiting"
        id, name = (task.id, task.name) if task else ("", "")
        judged_rows.append(RowResult(row.line, id, status, name, found, outcome.error))
    return tuple(judged_rows)


def codes_of(findings: Iterable[Finding]) -> str:
    """The codes of what stands, each once, with spaces in between."""
    return " ".join(dict.fromkeys(one.code.code for one in findings if not one.suppressed))
