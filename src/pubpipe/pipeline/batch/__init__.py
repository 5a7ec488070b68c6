"""A clinic's rows to the files of its patients: read, validated as a whole, then made one by one.

`run_batch` reads like a table of contents. Nothing is made while any row is wrong. Then each row is one task in
whichever process is free; it fails alone, and what is done is written down at once, so that a run that was interrupted
can go on. What a patient is told stands in that patient's files and nowhere else.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pubpipe.errors import OutputError, UsageError
from pubpipe.findings import has_errors
from pubpipe.formats import FORMATS
from pubpipe.pipeline.batch.carrying import Everybody
from pubpipe.pipeline.batch.elsewhere import executor
from pubpipe.pipeline.batch.order import BatchOrder, RowTask
from pubpipe.pipeline.batch.ordering import ordered
from pubpipe.pipeline.batch.outcomes import BatchResult, RowResult, codes_of, judgement
from pubpipe.pipeline.batch.publishing import judged, made
from pubpipe.pipeline.batch.results import Ledger, Record, Status, ledger
from pubpipe.pipeline.events import Watcher
from pubpipe.pipeline.matter import templates_key
from pubpipe.pipeline.writing import settle_all
from pubpipe.reading.rows import read_rows
from pubpipe.storing import digest
from pubpipe.storing.fingerprint import environment

OWNER_ONLY = 0o700

__all__ = ["BatchOrder", "BatchResult", "RowResult", "run_batch"]


def run_batch(order: BatchOrder, watch: Watcher) -> BatchResult:
    """Make every row of an order, or none where any of them is wrong. Raises UsageError and OutputError."""
    reading = read_rows(order.data, tuple(one.name for one in FORMATS))
    if has_errors(reading.findings):
        return BatchResult(reading.findings, ())
    known = ordered(reading, order)
    with executor(order) as they:
        everybody = Everybody(order, they, watch)
        verdicts = {task.line: outcome for task, outcome in everybody.carried_out("check", judged, known.tasks)}
        result = BatchResult((*reading.findings, *known.about_all), judgement(reading.rows, known, verdicts, order))
        if order.only_check:
            return result
        _make_output(order.output)
        if result.exit_code:
            _write_down_invalid(result, order)
            return result
        _refuse_old_folders(known.tasks, order)
        settle_all(order.output)
        with ledger(order.results_file, resume=order.resume) as book:
            gone = book.part_from(task.name for task in known.tasks)
            return replace(result, rows=_made(known.tasks, result.rows, book, everybody), gone=gone)


def _parts_of(task: RowTask) -> tuple[str, ...]:
    """All that a row's files are made from, as texts."""
    logo = task.choices.logo
    return (
        environment(),
        task.fingerprint,
        task.tailoring.model_dump_json(),
        *task.formats,
        task.choices.profile.model_dump_json(),
        digest(logo.data) if logo else "",
        templates_key(task.templates),
    )


def _made(
    tasks: Sequence[RowTask], before: Sequence[RowResult], book: Ledger, everybody: Everybody
) -> tuple[RowResult, ...]:
    """Each row made, but for those that are done and whole; written down as they end."""
    results = {one.line: one for one in before}
    inputs = {task.line: book.inputs(_parts_of(task)) for task in tasks}
    waiting = []
    for task in tasks:
        if book.is_done(task.folder, inputs[task.line]):
            results[task.line] = replace(results[task.line], status="done", is_old=True)
        else:
            old = book.records.get(task.name)
            waiting.append(replace(task, old_files=tuple(old.files.split()) if old else ()))
            book.add(Record(task.line, task.id, "waiting", "", task.name, old.files if old else ""))
    for task, outcome in everybody.carried_out("rows", made, waiting):
        seal = "" if outcome.error else book.outputs(task.folder, outcome.files)
        error = outcome.error or (None if seal else _nowhere(task))
        status: Status = "failed" if error else "done"
        files = task.old_files if error else outcome.files
        codes = codes_of(outcome.findings)
        book.add(Record(task.line, task.id, status, codes, task.name, " ".join(files), inputs[task.line], seal))
        results[task.line] = RowResult(task.line, task.id, status, task.name, outcome.findings, error)
    return tuple(results.values())


def _nowhere(task: RowTask) -> OutputError:
    """Whoever made the row has other folders than this machine, or the files are gone."""
    return OutputError(
        f"The row was made, but its files are not in {task.folder}.",
        "All machines must see the output folder under the same path, and at once (NFS: lookupcache=positive).",
    )


def _make_output(folder: Path) -> None:
    """The output folder, for its owner alone where it is not there yet: it will hold what concerns patients."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=OWNER_ONLY, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The output folder {folder} cannot be made: {error.strerror or error}.",
            "Check who may write there, or choose another folder with --output.",
        ) from error


def _refuse_old_folders(tasks: Iterable[RowTask], order: BatchOrder) -> None:
    """What lies in a folder already may be another patient's."""
    there = [] if order.resume else [task.folder for task in tasks if task.folder.exists()]
    if there:
        raise UsageError(
            f"{there[0]} is there already, perhaps from another batch.",
            "Go on with that batch with --resume, or choose another --output.",
        )


def _write_down_invalid(result: BatchResult, order: BatchOrder) -> None:
    """Nothing is made; each row has its line all the same, unless the file tells of rows that were made."""
    with suppress(UsageError), ledger(order.results_file, resume=order.resume) as book:
        for one in result.rows:
            old = book.records.get(one.folder)
            codes = codes_of(one.findings)
            if old and old.status == "done" and one.status == "waiting":
                continue
            files = old.files if old else ""
            book.add(Record(one.line, one.article, one.status, codes, one.folder or f"line-{one.line}", files))
