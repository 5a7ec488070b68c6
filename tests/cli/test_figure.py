"""`pubpipe figure` as its users meet it: the list, a drawing, all drawings, and a draft of words."""

import json
from pathlib import Path

import pytest

from pubpipe.figures.library import names
from pubpipe.reading import read_article
from pubpipe.reading.poses import library
from tests.cli.test_cli import SOUND, run

NAME = "figure-four"
OTHER_NAME = "piriformis stretch"
TILT = """\
name: Side neck stretch
view: front
shows: upper body
side: right
mark: left side of the neck
frames:
  - joints: {neck: {side: 30}}
"""


@pytest.fixture
def tilt(tmp_path: Path) -> Path:
    """A pose file."""
    path = tmp_path / "tilt.pose.yaml"
    path.write_text(TILT, encoding="utf-8")
    return path


def test_the_library_is_listed() -> None:
    """Every pose with its name and its other names; as JSON too."""
    listed = run("figure")
    assert (listed.returncode, listed.stderr) == (0, "")
    rows = listed.stdout.splitlines()
    assert rows[0].split() == ["NAME", "STRETCH", "POSITION", "FRAMES", "ALSO", "CALLED"]
    assert [row.split()[0] for row in rows[1:]] == list(names())
    assert any(OTHER_NAME in row.lower() for row in rows if row.startswith(NAME))
    poses = json.loads(run("figure", "--json").stdout)["poses"]
    assert [pose["name"] for pose in poses] == list(names())
    assert all(pose["title"] and pose["positions"] and pose["frames"] for pose in poses)


def test_a_pose_is_printed_or_written(tmp_path: Path) -> None:
    """The same drawing, by any of its names, as the article draws it."""
    printed = run("figure", NAME)
    assert printed.returncode == 0
    assert printed.stdout.startswith("<svg ")
    assert "<desc>" not in printed.stdout
    for name in (f"library/{NAME}", OTHER_NAME, OTHER_NAME.title()):
        assert run("figure", name).stdout == printed.stdout
    written = run("figure", NAME, "-o", "a/b.svg", cwd=tmp_path)
    assert (written.returncode, written.stdout) == (0, "Wrote a/b.svg.\n")
    assert (tmp_path / "a" / "b.svg").read_text(encoding="utf-8") == printed.stdout


def test_the_other_side_and_the_dark_are_drawn(tilt: Path) -> None:
    """Each is another drawing; the pose's own side is what comes unasked."""
    right = run("figure", str(tilt)).stdout
    assert run("figure", str(tilt), "--side", "right").stdout == right
    left, dark = run("figure", str(tilt), "--side", "left").stdout, run("figure", str(tilt), "--dark").stdout
    assert len({right, left, dark}) == 3


def test_all_poses_are_drawn_on_one_sheet(tmp_path: Path) -> None:
    """An SVG with the name of each."""
    done = run("figure", "--sheet", "-o", "sheet.svg", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Wrote sheet.svg.\n")
    sheet = (tmp_path / "sheet.svg").read_text(encoding="utf-8")
    assert sheet.startswith("<svg ")
    assert sheet.count("<text") >= len(names())


def test_a_draft_says_that_it_is_one_and_is_not_published(tmp_path: Path, tilt: Path) -> None:
    """Pasted into an article as it is, it is an error; without the word it passes."""
    done = run("figure", str(tilt), "--describe")
    assert done.returncode == 0
    assert done.stdout.startswith("DRAFT: ")
    assert done.stdout.count("\n") == 1
    assert "take “DRAFT:” away" in done.stderr
    text = (SOUND / "article.md").read_text(encoding="utf-8")
    text = text.replace("figures/neck.svg", tilt.name).replace("A person on a chair tilts", "{alt} Someone tilts")
    for alt, status in ((done.stdout.strip(), 1), (done.stdout.strip().removeprefix("DRAFT: "), 0)):
        (tmp_path / "article.md").write_text(text.replace("{alt}", alt), encoding="utf-8")
        checked = run("check", str(tmp_path / "article.md"))
        assert (checked.returncode, "A014" in checked.stderr) == (status, status == 1)


def test_the_draft_of_the_other_side_names_that_side(tilt: Path) -> None:
    """Sides in words follow the sides in the drawing."""
    right = run("figure", str(tilt), "--describe").stdout
    left = run("figure", str(tilt), "--describe", "--side", "left").stdout
    assert right != left
    swapped = right.replace("left", "?").replace("right", "left").replace("?", "right")
    assert swapped == left


def test_faults_are_printed_as_by_check(tilt: Path) -> None:
    """File, line, code, the line itself and the remedy, with status 1 and no drawing."""
    tilt.write_text(TILT.replace("side: 30", "side: 190"), encoding="utf-8")
    done = run("figure", str(tilt))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tilt}:7:21: S045 error: " in done.stderr
    assert "    - joints: {neck: {side: 190}}\n    → " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("figure-fuor",), 2, "Did you mean “library/figure-four”?"),
        (("xyz",), 2, "lists the poses"),
        (("nothing.pose.yaml",), 1, "cannot be read"),
        ((".",), 2, "lists the poses"),
        ((NAME, "--side", "both"), 2, "'both' is not one of"),
        (("childs-pose", "--side", "left"), 2, "does not say which side"),
        ((NAME, "--sheet"), 2, "not one"),
        ((NAME, "--json"), 2, "--json is for the list"),
        ((NAME, "--describe", "-o", "a.svg"), 2, "draws nothing"),
        (("--describe",), 2, "are for one pose"),
        (("-o", "a.svg"), 2, "nothing to draw"),
        ((NAME, "-o", "/dev/null/a.svg"), 4, "cannot be written"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], status: int, words: str) -> None:
    """A message and a status, never a traceback, and nothing left undone in silence."""
    done = run("figure", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", names())
def test_every_pose_of_the_library_can_be_used(tmp_path: Path, name: str) -> None:
    """In a stretch with sides where it has a side, and in one without where it has none."""
    text = (SOUND / "article.md").read_text(encoding="utf-8").replace("figures/neck.svg", f"library/{name}")
    text = text if dict(library())[name].side else text.replace(":sides: right, left\n", "")
    (tmp_path / "article.md").write_text(text, encoding="utf-8")
    reading = read_article(tmp_path / "article.md")
    assert reading.findings == ()
    assert reading.article is not None
