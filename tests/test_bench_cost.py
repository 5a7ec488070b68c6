"""The cost of handouts: what is measured is what is done, and what breaks first is named first."""

from dataclasses import replace

import fsspec

from bench.cost import MEASURED, article, handouts, limits, scheduling
from pubpipe.formats import FORMATS


def test_a_handout_is_measured_with_all_that_is_done_for_it() -> None:
    """A PDF in a folder, a line in the results, and the time to make both."""
    found = handouts(2)
    assert found["handout_files"] == 2
    assert found["handout_bytes"] > 20_000
    assert found["line"] > 50
    assert 0 < found["writing"] < found["handout"] * 10


def test_an_article_is_measured_from_storage_and_to_it() -> None:
    """Each file is put once beside its name, once in its place by copying; the manifest comes with them."""
    page = tuple(one for one in FORMATS if one.name == "pdf")
    found = article(page)
    assert found["article"] > 0
    assert found["article_bytes"] > 20_000
    # Two editions, put, copied and no longer waiting; the manifest, removed and put; and what the store was given.
    assert found["writes"] == 3 * 2 + 2 + found["kept"]
    assert found["reads"] >= found["kept"]
    assert fsspec.filesystem("memory").find("/") == []


def test_a_task_of_a_scheduler_is_measured() -> None:
    """In milliseconds, and not by the clock of whoever waits."""
    found = scheduling(50)
    assert 0 < found["scheduling"] < 0.1


def test_what_breaks_first_is_what_the_fewest_cores_bring_to_its_limit() -> None:
    """However the figures change."""
    assert "output folder" in limits(replace(MEASURED, writing=1.0))[2]
    assert "scheduler" in limits(replace(MEASURED, scheduling=10.0))[2]
    assert "prefix of S3" in limits(replace(MEASURED, writes=1e7))[2]
