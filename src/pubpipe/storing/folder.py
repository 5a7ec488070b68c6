"""A store in a folder, for any number of builds at a time.

One file for each key, written beside its place and renamed into it, so that nobody reads half of one. A digest stands
before the value: what was cut short, overwritten or flipped is noticed when it is read, removed, and made again. A
file's time of change is that of its last use, by which the store stays within its bounds (`trim`).

Nothing here may stop a build: a store that cannot be read or written to has nothing and keeps nothing.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pubpipe.storing.sealing import sealed, unsealed

VERSION = "v1"
"""Of the files' own form. Another one begins with an empty folder beside it."""
LIMIT = 4 * 10**9
"""Bytes that a store may take, if nobody says otherwise: some fifty articles with all that their sound is made of."""
AFTER_TRIMMING = 0.8
"""Of the limit: what is left by `trim`, so that it is not needed again at once."""
ABANDONED = 3600.0
"""Seconds after which a file that was never renamed is that of a build that was killed."""
UNFINISHED = ".new"
KEPT_MODE = 0o600
"""An article may be one that was not published yet: nobody else on the machine reads it here."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a store holds: values, and bytes on the disk."""

    entries: int
    size: int


class Folder:
    """The store in a folder, which is made when something is kept in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = folder / VERSION
        self.has_grown = False

    def get(self, key: str) -> bytes | None:
        """The value of a key, if it is whole."""
        path = self._path(key)
        try:
            data = unsealed(key, path.read_bytes())
        except OSError:
            return None
        with suppress(OSError):
            if data is None:
                path.unlink()
            else:
                os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a value, unless the disk will not."""
        path = self._path(key)
        temporary = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, KEPT_MODE), "wb") as file:
                file.write(sealed(key, data))
                file.write(data)
            temporary.replace(path)
            self.has_grown = True
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def size(self) -> Size:
        """How much it holds."""
        files = list(self._files())
        return Size(len(files), sum(one.size for one in files))

    def trim(self, limit: int) -> None:
        """Remove what was used least recently until the store is within its limit in bytes, if it is not."""
        files = list(self._files())
        left = sum(one.size for one in files)
        if left <= limit:
            return
        for one in sorted(files, key=lambda one: one.used):
            if left <= limit * AFTER_TRIMMING:
                return
            with suppress(OSError):
                one.path.unlink()
            left -= one.size

    def clear(self) -> Size:
        """Remove everything; what was there."""
        files = list(self._files())
        for one in files:
            with suppress(OSError):
                one.path.unlink()
        return Size(len(files), sum(one.size for one in files))

    def _path(self, key: str) -> Path:
        return self._root / key[:2] / key

    def _files(self) -> "Iterator[_File]":
        """Every value; what killed builds never finished is removed on the way."""
        with suppress(OSError):
            for shelf in os.scandir(self._root):
                with suppress(OSError):
                    for entry in os.scandir(shelf.path):
                        if file := _file(entry):
                            yield file


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    used: float


def _file(entry: "os.DirEntry[str]") -> _File | None:
    """A value's file, or None for one that is another build's, now or once."""
    try:
        about = entry.stat(follow_symlinks=False)
        if not entry.name.endswith(UNFINISHED):
            return _File(Path(entry.path), about.st_size, about.st_mtime)
        if time.time() - about.st_mtime > ABANDONED:
            Path(entry.path).unlink()
    except OSError:  # another build was quicker
        return None
    return None
