"""A clinic's rows on many machines: the files of one machine, in a folder that all of them see, and none elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.errors import OutputError, UsageError
from pubpipe.pipeline.batch import BatchOrder, elsewhere, publishing, run_batch
from pubpipe.pipeline.choices import Choices, read_choices
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.pipeline.events import Progress
from pubpipe.profile import Profile
from tests.cluster.processes import Cluster
from tests.support import rows
from tests.support.refusals import files

MUTE = Profile.model_validate({"html": {"audio": "none"}})
CANARY = "Zanzibar"


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def read(path: Path | None) -> Choices:
    """A profile for pages without sound."""
    return read_choices(path, None) if path else Choices(MUTE)


def order(folder: Path) -> BatchOrder:
    """Rows of a project in this folder, with a free line each."""
    folder.mkdir()
    rows.project(folder)
    lines = "".join(f"neck-care,{hold} s,Ask {CANARY}{hold} at the desk.\n" for hold in (20, 25, 30, 35))
    (folder / "rows.csv").write_text(f"article,side-neck-stretch.hold,note\n{lines}", encoding="utf-8")
    return BatchOrder(folder / "rows.csv", read, folder, folder / "out", formats=("html",))


def made(folder: Path) -> dict[str, bytes]:
    """The files of all rows."""
    return {name: data for name, data in files(folder).items() if "/" in name and not name.startswith(".")}


def test_rows_on_a_cluster_are_those_of_one_machine(machines: Cluster, tmp_path: Path) -> None:
    """Whoever logs there what it does, logs nothing of what a patient is told; done rows are left alone again."""
    here, there = order(tmp_path / "here"), order(tmp_path / "there")
    run_batch(here, quiet)
    there = replace(there, scheduler=Scheduler(machines.address))
    result = run_batch(there, quiet)
    assert [(one.status, one.error) for one in result.rows] == [("done", None)] * 4
    found = made(there.output)
    assert len(found) == 4
    assert found == made(here.output)
    assert [CANARY in data.decode() for data in found.values()] == [True] * 4
    again = run_batch(replace(there, resume=True), quiet)
    assert [one.is_old for one in again.rows] == [True] * 4
    assert CANARY not in machines.printed


def test_a_row_whose_files_are_nowhere_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine may have a folder of the same name, which is its own."""
    asked = order(tmp_path / "project")
    monkeypatch.setattr(publishing, "write_all", lambda *_: None)
    result = run_batch(asked, quiet)
    assert {one.status for one in result.rows} == {"failed"}
    for one in result.rows:
        assert isinstance(one.error, OutputError)
        assert "its files are not in" in one.error.message


def test_rows_travel_between_machines_under_tls_alone(tmp_path: Path) -> None:
    """Nobody is asked before that is said."""
    asked = replace(order(tmp_path / "project"), scheduler=Scheduler("tcp://scheduler.clinic.example:8786"))
    with pytest.raises(UsageError, match="open to whoever listens") as raised:
        run_batch(asked, quiet)
    assert "tls://" in raised.value.remedy


def test_a_row_is_not_made_with_other_software(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files would be others."""
    asked = order(tmp_path / "project")

    class Elsewhere:
        """Carries out at once what it is given, as another machine."""

        def submit(self, act: object, *arguments: object) -> object:
            """The act, which raises."""
            monkeypatch.setattr("pubpipe.pipeline.errands.environment", lambda: "another")
            return act(*arguments)  # type: ignore[operator]

    from pubpipe.pipeline.batch.ordering import ordered
    from pubpipe.reading.rows import read_rows

    (task, *_) = ordered(read_rows(asked.data, ("html",)), asked).tasks
    with pytest.raises(OutputError, match="another pubpipe"):
        elsewhere.submitted(
            Elsewhere(),  # type: ignore[arg-type]
            publishing.made,
            task,
            replace(asked, scheduler=Scheduler("tcp://127.0.0.1:1")),
        )
    assert not task.folder.exists()
