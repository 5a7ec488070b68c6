"""outloud: what a screen reader would make of a PDF, beyond what the norms' validators test."""

import os
from importlib.metadata import version
from pathlib import Path

from tests.validators.base import Message, Result, ValidatorMissing

TOOL = "outloud"


def check(pdf: Path) -> Result:
    """The verdict on a file; it passes without an error or a warning (a mere note may remain)."""
    # It loads ONNX Runtime, whose builds report their use to their makers unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import outloud
    except ImportError:
        raise ValidatorMissing(TOOL, "its Python package is not installed. Run: make test") from None
    report = outloud.check(str(pdf))
    crashed = [run.rule for run in report.runs if run.status == "crashed"]
    if crashed:
        raise RuntimeError(f"{TOOL} gave no verdict on {pdf}: its rules {', '.join(crashed)} crashed.")
    messages = [
        Message(
            severity=finding.severity,
            code=finding.rule,
            text=f"{finding.message}: {finding.evidence}" if finding.evidence else finding.message,
            where=f"page {finding.page}" if finding.page else "",
        )
        for finding in report.sorted_findings()
    ]
    if report.error:
        messages.append(Message("error", "unreadable", report.error))
    return Result(TOOL, version("outloud"), str(pdf), report.verdict == "pass", tuple(messages))
