"""`pubpipe build` from the outside: progress, the closing table, JSON in and JSON out."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.formats import FORMATS
from pubpipe.reading import read_article

SOUND = Path(__file__).parents[1] / "findings" / "sound"
BUILD = [sys.executable, "-m", "pubpipe", "build", "--voice", "silent"]


def build(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A build with the silent voice, its output piped."""
    command = [*BUILD, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def on_terminal(*arguments: str | Path) -> str:
    """What a person at a terminal sees of a build."""
    reader, writer = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen([*BUILD, *map(str, arguments)], stdout=writer, stderr=writer, env=environment)
    os.close(writer)
    seen = b""
    while True:
        try:
            part = os.read(reader, 65_536)
        except OSError:
            # Linux's way of saying that the other end of a terminal was closed.
            break
        seen += part
    os.close(reader)
    assert process.wait() == 0
    return seen.decode()


def test_a_terminal_shows_a_bar_for_each_format(tmp_path: Path) -> None:
    """A bar each for the voice, the recordings and every format, and the table at the end."""
    seen = on_terminal(SOUND, "--output", tmp_path)
    for stage in ("speaking", "recording", *(one.name for one in FORMATS)):
        assert f"neck-care  {stage}" in seen
    assert "100 %" in seen
    assert "\x1b[" in seen
    assert "neck-care.epub" in seen.rsplit("SIZE", 1)[1]


def test_a_pipe_gets_plain_lines(tmp_path: Path) -> None:
    """No control codes; the table is complete: size of each file, length of the sound, time to make."""
    done = build(SOUND, "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "neck-care: pdf done\n" in done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].split() == ["FILE", "SIZE", "LENGTH", "MADE", "IN"]
    listed = {line.split()[0]: line for line in lines[3:]}
    assert set(listed) == {path.name for path in (tmp_path / "neck-care").iterdir()}
    assert " kB " in listed["neck-care.mp3"]
    assert " min " in listed["neck-care.mp3"]


def test_json_for_machines(tmp_path: Path) -> None:
    """One JSON document on standard output, nothing on standard error."""
    done = build(SOUND, "--output", tmp_path, "--json", "--format", "epub")
    assert done.stderr == ""
    (article,) = json.loads(done.stdout)["articles"]
    assert article["status"] == 0
    (file,) = article["files"]
    assert file["bytes"] == (tmp_path / "neck-care" / "neck-care.epub").stat().st_size


def test_an_article_as_json_is_published_alike(tmp_path: Path) -> None:
    """The same model from another source gives the same book, byte for byte."""
    reading = read_article(SOUND / "article.md")
    assert reading.article is not None
    folder = tmp_path / "json"
    folder.mkdir()
    (folder / "article.json").write_text(reading.article.model_dump_json(), encoding="utf-8")
    (folder / "figures").symlink_to(SOUND / "figures")
    refused = build(folder, "--output", tmp_path / "refused", "--format", "epub")
    assert refused.returncode == 1
    assert "S040" in refused.stderr
    (folder / "figures").unlink()
    (folder / "figures").mkdir()
    (folder / "figures" / "neck.svg").write_bytes((SOUND / "figures" / "neck.svg").read_bytes())
    books = []
    for source, output in ((SOUND, "a"), (folder, "b")):
        done = build(source, "--output", tmp_path / output, "--format", "epub")
        assert done.returncode == 0, done.stderr
        books.append((tmp_path / output / "neck-care" / "neck-care.epub").read_bytes())
    assert books[0] == books[1]


def test_the_large_print_is_made_as_asked(tmp_path: Path) -> None:
    """By the rules of a country, or none of it."""
    for wish, names in (("us", {"handout", "large-print"}), ("none", {"handout"})):
        done = build(SOUND, "--output", tmp_path / wish, "--format", "pdf", "--large-print", wish)
        assert done.returncode == 0, done.stderr
        assert {path.name for path in (tmp_path / wish / "neck-care").iterdir()} == {
            f"neck-care-{name}-a4.pdf" for name in names
        }


@pytest.mark.parametrize("format_name", [one.name for one in FORMATS])
def test_each_format_can_be_made_alone(tmp_path: Path, format_name: str) -> None:
    """And it makes files of the kinds that the table promises, no others."""
    done = build(SOUND, "--output", tmp_path, "--format", format_name)
    assert done.returncode == 0, done.stderr
    made = {path.suffix for path in (tmp_path / "neck-care").iterdir()}
    assert made == set(next(one.makes for one in FORMATS if one.name == format_name))
