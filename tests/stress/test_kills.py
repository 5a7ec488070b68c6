"""Builds that are killed at any moment: whoever looks into the folder finds all of one build, byte for byte."""

import os
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from pubpipe.formats import FORMATS
from pubpipe.pipeline import build
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.order import Order
from pubpipe.profile import Profile
from tests.stress.counts import KILLS
from tests.support.children import begin, ending, forked
from tests.support.refusals import SOUND, files

TITLES = ("Look after a stiff neck", "Look well after a stiff neck")
CHUNKS = 2
"""Tests that the kills are shared out to, so that they can run side by side."""
PROFILE = Profile.model_validate({"html": {"audio": "none"}, "epub": {"audio": "none"}})
MADE = tuple(one for one in FORMATS if one.name in ("epub", "html"))


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Bench:
    """Two versions of an article, and what a build of each leaves in the output folder; seconds: that it takes."""

    orders: tuple[Order, Order]
    sets: tuple[dict[str, bytes], dict[str, bytes]]
    output: Path
    seconds: float

    def run(self, version: int) -> None:
        """Build one of them. Raises what went wrong."""
        (built,) = build(self.orders[version], quiet)
        if built.error:
            raise built.error


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Both versions built once, in this process: its children then begin with everything loaded."""
    folder = tmp_path_factory.mktemp("kills")
    orders = []
    for number, title in enumerate(TITLES):
        shutil.copytree(SOUND, folder / f"{number}")
        path = folder / f"{number}" / "article.md"
        path.write_text(path.read_text("utf-8").replace(f"title: {TITLES[0]}", f"title: {title}"), encoding="utf-8")
        orders.append(Order((path,), folder / "output", MADE, PROFILE))
    made = Bench((orders[0], orders[1]), ({}, {}), folder / "output", 0)
    sets = []
    for version in (0, 1):
        made.run(version)
        sets.append(files(made.output))
    start = time.monotonic()
    assert forked(lambda: made.run(0)) == 0
    assert files(made.output) == sets[0]
    return Bench(made.orders, (sets[0], sets[1]), made.output, time.monotonic() - start)


def visible(output: Path) -> dict[str, bytes]:
    """What a visitor finds: nothing hidden."""
    return {name: data for name, data in files(output).items() if not any(part[0] == "." for part in Path(name).parts)}


@pytest.mark.stress
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_killed_at_any_moment_of_a_build_there_is_one_whole_set(bench: Bench, chunk: int) -> None:
    """Of e-book and page together; and the next build leaves nothing of the dead one behind."""
    chance = Random(chunk)  # noqa: S311 (moments, not secrets)
    killed, version = 0, 0
    while killed < KILLS // CHUNKS:
        version = 1 - version
        child = begin(lambda: bench.run(version))  # noqa: B023 (called at once)
        time.sleep(chance.random() * bench.seconds)
        os.kill(child, signal.SIGKILL)
        killed += ending(child) == -signal.SIGKILL
        assert visible(bench.output) in bench.sets
    bench.run(version)
    assert files(bench.output) == bench.sets[version]


def test_the_gate_itself(bench: Bench) -> None:
    """A file of the one build among those of the other is found out."""
    assert bench.sets[0] != bench.sets[1]
    mixed = bench.sets[0] | {name: data for name, data in bench.sets[1].items() if name.endswith(".epub")}
    assert mixed not in bench.sets
