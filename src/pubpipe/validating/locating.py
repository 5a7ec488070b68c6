"""Where validators are found: by a setting of their own, by the PATH, or as a package beside pubpipe."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g")
"""For one short run, compiling well and collecting garbage in parallel cost more than they save."""

DEAD_END = "127.0.0.1:9"
"""The port of the discard service (RFC 863), where nobody listens: the proxy of whatever wants to go out."""

_JAVA_OFFLINE = tuple(
    f"-D{scheme}.proxy{part}={value}"
    for scheme in ("http", "https")
    for part, value in zip(("Host", "Port"), DEAD_END.split(":"), strict=True)
)


class Missing(Exception):  # noqa: N818 - a state of the machine
    """A validator, or a program that it needs, is not there; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is on this machine. variables: those of the environment, of which PATH and PUBPIPE_… are read."""

    variables: Mapping[str, str]

    def program(self, *names: str) -> str | None:
        """The first of these programs that the PATH has."""
        path = self.variables.get("PATH", "")
        return next((found for name in names if (found := shutil.which(name, path=path))), None)

    def setting(self, name: str) -> Path | None:
        """The file that a setting names; None when it is not set. Raises Missing for a file that is not there.

        The message does not repeat the path: it may be published.
        """
        value = self.variables.get(name, "")
        if not value:
            return None
        path = Path(value)
        if not path.is_file():
            raise Missing(f"{name} names a file that is not there.")
        return path.resolve()

    def java(self) -> list[str]:
        """The start of a Java command that asks for nothing from the network. Raises Missing."""
        found = self.program("java")
        if found is None:
            raise Missing("It needs Java, which is not on the PATH.")
        return [found, *JAVA, *_JAVA_OFFLINE]

    def chromium(self) -> str:
        """A browser of the Chromium family. Raises Missing."""
        found = self.program("chromium", "chromium-browser", "google-chrome")
        if found is None:
            raise Missing("It needs Chromium, which is not on the PATH.")
        return found

    def command(self, path: Path) -> list[str]:
        """How a file is started: a .jar by Java, a .js by Node.js, anything else by itself. Raises Missing."""
        if path.suffix == ".jar":
            # The grammars that some validators hold are deeply nested: the usual stack is too small for them.
            return [*self.java(), "-Xss8m", "-jar", str(path)]
        if path.suffix in {".js", ".mjs"}:
            node = self.program("node")
            if node is None:
                raise Missing("It needs Node.js, which is not on the PATH.")
            return [node, str(path)]
        return [str(path)]


def package_file(package: str, file: str) -> Path | None:
    """A file of a Python package that is installed beside pubpipe, which is looked for and not imported."""
    found = find_spec(package)
    path = Path(found.origin).parent / file if found and found.origin else None
    return path if path and path.is_file() else None


def python(package: str, script: str) -> list[str]:
    """The start of a command that runs a few lines over a Python package in a process of its own. Raises Missing."""
    if find_spec(package) is None:
        raise Missing("It is not installed beside pubpipe.")
    return [sys.executable, "-I", "-c", script]
