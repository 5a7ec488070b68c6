"""Files to the disk, whole or not at all.

Each file is written beside its final name and then renamed over it, which POSIX
makes one step: whoever looks, and whenever the build is killed, there is the
whole old file or the whole new one. What a killed build leaves behind carries
its process id and is swept up by the next.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from pubpipe.errors import OutputError
from pubpipe.formats.publication import Artifact

LEFT_OVER = re.compile(r"^\..+\.(?P<pid>[0-9]+)\.pubpipe-tmp$")


def write_all(artifacts: Iterable[Artifact], folder: Path) -> tuple[Path, ...]:
    """Write the artifacts into a folder and folders in it, all of them to temporary files first. Raises OutputError."""
    pending: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        swept = set[Path]()
        for artifact in artifacts:
            final = folder / artifact.name
            if final.parent not in swept:
                final.parent.mkdir(exist_ok=True)
                _sweep(final.parent)
                swept.add(final.parent)
            temporary = final.with_name(f".{final.name}.{os.getpid()}.pubpipe-tmp")
            pending.append((temporary, final))
            _write(temporary, artifact.data)
        for temporary, final in pending:
            temporary.replace(final)
        for one in sorted(swept):
            _sync_folder(one)
    except OSError as error:
        for temporary, _ in pending:
            temporary.unlink(missing_ok=True)
        raise OutputError(
            f"The output cannot be written to {folder}: {error.strerror or error}.",
            "Check the free space and who may write there, or choose another folder with --output.",
        ) from error
    except BaseException:
        for temporary, _ in pending:
            temporary.unlink(missing_ok=True)
        raise
    return tuple(final for _, final in pending)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove the temporary files of builds that no longer run."""
    for path in folder.iterdir():
        match = LEFT_OVER.match(path.name)
        if match and not _runs(int(match["pid"])):
            path.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
