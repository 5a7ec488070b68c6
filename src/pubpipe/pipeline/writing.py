"""Finished files to the disk: the whole new set, or the whole old one, whatever happens meanwhile.

What is handed to a patient is a set: a handout of today beside a recording of last month is as wrong as half a file.
POSIX renames one name in one step, and Linux also lets two folders change places in one (`renameat2` with
RENAME_EXCHANGE). So a build fills a folder beside the article's, in which whatever else lies in that one is linked,
and lets the two change places (`exchange`). Whoever looks, at any moment, and after a kill at any moment, finds all
of one build. Other ways were weighed:

- Renaming file by file shows a mix, for a moment as long as all goes well, for good after a kill.
- A link that leads to the newest of several folders is not followed by every sync tool, archive and web server.
- Two renames of folders leave a moment without any.

Where a file system cannot exchange folders, or where the folder is a mount point or lies in one that is not ours to
change, the set is written inside it and put in place file by file, with a record that a kill in between lets the next
build finish (`in_place`). What a killed build leaves behind is settled by the next one, whatever it builds.

A file that somebody has open stays what it was for them. A shell that stands in the folder has to enter it again.
Builds into one output folder wait for each other while they write (`locking`). A folder or file that is a link to
elsewhere is never written through: a link in place of the article's folder is refused, one in place of a file is
replaced.
"""

import errno
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pubpipe.errors import OutputError
from pubpipe.pipeline import exchange, in_place
from pubpipe.pipeline.events import BuiltFile
from pubpipe.pipeline.locking import locked
from pubpipe.pipeline.synced import write_synced

NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
"""A file of the article's folder, or of one folder in it; nothing hidden, nothing that leads elsewhere."""

NOT_EXCHANGED = frozenset(
    {errno.EACCES, errno.EBUSY, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV}
)
"""What the system says where folders cannot change places, although files may be written."""


class Writable(Protocol):
    """A file to be written."""

    @property
    def name(self) -> str:
        """Where in the folder."""
        ...

    @property
    def data(self) -> bytes:
        """What is in it."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """A file of which nothing is known but its name and its bytes."""

    name: str
    data: bytes


def write_all(artifacts: Iterable[Writable], folder: Path) -> tuple[Path, ...]:
    """Publish the artifacts in a folder, all of them in one step; other files in it stay. Raises OutputError.

    A name may have one folder in it, such as evidence/evidence.json.
    """
    files = _named(artifacts, folder)
    try:
        _refuse_link(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent):
            settle(folder)
            try:
                _publish(files, folder)
            finally:
                settle(folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    return tuple(folder / name for name in files)


def write_file(path: Path, data: bytes) -> None:
    """Put one file in its place in one step; nothing else in its folder is touched. Raises OutputError."""
    temporary = path.parent / f".{path.name}.{os.getpid()}.pubpipe-tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        try:
            write_synced(temporary, data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path.parent, error) from error


def settle(folder: Path) -> None:
    """End what a killed build began in a folder: take it back, or finish it if it had been published."""
    exchange.settle(folder)
    in_place.settle(folder)


def settle_all(output: Path) -> None:
    """The same for every folder of an output folder; what cannot be settled now is left to its own next build."""
    with suppress(OSError, OutputError):
        folders = {*exchange.unsettled(output), *in_place.unsettled(output)}
        if folders:
            with locked(output, patience=0):
                for folder in sorted(folders):
                    settle(folder)


def stale(files: tuple[BuiltFile, ...], folder: Path) -> tuple[Path, ...]:
    """Files beside the new ones that a build did not make, in the folder and in those folders that it made."""
    new = {file.path for file in files}
    made = {file.path.parent for file in files} | {folder}
    beside = (path for one in made for path in one.iterdir() if not path.name.startswith("."))
    return tuple(sorted(path for path in beside if path not in new | made))


def _named(artifacts: Iterable[Writable], folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for artifact in artifacts:
        if not NAME.fullmatch(artifact.name) or artifact.name in files:
            raise OutputError(f"A file cannot be called {artifact.name!r} in {folder}.", "Give it a name of its own.")
        files[artifact.name] = artifact.data
    return files


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "It is a link to another place")


def _publish(files: dict[str, bytes], folder: Path) -> None:
    try:
        exchange.publish(files, folder)
    except OSError as error:
        if error.errno not in NOT_EXCHANGED:
            raise
        settle(folder)
        in_place.publish(files, folder)


def _not_written(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"The output cannot be written to {folder}: {error.strerror or error}.",
        "Check the free space and who may write there, or choose another folder with --output.",
    )
