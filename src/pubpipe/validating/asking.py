"""A question to a program of another maker: bounded in time and size, apart from the network, without a shell.

The file that it judges is untrusted, and so is what it answers. It gets a temporary folder for its home and
no variables of the user's but those that say where programs are.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pubpipe.validating.locating import DEAD_END

LARGEST_ANSWER = 50_000_000
"""Bytes of a report. The largest that was seen, of a page with a fault in each of its elements, had two million."""
_KEPT_VARIABLES = ("PATH", "JAVA_HOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
_GLANCE_SECONDS = 0.02


class NoAnswer(Exception):  # noqa: N818 - a state of the tool
    """The program gave nothing that could be a verdict; the message says how it ended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended, and what it printed to its standard output."""

    status: int
    printed: bytes


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks programs. folder: temporary, theirs to write in; seconds: how long one may take."""

    folder: Path
    variables: Mapping[str, str]
    seconds: float

    def ask(self, command: list[str], more: Mapping[str, str] | None = None) -> Answer:
        """Run a program to its end, whatever its status. Raises NoAnswer."""
        printed = self.folder / "printed"
        with printed.open("wb") as output:
            try:
                process = subprocess.Popen(  # noqa: S603 - a list, no shell: the program is one that the user named
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    cwd=self.folder,
                    env=self._environment() | dict(more or {}),
                    start_new_session=True,
                )
            except OSError as error:
                raise NoAnswer(f"It cannot be started: {error.strerror}.") from error
            self._wait(process, printed)
        return Answer(process.returncode, self.read(printed))

    def read(self, path: Path) -> bytes:
        """A report that a program wrote. Raises NoAnswer if it is not there or beyond all bounds."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_ANSWER + 1)
        except OSError as error:
            raise NoAnswer("It ended without a report.") from error
        if len(data) > LARGEST_ANSWER:
            raise NoAnswer(f"Its report is larger than {LARGEST_ANSWER // 1_000_000} megabytes.")
        return data

    def _environment(self) -> dict[str, str]:
        folder = str(self.folder)
        kept = {name: self.variables[name] for name in _KEPT_VARIABLES if name in self.variables}
        homes = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), folder)
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), f"http://{DEAD_END}")
        return kept | homes | proxies | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _wait(self, process: "subprocess.Popen[bytes]", printed: Path) -> None:
        """Until the end, or until it takes too long or says too much; then it and all that it started is ended."""
        deadline = time.monotonic() + self.seconds
        try:
            while process.poll() is None:
                if time.monotonic() > deadline:
                    raise NoAnswer(f"It gave no answer within {self.seconds:g} seconds.")
                if printed.stat().st_size > LARGEST_ANSWER:
                    raise NoAnswer(f"It printed more than {LARGEST_ANSWER // 1_000_000} megabytes.")
                time.sleep(_GLANCE_SECONDS)
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Nothing that was started stays behind: programs of this kind start others."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
