"""What every validator answers with, and where the programs behind them are found."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "node_modules"

JAVA_AT_LEAST = 17
NODE_AT_LEAST = 20
# A validator that hangs is a broken tool, not a verdict.
TIMEOUT_SECONDS = 240


class ValidatorMissing(Exception):  # noqa: N818 - a state of the machine, not an error of the test
    """A validator cannot run here, so nothing can be said of the file."""

    def __init__(self, tool: str, remedy: str) -> None:
        super().__init__(tool, remedy)
        self.tool = tool
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.tool} was not run: {self.remedy}"


@dataclass(frozen=True, slots=True)
class Message:
    """One remark of a validator, in its own words."""

    severity: str
    code: str
    text: str
    where: str = ""

    def __str__(self) -> str:
        place = f" [{self.where}]" if self.where else ""
        return f"{self.severity} {self.code}: {self.text}{place}"


@dataclass(frozen=True, slots=True)
class Result:
    """A validator's verdict on one file, with everything it remarked."""

    tool: str
    version: str
    subject: str
    passed: bool
    messages: tuple[Message, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The rules that were remarked on."""
        return frozenset(message.code for message in self.messages)

    def __str__(self) -> str:
        verdict = "passed" if self.passed else "FAILED"
        lines = [f"{self.tool} {self.version}: {self.subject} {verdict}"]
        return "\n  ".join(lines + [str(message) for message in self.messages])


@cache
def java(tool: str) -> tuple[str, ...]:
    """The start of a Java command, of version 17 or later (a JDK: it runs VeraPdf.java from source)."""
    path, compiler = shutil.which("java"), shutil.which("javac")
    if path and compiler and _major(path, "-version") >= JAVA_AT_LEAST:
        # For one short run, compiling well and collecting garbage in parallel cost more than they save.
        return path, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
    raise ValidatorMissing(tool, f"no JDK {JAVA_AT_LEAST} or later. As root: apt-get install default-jdk-headless")


@cache
def node(tool: str) -> str:
    """The Node.js program, of version 20 or later; the virtual environment's own comes first."""
    for path in (shutil.which("node", path=str(Path(sys.executable).parent)), shutil.which("node")):
        if path and _major(path, "--version") >= NODE_AT_LEAST:
            return path
    raise ValidatorMissing(tool, f"no Node.js {NODE_AT_LEAST} or later. Run: make test")


@cache
def chromium(tool: str) -> str:
    """The browser, as Debian installs it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise ValidatorMissing(tool, "no Chromium. As root: apt-get install chromium")


def npm_file(tool: str, path: str) -> Path:
    """A file of an npm package that package.json pins."""
    file = NODE_MODULES / path
    if file.is_file():
        return file
    raise ValidatorMissing(tool, f"node_modules/{path} is not there. Run: make test")


def run(command: list[str], environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a validator to its end, whatever its exit status, and keeps what it prints."""
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT_SECONDS,
    )


def broken(tool: str, done: subprocess.CompletedProcess[str]) -> RuntimeError:
    """The error for a validator that ended without a verdict."""
    return RuntimeError(f"{tool} gave no verdict (exit status {done.returncode}).\n{done.stdout}\n{done.stderr}")


def _major(program: str, option: str) -> int:
    done = run([program, option])
    found = re.search(r"\d+", done.stdout + done.stderr)
    return int(found.group()) if found else 0
