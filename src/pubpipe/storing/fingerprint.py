"""What else a file is made with, beside its sources: pubpipe's own code, the packages and libraries that it runs on.

Any of them may change a byte of any file, so all of them are part of every key. Nothing is imported or run to know
them: a build that has nothing to do must be over before an engine would have been loaded.
"""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pubpipe.keys import digest, key
from pubpipe.packaged import PACKAGE, packaged_templates

LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi", "libgobject", "libglib")
"""System libraries by which letters are set: their files' names end with their versions."""
LIBRARY_FOLDERS = ("/usr/lib", "/usr/local/lib", "/lib", f"/usr/lib/{platform.machine()}-linux-gnu")
NOT_CODE = frozenset({"__pycache__"})

MOST_FILES, MOST_BYTES = 400, 60_000_000
"""Of a folder that is looked through: more than an article with all its figures has."""


@lru_cache(maxsize=1)
def environment() -> str:
    """A key of all that pubpipe runs with, and of pubpipe itself."""
    return key("environment", platform.python_version(), _code(), "\n".join(_packages()), "\n".join(_libraries()))


def tree(folder: Path, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> str | None:
    """A key of a folder's files with their names; None if it is larger than anybody would look through each time.

    Raises OSError for what cannot be read.
    """
    parts: list[str | bytes] = []
    size = 0
    for path in sorted(_files(folder)):
        data = path.read_bytes()
        size += len(data)
        parts += [str(path.relative_to(folder)), digest(data)]
        if len(parts) > 2 * most_files or size > most_bytes:
            return None
    return key("tree", *parts)


def _files(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in NOT_CODE:
                yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _code() -> str:
    """A key of the package's own files and templates, which change without their version while it is worked on."""
    known = [tree(folder, most_files=10_000) for folder in (PACKAGE, packaged_templates())]
    return key("code", *known)


def _packages() -> Iterator[str]:
    """The names and versions of everything that can be imported, as their folders are called."""
    for folder in sorted(set(sys.path)):
        with suppress(OSError):
            yield from sorted(one.name for one in os.scandir(folder or ".") if one.name.endswith(".dist-info"))


def _libraries() -> Iterator[str]:
    """The files behind the system libraries that set letters."""
    for folder in LIBRARY_FOLDERS:
        with suppress(OSError):
            for name in sorted(one.name for one in os.scandir(folder)):
                if name.startswith(LIBRARIES) and ".so." in name:
                    yield Path(folder, name).resolve().name
