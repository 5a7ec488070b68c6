"""`pubpipe batch` as somebody at a desk meets it: help, what is wrong with rows, and what became of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import rows

TABLE = "article,formats,edition,side-neck-stretch.hold,note\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an article, and a profile whose pages are silent."""
    rows.project(tmp_path)
    (tmp_path / "quiet.yaml").write_text("html: {audio: none}\nepub: {audio: none}\n", encoding="utf-8")
    return tmp_path


def batch(folder: Path, table: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a project with these rows."""
    (folder / "rows.csv").write_text(TABLE + table, encoding="utf-8")
    command = [sys.executable, "-m", "pubpipe", "batch", "--data", "rows.csv", "-p", "quiet.yaml", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_help_tells_columns_and_statuses() -> None:
    """With examples."""
    done = subprocess.run(
        [sys.executable, "-m", "pubpipe", "batch", "--help"], capture_output=True, text=True, check=True
    )
    for words in (
        "Examples:",
        "note 2",
        "STRETCH.hold",
        "--resume",
        "Exit status: 0 all rows are done",
        "--check-only",
    ):
        assert words in done.stdout


def test_rows_that_are_done_are_counted(folder: Path) -> None:
    """With how far it is on the way, the file that tells of each, and nothing else."""
    done = batch(folder, "neck-care,html,,,Hello\nneck-care,html,,45 s,\n", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        "rows.csv: 1 of 2 rows checked",
        "rows.csv: 2 of 2 rows checked",
        "rows.csv: 1 of 2 rows made",
        "rows.csv: 2 of 2 rows made",
    ]
    assert [line.split() for line in done.stdout.splitlines()] == [
        [],
        ["ROWS", "DONE", "NEW", "FAILED"],
        ["2", "2", "2", "0"],
        ["What", "became", "of", "each:", "output/batch/results.csv"],
    ]
    again = batch(folder, "neck-care,html,,,Hello\nneck-care,html,,50 s,\n", "--resume")
    assert again.stdout.splitlines()[2].split() == ["2", "2", "1", "0"]
    anew = batch(folder, "neck-care,html,,,Hello\nneck-care,html,,50 s,\n")
    assert anew.returncode == 2
    assert "--resume" in anew.stderr


def test_wrong_rows_are_told_with_line_and_remedy(folder: Path) -> None:
    """And nothing is made."""
    done = batch(folder, "neck-care,html,,,\nneck-care,html,handout,20,\nneck-car,html,,,\n")
    assert done.returncode == 1
    assert "rows.csv:3: B005 error: side-neck-stretch.hold: The cell cannot be read." in done.stderr
    assert "rows.csv:3: B005 error: edition:" in done.stderr
    done = batch(folder, "neck-care,html,,,\nneck-car,html,,,\n")
    assert done.returncode == 1
    assert "rows.csv:3: B007 error: There is no article of that name.\n    → Did you mean “neck-care”?" in done.stderr
    assert "2 rows, 1 of them wrong: nothing was made." in done.stdout
    assert not (folder / "output" / "batch" / "0002-neck-care").exists()


def test_a_check_alone_says_whether_all_is_well(folder: Path) -> None:
    """With status 0, and no file."""
    done = batch(folder, "neck-care,html,,,\n", "--check-only")
    assert done.returncode == 0, done.stderr
    assert "1 row, none of them wrong." in done.stdout
    assert not (folder / "output").exists()


def test_what_an_article_says_is_told_once(folder: Path) -> None:
    """However many rows it has."""
    path = folder / "source" / "neck-care" / "article.md"
    path.write_text(rows.ARTICLE.replace("A stiff neck is common.", "A stiff neck is an XQWZ."), encoding="utf-8")
    done = batch(folder, "neck-care,html,,,\n" * 3, "--check-only")
    assert done.stderr.count("A011") == 1


def test_json_for_machines(folder: Path) -> None:
    """Each row with its status, folder and findings, and nothing else is printed."""
    done = batch(folder, "neck-care,html,,,Hello\n", "--json", "--results", "told.jsonl", "--name", "{article}-{row}")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told == {
        "status": 0,
        "findings": [],
        "rows": [
            {
                "row": 2,
                "article": "neck-care",
                "status": "done",
                "new": True,
                "folder": "neck-care-2",
                "error": None,
                "findings": [],
            }
        ],
        "gone": [],
    }
    assert json.loads((folder / "told.jsonl").read_text("utf-8"))["status"] == "done"


def test_a_row_that_failed_is_told_with_what_still_lies_there(folder: Path) -> None:
    """An old handout is not that of the row any more."""
    assert batch(folder, "neck-care,html,,,\n").returncode == 0
    (folder / "templates" / "large_print").mkdir(parents=True)
    (folder / "templates" / "large_print" / "page.html").write_text("{% broken %}", encoding="utf-8")
    done = batch(folder, "neck-care,html,,45 s,\n", "--resume")
    assert done.returncode == 4
    assert "rows.csv:2: The template" in done.stderr
    assert "is of an earlier run: do not hand it out" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("--name", "../{row}"), ("--name", "{note}"), ("--jobs", "0"), ("--format", "docx")]
)
def test_wrong_usage_is_a_message(folder: Path, arguments: tuple[str, str]) -> None:
    """With status 2."""
    done = batch(folder, "neck-care,html,,,\n", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
