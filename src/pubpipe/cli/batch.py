"""`pubpipe batch`: how far it is, what is wrong with rows, and a table of what became of them.

Nothing of a free line is printed: the pipeline hands over none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from pubpipe.cli.cache import place
from pubpipe.cli.progress import watching
from pubpipe.cli.results import finding_json, print_findings, print_rows
from pubpipe.cli.shown import as_json, shown, shown_lines
from pubpipe.cli.today import today
from pubpipe.findings import Finding
from pubpipe.formats import FORMATS
from pubpipe.machine import cores
from pubpipe.pipeline.batch import BatchOrder, BatchResult, run_batch
from pubpipe.pipeline.choices import Choices, project_templates
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.pipeline.request import Wishes

TENTHS = 10
MOST_LISTED = 20
"""Rows that failed, of those named one by one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were given."""

    data: Path
    output: Path
    name: str
    wishes: Wishes
    formats: tuple[str, ...]
    resume: bool
    results: Path | None
    jobs: int | None
    cache: bool
    strict: bool
    check_only: bool
    as_json: bool
    scheduler: Scheduler | None


def batch(wanted: Wanted) -> int:
    """Carry out the command; its exit status."""

    def read(path: Path | None) -> Choices:
        return replace(wanted.wishes, profile=path).choices()

    order = BatchOrder(
        data=wanted.data,
        read=read,
        output=wanted.output,
        profile=wanted.wishes.profile,
        formats=tuple(one.name for one in FORMATS if not wanted.formats or one.name in wanted.formats),
        name=wanted.name,
        results=wanted.results,
        templates=project_templates(Path.cwd()),
        strict=wanted.strict,
        only_check=wanted.check_only,
        resume=wanted.resume,
        today=today(),
        jobs=wanted.jobs or cores(),
        store=place() if wanted.cache else None,
        scheduler=wanted.scheduler,
    )
    try:
        with _watching(quiet=wanted.as_json) as watch:
            result = run_batch(order, watch)
    except KeyboardInterrupt:
        click.echo("What is done stays: go on with --resume.", err=True)
        raise
    if wanted.as_json:
        click.echo(as_json(_json(result)))
    else:
        _print(result, order)
    return result.exit_code


@contextmanager
def _watching(*, quiet: bool) -> Iterator[Watcher]:
    """A bar for the rows on a terminal; elsewhere a line for each tenth of them."""
    with watching(quiet=quiet) as watch:
        if quiet or click.get_text_stream("stderr").isatty():
            yield watch
        else:
            yield _tenths


def _tenths(progress: Progress) -> None:
    """Say how far it is, at most ten times."""
    before, now = ((done * TENTHS) // progress.total for done in (progress.done - 1, progress.done))
    if now > before:
        what = "rows checked" if progress.stage == "check" else "rows made"
        click.echo(f"{shown(progress.article)}: {progress.done} of {progress.total} {what}", err=True)


def _print(result: BatchResult, order: BatchOrder) -> None:
    print_findings(_each_once(result))
    failed = [one for one in result.rows if one.error]
    for one in failed[:MOST_LISTED]:
        click.secho(f"{shown(str(order.data))}:{one.line}: {shown_lines(str(one.error))}", fg="red", err=True)
        if (order.output / one.folder).is_dir():
            click.secho(f"  What lies in {shown(one.folder)} is of an earlier run: do not hand it out.", err=True)
    if len(failed) > MOST_LISTED:
        click.echo(f"… and {len(failed) - MOST_LISTED} more.", err=True)
    for name in result.gone:
        click.secho(f"{shown(name)} is of a row that is not there any more.", fg="yellow", err=True)
    if not result.rows:
        return
    click.echo()
    counts = {name: sum(1 for one in result.rows if one.status == name) for name in ("done", "failed", "invalid")}
    new = sum(1 for one in result.rows if one.status == "done" and not one.is_old)
    if order.only_check:
        click.echo(f"{_wrong(result, counts['invalid'])}.")
    elif result.exit_code and not counts["done"] + counts["failed"]:
        click.echo(f"{_wrong(result, counts['invalid'])}: nothing was made.")
    else:
        told = (len(result.rows), counts["done"], new, counts["failed"])
        print_rows([("ROWS", "DONE", "NEW", "FAILED"), [str(one) for one in told]], right=(0, 1, 2, 3))
        click.echo(f"What became of each: {shown(str(order.results_file))}")


def _wrong(result: BatchResult, wrong: int) -> str:
    total = len(result.rows)
    return f"{total} {'row' if total == 1 else 'rows'}, {wrong or 'none'} of them wrong"


def _each_once(result: BatchResult) -> tuple[Finding, ...]:
    """The findings, each once: what an article says is found again in every row of it."""
    of_rows = (found for one in result.rows for found in one.findings)
    first: dict[tuple[str, str, str], Finding] = {}
    for found in (*result.findings, *of_rows):
        first.setdefault((found.code.code, str(found.position), found.message), found)
    return tuple(first.values())


def _json(result: BatchResult) -> dict[str, object]:
    return {
        "status": result.exit_code,
        "findings": [finding_json(one) for one in result.findings],
        "rows": [
            {
                "row": one.line,
                "article": one.article,
                "status": one.status,
                "new": one.status == "done" and not one.is_old,
                "folder": one.folder,
                "error": str(one.error) if one.error else None,
                "findings": [finding_json(found) for found in one.findings],
            }
            for one in result.rows
        ],
        "gone": list(result.gone),
    }
