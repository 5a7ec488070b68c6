"""Ace by DAISY: the accessibility of a book, its pages opened in a browser."""

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.validators.base import Message, Result, broken, chromium, node, npm_file, run

TOOL = "Ace"
PROGRAM = "@daisy/ace-cli/bin/ace.js"


def check(epub: Path) -> Result:
    """The verdict on a book; it passes without a single failed assertion."""
    with tempfile.TemporaryDirectory() as folder:
        report_file = Path(folder) / "report" / "report.json"
        # --exiterror2: without it Ace ends with 0 whatever it finds.
        options = ["--silent", "--force", "--exiterror2", "--outdir", str(report_file.parent)]
        command = [node(TOOL), str(npm_file(TOOL, PROGRAM)), *options, str(epub)]
        done = run(command, _environment(folder))
        if done.returncode not in (0, 2) or not report_file.is_file():
            raise broken(TOOL, done)
        report = json.loads(report_file.read_text(encoding="utf-8"))
    messages = tuple(
        _message(assertion, document)
        for document in report["assertions"]
        for assertion in document["assertions"]
        if assertion["earl:result"]["earl:outcome"] == "fail"
    )
    passed = done.returncode == 0 and not messages
    return Result(TOOL, report["earl:assertedBy"]["doap:release"]["doap:revision"], str(epub), passed, messages)


def _environment(folder: str) -> dict[str, str]:
    # Ace itself starts the browser without a sandbox, as a run by root needs. Its log and its
    # settings stay out of the home folder.
    return {
        "PUPPETEER_EXECUTABLE_PATH": chromium(TOOL),
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "XDG_STATE_HOME": folder,
    }


def _message(assertion: dict[str, Any], document: dict[str, Any]) -> Message:
    test, result = assertion["earl:test"], assertion["earl:result"]
    place = document["earl:testSubject"]["url"]
    pointer = result.get("earl:pointer", {}).get("css")
    return Message(
        severity=test["earl:impact"],
        code=test["dct:title"],
        text=" ".join(result["dct:description"].split()),
        where=f"{place} {' '.join(map(str, pointer))}" if pointer else place,
    )
