"""The benchmark of the start measures whole programs in turn, and takes no failure for speed."""

import subprocess
import sys

import pytest

from bench.machine import machine
from bench.startup import BASE, commands, seconds, table


def test_each_command_is_run_in_turn() -> None:
    """So many times, and once more before."""
    found = seconds({BASE: [sys.executable, "-c", "pass"], "other": [sys.executable, "-c", "1"]}, 2)
    assert {name: len(runs) for name, runs in found.items()} == {BASE: 2, "other": 2}
    assert all(one > 0 for runs in found.values() for one in runs)
    assert list(commands()) == [BASE, "pubpipe --help", "pubpipe check"]


def test_the_ratio_is_that_of_paired_runs() -> None:
    """Of three runs the middle one, each against the base of the same run."""
    lines = table({BASE: [0.01, 0.02, 0.01], "pubpipe check": [0.3, 0.4, 0.2]})
    assert lines[2].split() == ["pubpipe", "check", "300", "ms", "200", "ms", "20.0", "400", "ms"]


def test_a_command_that_fails_is_no_measurement() -> None:
    """What fails early is fast."""
    with pytest.raises(subprocess.CalledProcessError):
        seconds({BASE: [sys.executable, "-c", "raise SystemExit(1)"]}, 1)


def test_the_machine_is_named() -> None:
    """Its cores and its Python at least."""
    assert "cores, Python 3." in machine()
