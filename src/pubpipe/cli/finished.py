"""Finished files on the command line: what is found in them, a table of all checks, and the witness of a build."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from pubpipe.cli.progress import watching
from pubpipe.cli.results import finding_json, print_findings, print_rows
from pubpipe.cli.shown import as_json, shown
from pubpipe.errors import UsageError
from pubpipe.findings import has_errors
from pubpipe.pipeline.choices import Choices
from pubpipe.pipeline.discovery import find_articles
from pubpipe.pipeline.finished import BY_ITSELF, Judged, Measure, judged, measure_of
from pubpipe.pipeline.witnessing import Witness, created_of
from pubpipe.validating import Outcome, Surroundings, Verdict

RESULTS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("passed", "green"),
    Outcome.FAILED: ("FAILED", "red"),
    Outcome.CANNOT_TELL: ("no verdict", "yellow"),
    Outcome.UNTESTED: ("not checked", "yellow"),
    Outcome.INAPPLICABLE: ("does not apply", "white"),
}
"""What each outcome is called, and its colour."""

OURS = "pubpipe"
REMARKS_PRINTED = 5


def witness(choices: Choices) -> Witness:
    """What evidence is made with: the validators that the environment names or the PATH has. Raises UsageError."""
    return Witness(Surroundings(os.environ), choices.path, created_of(os.environ))


def check_finished(paths: Sequence[Path], article: Path | None, *, strict: bool, form: str) -> int:
    """Check finished files; the exit status. form: text or json.

    Raises UsageError for one that cannot be had from the disk, and for another form.
    """
    if form not in {"text", "json"}:
        raise UsageError(f"Finished files have no lines for --format {form}.", "Choose text or json.")
    measure: Measure | None = None
    if article is not None:
        (path,) = find_articles((article,), Path("source"))
        measure, found = measure_of(path)
        if measure is None:
            print_findings(found)
            return 1
    surroundings = Surroundings(os.environ)
    with watching(quiet=form == "json") as watch:
        results = [judged(path, surroundings, measure, watch) for path in paths]
    if form == "json":
        click.echo(as_json({"files": [_json(one) for one in results]}))
    else:
        for one in results:
            _print(one)
    return 1 if any(one.failed or has_errors(one.findings, strict=strict) for one in results) else 0


def _print(result: Judged) -> None:
    print_findings(result.findings)
    for one in result.verdicts:
        if one.tool != OURS:
            _print_remarks(result.path, one)
    click.secho(f"\n{shown(str(result.path))}", bold=True)
    rows = [("CHECK", "TOOL", "STANDARD", "RESULT")]
    rows += [
        (_kind(one), f"{one.tool} {one.version}".strip(), one.standard, RESULTS[one.outcome][0])
        for one in result.verdicts
    ]
    print_rows(rows)
    for one in result.verdicts:
        if one.reason:
            word, colour = RESULTS[one.outcome]
            click.secho(shown(f"{one.tool}, {word}: {one.reason}"), fg=colour)


def _print_remarks(path: Path, verdict: Verdict) -> None:
    """A validator's own words, in the form of a finding; of very many the first."""
    for one in verdict.remarks[:REMARKS_PRINTED]:
        click.echo(shown(f"{path}: {verdict.tool} {one.code} {one.severity}: {one.text}"), err=True)
        if one.where:
            click.echo(f"    {shown(one.where)}", err=True)
    if (more := len(verdict.remarks[REMARKS_PRINTED:]) + verdict.unsaid) > 0:
        click.echo(shown(f"{path}: {verdict.tool}: and {more} more; --json lists them."), err=True)


def _kind(verdict: Verdict) -> str:
    if verdict.tool != OURS:
        return "validator"
    return "soundness" if verdict.standard == BY_ITSELF else "parity"


def _json(result: Judged) -> dict[str, object]:
    return {
        "path": str(result.path),
        "failed": result.failed,
        "findings": [finding_json(one) for one in result.findings],
        "checks": [
            {
                "check": _kind(one),
                "tool": one.tool,
                "version": one.version,
                "standard": one.standard,
                "result": one.outcome.value,
                "reason": one.reason,
                "remarks": [
                    {"severity": each.severity, "code": each.code, "text": each.text, "where": each.where}
                    for each in one.remarks
                ],
                "unsaid": one.unsaid,
            }
            for one in result.verdicts
        ],
    }
