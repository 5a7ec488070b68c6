"""Many machines: a Dask scheduler that gives tasks to workers wherever they are.

A task whose worker is lost is given to another by the scheduler. Nothing else is tried again: a task that fails tells
why in what it gives back, and a fault of the program would be the same fault elsewhere.
"""

import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pubpipe.errors import OutputError, PubpipeError, UsageError

if TYPE_CHECKING:
    from distributed import Client, Security

_P = ParamSpec("_P")
_T = TypeVar("_T")

SECURE = "tls://"
_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d{1,5}")
CONNECTING = 10.0
"""Seconds that a scheduler has to answer."""
AHEAD_OF_MACHINES = 1_000
"""Tasks that a scheduler holds at a time: enough for some hundred workers, few enough for any memory."""
JOINING = 60.0
"""Seconds that the first worker has to join."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Where the scheduler is, and the files that it and its workers are known by.

    address: tcp://host:port or tls://host:port; ca: the certificates of whoever vouches for the others; certificate,
    key: our own. What is not given is taken from Dask's configuration.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are given."""
        return tuple(file for file in (self.ca, self.certificate, self.key) if file)


@contextmanager
def machines(scheduler: Scheduler) -> Iterator[Executor]:
    """An executor whose tasks are carried out by a scheduler's workers.

    Raises UsageError where there is no scheduler, no worker, or one that carries out several tasks within a process.
    """
    client = _client(scheduler)
    # What it would print of a lost connection is told in words of our own.
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        _look_at_workers(client, scheduler.address)
        they = Machines(client)
        try:
            yield they
        except BaseException:
            # Nobody waits for what nobody wants any more.
            they.shutdown(wait=False)
            raise
        they.shutdown()
    finally:
        client.close()
        logger.setLevel(level)


class Machines(Executor):
    """The workers of a scheduler; what goes wrong between the machines is told as a PubpipeError."""

    def __init__(self, client: "Client") -> None:
        # Never pure: the same article may be another one a minute later, and no answer is to be remembered.
        self._executor: Executor = client.get_executor(pure=False, retries=0)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Carry it out in one of the workers."""
        done: Future[_T] = Future()

        def hand_on(future: "Future[_T]") -> None:
            try:
                done.set_result(future.result())
            except BaseException as error:  # noqa: BLE001 - whoever asks for the result is told
                done.set_exception(_told(error))

        try:
            self._executor.submit(fn, *args, **kwargs).add_done_callback(hand_on)
        except Exception as error:  # noqa: BLE001 - a client without a scheduler raises what its state makes it
            done.set_exception(_lost(error))
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """Wait for what is still carried out; without waiting, call it off."""
        self._executor.shutdown(wait=wait and not cancel_futures)


def _client(scheduler: Scheduler) -> "Client":
    if not _ADDRESS.fullmatch(scheduler.address):
        # Dask itself would take nothing for a cluster to be started here.
        raise UsageError(
            f"“{scheduler.address}” is no scheduler's address.", "Write it as tcp://host:8786 or tls://host:8786."
        )
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "--scheduler needs a library that is not installed.", "pip install 'pubpipe[cluster]'"
        ) from error
    security = _security(scheduler)
    begun: Future[Client] = Future()

    def begin() -> None:
        try:
            begun.set_result(Client(scheduler.address, security=security, timeout=CONNECTING, set_as_default=False))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            begun.set_exception(error)

    # Its own patience ends only where nobody listens; somebody who listens and says nothing, it awaits for ever.
    Thread(target=begin, daemon=True).start()
    try:
        return begun.result(2 * CONNECTING)
    except Exception as error:
        # Nobody there, another protocol, a certificate that is not trusted: each has a class of its own.
        raise UsageError(
            f"The scheduler at {scheduler.address} does not answer: {_reason(error)}.",
            "Start one with `dask scheduler`; check the address, the network and the --tls files.",
        ) from error


def _security(scheduler: Scheduler) -> "Security | None":
    from distributed import Security

    secure = scheduler.address.startswith(SECURE)
    if scheduler.files and not secure:
        raise UsageError(
            f"The address {scheduler.address} is not one of TLS, so the --tls files would be of no use.",
            f"Write it as {SECURE}host:port, as a scheduler with TLS says it when it starts.",
        )
    for file in scheduler.files:
        if not file.is_file():
            raise UsageError(f"There is no file {file}.", "Name the certificates and the key as PEM files.")
    if not secure:
        return None
    given = {"tls_ca_file": scheduler.ca, "tls_client_cert": scheduler.certificate, "tls_client_key": scheduler.key}
    files = {name: str(file) for name, file in given.items() if file}
    return Security(require_encryption=True, **files)


def _look_at_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=JOINING)
    except TimeoutError as error:
        raise UsageError(
            f"The scheduler at {address} has no worker.", f"Start some with `dask worker {address} --nthreads 1`."
        ) from error
    crowded = {worker: threads for worker, threads in client.nthreads().items() if threads > 1}
    if crowded:
        worker, threads = next(iter(crowded.items()))
        # The print engine's fonts belong to one thread at a time, so the others would stand and wait.
        raise UsageError(
            f"The worker {worker} carries out {threads} tasks in one process, of which all but one would wait.",
            f"Start it as `dask worker {address} --nthreads 1 --nworkers {threads}`.",
        )


def _told(error: BaseException) -> BaseException:
    """An error of a task as whoever gave it out is told it."""
    from distributed.scheduler import KilledWorker

    match error:
        case PubpipeError():
            return error
        case KilledWorker():
            return OutputError(
                "Every worker that was given it was lost on the way.",
                "There may be too little memory: see the workers' own output, and give them more.",
            )
        case CancelledError():
            return _lost(error)
        case ImportError():
            return UsageError(
                f"A worker cannot import what it needs: {_reason(error)}.",
                "Install the same pubpipe with the same packages on the scheduler and on every worker.",
            )
        case _:
            return error


def _lost(error: BaseException) -> OutputError:
    return OutputError(
        f"The scheduler was lost: {_reason(error)}.",
        "See its own output. What was published stays; build again for the rest.",
    )


def _reason(error: Any) -> str:
    """The first line of what an error says, else its kind."""
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
