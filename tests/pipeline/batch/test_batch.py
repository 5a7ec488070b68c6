"""A batch from its rows to its files: nothing while a row is wrong, each row alone, and on with it after a kill."""

import csv
import os
import shutil
import signal
import stat
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.errors import CheckError, OutputError, SourceError, UsageError
from pubpipe.findings import Code
from pubpipe.pipeline.batch import BatchOrder, BatchResult, publishing, run_batch
from pubpipe.pipeline.batch.order import RowTask
from pubpipe.pipeline.batch.preparing import prepared
from pubpipe.pipeline.choices import Choices, read_choices
from pubpipe.pipeline.events import Progress
from pubpipe.profile import Profile
from pubpipe.storing import Kept, Place
from tests.support import rows
from tests.support.children import begin, ending
from tests.support.epub import metadata
from tests.support.refusals import files

SILENT = Profile.model_validate({"audio": {"voice": "silent"}, "html": {"audio": "none"}, "epub": {"audio": "none"}})
HEAD = "article,formats,stretches,side-neck-stretch.hold,hip-flexor-stretch.sides,note\n"


def read(path: Path | None) -> Choices:
    """A profile with the silent voice, and pages without it."""
    return read_choices(path, None) if path else Choices(SILENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an article."""
    rows.project(tmp_path)
    return tmp_path


def order(folder: Path, *lines: str, **wishes: object) -> BatchOrder:
    """An order for these rows; their formats are the page unless they say otherwise."""
    (folder / "rows.csv").write_text(HEAD + "".join(f"neck-care{line}\n" for line in lines), encoding="utf-8")
    made = BatchOrder(data=folder / "rows.csv", read=read, project=folder, output=folder / "out", formats=("html",))
    return replace(made, **wishes)  # type: ignore[arg-type]


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def run(made: BatchOrder) -> BatchResult:
    """Carry it out."""
    return run_batch(made, quiet)


def statuses(result: BatchResult) -> list[str]:
    """What became of the rows, new ones in capitals."""
    return [one.status.upper() if one.status == "done" and not one.is_old else one.status for one in result.rows]


def results(folder: Path) -> list[dict[str, str]]:
    """The lines of the file of results."""
    with (folder / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def visible(folder: Path) -> dict[str, bytes]:
    """The files of all rows."""
    found = files(folder / "out")
    return {name: data for name, data in found.items() if "/" in name and not name.startswith(".")}


def page(folder: Path, line: int) -> str:
    """A row's page."""
    return (folder / "out" / f"{line:04}-neck-care" / "neck-care.html").read_text(encoding="utf-8")


def test_each_row_has_its_own_in_a_folder_of_its_own(folder: Path) -> None:
    """Its stretches, doses, sides and lines; warnings and disclaimers in all of them."""
    result = run(order(folder, ",,,45 s,,Hello Wilhelmina", ",,hip-flexor-stretch,,left,", ",pdf,,,,"))
    assert result.exit_code == 0
    assert statuses(result) == ["DONE", "DONE", "DONE"]
    first, second = page(folder, 2), page(folder, 3)
    assert "45 seconds" in first
    assert "Wilhelmina" in first
    assert "Wilhelmina" not in second
    assert "left side only" in second
    assert "Kneel on your left knee" in second
    assert "Side neck stretch" not in second
    for text in (first, second):
        assert "Stop and call your clinician" in text
        assert "This is information, not medical advice." in text
    assert sorted(visible(folder)) == [
        "0002-neck-care/neck-care.html",
        "0003-neck-care/neck-care.html",
        "0004-neck-care/neck-care-handout-a4.pdf",
        "0004-neck-care/neck-care-large-print-a4.pdf",
    ]
    told = results(folder)
    assert [(one["row"], one["article"], one["status"], one["folder"]) for one in told] == [
        ("2", "neck-care", "done", "0002-neck-care"),
        ("3", "neck-care", "done", "0003-neck-care"),
        ("4", "neck-care", "done", "0004-neck-care"),
    ]


def test_the_turned_drawing_is_drawn_for_the_side_of_the_steps(folder: Path) -> None:
    """Its description says the same, and the picture that is not shown any more is not in the page."""
    made = order(folder, ",,hip-flexor-stretch,,left,", ",,hip-flexor-stretch,,right,")
    run(made)
    left, right = page(folder, 2), page(folder, 3)
    assert "A person kneels on the left knee" in left
    assert "right hip is hatched" not in left
    assert "A person kneels on the right knee" in right
    tasks = [task_of(made, line) for line in (2, 3)]
    drawn = [prepared(task).matter for task in tasks]
    pictures = [dict(one.assets) if one else {} for one in drawn]
    assert [len(one) for one in pictures] == [1, 1]
    assert next(iter(pictures[0].values())).data != next(iter(pictures[1].values())).data


def task_of(made: BatchOrder, line: int) -> RowTask:
    """The task of a row."""
    from pubpipe.pipeline.batch.ordering import ordered
    from pubpipe.reading.rows import read_rows

    tasks = ordered(read_rows(made.data, ("pdf", "epub", "audio", "html")), made).tasks
    return next(task for task in tasks if task.line == line)


def test_nothing_is_made_while_a_row_is_wrong(folder: Path) -> None:
    """Each that is wrong is told, with its line; the results say which."""
    result = run(order(folder, ",,,,,", ",,,,left right,", ",,chin-tuck,45 s,,", ",,,,,"))
    assert result.exit_code == 1
    assert [one.code for one in result.findings] == [Code.BAD_CELL]
    assert visible(folder) == {}
    result = run(order(folder, ",,,,,", ",,chin-tuck,45 s,,", ",,plank,,,", ",,,,,"))
    assert result.exit_code == 1
    assert statuses(result) == ["waiting", "invalid", "invalid", "waiting"]
    assert [one.position.line for row in result.rows for one in row.findings] == [3, 4]
    assert visible(folder) == {}
    assert [one["status"] for one in results(folder)] == ["waiting", "invalid", "invalid", "waiting"]
    assert [one["codes"] for one in results(folder)] == ["", "B008", "B008", ""]
    # Corrected, it begins without another word.
    assert statuses(run(order(folder, ",,,,,"))) == ["DONE"]


def test_rows_that_are_done_stay_done_while_another_is_wrong(folder: Path) -> None:
    """The results know of both, and nothing is made again once it is corrected."""
    lines = [",,,30 s,,", ",,,40 s,,"]
    run(order(folder, *lines))
    assert run(order(folder, *lines, ",,plank,,,", resume=True)).exit_code == 1
    assert [one["status"] for one in results(folder)] == ["done", "done", "invalid"]
    assert statuses(run(order(folder, *lines, ",,chin-tuck,,,", resume=True))) == ["done", "done", "DONE"]
    assert [one["status"] for one in results(folder)] == ["done", "done", "done"]


def test_what_concerns_patients_is_for_the_owner_of_the_folder(folder: Path) -> None:
    """Unless somebody has made the folder and said otherwise."""
    run(order(folder, ",,,,,"))
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o700
    shared = folder / "shared"
    shared.mkdir(mode=0o755)
    run(order(folder, ",,,,,", output=shared))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_an_output_folder_that_cannot_be_made_is_a_message(folder: Path) -> None:
    """And no traceback."""
    (folder / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        run(order(folder, ",,,,,"))


def test_what_the_review_finds_in_a_tailored_article_stops_its_row(folder: Path) -> None:
    """A dose in the words of a stretch that the row has changed (A027)."""
    path = folder / "source" / "neck-care" / "article.md"
    path.write_text(rows.ARTICLE.replace("3. Keep your", "3. Hold for 20 seconds. Keep your"), encoding="utf-8")
    result = run(order(folder, ",,,,,", ",,,45 s,,"))
    assert statuses(result) == ["waiting", "invalid"]
    assert Code.DOSE_CONTRADICTED in [one.code for one in result.rows[1].findings]


def test_a_link_to_a_stretch_that_is_left_out_stops_its_row(folder: Path) -> None:
    """It would lead nowhere."""
    path = folder / "source" / "neck-care" / "article.md"
    text = rows.ARTICLE.replace("A stiff neck is common.", "Begin with [this one](#hip-flexor-stretch).")
    path.write_text(text, encoding="utf-8")
    result = run(order(folder, ",,,,,", ",,chin-tuck,,,"))
    assert statuses(result) == ["waiting", "invalid"]
    assert [one.code for one in result.rows[1].findings] == [Code.BAD_LINK]


def test_warnings_stop_a_row_under_strict_alone(folder: Path) -> None:
    """As they stop a build."""
    lines = (",,,,,Hold it for 60 seconds.",)
    assert run(order(folder, *lines, only_check=True)).exit_code == 0
    result = run(order(folder, *lines, only_check=True, strict=True))
    assert result.exit_code == 1
    assert statuses(result) == ["invalid"]


def test_a_check_alone_writes_nothing(folder: Path) -> None:
    """Not even results."""
    assert run(order(folder, ",,,,,", only_check=True)).exit_code == 0
    assert not (folder / "out").exists()


def test_a_recording_that_would_last_for_hours_is_told_before_anything_is_made(folder: Path) -> None:
    """A slip in a table as in an article."""
    path = folder / "source" / "neck-care" / "article.md"
    path.write_text(rows.ARTICLE.replace(":repeat: 3", ":repeat: 90"), encoding="utf-8")
    result = run(order(folder, ",audio,chin-tuck,,,", ",audio,side-neck-stretch,600 s,,"))
    assert statuses(result) == ["waiting", "invalid"]
    assert "more than 60 minutes" in str(result.rows[1].error)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_that_fails_does_not_stop_others(folder: Path, jobs: int) -> None:
    """It is told why, and the exit status is its error's."""
    (folder / "templates" / "large_print").mkdir(parents=True)
    (folder / "templates" / "large_print" / "page.html").write_text("{% broken %}", encoding="utf-8")
    lines = (",epub,,,,", ",html,,,,", ",epub,,30 s,,Hello")
    result = run(order(folder, *lines, jobs=jobs, templates=(folder / "templates",)))
    assert statuses(result) == ["DONE", "failed", "DONE"]
    assert isinstance(result.rows[1].error, OutputError)
    assert result.exit_code == 4
    assert [one["status"] for one in results(folder)] == ["done", "failed", "done"]
    assert sorted(visible(folder)) == ["0002-neck-care/neck-care.epub", "0004-neck-care/neck-care.epub"]


def test_the_same_rows_are_the_same_bytes_for_any_number_of_jobs(folder: Path) -> None:
    """In every format."""
    lines = (",pdf html,,45 s,,Hello", ",epub audio,chin-tuck,,,", ",pdf,,,left,Goodbye")
    run(order(folder, *lines))
    alone = visible(folder)
    shutil.rmtree(folder / "out")
    run(order(folder, *lines, jobs=2))
    assert visible(folder) == alone
    assert len(alone) >= 10


def test_each_patient_s_book_is_another_one(folder: Path) -> None:
    """But the same one each time, and that of a row which changes nothing is everybody's."""
    given = ("", "", "30 s", "40 s", "30 s")
    result = run(order(folder, *(f",epub,,{hold},," for hold in given)))
    assert statuses(result) == ["DONE"] * len(given)
    ids = [metadata(one, "dc:identifier")[0] for _, one in sorted(visible(folder).items())]
    assert ids[0] == ids[1]
    assert ids[2] == ids[4]
    assert len(set(ids)) == 3


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let every row fail with this."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(publishing, "publish_tailored", fail)


@pytest.mark.parametrize(
    "error", [RuntimeError("Wilhelmina"), OutputError("Wilhelmina"), CheckError("x", "Wilhelmina")]
)
def test_no_error_tells_of_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Also one that nobody has thought of."""
    failing(monkeypatch, error)
    result = run(order(folder, ",,,,,Hello Wilhelmina"))
    assert statuses(result) == ["failed"]
    assert result.exit_code in (4, 5)
    assert "Wilhelmina" not in repr(result) + str(result.rows[0].error)


def test_a_batch_goes_on_where_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done and whole is left alone; what failed, changed or was damaged is made again."""
    lines = [",,,,,", ",,,30 s,,", ",,chin-tuck,,,", ",,,,,Hello"]
    with monkeypatch.context() as patch:
        failing(patch, OutputError("No."))
        assert statuses(run(order(folder, *lines))) == ["failed"] * 4
    assert statuses(run(order(folder, *lines, resume=True))) == ["DONE"] * 4
    before = visible(folder)
    assert statuses(run(order(folder, *lines, resume=True))) == ["done"] * 4
    assert visible(folder) == before
    lines[1] = ",,,40 s,,"
    (folder / "out" / "0004-neck-care" / "neck-care.html").write_text("<p>", encoding="utf-8")
    assert statuses(run(order(folder, *lines, resume=True))) == ["done", "DONE", "DONE", "done"]
    assert "40 seconds" in page(folder, 3)
    assert visible(folder)["0004-neck-care/neck-care.html"] == before["0004-neck-care/neck-care.html"]
    source = folder / "source" / "neck-care" / "article.md"
    source.write_text(rows.ARTICLE.replace("Move slowly.", "Move very slowly."), encoding="utf-8")
    assert statuses(run(order(folder, *lines, resume=True))) == ["DONE"] * 4
    assert statuses(run(order(folder, *lines, resume=True, profile=profile(folder)))) == ["DONE"] * 4


def profile(folder: Path) -> Path:
    """A clinic's profile on the disk."""
    path = folder / "clinic.yaml"
    path.write_text("clinic: {name: Other Clinic}\nhtml: {audio: none}\n", encoding="utf-8")
    return path


def test_a_batch_is_not_begun_over_another(folder: Path) -> None:
    """Its folders may be another patient's."""
    run(order(folder, ",,,,,Hello Wilhelmina"))
    before = visible(folder)
    with pytest.raises(UsageError, match="--resume"):
        run(order(folder, ",,,,,Hello Bartholomew"))
    (folder / "out" / "results.csv").unlink()
    with pytest.raises(UsageError, match="--resume"):
        run(order(folder, ",,,,,Hello Bartholomew"))
    assert visible(folder) == before


def test_a_folder_never_holds_files_of_two_rows(folder: Path) -> None:
    """Those that an earlier run is known to have left are removed; others stop the row."""
    run(order(folder, ",pdf html,,,,Hello Wilhelmina"))
    home = folder / "out" / "0002-neck-care"
    assert len(list(home.iterdir())) == 3
    assert statuses(run(order(folder, ",html,,,,Hello Bartholomew", resume=True))) == ["DONE"]
    assert [path.name for path in home.iterdir()] == ["neck-care.html"]
    assert "Wilhelmina" not in page(folder, 2)
    (home / "somebody.pdf").write_bytes(b"%PDF")
    before = visible(folder)
    result = run(order(folder, ",html,,,,Hello Maximilian", resume=True))
    assert statuses(result) == ["failed"]
    assert visible(folder) == before
    assert "somebody.pdf" in str(result.rows[0].error)


def test_folders_of_rows_that_are_gone_are_named(folder: Path) -> None:
    """They stay, and somebody is told."""
    run(order(folder, ",,,,,", ",,,,,"))
    result = run(order(folder, ",,,,,", resume=True))
    assert result.gone == ("0003-neck-care",)
    assert [one["status"] for one in results(folder)] == ["done", "gone"]


def test_killed_at_any_moment_it_goes_on_to_the_same_files(folder: Path) -> None:
    """Every row that was told to be done is left alone, and what comes of it in the end is what a quiet run makes."""
    lines = [f",,,{hold} s,,Line {hold}" for hold in range(10, 16)]
    run(order(folder, *lines))
    whole = visible(folder)
    shutil.rmtree(folder / "out")
    made = order(folder, *lines, resume=True)
    for wait in (0.5, 1.5, 2.5):
        child = begin(lambda: run(made))
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        ending(child)
        kept = {name: data for name, data in visible(folder).items() if name in whole}
        assert all(data == whole[name] for name, data in kept.items())
    before = [one["folder"] for one in results(folder) if one["status"] == "done"]
    result = run(made)
    assert [one.folder for one in result.rows if one.is_old] == sorted(before)
    assert visible(folder) == whole


class Watched(Kept):
    """A store that tells what was put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.put_there: list[str] = []

    def put(self, key: str, data: bytes) -> None:
        """Keep a value."""
        self.put_there.append(key)
        super().put(key, data)


def test_nothing_of_a_row_is_kept_where_others_find_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of others is read and never written."""
    watched = Watched()
    asked: list[str] = []

    def get(key: str) -> None:
        asked.append(key)

    monkeypatch.setattr(watched, "get", get)
    monkeypatch.setattr(publishing, "open_store", lambda _place: watched)
    result = run(order(folder, ",audio html,chin-tuck,,,Hello", store=Place(str(folder / "cache"))))
    assert statuses(result) == ["DONE"]
    assert asked
    assert watched.put_there == []
    assert not (folder / "cache").exists()


def test_a_free_line_is_never_sent_to_a_voice_on_the_internet(folder: Path) -> None:
    """Rows without one may have it, and so may files without sound."""
    online = Profile.model_validate({"audio": {"voice": "gtts"}, "html": {"audio": "none"}})
    lines = (",audio,,,,Hello", ",audio,,,,", ",html,,,,Hello")
    result = run(order(folder, *lines, read=lambda _path: Choices(online), only_check=True))
    assert statuses(result) == ["invalid", "waiting", "waiting"]
    assert [one.code for one in result.rows[0].findings] == [Code.SENT_AWAY]
    # Nor by who makes the row without having it judged.
    outcome = publishing.made(task_of(order(folder, lines[0], read=lambda _path: Choices(online)), 2))
    assert isinstance(outcome.error, SourceError)
    assert [one.code for one in outcome.findings] == [Code.SENT_AWAY]


def test_addresses_that_lead_to_another_dose_are_left_out(folder: Path) -> None:
    """The page on the web has the article's; a row with lines alone keeps the way to it."""
    addresses = {"url": "https://clinic.example/{id}", "audio": {"url": "https://clinic.example/{id}.mp3"}}
    made = order(folder, ",,,45 s,,", ",,,,,Hello", read=lambda _path: Choices(Profile.model_validate(addresses)))

    def known(line: int) -> Mapping[str, str | None]:
        matter = prepared(task_of(made, line)).matter
        assert matter is not None
        return {"page": matter.profile.url, "sound": matter.profile.audio.url}

    assert known(2) == {"page": None, "sound": None}
    assert known(3) == {"page": "https://clinic.example/neck-care", "sound": "https://clinic.example/neck-care.mp3"}


def test_an_article_that_changes_meanwhile_fails_its_rows(folder: Path) -> None:
    """What was validated is what is made, or nothing."""
    made = order(folder, ",,,,,")
    task = replace(task_of(made, 2), fingerprint="0" * 64)
    outcome = publishing.made(task)
    assert isinstance(outcome.error, SourceError)
    assert "changed" in str(outcome.error)
