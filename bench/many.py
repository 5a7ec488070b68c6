"""Many articles in all formats in one build: seconds for each, whether time grows as their number, and memory.

    .venv/bin/python -m bench.many [--articles 200] [--voice silent] [--jobs 2] [--no-cache]

The articles have words of their own (`variants`), so that nothing is made once for several; the build is the command
line's, with an empty cache. 200 articles take some ten gigabytes in the folder for temporary files, until it is over.
An article is done when its folder stands in output/. Memory is what each process holds (resident), looked at all along.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import machine
from bench.startup import PUBPIPE
from bench.variants import write_variants
from pubpipe.profile import AudioSettings

EVERY = 0.25
"""Seconds between two looks."""
SHARES = (0.125, 0.25, 0.5, 1.0)
"""Of the articles: how many must be done when the time is told (25, 50, 100 and 200 of 200)."""
SHORTEST = 0.3
"""Of the whole, how long a process must have lived for its memory to tell anything about growth."""


@dataclass
class Watched:
    """A build that was watched.

    done: seconds after which each article stood in its folder, in order; held: by process, its memory in megabytes
    with the seconds after which it was looked at.
    """

    done: list[float] = field(default_factory=list)
    held: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def look(self, process: int, output: Path, seconds: float) -> None:
        """Count the folders that are there, and what the process and its children hold."""
        there = sum(1 for one in output.iterdir() if not one.name.startswith(".")) if output.is_dir() else 0
        self.done += [seconds] * (there - len(self.done))
        for one in (process, *_children(process)):
            if (held := _held(one)) is not None:
                self.held.setdefault(one, []).append((seconds, held))


def _children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return []
    return [int(one) for one in found.split()]


def _held(process: int) -> float | None:
    """Megabytes in memory, None for a process that is not there any more."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def watched(project: Path, options: Sequence[str]) -> Watched:
    """Build all articles of a project, and watch. Raises RuntimeError if it fails, since what fails early is fast."""
    found = Watched()
    surroundings = {**os.environ, "PUBPIPE_CACHE": str(project / "cache")}
    log = project / "log"
    with log.open("wb") as told:
        start = time.perf_counter()
        build = subprocess.Popen([PUBPIPE, "build", *options], cwd=project, stdout=told, stderr=told, env=surroundings)
        while build.poll() is None:
            time.sleep(EVERY)
            found.look(build.pid, project / "output", time.perf_counter() - start)
    found.look(build.pid, project / "output", time.perf_counter() - start)
    if build.returncode:
        raise RuntimeError(f"the build failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return found


def growth(done: Sequence[float]) -> list[tuple[int, float, float]]:
    """For each share of the articles: how many, the seconds until they were done, and seconds for each one of them."""
    counts = sorted({max(1, round(share * len(done))) for share in SHARES})
    return [(count, done[count - 1], done[count - 1] / count) for count in counts]


def flatness(held: Mapping[int, list[tuple[float, float]]], whole: float) -> list[tuple[int, list[float]]]:
    """For each process that lived long enough: the most that it held in each quarter of its life, in megabytes."""
    found = []
    for process, looks in held.items():
        begin, end = looks[0][0], looks[-1][0]
        if end - begin < SHORTEST * whole:
            continue
        quarters: list[list[float]] = [[], [], [], []]
        for seconds, size in looks:
            quarters[min(3, int(4 * (seconds - begin) / (end - begin)))].append(size)
        found.append((process, [max(one, default=0.0) for one in quarters]))
    return found


def table(found: Watched) -> list[str]:
    """Time by number, and memory by process."""
    steps = growth(found.done)
    lines = [f"{'ARTICLES':<12}{'SECONDS':>10}{'FOR EACH':>12}"]
    lines += [f"{count:<12}{seconds:10.1f}{each:10.2f} s" for count, seconds, each in steps]
    if len(steps) > 1:
        (half, before, _), (all_, after, _) = steps[-2:]
        lines.append(f"{all_ / half:.2f} × as many take {after / before:.2f} × as long")
    lines.append(f"{'PROCESS':<12}{'MOST HELD IN EACH QUARTER OF ITS LIFE':>10}")
    for process, sizes in flatness(found.held, found.done[-1]):
        lines.append(f"{process:<12}{', '.join(f'{size:.0f}' for size in sizes)} MB")
    return lines


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=200)
    arguments.add_argument("--voice", default=AudioSettings().voice)
    arguments.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    arguments.add_argument("--no-cache", action="store_true")
    chosen = arguments.parse_args()
    options = ["--voice", chosen.voice, "--jobs", str(chosen.jobs), *(["--no-cache"] if chosen.no_cache else [])]
    with tempfile.TemporaryDirectory() as folder:
        write_variants(chosen.articles, Path(folder) / "source")
        found = watched(Path(folder), options)
    print(machine())
    print(f"{chosen.articles} articles, all formats, voice {chosen.voice}, {chosen.jobs} jobs")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
