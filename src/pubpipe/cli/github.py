"""Findings as workflow commands of GitHub Actions, which show them beside the lines of a change.

The escapes are those of GitHub's documentation of workflow commands and of its own toolkit: percent signs and line
ends everywhere, colons and commas in properties too.
"""

from pubpipe.findings import Finding, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def command(finding: Finding) -> str:
    """One finding as one line."""
    at = finding.position
    properties = {"file": at.file, "line": at.line, "col": at.column, "title": finding.code.code}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
    return f"::{LEVELS[finding.severity]} {given}::{_data(f'{finding.message} {finding.remedy}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
