"""Results in words, for people and for machines."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pubpipe.cli.shown import as_json as json_of
from pubpipe.cli.shown import shown, shown_lines
from pubpipe.findings import Finding, Severity

if TYPE_CHECKING:
    from pubpipe.pipeline.events import Built, BuiltFile

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_built(results: Sequence["Built"], *, as_json: bool) -> None:
    """What became of each article: findings, then a table of the files."""
    if as_json:
        click.echo(json_of({"articles": [_built_json(result) for result in results]}))
        return
    for result in results:
        print_findings(result.findings)
        _print_differences(result)
        if result.error:
            click.secho(f"{shown(str(result.source))}: {shown_lines(str(result.error))}", fg="red", err=True)
        if result.files:
            _print_files(result)


def _print_differences(result: "Built") -> None:
    """The article's texts beside those of its files, where they are not the same."""
    from pubpipe.cli import differences

    if rows := differences.rows(result.findings, shutil.get_terminal_size().columns):
        click.echo()
        print_rows(rows)
    if (more := len(differences.found(result.findings)) - differences.MOST_LISTED) > 0:
        click.echo(f"… and {more} more: --json has them all.")


def _print_files(result: "Built") -> None:
    folder = result.files[0].path.parent
    click.secho(f"\n{shown(str(folder))}/", bold=True)
    rows = [("FILE", "SIZE", "LENGTH", "MADE IN")]
    rows += [
        (str(file.path.relative_to(folder)), _size(file.size), _length(file), _time(file)) for file in result.files
    ]
    print_rows(rows, right=(1, 2, 3))
    if result.stale:
        names = ", ".join(shown(path.name) for path in result.stale)
        click.secho(f"Not made by this build, and perhaps older than the article: {names}", fg="yellow")


def print_rows(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Aligned columns, the first row as their headings; wide enough for whatever they hold."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.secho("  ".join(cells).rstrip(), bold=number == 0)


def print_findings(findings: Sequence[Finding]) -> None:
    """Each that stands, as `file:line:column: CODE message`, with excerpt and remedy indented below."""
    for one in findings:
        if one.suppressed:
            continue
        head = click.style(f"{one.code.code} {one.severity.value}", fg=COLOURS[one.severity], bold=True)
        click.echo(f"{shown(str(one.position))}: {head}: {shown(one.message)}", err=True)
        if one.excerpt:
            click.echo(f"    {shown(one.excerpt)}", err=True)
        if one.remedy:
            click.echo(f"    → {shown(one.remedy)}", err=True)


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000)):,} kB"


def _time(file: "BuiltFile") -> str:
    return "unchanged" if file.is_unchanged else f"{file.seconds:.1f} s"


def _length(file: "BuiltFile") -> str:
    if file.length is None:
        return ""
    minutes, seconds = divmod(round(file.length), 60)
    return f"{minutes} min {seconds:02d} s"


def finding_json(one: Finding) -> dict[str, object]:
    """A finding for machines; suppressed: why, empty if it is not."""
    return {
        "code": one.code.code,
        "severity": one.severity.value,
        "file": one.position.file,
        "line": one.position.line,
        "column": one.position.column,
        "message": one.message,
        "excerpt": one.excerpt,
        "remedy": one.remedy,
        "suppressed": one.suppressed,
    }


def _built_json(result: "Built") -> dict[str, object]:
    from pubpipe.cli import differences

    return {
        "source": str(result.source),
        "id": result.id,
        "status": result.exit_code,
        "error": str(result.error) if result.error else None,
        "findings": [finding_json(one) for one in result.findings],
        "differences": [{**asdict(texts), "code": code.code} for code, texts in differences.found(result.findings)],
        "files": [
            {
                "path": str(file.path),
                "format": file.format,
                "bytes": file.size,
                "seconds_to_make": round(file.seconds, 3),
                "unchanged": file.is_unchanged,
                "seconds_of_sound": None if file.length is None else round(file.length, 3),
            }
            for file in result.files
        ],
        "stale": [str(path) for path in result.stale],
    }
