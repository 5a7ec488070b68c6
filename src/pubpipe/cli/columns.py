"""Columns of findings, where a finding's text stands in its line once and so at one place only."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pubpipe.findings import Finding, Position

SHORTEST = 3
"""Characters of a text that is looked for: a shorter one may be found by chance."""


def with_columns(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those of Markdown with the column of their excerpt if it is beyond doubt."""
    return tuple(replace(one, position=_placed(one)) for one in findings)


def _placed(finding: Finding) -> Position:
    at = finding.position
    text = finding.excerpt.removesuffix(" …").strip()
    if at.line is None or at.column is not None or not at.file.endswith(".md") or len(text) < SHORTEST:
        return at
    lines = _lines(at.file)
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    return replace(at, column=line.index(text) + 1) if line.count(text) == 1 else at


@lru_cache(maxsize=8)
def _lines(file: str) -> tuple[str, ...]:
    """The lines of a source; none if it cannot be read any more, which its own finding has said."""
    try:
        return tuple(Path(file).read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()
