"""Builds into one output folder write one after the other.

The system's lock ends with the process that holds it, however it ends. It is taken on the folder itself, so that
nothing is left lying in it; network file systems that lock only files get one to lock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pubpipe.errors import OutputError

PATIENCE = 60.0
"""Seconds until another build that is still writing is taken for one that hangs: writing takes less than one."""
BETWEEN = 0.02
LOCK_NAME = ".pubpipe-lock"


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """The folder to oneself, after waiting for so many seconds at most. Raises OutputError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            _acquire(descriptor, folder, patience)
        except OSError:
            os.close(descriptor)
            descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
            _acquire(descriptor, folder, patience)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, folder: Path, patience: float) -> None:
    last = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= last:
                raise OutputError(
                    f"Another build has been writing to {folder} for {patience:.0f} seconds.",
                    "Wait until it ends, or stop it, and build again.",
                ) from error
            time.sleep(BETWEEN)
        else:
            return
