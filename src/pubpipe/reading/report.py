"""Collects what a reader finds wrong, so that one run reports all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pubpipe.findings import Code, Finding, Position, Severity

LONGEST_EXCERPT = 80


@dataclass(slots=True)
class Report:
    """The findings of one source file, in the order in which they were met."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        code: Code,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
    ) -> None:
        """Note a finding; the excerpt is cut to one short line and made printable."""
        position = Position(self.file, line, column)
        self.findings.append(Finding(code, position, message, shorten(excerpt), remedy))

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far stops the build."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def shorten(text: str) -> str:
    """One printable line of at most 80 characters; control characters are shown as escapes."""
    line = " ".join(text.split())
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in line)
    return shown if len(shown) <= LONGEST_EXCERPT else shown[: LONGEST_EXCERPT - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy that offers the nearest valid name, or all of them."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(name[:100].lower(), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Use one of: {', '.join(names)}." if names else "Remove it."
