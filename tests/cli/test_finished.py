"""`pubpipe check FILE`: findings, a table of every check, and an exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import SOUND, run
from tests.validators.specimens import HTML


@pytest.fixture(autouse=True)
def _no_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PUBPIPE_ACE", "PUBPIPE_AXE", "PUBPIPE_VNU", "PUBPIPE_VERAPDF", "PUBPIPE_EPUBCHECK"):
        monkeypatch.delenv(name, raising=False)


def page(folder: Path, text: str = HTML, name: str = "page.html") -> Path:
    """A page on the disk."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_page_has_a_table_and_status_0(tmp_path: Path) -> None:
    """What was not checked is in it."""
    done = run("check", str(page(tmp_path)))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[:3] for line in lines if line.startswith("CHECK")] == [["CHECK", "TOOL", "STANDARD"]]
    assert any(line.startswith("soundness  pubpipe") and line.endswith("passed") for line in lines)
    assert sum(line.endswith("not checked") for line in lines) >= 2
    assert "axe, not checked: It is not installed. Get it with" in done.stdout


def test_a_bad_page_fails_with_code_and_remedy(tmp_path: Path) -> None:
    """In the form of every other finding."""
    path = page(tmp_path, HTML.replace(' lang="en"', ""))
    done = run("check", str(path))
    assert done.returncode == 1
    assert f"{path}: F001 error: The page does not say its language." in done.stderr
    assert "    → Set lang on its html element." in done.stderr
    assert "FAILED" in done.stdout


def test_a_warning_fails_under_strict_alone(tmp_path: Path) -> None:
    """As for articles."""
    path = page(tmp_path, HTML.replace('name="viewport"', 'name="other"'))
    assert run("check", str(path)).returncode == 0
    assert run("check", "--strict", str(path)).returncode == 1


def test_several_files_are_checked_together(tmp_path: Path) -> None:
    """One bad one fails them all; none hides another."""
    bad = page(tmp_path, "", "bad.html")
    good = page(tmp_path)
    done = run("check", str(bad), str(good))
    assert done.returncode == 1
    assert f"\n{bad}\n" in done.stdout
    assert f"\n{good}\n" in done.stdout


@pytest.mark.parametrize("suffix", ["pdf", "epub", "html", "mp3", "m4b"])
def test_garbage_is_a_message(tmp_path: Path, suffix: str) -> None:
    """Status 1, and no traceback."""
    path = tmp_path / f"garbage.{suffix}"
    path.write_bytes(bytes(range(256)) * 40)
    done = run("check", str(path))
    assert done.returncode == 1
    assert "F001 error" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_file_is_held_against_an_article(tmp_path: Path) -> None:
    """A page that says something else fails, and says what it lacks."""
    done = run("check", str(page(tmp_path)), "--article", str(SOUND))
    assert done.returncode == 1
    assert "P001 error: The text of block" in done.stderr


def test_json_is_for_machines(tmp_path: Path) -> None:
    """Standard output is JSON and nothing else."""
    done = run("check", "--json", str(page(tmp_path)))
    (file,) = json.loads(done.stdout)["files"]
    assert file["failed"] is False
    assert {one["result"] for one in file["checks"]} == {"passed", "untested"}
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.pdf"], "is not a file"),
        (["gone.pdf", str(SOUND)], "are checked apart"),
        ([str(SOUND), "--article", str(SOUND)], "is for finished files"),
        (["gone.pdf", "--format", "sarif"], "Choose text or json"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str) -> None:
    """Status 2, with what to do."""
    done = run("check", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_a_file_acts_on_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Neither its name nor a validator's remarks about it, which quote it."""
    path = page(tmp_path, HTML.replace(' lang="en"', ""), "\x1b[31mred\u202egnp.html")
    vnu = tmp_path / "vnu"
    remark = json.dumps({"messages": [{"type": "error", "message": "\x1b]0;title\x07 \u202e", "lastLine": 1}]})
    (tmp_path / "remark.json").write_text(remark, encoding="utf-8")
    vnu.write_text(
        f"#!/bin/sh\n[ $1 = --version ] && echo 1.0 && exit\ncat '{tmp_path}/remark.json'\nexit 1\n", encoding="utf-8"
    )
    vnu.chmod(0o755)
    monkeypatch.setenv("PUBPIPE_VNU", str(vnu))
    done = run("check", "--format", form, str(path))
    assert done.returncode == 1
    assert "title" in done.stdout + done.stderr
    for letter in ("\x1b", "\x07", "\u202e"):
        assert letter not in done.stdout + done.stderr
