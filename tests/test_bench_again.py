"""The benchmark of building again: it changes what it says, and counts what it says."""

from pathlib import Path

import pytest

from bench import again
from bench.again import COLD, EDITS, NOTHING, SAMPLE, SAVES, edit, one_run, table


def test_every_edit_is_one_of_the_sample(tmp_path: Path) -> None:
    """Each sentence stands there once; one that does not is a mistake, and not a quick build."""
    path = tmp_path / "article.md"
    path.write_text((SAMPLE / "article.md").read_text("utf-8"), encoding="utf-8")
    for old, new in EDITS.values():
        edit(path, old, new)
        assert new in path.read_text("utf-8")
        with pytest.raises(ValueError, match="does not stand"):
            edit(path, old, new)


def test_shares_are_those_of_the_same_run() -> None:
    """A busy machine slows both, and leaves the share."""
    lines = table([{COLD: 10.0, NOTHING: 1.0}, {COLD: 20.0, NOTHING: 2.0}, {COLD: 40.0, NOTHING: 20.0}])
    assert lines[1].split() == ["cold", "20.00", "100.0", "%"]
    assert lines[2].split() == ["nothing", "changed", "2.00", "10.0", "%"]


def test_a_run_takes_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a format that has no sound."""
    copies: list[Path] = []

    def noted(path: Path, old: str, new: str) -> None:
        copies.append(path)
        edit(path, old, new)

    monkeypatch.setattr(again, "edit", noted)
    monkeypatch.setattr(again, "READY", 0.5)
    steps = dict(one_run(SAMPLE, ("--format", "pdf")))
    assert list(steps) == [COLD, NOTHING, *EDITS, *SAVES]
    assert all(seconds > 0.0 for seconds in steps.values())
    assert len(copies) == len(EDITS) + len(SAVES)
