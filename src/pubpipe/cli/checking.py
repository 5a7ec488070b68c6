"""`pubpipe check`: articles read and reviewed, their findings printed, and an exit status by severity."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pubpipe.cli.checked import print_checked
from pubpipe.cli.columns import with_columns
from pubpipe.cli.results import finding_json
from pubpipe.cli.shown import as_json, shown
from pubpipe.cli.today import today
from pubpipe.errors import UsageError
from pubpipe.findings import Code, Finding, has_errors
from pubpipe.pipeline.checking import check
from pubpipe.pipeline.discovery import find_articles
from pubpipe.reading import Reading


@dataclass(frozen=True, slots=True)
class Checked:
    """One article that was checked, and what was found, in the order of the source."""

    path: Path
    reading: Reading
    findings: tuple[Finding, ...]


def check_articles(articles: Sequence[Path], *, strict: bool, form: str) -> int:
    """Check articles in the order given; the exit status: 1 when any has errors, under `strict` also for warnings.

    form: text, json, sarif or github.
    """
    day = today()
    checked = []
    for path in find_articles(tuple(articles), Path("source")):
        reading, findings = check(path, day)
        checked.append(Checked(path, reading, with_columns(tuple(sorted(findings, key=_place)))))
    _print(checked, form)
    return max(int(has_errors(one.findings, strict=strict)) for one in checked)


def explain(code: str) -> None:
    """Print what a code means, why, and on whose authority. Raises UsageError for a code that there is not."""
    import difflib

    from click.formatting import wrap_text

    from pubpipe.explanations import EXPLANATIONS

    codes = {one.code: one for one in Code}
    found = codes.get(code.strip().upper())
    if found is None:
        close = difflib.get_close_matches(code.strip().upper(), codes, n=1, cutoff=0)
        raise UsageError(f"There is no finding “{code}”.", f"Did you mean “{close[0]}”?")
    why = EXPLANATIONS[found.code]
    click.secho(f"{found.code} {found.severity.value}: {found.meaning}", bold=True)
    click.echo(f"\n{wrap_text(why.text, 100)}\n")
    click.echo(wrap_text(f"Authority: {why.authority}.", 100))
    click.echo(wrap_text(f"What to do: {why.remedy}", 100))
    click.echo("An author may suppress it with a reason." if found.is_suppressible else "It cannot be suppressed.")


def _place(finding: Finding) -> tuple[int, int, str]:
    at = finding.position
    return (at.line or 0, at.column or 0, finding.code.code)


def _print(checked: Sequence[Checked], form: str) -> None:
    findings = tuple(finding for one in checked for finding in one.findings)
    match form:
        case "json":
            click.echo(as_json({"findings": [finding_json(one) for one in findings]}))
        case "sarif":
            from pubpipe.cli.sarif import sarif

            click.echo(as_json(sarif(findings)))
        case "github":
            from pubpipe.cli.github import command

            for finding in findings:
                if not finding.suppressed:
                    click.echo(shown(command(finding)))
        case _:
            for one in checked:
                print_checked(one.path, one.reading, one.findings)
