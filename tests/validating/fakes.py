"""Programs that stand in for validators: each behaves in one way, good or bad."""

import sys
from pathlib import Path

REPORTS: dict[str, dict[str, str]] = {
    "veraPDF": {
        "passes": """{"report": {"buildInformation": {"releaseDetails": [{"id": "core", "version": "1.28.2"}]},
            "jobs": [
            {"validationResult": [{"compliant": true, "details": {"passedChecks": 9, "ruleSummaries": []}}]}]}}""",
        "fails": """{"report": {"buildInformation": {"releaseDetails": [{"id": "core", "version": "1.28.2"}]},
            "jobs": [
            {"validationResult": {"compliant": false, "details": {"passedChecks": 9, "ruleSummaries": [
            {"clause": "7.1", "testNumber": 3, "description": "Content is tagged", "failedChecks": 2}]}}}]}}""",
    },
    "EPUBCheck": {
        "passes": '{"checker": {"checkerVersion": "5.3.0", "nFatal": 0, "nError": 0}, "messages": []}',
        "fails": """{"checker": {"checkerVersion": "5.3.0", "nFatal": 0, "nError": 1}, "messages": [
            {"ID": "RSC-005", "severity": "ERROR", "message": "element missing", "locations": [
            {"path": "package.opf", "line": 3}]}]}""",
    },
    "Ace by DAISY": {
        "passes": """{"earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}},
            "earl:result": {"earl:outcome": "pass"}, "assertions": []}""",
        "fails": """{"earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}},
            "earl:result": {"earl:outcome": "fail"}, "assertions": [{"earl:testSubject": {"url": "rest.xhtml"},
            "assertions": [{"earl:test": {"dct:title": "html-has-lang", "earl:impact": "serious"},
            "earl:result": {"earl:outcome": "fail", "dct:description": "No language"}}]}]}""",
    },
    "axe": {
        "passes": '{"version": "4.14.1", "passes": 9, "violations": [], "incomplete": []}',
        "fails": """{"version": "4.14.1", "passes": 9, "incomplete": [], "violations": [
            {"impact": "critical", "rule": "image-alt", "help": "Images have alternatives", "target": "img"}]}""",
    },
    "Nu Html Checker": {
        "passes": '{"messages": []}',
        "fails": '{"messages": [{"type": "error", "message": "Bad element", "lastLine": 3}]}',
    },
}
"""What each of them reports of a good and of a bad file."""

FAILING_STATUS = {"veraPDF": 1, "EPUBCheck": 1, "Ace by DAISY": 2, "axe": 0, "Nu Html Checker": 1}

_PROGRAM = """#!{python}
import pathlib, re, sys, time
report, behaviour, failing = {report!r}, {behaviour!r}, {failing}
arguments = sys.argv[1:]
if "--version" in arguments and behaviour != "crashes":
    print("26.9.27 (fake)")
    sys.exit(0)
if behaviour == "hangs":
    time.sleep(60)
if behaviour == "floods":
    while True:
        sys.stdout.write("x" * 1_000_000)
if behaviour == "crashes":
    print("Traceback: fatal", file=sys.stderr)
    sys.exit(70)
if "--json" in arguments:
    pathlib.Path(arguments[arguments.index("--json") + 1]).write_text(report)
elif "--outdir" in arguments:
    folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
    folder.mkdir()
    (folder / "report.json").write_text(report)
elif arguments[-1].startswith("file://"):
    mark = re.search('"([0-9a-f]{{32}})"', pathlib.Path(arguments[-1][7:]).read_text())[1]
    print("<html>" + mark + report + mark + "</html>")
else:
    print(report)
sys.exit(failing if behaviour == "fails" else 0)
"""


def write(path: Path, name: str, behaviour: str, report: str | None = None) -> Path:
    """A program in place of a validator, or in place of the browser that axe needs."""
    text = report if report is not None else REPORTS[name].get(behaviour, "Everything is fine: passed!")
    path.write_text(
        _PROGRAM.format(python=sys.executable, report=text, behaviour=behaviour, failing=FAILING_STATUS[name]),
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path
