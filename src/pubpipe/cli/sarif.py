"""Findings as SARIF 2.1.0 (OASIS Standard, 2020), which code hosts and editors show beside the source."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from pubpipe import __version__
from pubpipe.explanations import EXPLANATIONS
from pubpipe.findings import Code, Finding, Position, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(findings: Sequence[Finding]) -> dict[str, object]:
    """A log of one run: the rules that were broken, and each finding as a result."""
    rules = sorted({one.code for one in findings}, key=lambda code: code.code)
    driver = {"name": "pubpipe", "version": __version__, "rules": [_rule(code) for code in rules]}
    results = [_result(one, rules.index(one.code)) for one in findings]
    # Columns count characters, as Python does, and not the UTF-16 units that SARIF takes for granted.
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, object]:
    why = EXPLANATIONS[code.code]
    return {
        "id": code.code,
        "name": "".join(part.title() for part in code.name.split("_")),
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": f"{why.text} Authority: {why.authority}."},
        "help": {"text": why.remedy},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.remedy}".strip()},
        "locations": [{"physicalLocation": _place(finding.position, finding.excerpt)}],
    }
    if finding.suppressed:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.suppressed}]
    return result


def _place(at: Position, excerpt: str) -> dict[str, object]:
    path = Path(at.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    place: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if at.line is not None:
        region: dict[str, object] = {"startLine": at.line}
        if at.column is not None:
            region["startColumn"] = at.column
        if excerpt:
            region["snippet"] = {"text": excerpt}
        place["region"] = region
    return place
