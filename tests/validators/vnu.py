"""The Nu Html Checker: the reference validator of HTML, CSS and SVG."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.validators.base import Message, Result, broken, java, npm_file, run

TOOL = "vnu"
JAR = "vnu-jar/build/dist/vnu.jar"


def check(page: Path) -> Result:
    """The verdict on an .html, .css or .svg file; a warning fails it just as an error does."""
    options = ["--Werror", "--stdout", "--format", "json", "--also-check-css", "--also-check-svg"]
    # Its grammar is deeply nested: the usual size of a thread's stack is too small for it.
    done = run([*java(TOOL), "-Xss8m", "-jar", str(npm_file(TOOL, JAR)), *options, str(page)])
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise broken(TOOL, done) from None
    messages = tuple(_message(message) for message in report["messages"])
    return Result(TOOL, _version(), str(page), done.returncode == 0, messages)


@cache
def _version() -> str:
    return run([*java(TOOL), "-jar", str(npm_file(TOOL, JAR)), "--version"]).stdout.split()[0]


def _message(message: dict[str, Any]) -> Message:
    severity = message.get("subType", message["type"])
    line = message.get("lastLine")
    # The checker has no codes of its own: the severity is all there is to tell remarks apart by.
    return Message(severity, message["type"], message["message"], f"line {line}" if line else "")
