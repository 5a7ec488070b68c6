"""A hundred thousand inputs that nobody would write: each is an article, a pose, a picture or a message."""

import dataclasses
import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stress import targets
from tests.stress.counts import FUZZED_INPUTS
from tests.stress.fuzz import ENGINES, TARGETS, Order, orders, run
from tests.stress.limits import MEGABYTES, SECONDS
from tests.validators import ValidatorMissing

SEED = 1
CASES = sorted(path for path in targets.CASES.glob("*/*"))
# Hypothesis may find a few less than it is asked for.
PLANNED = orders(FUZZED_INPUTS + FUZZED_INPUTS // 100, SEED, Path("fuzz-failures"))


@pytest.mark.stress
@pytest.mark.parametrize("order", PLANNED, ids=lambda one: f"{one.engine}-{one.target}".replace(" ", "-"))
def test_no_input_breaks_a_reader(order: Order, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """No traceback, two seconds at most, and no more memory than a reader may have; every input was given."""
    if order.engine == "atheris" and importlib.util.find_spec("atheris") is None:
        raise ValidatorMissing("atheris", "it has wheels for x86_64 alone: pip install atheris")
    result = run(dataclasses.replace(order, failures=tmp_path))
    record_property("fuzzed", result.inputs)
    assert result.broken == (), "\n".join(result.broken)
    assert result.inputs >= order.inputs * (0.9 if order.engine == "hypothesis" else 1)
    assert result.slowest < SECONDS
    assert result.megabytes < MEGABYTES


def test_as_many_inputs_as_promised_are_planned() -> None:
    """Of every engine, to every reader."""
    assert sum(order.inputs * (0.9 if order.engine == "hypothesis" else 1) for order in PLANNED) >= FUZZED_INPUTS
    assert {(order.engine, order.target) for order in PLANNED} == {(one, other) for one in ENGINES for other in TARGETS}
    assert set(TARGETS) == set(targets.TARGETS)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_once_broke_a_reader_does_not_any_more(path: Path) -> None:
    """Each was found by one of the engines, or near what they found."""
    targets.TARGETS[path.parent.name].run(path.read_bytes())


def test_the_gate_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that passes over a fault in silence, and one that cannot print its reason, are found out."""
    with pytest.raises(AssertionError):
        targets._judge(None, ())
    monkeypatch.setattr(targets, "read_metadata", lambda *_: None)
    with pytest.raises(AssertionError):
        targets.TARGETS["front matter"].run(b"a: b")
