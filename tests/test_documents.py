"""What the documents say is true today: every command in them is run, every code is in the table."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.explanations import EXPLANATIONS
from pubpipe.findings import Code
from pubpipe.model.pose import Angles, Arrow, Frame, Pose, Prop
from pubpipe.reading import read_article, read_profile
from pubpipe.reading.rows.columns import OPTIONS, PLAIN
from tests import samples
from tests.support.golden import Golden

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for command in re.findall(r"^(pubpipe [^#\n]*?)\s*(?:#.*)?$", README, re.MULTILINE)
    # Those that need a cluster and storage are given them by tests/cluster/test_readme.py.
    if "s3://" not in command
]


def blocks(language: str) -> list[str]:
    """The README's code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def in_project(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the README's lines in a project folder, where pubpipe is on the PATH."""
    programs = str(Path(sys.executable).parent)
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PUBPIPE_CACHE": str(folder / "cache")},
    )


def with_rows(folder: Path) -> None:
    """The README's own article in a project, its profile, and its rows."""
    (article,), (_, profile), (table,) = blocks("markdown"), blocks("yaml"), blocks("csv")
    figures = folder / "source" / "neck-care" / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates" / "new" / "figure.svg", figures / "side-neck.svg")
    (figures.parent / "article.md").write_text(article, encoding="utf-8")
    (folder / "clinic.yaml").write_text(profile, encoding="utf-8")
    (folder / "logo.svg").write_bytes(samples.SVG)
    (folder / "rows.csv").write_text(table, encoding="utf-8")


def test_every_command_of_the_readme_works(tmp_path: Path) -> None:
    """In its order, in a fresh project, as a reader would try it; in /tmp only what the README writes there."""
    assert len(COMMANDS) >= 10
    outside = tmp_path / "handouts"
    for command in COMMANDS:
        if command.startswith("pubpipe batch "):
            with_rows(tmp_path)
        if "--strict" in command:
            # A new article is all placeholders: strictness has to refuse it.
            assert in_project(tmp_path, command).returncode == 1
            continue
        done = in_project(tmp_path, command.replace("/tmp/handouts", str(outside)))  # noqa: S108
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert len(list((outside / "neck-care").iterdir())) >= 4


def test_the_rows_of_the_readme_are_made(tmp_path: Path) -> None:
    """Each in a folder of its own, with what the table says of it; all columns are told that there are."""
    with_rows(tmp_path)
    done = in_project(tmp_path, "pubpipe batch --data rows.csv --format html --voice silent --json")
    assert done.returncode == 0, done.stdout + done.stderr
    made = {
        path.name: sorted(one.name for one in path.iterdir()) for path in (tmp_path / "output" / "batch").glob("0*")
    }
    assert made == {
        "0002-neck-care": ["neck-care-handout-a4.pdf"],
        "0003-neck-care": ["neck-care-large-print-a4.pdf", "neck-care.epub"],
        "0004-neck-care": ["neck-care.html"],
    }
    _, _, section = README.partition("## Batches for clinics")
    columns = [
        name for line in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE) for name in re.findall("`(.*?)`", line)
    ]
    plain = {name for name in columns if "." not in name}
    assert plain == {*PLAIN[:7], "note", "note 2", "note 9"}
    assert {name.partition(".")[2] for name in columns if "." in name} == set(OPTIONS)


def test_the_example_of_the_readme_is_an_article(tmp_path: Path) -> None:
    """The source format's page is itself in the source format."""
    (text,) = blocks("markdown")
    (tmp_path / "figures").mkdir()
    shutil.copy(ROOT / "templates" / "new" / "figure.svg", tmp_path / "figures" / "side-neck.svg")
    (tmp_path / "article.md").write_text(text, encoding="utf-8")
    reading = read_article(tmp_path / "article.md")
    assert reading.findings == ()
    assert reading.article is not None


def test_the_profile_of_the_readme_is_a_profile(tmp_path: Path) -> None:
    """Every key is known, and every value is one that it takes."""
    _, text = blocks("yaml")
    path = tmp_path / "clinic.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "logo.svg").write_bytes(samples.SVG)
    read = read_profile(path)
    assert read.findings == ()
    assert read.profile is not None
    assert read.profile.clinic is not None
    assert read.logo is not None


def test_the_poses_of_the_readme_are_poses(tmp_path: Path) -> None:
    """The file and the line in a stretch: a body can take them, and both are drawn for the side of the steps."""
    text, _ = blocks("yaml")
    (article,) = blocks("markdown")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "tilt.pose.yaml").write_text(text, encoding="utf-8")
    (own,) = re.findall(r"`:pose: (\{.*?\})` in a stretch", README)
    for figure in (
        ":figure: figures/tilt.pose.yaml",
        ":figure: library/hip-flexor",
        f":pose: {own}",
    ):
        text = article.replace(":figure: figures/side-neck.svg", figure)
        (tmp_path / "article.md").write_text(text, encoding="utf-8")
        reading = read_article(tmp_path / "article.md")
        assert reading.findings == ()
        assert len(reading.assets) == 1


def test_the_readme_tells_every_key_of_a_pose() -> None:
    """What can be said in a pose file is found in the table or the text below it."""
    _, _, section = README.partition("## Figures from pose data")
    section, _, _ = section.partition("\n## ")
    keys = {key for model in (Pose, Frame, Angles, Arrow, Prop) for key in model.model_fields}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", section)) == []


def test_the_two_commands_are_targets_of_make() -> None:
    """What the README opens with is there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    # Not by `make -n`: make runs a recipe line with $(MAKE) even then, and so this suite within itself.
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in ("build", "test"))
    assert blocks("sh")[0] == "make build\nmake test\n"


def test_the_way_without_make_is_what_make_does() -> None:
    """The system packages and pip lines of the README are those of the set-up."""
    setup = (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    for line in blocks("sh")[1].splitlines():
        if line.startswith("apt-get install "):
            assert all(package in setup for package in line.split()[2:])
        elif "pip install" in line:
            assert line.split("pip install ")[1] in setup


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_every_picture_of_the_readme_is_there(picture: str) -> None:
    """A picture is a PNG file of a sane size."""
    data = (ROOT / picture).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 400_000


def test_the_table_of_findings_is_current(golden: Golden) -> None:
    """docs/findings.md lists every code with its severity and meaning, and why it is one."""
    rows = [f"| {code.code} | {code.severity.value} | {code.meaning} |" for code in Code]
    head = (
        "# Findings\n\nEvery finding of a check or a build has a code that keeps its meaning for good.\n"
        "An error stops the build; a warning does so under `--strict`.\n\n"
        "S: the source as text; A: the article as a whole; B: rows of a batch; N: the narration; P: parity of\n"
        "finished files with the article; F: soundness of finished files.\n\n"
        "| code | severity | meaning |\n| --- | --- | --- |\n"
    )
    reasons = [
        f"### {code.code}\n\n{EXPLANATIONS[code.code].text}\n\n"
        f"Authority: {EXPLANATIONS[code.code].authority}. What to do: {EXPLANATIONS[code.code].remedy}\n"
        for code in Code
    ]
    why = "\n## Why, and on whose authority\n\nThe same as `pubpipe check --explain CODE` prints.\n\n"
    golden("../../docs/findings.md", head + "\n".join(rows) + "\n" + why + "\n".join(reasons))
