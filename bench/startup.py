"""How quickly the command line answers: its help and a check of the sample, beside Python that does nothing.

    .venv/bin/python -m bench.startup [--runs 40]

Times are those of whole processes by the clock, warm: files are in memory, modules are compiled. Each run
takes all commands in turn, so that a busy machine slows all of them alike; the ratio is the median of runs.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.machine import machine

ROOT = Path(__file__).parents[1]
SAMPLE = Path("source/hip-mobility-back-pain")
PUBPIPE = str(Path(sys.executable).with_name("pubpipe"))
BASE = "python -c pass"
BARS: Mapping[str, float] = {"pubpipe --help": 0.15, "pubpipe check": 0.4}
"""Seconds that a command may take."""


def commands(article: Path = SAMPLE) -> Mapping[str, list[str]]:
    """What is timed, by its name; the base first."""
    return {
        BASE: [sys.executable, "-c", "pass"],
        "pubpipe --help": [PUBPIPE, "--help"],
        "pubpipe check": [PUBPIPE, "check", str(article)],
    }


def seconds(wanted: Mapping[str, list[str]], runs: int) -> Mapping[str, list[float]]:
    """By the clock, so many runs of each command in turn, after one that does not count.

    Raises CalledProcessError for a command that fails, since what fails early is fast.
    """
    # Python compiles a module once and keeps that, unless it is told otherwise.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found: dict[str, list[float]] = {name: [] for name in wanted}
    for number in range(runs + 1):
        for name, command in wanted.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=surroundings)
            if number:
                found[name].append(time.perf_counter() - start)
    return found


def table(found: Mapping[str, list[float]]) -> list[str]:
    """For each command the median and the best in milliseconds, how many times the base's, and its bar."""
    lines = [f"{'COMMAND':<18}{'MEDIAN':>10}{'BEST':>10}{'TIMES THE BASE':>17}{'BAR':>10}"]
    for name, runs in found.items():
        ratio = statistics.median(one / base for one, base in zip(runs, found[BASE], strict=True))
        bar = f"{1000 * BARS[name]:7.0f} ms" if name in BARS else ""
        lines.append(f"{name:<18}{1000 * statistics.median(runs):7.0f} ms{1000 * min(runs):7.0f} ms{ratio:17.1f}{bar}")
    return lines


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=40)
    found = seconds(commands(), arguments.parse_args().runs)
    print(machine())
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
