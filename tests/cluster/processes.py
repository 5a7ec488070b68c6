"""Schedulers, workers and storage as they are in the world: processes of their own, reached over the loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that a process has to answer on a busy machine."""

KEY_ID, SECRET = "AKIDCANARY0000000001", "canary/secret/that/nobody/may/print"
KEYS = {"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass
class Running:
    """A process that was started here, and where all that it prints is kept."""

    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def printed(self) -> str:
        """What it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """End it, gently if it can be."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()

    def kill(self) -> None:
        """End it as a power cut does."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """A scheduler with its workers. arguments: those that all of them are started with."""

    folder: Path
    address: str
    scheduler: Running
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    workers: list[Running] = field(default_factory=list)

    def add_worker(self, threads: int = 1) -> Running:
        """Start one more worker; it need not have joined yet."""
        own = self.folder / f"worker-{len(self.workers)}"
        own.mkdir()
        worker = begin(
            (
                *("-m", "distributed.cli.dask_worker", self.address, "--host", HOST, "--no-nanny", "--no-dashboard"),
                *("--nthreads", str(threads), "--memory-limit", "0", "--local-directory", str(own)),
                *("--death-timeout", "60", *self.arguments),
            ),
            own / "log",
            self.environment,
        )
        self.workers.append(worker)
        return worker

    @property
    def printed(self) -> str:
        """What all of them have printed."""
        return "".join(one.printed for one in (self.scheduler, *self.workers))


def begin(arguments: Sequence[str], log: Path, environment: Mapping[str, str]) -> Running:
    """Start a Python process that prints into a file."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=log.parent,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    return Running(process, log)


def environment(**more: str) -> dict[str, str]:
    """The variables of a process that finds pubpipe and these tests, and has no cache of its own."""
    paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return {**os.environ, "PYTHONPATH": paths, "PUBPIPE_CACHE": "", **more}


def wait_for(holds: Callable[[], bool], what: str, running: Running | None = None) -> None:
    """Wait until something holds, and not for ever."""
    end = time.monotonic() + PATIENCE
    while not holds():
        printed = running.printed if running else ""
        assert time.monotonic() < end, f"{what} took too long. {printed}"
        assert running is None or running.process.poll() is None, f"{what} ended. {printed}"
        time.sleep(0.05)


@contextmanager
def cluster(
    folder: Path, variables: Mapping[str, str], workers: int = 2, protocol: str = "tcp", arguments: tuple[str, ...] = ()
) -> Iterator[Cluster]:
    """A scheduler on a port of its own and so many workers, which end with the context."""
    folder.mkdir()
    told = folder / "scheduler.json"
    scheduler = begin(
        (
            *("-m", "distributed.cli.dask_scheduler", "--host", HOST, "--port", "0", "--no-dashboard", "--no-show"),
            *("--protocol", protocol, "--scheduler-file", str(told), *arguments),
        ),
        folder / "log",
        variables,
    )
    ours: list[Running] = [scheduler]
    try:
        wait_for(told.is_file, "The scheduler", scheduler)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        made = Cluster(folder, address, scheduler, variables, arguments, workers=[])
        ours = made.workers
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for one in {id(one): one for one in (*ours, scheduler)}.values():
            one.end()


@contextmanager
def storage(folder: Path) -> Iterator[str]:
    """The address of an S3 endpoint that keeps what it is given in memory."""
    folder.mkdir()
    port = free_port()
    running = begin(("-m", "moto.server", "-H", HOST, "-p", str(port)), folder / "log", environment())
    address = f"http://{HOST}:{port}"
    try:
        wait_for(lambda: _answers(f"{address}/moto-api/"), "The storage", running)
        yield address
    finally:
        running.end()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def silent_port() -> Iterator[int]:
    """A port where somebody listens, and never says a word."""
    with socket.create_server((HOST, 0)) as one:
        port: int = one.getsockname()[1]
        yield port


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):  # noqa: S310 - our own, on the loopback
            return True
    except (URLError, ConnectionError, TimeoutError):
        return False
