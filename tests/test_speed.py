"""Nothing takes more work than it did: counts that are the same on every machine, held against bench/figures.json.

Where one goes up for a good reason, `python -m bench.check --renew` makes it the figure from then on.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import check
from bench.check import FITTED, HANDOUT, PYTHON, calls, counted, figures, gone_up, layouts, renew
from bench.print import two_pages
from pubpipe.formats import pdf
from tests.validators import ValidatorMissing


@pytest.fixture(scope="module")
def held() -> dict[str, int]:
    """The figures for this version of Python; one that has none yet is “not checked”, and so is never a pass."""
    known = figures()
    if known is None:
        raise ValidatorMissing(
            "Work that may not grow",
            f"bench/figures.json has nothing for Python {PYTHON}: `python -m bench.check --renew` makes it",
        )
    return known


def test_nothing_takes_more_work_than_it_did(held: dict[str, int]) -> None:
    """A tenth more calls of functions, layouts of pages or utterances of a voice is a regression."""
    counts = counted()
    assert set(counts) == set(held)
    assert gone_up(counts, held) == []


def test_a_second_layout_is_noticed(held: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate itself, with an engine that lays everything out twice: by its layouts, and by its calls."""
    short = two_pages()
    once = pdf._laid_out

    def twice(*arguments: Any) -> object:
        once(*arguments)
        return once(*arguments)

    monkeypatch.setattr(pdf, "_laid_out", twice)
    counts = {FITTED: layouts(lambda: pdf.make(short)), HANDOUT: calls(lambda: pdf.make(short))}
    assert [line.split(":")[0] for line in gone_up(counts, held)] == [FITTED, HANDOUT]


def test_a_tenth_more_is_too_much() -> None:
    """Less is not, and what nothing is held for is told."""
    held = {"one": 100, "other": 100}
    assert gone_up({"one": 110, "other": 5}, held) == []
    assert gone_up({"one": 111, "third": 1}, held) == [
        "one: 111 where 100 are held, 1.11 × as many",
        "third: nothing is held",
    ]


def test_counting_no_layout_is_a_mistake() -> None:
    """Where the engine is called otherwise, nothing would be counted and nothing would ever go up."""
    with pytest.raises(RuntimeError, match="no page"):
        layouts(lambda: None)


def test_figures_are_renewed_for_this_python_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of others stay."""
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"2.7": {"one": 1}, PYTHON: {"one": 2}}), encoding="utf-8")
    monkeypatch.setattr(check, "FIGURES", file)
    renew({"one": 3})
    assert json.loads(file.read_text(encoding="utf-8")) == {"2.7": {"one": 1}, PYTHON: {"one": 3}}
    assert figures() == {"one": 3}
