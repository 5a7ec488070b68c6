"""Nothing takes more work than it did: counts that are the same on every machine, held against those in bench/figures.json.

Where one goes up for a good reason, `python -m bench.check --renew` makes it the figure from then on.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bench.check import (
    BOOK,
    CHECKING,
    FIGURES,
    FITTED,
    HANDOUT,
    LAYOUTS,
    MORE,
    PAGE,
    PYTHON,
    UTTERANCES,
    calls,
    counted,
    counts_here,
    figures,
    gone_up,
    layouts,
)
from bench.print import two_pages
from pubpipe.formats import pdf
from pubpipe.profile import Profile

ALL = {CHECKING, HANDOUT, PAGE, BOOK, FITTED, LAYOUTS, UTTERANCES}


@pytest.fixture(scope="module")
def held() -> dict[str, int]:
    """The figures for this version of Python. A version without any is held to none, and told of."""
    known = figures()
    if known is None:
        pytest.skip(f"{FIGURES.name} has no figures for Python {PYTHON}: make some with python -m bench.check --renew")
    return known


def test_nothing_takes_more_work_than_it_did(held: dict[str, int]) -> None:
    """A tenth more calls, layouts or utterances is a regression."""
    counts = counted()
    assert set(counts) == set(held) == ALL
    assert gone_up(counts, held) == []
