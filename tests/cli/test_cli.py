"""The command line as its users meet it: words, exit status, and no tracebacks."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pubpipe.formats import FORMATS

SOUND = Path(__file__).parents[1] / "findings" / "sound"
COMMANDS = ("build", "check", "script", "formats", "voices", "figure", "schema", "new")


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run pubpipe as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "pubpipe", *arguments],
        cwd=cwd or Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """Help says what the command does and shows how it is called."""
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"pubpipe {command}" in done.stdout.split("Example")[1]


def test_help_names_every_command_and_the_exit_statuses() -> None:
    """The first page is enough to begin."""
    done = run("--help")
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)
    assert "Exit status" in done.stdout


def test_help_answers_at_once() -> None:
    """Under 0.15 s; the best of several runs, since other work on the machine only ever adds."""
    best = 1.0
    for _ in range(7):
        start = time.perf_counter()
        run("--help")
        best = min(best, time.perf_counter() - start)
    assert best < 0.15


def test_check_prints_file_line_code_and_remedy(tmp_path: Path) -> None:
    """A fault is named where it is, with status 1 and without a traceback."""
    text = (SOUND / "article.md").read_text(encoding="utf-8").replace(":hold: 20-30 s", ":hold: 20-30 sceonds")
    path = tmp_path / "article.md"
    path.write_text(text, encoding="utf-8")
    done = run("check", str(path))
    assert done.returncode == 1
    assert f"{path}:23:1: S025 error: " in done.stderr
    assert "    :hold: 20-30 sceonds\n    → Did you mean “seconds”?" in done.stderr
    assert "1 errors" in done.stdout
    assert "Traceback" not in done.stderr


def test_check_of_a_sound_article_is_quiet() -> None:
    """Status 0 and one line."""
    done = run("check", str(SOUND))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 stretches, 0 errors, 0 warnings." in done.stdout


def test_strict_check_fails_on_a_warning(tmp_path: Path) -> None:
    """Strictness is a flag."""
    path = tmp_path / "article.md"
    text = (SOUND / "article.md").read_text(encoding="utf-8")
    path.write_text(
        text.replace(":figure: figures/neck.svg\n:alt: A person on a chair tilts the head to the right.\n", "")
    )
    assert run("check", str(path)).returncode == 0
    assert run("check", "--strict", str(path)).returncode == 1


def test_json_findings_are_for_machines(tmp_path: Path) -> None:
    """Standard output is JSON and nothing else."""
    path = tmp_path / "article.md"
    path.write_text("Hello", encoding="utf-8")
    done = run("check", "--json", str(path))
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["code"] == "S010"
    assert finding["line"] == 1
    assert done.stderr == ""


def test_formats_and_voices_are_listed() -> None:
    """What --format and --voice take; an online voice says that it is one."""
    listed = run("formats").stdout
    assert all(one.name in listed and one.title in listed for one in FORMATS)
    voices = run("voices").stdout
    assert "hibari" in voices
    assert any(line.startswith("gtts") and "online" in line for line in voices.splitlines())


def test_schema_is_json_schema() -> None:
    """It names its dialect and the article's keys."""
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert {"id", "title", "blocks", "review_due"} <= set(schema["required"])


def test_new_begins_an_article_that_checks(tmp_path: Path) -> None:
    """It has no errors, and warns of every text that the author has yet to write."""
    done = run("new", "knee-care", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "source" / "knee-care" / "article.md").is_file()
    checked = run("check", "source/knee-care", cwd=tmp_path)
    assert checked.returncode == 0
    assert checked.stderr.count("A008") >= 7
    again = run("new", "knee-care", cwd=tmp_path)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
    assert run("new", "../evil", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("build", "nothing.md"), 1, "cannot be read"),
        (("build", "--format", "docx"), 2, "'docx' is not one of"),
        (("build", "--profile", "nothing.yaml"), 1, "cannot be read"),
        (("build", "--large-print", "au"), 2, "'au' is not one of"),
        (("build", "--output"), 2, "requires an argument"),
        (("biuld",), 2, "No such command"),
        (("check",), 2, "Missing argument"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], status: int, words: str) -> None:
    """A message and a status, never a traceback."""
    done = run(*arguments)
    assert done.returncode == status
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_build_without_articles_says_how_to_begin(tmp_path: Path) -> None:
    """An empty project is not a success."""
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "pubpipe new" in done.stderr


def test_script_prints_what_is_heard() -> None:
    """Blocks, sides, words and waits; with --times also when, in rising order."""
    plain = run("script", str(SOUND))
    assert plain.returncode == 0
    assert "[side-neck-stretch-s1 right] Tilt your right ear towards your right shoulder." in plain.stdout
    assert "[side-neck-stretch-s1 left] Tilt your left ear towards your left shoulder." in plain.stdout
    timed = run("script", str(SOUND), "--times", "--voice", "silent").stdout
    times = [line.split()[0] for line in timed.splitlines() if line[:8].strip() and line[6:7] == "."]
    seconds = [int(minutes) * 60 + float(rest) for minutes, rest in (time.split(":") for time in times)]
    # The length of the session is said, with a breath, once it is known.
    untimed = [line for line in plain.stdout.splitlines()[1:] if line and not line.startswith("##")]
    assert len(seconds) == len(untimed) + 2
    assert "This session takes about " in timed
    assert seconds == sorted(seconds)
    assert seconds[0] == 0


def test_script_of_a_faulty_article_says_what_is_wrong(tmp_path: Path) -> None:
    """Findings and status 1, no script."""
    path = tmp_path / "article.md"
    path.write_text("Hello", encoding="utf-8")
    done = run("script", str(path))
    assert done.returncode == 1
    assert "S010" in done.stderr
    assert done.stdout == ""
