"""What ten thousand, a million and a hundred million handouts cost on many machines, and what breaks first.

    .venv/bin/python -m bench.cost [--rows 40] [--tasks 2000]

A handout is a patient's: one row of `pubpipe batch`, tailored, made, checked and written. What one costs is measured
here, in seconds of processor time, so that a busy machine does not change it; the rest is multiplied. What breaks first
is whatever the fewest cores bring to its limit: each limit is measured here, or is the one of a named document.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.machine import machine
from pubpipe.formats import FORMATS, Format
from pubpipe.pipeline.address import place
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.batch import BatchOrder, run_batch
from pubpipe.pipeline.choices import read_choices
from pubpipe.pipeline.cluster import Machines
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.pipeline.writing import write_all
from pubpipe.reading.rows.table import MOST_ROWS
from pubpipe.storing import Place

ROOT = Path(__file__).parents[1]
SAMPLE = "hip-mobility-back-pain"
COUNTS = (10**4, 10**6, 10**8)
CORES = 100
S3_WRITES = 3_500
"""A second and prefix: PUT, COPY, POST and DELETE, in “Best practices design patterns: optimizing Amazon S3
performance”, https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html."""
WRITES, READS = ("pipe_file", "cp_file", "rm_file"), ("cat_file", "ls", "find", "open", "info")
"""What a request to storage is called in fsspec."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One handout of the sample, one article with everything, and what passes by one place.

    handout, article: seconds of processor time; handout_bytes, article_bytes: of their files; handout_files: their
    number, with the folder; line: bytes in the file of results; writing: seconds that one row has an output folder to
    itself; scheduling: seconds of processor time of scheduler and command together, for one task; waiting: bytes that
    a task takes there; kept, kept_bytes: entries of an article in a store; reads, writes: requests of an article to
    storage.
    """

    handout: float
    handout_bytes: float
    handout_files: float
    line: float
    writing: float
    article: float
    article_bytes: float
    kept: float
    kept_bytes: float
    reads: float
    writes: float
    scheduling: float
    waiting: float


MEASURED = Measured(
    handout=0.480669, handout_bytes=63800.9, handout_files=2, line=228.9, writing=0.00574593, article=22.4878,
    article_bytes=3.40196e+07, kept=370, kept_bytes=1.30378e+08, reads=603, writes=402, scheduling=0.00211289,
    waiting=18574,
)  # fmt: skip
"""The figures of the README, as this module printed them on AMD EPYC, 2 cores, Python 3.11.7, load 6."""


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def handouts(rows: int) -> Mapping[str, float]:
    """Of so many rows of the sample, after a few that load what all of them need."""
    with tempfile.TemporaryDirectory() as name:
        _batch(Path(name) / "warm", 3)
        start = time.process_time()
        folder = _batch(Path(name) / "rows", rows)
        seconds = time.process_time() - start
        made = [path for path in folder.rglob("*") if path.is_file() and path.parent != folder]
        first = [path for path in made if path.parent == made[0].parent]
        return {
            "handout": seconds / rows,
            "handout_bytes": sum(path.stat().st_size for path in made) / rows,
            "handout_files": len(made) / rows + 1,
            "line": (folder / "results.csv").stat().st_size / rows,
            "writing": _writing(first, Path(name) / "written"),
        }


def _batch(folder: Path, rows: int) -> Path:
    """The folder with what was made of so many rows."""
    folder.mkdir()
    lines = "".join(f"{SAMPLE},handout,{20 + number % 20} s\n" for number in range(rows))
    (folder / "rows.csv").write_text(f"article,edition,hip-flexor-stretch.hold\n{lines}", encoding="utf-8")
    order = BatchOrder(
        folder / "rows.csv", lambda path: read_choices(path, None), ROOT, folder / "out", formats=("pdf",)
    )
    result = run_batch(order, quiet)
    if result.exit_code:
        sys.exit(f"The rows could not be made: {result.findings or [one.error for one in result.rows]}")
    return folder / "out"


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: bytes


def _writing(files: list[Path], folder: Path, times: int = 100) -> float:
    """The least seconds by the clock in which a row's files are written and no other row's can be."""
    made = [_File(path.name, path.read_bytes()) for path in files]
    found = []
    for number in range(times):
        start = time.perf_counter()
        write_all(made, folder / str(number))
        found.append(time.perf_counter() - start)
    return min(found)


def article(formats: tuple[Format, ...] = FORMATS, voice: str | None = None) -> Mapping[str, float]:
    """Of the sample in every format, from storage and to it, with a store that is empty at first."""
    import fsspec

    files = fsspec.filesystem("memory")
    with _counted(type(files)) as counts:
        request = Request(
            (place(f"file://{ROOT / 'source' / SAMPLE}"),),
            place("memory://out"),
            formats,
            Wishes(voice=voice),
            store=Place("memory://store"),
        )
        start = time.process_time()
        (built,) = answer(request, quiet)
        seconds = time.process_time() - start
        if built.error:
            sys.exit(str(built.error))
    kept = files.find("/store", detail=True)
    found = {
        "article": seconds,
        "article_bytes": float(sum(file.size for file in built.files)),
        "kept": float(len(kept)),
        "kept_bytes": float(sum(one["size"] for one in kept.values())),
        "reads": float(sum(counts[one] for one in READS)),
        "writes": float(sum(counts[one] for one in WRITES)),
    }
    files.rm("/", recursive=True)
    return found


@contextmanager
def _counted(storage: type[Any]) -> Iterator[dict[str, int]]:
    """How often each request is made of a kind of storage in the context; what one makes of itself is part of it."""
    counts = dict.fromkeys((*READS, *WRITES), 0)
    within: list[str] = []

    def counting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(*arguments: object, **named: object) -> object:
            counts[name] += not within
            within.append(name)
            try:
                return real(*arguments, **named)
            finally:
                within.pop()

        return act

    patches = [patch.object(storage, name, counting(name, getattr(storage, name))) for name in counts]
    for one in patches:
        one.start()
    try:
        yield counts
    finally:
        for one in patches:
            one.stop()


def scheduling(tasks: int) -> Mapping[str, float]:
    """Of so many tasks that do nothing, given to one worker by a scheduler in this process."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        they = Machines(client)
        wait([they.submit(_nothing, 0.0) for _ in range(100)])
        held, start = _held(), time.process_time()
        first = they.submit(_nothing, 3.0)
        waiting = [they.submit(_nothing, 0.0) for _ in range(tasks)]
        time.sleep(2.0)
        grown = _held() - held
        wait([first, *waiting])
        return {"scheduling": (time.process_time() - start) / tasks, "waiting": max(grown, 0.0) / tasks}


def _nothing(seconds: float) -> None:
    time.sleep(seconds)


def _held() -> float:
    """Bytes of memory that this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


def table(found: Measured, counts: tuple[int, ...] = COUNTS) -> list[str]:
    """What so many handouts cost, as a table in Markdown."""
    lines = [
        f"| handouts | core-hours | hours on {CORES} cores | storage | files and folders | files of rows | results |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count in counts:
        hours = count * found.handout / 3600
        cells = (
            f"{count:,}",
            _rounded(hours),
            _rounded(hours / CORES),
            _size(count * found.handout_bytes),
            f"{round(count * found.handout_files):,}",
            f"{-(-count // MOST_ROWS):,}",
            _size(count * found.line),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def limits(found: Measured) -> list[str]:
    """What is brought to its limit by how many cores, the fewest first, as a table in Markdown."""
    known = (
        (
            f"one output folder, which rows write to in turn, {1000 * found.writing:.1f} ms each",
            1 / found.writing,
            found.handout,
            "handouts",
        ),
        (
            f"one scheduler, {1000 * found.scheduling:.2f} ms a task, two tasks a handout",
            1 / found.scheduling / 2,
            found.handout,
            "handouts",
        ),
        (
            f"one prefix of S3, {S3_WRITES:,} writes a second, {found.writes:.0f} an article",
            S3_WRITES / found.writes,
            found.article,
            "articles",
        ),
    )
    lines = ["| what breaks | at most a second | with so many cores |", "| --- | ---: | ---: |"]
    for what, rate, seconds, things in sorted(known, key=lambda one: one[1] * one[2]):
        lines.append(f"| {what} | {_rounded(rate)} {things} | {_rounded(rate * seconds)} |")
    return lines


def sentence(found: Measured) -> str:
    """What one article with everything costs."""
    return (
        f"An article in all formats takes {found.article:.0f} s of one core, {_size(found.article_bytes)} of files and "
        f"{_size(found.kept_bytes)} in {found.kept:.0f} entries of a shared store, with {found.reads:.0f} reads and "
        f"{found.writes:.0f} writes."
    )


def _rounded(value: float) -> str:
    """Two figures, which is what a measurement is good for."""
    return f"{float(f'{value:.2g}'):,.0f}" if value >= 10 else f"{value:.2g}"


def _size(value: float) -> str:
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 1000:
            return f"{_rounded(value)} {unit}"
        value /= 1000
    return f"{_rounded(value)} PB"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=40)
    arguments.add_argument("--tasks", type=int, default=2000)
    wanted = arguments.parse_args()
    found = Measured(**scheduling(wanted.tasks), **handouts(wanted.rows), **article())
    print(machine())
    print(", ".join(f"{one.name}={getattr(found, one.name):.6g}" for one in fields(found)))
    print("\n".join(("", *table(found), "", sentence(found), "", *limits(found))))


if __name__ == "__main__":
    main()
