"""Progress on a terminal as bars, elsewhere as plain lines on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pubpipe.cli.shown import shown
from pubpipe.pipeline.events import Progress, Watcher

TITLES = {"voice": "speaking", "record": "recording", "validate": "asking validators"}


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher]:
    """A watcher for the time of a build: silent, plain, or with a bar for each format."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        with _bars() as watcher:
            yield watcher
    else:
        yield _plain


def _plain(progress: Progress) -> None:
    if progress.done == progress.total:
        click.echo(f"{shown(progress.article)}: {_title(progress)} done", err=True)


def _title(progress: Progress) -> str:
    stage, _, of = progress.stage.partition(" ")
    return f"{TITLES.get(stage, stage)} {of}".rstrip()


@contextmanager
def _bars() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[tuple[str, str], TaskID] = {}

        def watch(progress: Progress) -> None:
            key = (progress.article, progress.stage)
            if key not in tasks:
                tasks[key] = bars.add_task(f"{progress.article}  {_title(progress)}", total=progress.total)
            bars.update(tasks[key], completed=progress.done, total=progress.total)

        yield watch
