"""Where tasks are carried out: in this process, or side by side in processes that stay warm from task to task.

Processes and not threads, since the print engine's fonts belong to one thread at a time, and Python's lock to one
anyway. They are forked before anything heavy is loaded, so that each loads what its tasks need, once. A worker ends
with its parent, however that ends, and leaves the keyboard's interrupt to it.
"""

import ctypes
import multiprocessing
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import ParamSpec, TypeVar

from pubpipe.errors import OutputError

_P = ParamSpec("_P")
_T = TypeVar("_T")

_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent ends."""
_LONGEST_LINE = 512
"""Bytes. A pipe takes so many in one piece, whoever else writes to it (POSIX, PIPE_BUF)."""
_MOST_TOLD = 65_536
_MOST_NUMBERS = 256
"""As many as one byte tells apart."""
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
"""By which somebody asks a build to end."""
SHORT = 1.0
"""Seconds to wait for a process that was told to end."""
TRIES = 3
"""How often a task is begun whose process is killed: another task's may have been meant."""


class Here(Executor):
    """Carries out each task as it is given, in this process: nothing to start, and a fault is where it was made."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """A future that is done."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told
            future.set_exception(error)
        return future


class Workers(Executor):
    """So many processes, which stay warm. One that is killed is replaced, and what it was at is begun once more."""

    def __init__(self, jobs: int, make_ready: Callable[[int], object] = lambda _: None) -> None:
        self.jobs, self._make_ready = jobs, make_ready
        self.has_tasks = False
        """Whether there ever was one."""
        self._numbers, give = os.pipe()
        os.set_blocking(self._numbers, False)
        os.write(give, bytes(range(min(jobs, _MOST_NUMBERS))))
        os.close(give)
        self._told, self._tell = os.pipe()
        os.set_blocking(self._told, False)
        os.set_blocking(self._tell, False)
        self._pool: ProcessPoolExecutor | None = None
        self._again: deque[Callable[[], None]] = deque()
        self._others = {child.pid for child in multiprocessing.active_children()}
        # A process that ends at once tidies nothing up: what it has put aside goes with this folder.
        self._aside = temporary_folder()

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Carry it out in one of the processes; they are begun with the first, if they are not yet."""
        self.has_tasks = True
        done: Future[_T] = Future()
        self._begin(done, TRIES, lambda pool: pool.submit(fn, *args, **kwargs))
        return done

    def begin(self) -> None:
        """Begin the processes, which make themselves ready while there is no task yet."""
        with _signals_held():
            self._living().submit(int)

    def tend(self) -> list[bytes]:
        """Begin again what a killed process was at, and give the lines that tasks have told since; call it often."""
        while self._again:
            self._again.popleft()()
        with suppress(BlockingIOError):
            return os.read(self._told, _MOST_TOLD).splitlines()
        return []

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """Let the processes end; without waiting, end them."""
        if self._pool:
            children = [one for one in multiprocessing.active_children() if one.pid not in self._others]
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
            if not wait:
                for child in children:
                    child.terminate()
                    child.join(SHORT)
        self._aside.cleanup()
        for end in (self._told, self._tell, self._numbers):
            os.close(end)

    def _begin(self, done: "Future[_T]", tries: int, submit: "Callable[[ProcessPoolExecutor], Future[_T]]") -> None:
        def end(future: "Future[_T]") -> None:
            error = future.exception()
            if not isinstance(error, BrokenProcessPool):
                _hand_on(future, done)
            elif tries > 1:
                # Not from here: a process ends with the thread that began it, and this one ends with its pool.
                self._again.append(lambda: self._begin(done, tries - 1, submit))
            else:
                done.set_exception(_killed())

        with _signals_held():
            try:
                future = submit(self._living())
            except BrokenProcessPool:
                self._pool = None
                future = submit(self._living())
        future.add_done_callback(end)

    def _living(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.jobs,
                mp_context=multiprocessing.get_context("fork"),
                initializer=_begin,
                initargs=(os.getpid(), self._tell, self._aside.name, self._numbers, self._make_ready),
            )
        return self._pool


def temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    """A folder for what is put aside, which goes with whoever holds it. Raises OutputError where none can be made."""
    try:
        return tempfile.TemporaryDirectory(prefix="pubpipe-", ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"Nothing can be put aside in any temporary folder: {error.strerror or error}.",
            "Make room there, or name another folder in the environment variable TMPDIR.",
        ) from error


@contextmanager
def _signals_held() -> Iterator[None]:
    """No signal in here: a process that is being forked would answer it as its parent does, with the parent's words.

    It begins with them held, and lets them go once it answers them in its own way (`_begin`).
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hand_on(future: "Future[_T]", done: "Future[_T]") -> None:
    if error := future.exception():
        done.set_exception(error)
    else:
        done.set_result(future.result())


def _killed() -> OutputError:
    return OutputError(
        f"The process that made a part of the build was ended {TRIES} times.",
        "There may be too little memory: try again with fewer --jobs.",
    )


@contextmanager
def workers(jobs: int, make_ready: Callable[[int], object] = lambda _: None) -> Iterator[Executor]:
    """An executor for so many tasks at a time; whatever is still running when the context is left by an error ends.

    make_ready: what a process does before its first task, so that no later one waits for what loads slowly. It is
    given the process's number, from 0; those that take the place of others, and those after some hundred, have -1.
    """
    if jobs == 1:
        yield Here()
        return
    pool = Workers(jobs, make_ready)
    try:
        yield pool
    except BaseException:
        # Nobody waits for what nobody wants any more.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    # Nor for one to get ready that never had anything to do.
    pool.shutdown(wait=pool.has_tasks, cancel_futures=not pool.has_tasks)


_teller: int | None = None


def tell(line: bytes) -> None:
    """Say something to whoever gave out the task, from within it; unheard where nobody listens or has the time to."""
    if _teller is not None:
        with suppress(OSError):
            os.write(_teller, line[: _LONGEST_LINE - 1] + b"\n")


def _begin(parent: int, teller: int, aside: str, numbers: int, make_ready: Callable[[int], object]) -> None:
    """The first thing that a worker does."""
    global _teller  # noqa: PLW0603 - a process has one
    _teller = teller
    tempfile.tempdir = aside
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    with suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    number = -1
    with suppress(OSError):
        number = next(iter(os.read(numbers, 1)), number)
    # What cannot be loaded is told of by the task that needs it.
    with suppress(Exception):
        make_ready(number)
