"""Children that may die: the same process once more, warm, and gone before it can tidy up."""

import itertools
import os
import signal
import sys
from collections.abc import Callable

DISK = ("open", "os.", "shutil.", "ctypes.dlsym")
"""What every step of writing announces itself with to Python's audit hooks, before it is taken."""


def begin(action: Callable[[], object]) -> int:
    """The id of a child that does this, and ends."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        action()
        status = 0
    finally:
        # Neither pytest's tidying up nor what is still unprinted is the child's business.
        os._exit(status)


def ending(child: int) -> int:
    """How a child ended: 0, 1 after an exception, or the negative number of the signal it died of."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def forked(action: Callable[[], object]) -> int:
    """How a child that does this ended."""
    return ending(begin(action))


def killed_at(step: int, action: Callable[[], object]) -> bool:
    """Whether a child that does this came to its end before the numbered step on the disk, at which it is killed."""
    status = forked(lambda: _dying_at(step, action))
    assert status in {0, -signal.SIGKILL}, status
    return status == 0


def _dying_at(step: int, action: Callable[[], object]) -> None:
    steps = itertools.count(1)

    def watch(event: str, _arguments: object) -> None:
        if event.startswith(DISK) and event != "os.kill" and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    action()
