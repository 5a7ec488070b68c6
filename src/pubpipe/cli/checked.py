"""What a check of an article came to, in words: apart from other results, since it loads what judges an article."""

from collections.abc import Sequence
from pathlib import Path

import click

from pubpipe.cli.results import print_findings
from pubpipe.cli.shown import shown
from pubpipe.errors import SourceError
from pubpipe.findings import Finding, Severity
from pubpipe.model.article import Article
from pubpipe.model.walks import stretches
from pubpipe.reading import Reading
from pubpipe.reviewing.readability import article_grades, hardest_block
from pubpipe.wording import language_for


def print_checked(path: Path, reading: Reading, findings: Sequence[Finding]) -> None:
    """The findings of a check, and what sums them up: how many, and how hard the article is to read."""
    print_findings(findings)
    standing = [one.severity for one in findings if not one.suppressed]
    errors, warnings = standing.count(Severity.ERROR), standing.count(Severity.WARNING)
    what = f"{len(stretches(reading.article))} stretches, " if reading.article else ""
    suppressed = len(findings) - len(standing)
    more = f", {suppressed} suppressed" if suppressed else ""
    click.echo(f"{shown(str(path))}: {what}{errors} errors, {warnings} warnings{more}.")
    if reading.article:
        _print_grades(reading.article)


def _print_grades(article: Article) -> None:
    """How hard the article is to read, and which block is the hardest; nothing for a language without grades."""
    try:
        language = language_for(article.language)
    except SourceError:
        return
    grades = article_grades(article, language)
    if grades is None:
        return
    basis = f" from {grades.sentences} sentences, fewer than it is normed on" if grades.is_extrapolated else ""
    click.echo(f"Reading grade: Flesch-Kincaid {grades.flesch_kincaid:.1f}, SMOG {grades.smog:.1f}{basis}.")
    hardest = hardest_block(article, language)
    if hardest and hardest.node.source:
        click.echo(f"Hardest block: line {hardest.node.source.line}, grade {hardest.grades.flesch_kincaid:.1f}.")
