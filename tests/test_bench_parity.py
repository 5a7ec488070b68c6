"""The benchmark of the check measures what it says, and refuses a build that failed."""

from pathlib import Path

import pytest

from bench.parity import SAMPLE, Run, run, table


def test_each_kind_of_file_has_its_share_of_the_build(tmp_path: Path) -> None:
    """The check of a book takes some time, and not all of it."""
    found = run(SAMPLE, "silent", ["pdf"], tmp_path)
    assert set(found.checks) == {"pdf"}
    assert 0 < found.checking < found.whole


def test_the_table_has_medians() -> None:
    """Of three runs the middle one, in milliseconds and per cent."""
    runs = [Run(whole, {"pdf": 0.1, "epub": epub}) for whole, epub in ((10.0, 0.3), (10.0, 0.4), (20.0, 0.9))]
    lines = [line.split() for line in table(runs)]
    assert lines[1] == ["pdf", "100", "ms", "1.00", "%"]
    assert lines[2] == ["epub", "400", "ms", "4.00", "%"]
    assert lines[3] == ["all", "500", "ms", "5.00", "%"]


def test_a_build_that_failed_is_no_measurement(tmp_path: Path) -> None:
    """What fails early is fast."""
    with pytest.raises(RuntimeError, match="was not built"):
        run(tmp_path / "missing.md", "silent", ["pdf"], tmp_path)
