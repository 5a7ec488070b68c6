"""Workers: warm, replaced when they are killed, and gone when whoever began them is."""

import os
import signal
import time
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from pubpipe.errors import OutputError
from pubpipe.narrating import open_voice, voices
from pubpipe.pipeline.workers import TRIES, Here, Workers, tell, workers
from tests.support.children import begin

_T = TypeVar("_T")


def result_of(pool: Workers, future: "Future[_T]", seconds: float = 30, heard: list[bytes] | None = None) -> _T:
    """What a task came to, with the workers tended as a build does it; heard gets the lines that they told."""
    end = time.monotonic() + seconds
    lines: list[bytes] = [] if heard is None else heard
    while not future.done():
        lines += pool.tend()
        time.sleep(0.01)
        assert time.monotonic() < end
    lines += pool.tend()
    return future.result()


def die(marker: Path, times: int) -> str:
    """Be killed so many times, counted in a file, and then live."""
    with marker.open("a") as file:
        file.write("x")
    if len(marker.read_text()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def told(line: bytes) -> None:
    """Say something."""
    tell(line)


def ready(number: int) -> None:
    """Note a process's number in it."""
    os.environ["READY"] = str(number)


def is_alive(process: int) -> bool:
    """Whether a process is there, and no mere entry of one that ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_job_stays_in_this_process() -> None:
    """With its results and its errors."""
    with workers(1) as here:
        assert isinstance(here, Here)
        assert here.submit(os.getpid).result() == os.getpid()
        assert isinstance(here.submit(divmod, 1, 0).exception(), ZeroDivisionError)


def test_several_jobs_are_processes_that_stay() -> None:
    """Each task is done in one of so many processes, and none of them is this one."""
    with workers(2) as pool:
        assert isinstance(pool, Workers)
        seen = {result_of(pool, pool.submit(os.getpid)) for _ in range(20)}
        assert os.getpid() not in seen
        assert 1 <= len(seen) <= 2
        assert isinstance(pool.submit(divmod, 1, 0).exception(), ZeroDivisionError)
    assert not any(map(is_alive, seen))


def test_what_a_killed_worker_was_at_is_begun_again(tmp_path: Path) -> None:
    """Once or twice without a word, since it may have been another task's fault; then with a message."""
    with workers(2) as pool:
        assert isinstance(pool, Workers)
        assert result_of(pool, pool.submit(die, tmp_path / "once", 1)) == "alive"
        doomed = pool.submit(die, tmp_path / "always", TRIES)
        with pytest.raises(OutputError, match=f"ended {TRIES} times"):
            result_of(pool, doomed)
        assert result_of(pool, pool.submit(os.getppid)) == os.getpid()


def test_what_a_task_tells_is_heard() -> None:
    """Line by line; a line that is too long for one piece is cut and not mixed with another."""
    with workers(2) as pool:
        assert isinstance(pool, Workers)
        for line in (b"one", b"x" * 10_000):
            heard: list[bytes] = []
            result_of(pool, pool.submit(told, line), heard=heard)
            assert len(heard) == 1
            assert line.startswith(heard[0])
    tell(b"to nobody")


def test_every_process_is_made_ready_before_its_first_task() -> None:
    """Each of them, by its number; those that take the place of others have none."""
    with workers(2, ready) as pool:
        assert isinstance(pool, Workers)
        pool.begin()
        seen = {result_of(pool, pool.submit(os.getenv, "READY")) for _ in range(9)}
        assert seen <= {"0", "1"}
        with suppress(OutputError):
            result_of(pool, pool.submit(os._exit, 1))
        assert result_of(pool, pool.submit(os.getenv, "READY")) == "-1"
    assert "READY" not in os.environ


def test_processes_that_got_nothing_to_do_are_not_waited_for() -> None:
    """Such as where the article has faults, while they still load what makes it."""
    start = time.monotonic()
    with workers(2, lambda _: time.sleep(60)) as pool:
        assert isinstance(pool, Workers)
        pool.begin()
        assert not pool.has_tasks
    assert time.monotonic() - start < 20


def test_what_cannot_be_made_ready_is_left_to_the_tasks() -> None:
    """One that needs it says what is missing; the process is as good as any."""
    with workers(2, lambda _: divmod(1, 0)) as pool:
        assert isinstance(pool, Workers)
        assert result_of(pool, pool.submit(abs, -1)) == 1


def test_an_interrupt_does_not_wait(tmp_path: Path) -> None:
    """Who leaves by an error leaves at once: what was running is ended."""

    def interrupted() -> None:
        with workers(2) as pool:
            pool.submit(time.sleep, 60)
            pool.submit((tmp_path / "never").touch)
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - start < 20


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """Killed without a warning it can tell them nothing, and none of them stays behind."""
    noted = tmp_path / "worker"

    def parent() -> None:
        pool = Workers(2)
        noted.write_text(str(result_of(pool, pool.submit(os.getpid))))
        time.sleep(60)

    child = begin(parent)
    try:
        end = time.monotonic() + 30
        while not (noted.exists() and noted.read_text()):
            assert time.monotonic() < end
            time.sleep(0.01)
        worker = int(noted.read_text())
        assert is_alive(worker)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    end = time.monotonic() + 10
    while is_alive(worker):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_worker_leaves_its_parent_s_voices_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine's threads are not forked with it: to speak with it, or to let go of it, would wait for ever."""
    first = open_voice("silent", "en-GB", 140)
    assert open_voice("silent", "en-GB", 140) is first
    monkeypatch.setattr(voices, "MOST_OPEN", 1)

    class Engine:
        """It cannot be let go of in another process."""

        here = os.getpid()

        def __del__(self) -> None:
            if os.getpid() != self.here:
                os.kill(os.getpid(), signal.SIGKILL)

    opened = voices._OPEN[os.getpid()]
    opened[Engine, "en-GB", 0] = Engine()  # type: ignore[assignment]  # stands for a voice
    with workers(2) as pool:
        assert isinstance(pool, Workers)
        for rate in (150, 160, 170):
            assert result_of(pool, pool.submit(spoken_here, rate, id(first))) is False


def spoken_here(rate: int, first: int) -> bool:
    """Open a voice, one after another; whether the parent's was given."""
    open_voice("silent", "en-GB", rate)
    return id(open_voice("silent", "en-GB", 140)) == first
