"""Bytes that nobody would write, for every reader of what is not trusted: `python -m tests.stress.fuzz --help`.

Three engines: `mutation` changes sound and faulty inputs and grows others from each format's grammar; `hypothesis`
composes them, and shrinks what breaks something; `atheris` is guided by the lines that an input reaches. The same
numbers give the same inputs. An input that breaks something is kept under --failures, with what it broke.
"""

import argparse
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from tests.stress.limits import MEGABYTES, limit_memory, peak_megabytes, timed

ENGINES = ("mutation", "hypothesis", "atheris")
SHARES = {"mutation": 0.80, "hypothesis": 0.05, "atheris": 0.15}
"""Of all inputs."""
TARGETS = {
    "markdown": 14, "json": 8, "front matter": 12, "pose": 8, "profile": 10, "lexicon": 16, "svg": 20, "picture": 12,
    "rows": 9, "workbook": 1,
}  # fmt: skip
"""The readers, and of a hundred inputs how many each is given."""
ROOT = Path(__file__).parents[2]
HUNG = 20
"""Seconds after which the engine that is guided by lines calls one input hung."""
PATIENCE = 120
"""Seconds until a run counts as hung, on top of what its inputs may take."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one engine's inputs to one reader; broken: what went wrong, with the file that the input is in."""

    engine: str
    target: str
    inputs: int
    seconds: float
    slowest: float
    megabytes: float
    broken: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.engine:10} {self.target:12} {self.inputs:8,} inputs {self.seconds:7.1f} s"
            f"  slowest {self.slowest * 1000:5.0f} ms  {self.megabytes:5.0f} MB  {len(self.broken)} broken"
        )


@dataclass(frozen=True, slots=True)
class Order:
    """One engine's inputs to one reader: how many, from which seed, and where those go that break something."""

    engine: str
    target: str
    inputs: int
    seed: int
    failures: Path


def orders(inputs: int, seed: int, failures: Path) -> tuple[Order, ...]:
    """So many inputs in all, shared out among the readers and the engines."""
    whole = sum(TARGETS.values())
    return tuple(
        Order(engine, target, max(1, round(inputs * share * weight / whole)), seed, failures)
        for target, weight in TARGETS.items()
        for engine, share in SHARES.items()
    )


def run(order: Order) -> Run:
    """One engine's inputs to one reader, in a process with limits of its own."""
    command = [sys.executable, "-m", "tests.stress.fuzz", "--one", order.engine, order.target]
    command += ["--inputs", str(order.inputs), "--seed", str(order.seed), "--failures", str(order.failures)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "run.json"
        begin = time.monotonic()
        done = subprocess.run(
            [*command, "--told", str(told)],
            cwd=ROOT,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE + order.inputs * 0.1,
        )
        took = time.monotonic() - begin
        if not told.exists():
            why = f"{order.engine} {order.target} ended with {done.returncode}\n{done.stderr[-4000:]}"
            return Run(order.engine, order.target, 0, took, 0, 0, (why,))
        result = json.loads(told.read_text("utf-8"))
    if order.engine == "atheris" and not result["broken"] and done.returncode:
        result["broken"] = [f"atheris {order.target}: {done.stderr[-4000:]}"]
    return Run(**{**result, "broken": tuple(result["broken"])})


class _Watch:
    """Gives inputs to a reader, counts them, and keeps those that break something."""

    def __init__(self, order: Order) -> None:
        from tests.stress.targets import TARGETS as READERS

        self.order = order
        self.target = READERS[order.target]
        self.recipe = self.target.recipe()
        self.count, self.slowest, self.broken = 0, 0.0, dict[str, str]()
        self.begin = time.monotonic()
        self._base = peak_megabytes()

    def give(self, data: bytes) -> None:
        """One input. Raises what it broke."""
        self.count += 1
        try:
            self.slowest = max(self.slowest, timed(self.target.run, data))
        except BaseException as error:
            self._keep(data, error)
            raise

    def _keep(self, data: bytes, error: BaseException) -> None:
        at = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}"
        if place not in self.broken:
            self.order.failures.mkdir(parents=True, exist_ok=True)
            name = f"{self.order.target}-{hashlib.sha256(data).hexdigest()[:12]}".replace(" ", "-")
            (self.order.failures / name).write_bytes(data)
            text = "".join(traceback.format_exception(error))
            self.broken[place] = f"{self.order.failures / name}: {place}\n{text[-3000:]}"

    def tell(self, path: Path | None) -> None:
        """Write down what came of it."""
        order, took = self.order, time.monotonic() - self.begin
        megabytes = peak_megabytes() - self._base
        told = Run(order.engine, order.target, self.count, took, self.slowest, megabytes, tuple(self.broken.values()))
        if path:
            path.write_text(json.dumps(asdict(told)), encoding="utf-8")


def _mutation(order: Order, watch: _Watch) -> None:
    from tests.stress.random_inputs import inputs

    limit_memory()
    for data in itertools.islice(inputs(watch.recipe, order.seed), order.inputs):
        try:
            watch.give(data)
        except Exception:  # noqa: BLE001, S112 (kept by the watch, which reports it; the next input is given all the same)
            continue


def _hypothesis(order: Order, watch: _Watch) -> None:
    from hypothesis import HealthCheck, Phase, given, seed, settings

    from tests.stress.strategies import strategy

    limit_memory()

    @seed(order.seed)
    @settings(
        max_examples=order.inputs,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy(watch.recipe))
    def give(data: bytes) -> None:
        watch.give(data)

    while watch.count < order.inputs and not watch.broken:
        try:
            give()
        except Exception:  # noqa: BLE001, S112 (kept by the watch, which reports it)
            continue


def _atheris(order: Order, watch: _Watch, told: Path | None) -> None:
    import atheris

    from tests.stress.random_inputs import mutated

    def mutate(data: bytes, most: int, number: int) -> bytes:
        chance = Random(number)  # noqa: S311 (not secrets)
        roll = chance.random()
        if roll < 0.3:
            return bytes(atheris.Mutate(data, most))
        if roll < 0.5 and watch.recipe.grow:
            data = watch.recipe.grow(chance)
        return mutated(data, watch.recipe, chance)[:most]

    def give(data: bytes) -> None:
        try:
            watch.give(data)
        finally:
            # The engine ends this process by itself, without a word to Python.
            if watch.count >= order.inputs or watch.broken:
                watch.tell(told)

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(watch.recipe.seeds):
            (Path(corpus) / f"{number:04}").write_bytes(data)
        order.failures.mkdir(parents=True, exist_ok=True)
        memory = peak_megabytes() + MEGABYTES
        options = [f"-runs={order.inputs}", f"-seed={order.seed}", "-max_len=8000", f"-timeout={HUNG}"]
        options += [f"-rss_limit_mb={memory:.0f}", f"-artifact_prefix={order.failures}/atheris-", corpus]
        atheris.Setup([sys.argv[0], *options], give, custom_mutator=mutate)
        atheris.Fuzz()


def _one(order: Order, told: Path | None) -> None:
    """One engine's inputs to one reader, in this process."""
    if order.engine == "atheris":
        import atheris

        # Whose lines are counted has to be said before they are loaded.
        with atheris.instrument_imports(include=["pubpipe", "yaml", "markdown_it", "mdit_py_plugins"]):
            watch = _Watch(order)
        _atheris(order, watch, told)
    watch = _Watch(order)
    (_mutation if order.engine == "mutation" else _hypothesis)(order, watch)
    watch.tell(told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Give so many inputs to all readers; 1 if any of them broke something."""
    parser = argparse.ArgumentParser(prog="python -m tests.stress.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="inputs in all (100000)")
    parser.add_argument("--seed", type=int, default=1, help="where the inputs begin; the same seed gives the same ones")
    parser.add_argument(
        "--failures", type=Path, default=Path("fuzz-failures"), help="where what breaks something is kept"
    )
    parser.add_argument("--engine", choices=ENGINES, action="append", help="only this one")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this reader")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "TARGET"), help=argparse.SUPPRESS)
    parser.add_argument("--told", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args(arguments)
    if wish.one:
        _one(Order(wish.one[0], wish.one[1], wish.inputs, wish.seed, wish.failures), wish.told)
        return 0
    wanted = [
        order
        for order in orders(wish.inputs, wish.seed, wish.failures)
        if order.engine in (wish.engine or ENGINES) and order.target in (wish.target or TARGETS)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = []
        for result in pool.map(run, wanted):
            runs.append(result)
            sys.stdout.write(f"{result}\n")
            sys.stdout.flush()
    broken = [what for result in runs for what in result.broken]
    sys.stdout.write("\n".join((*broken, f"{sum(one.inputs for one in runs):,} inputs, {len(broken)} broken\n")))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
