"""A project with a published article, and the whole command line to spoil it with: what a refusal leaves behind."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pubpipe.cli import main

SOUND = Path(__file__).parents[1] / "findings" / "sound"
STEP = "1. Tilt your right ear towards your right shoulder."
HOLD = ":hold: 20-30 s"
DISCLAIMER = "This is information, not medical advice."
STEP_LINE, HOLD_LINE, DISCLAIMER_LINE = (
    (SOUND / "article.md").read_text(encoding="utf-8").splitlines().index(line) + 1 for line in (STEP, HOLD, DISCLAIMER)
)
BOTH = "session,reading"
"""Every recording that is of the whole article."""


@dataclass(frozen=True)
class Done:
    """How a command ended: its status, and what it printed."""

    status: int
    out: str
    err: str


Pubpipe = Callable[..., Done]


@pytest.fixture
def pubpipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pubpipe:
    """The command line in this process, so that a test can break what it uses; a traceback fails the test."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["pubpipe", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Done(stopped.value.code, printed.out, printed.err)

    return run


def in_a_process(
    *arguments: str | Path, largest_file: int | None = None, out: Path | None = None, **environment: str
) -> Done:
    """The command line in a process of its own, in which no file may become larger than so many bytes."""

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    with (out or Path(os.devnull)).open("w") as sink:
        done = subprocess.run(
            [sys.executable, "-m", "pubpipe", *map(str, arguments)],
            check=False,
            stdout=sink,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=limit,
            env={**os.environ, **environment},
        )
    return Done(done.returncode, "", done.stderr)


@dataclass(frozen=True)
class Project:
    """An article on the disk, the output folder with its last good build, and that build as it was."""

    article: Path
    output: Path
    published: Path

    def write(self, *changes: tuple[str, str]) -> None:
        """The article with texts replaced, each of which stands in it once."""
        text = (SOUND / "article.md").read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        self.article.write_text(text, encoding="utf-8")

    def refuses(self, done: Done, status: int, *said: str) -> None:
        """The build ended as it should, said what it should, and left the last good one alone."""
        assert done.status == status, done.err
        for words in said:
            assert words in done.err
        assert "Traceback" not in done.out + done.err
        assert done.out == ""
        assert files(self.output) == files(self.published)


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, hidden files too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small article as it was published last: every file of the audio format."""
    folder = tmp_path_factory.mktemp("published")
    done = in_a_process("build", SOUND, "--format", "audio", "--voice", "silent", "--output", folder)
    assert done.status == 0, done.err
    return folder


@pytest.fixture
def project(tmp_path: Path, published: Path) -> Project:
    """The small article, and its last good build."""
    shutil.copytree(published, tmp_path / "output")
    shutil.copytree(SOUND, tmp_path / "source" / "neck-care")
    assert len(files(published)) > 3
    return Project(tmp_path / "source" / "neck-care" / "article.md", tmp_path / "output", published)


def ordered(project: Project, *more: str) -> tuple[str | Path, ...]:
    """The order of a build of the project's recording, with the default voice unless `more` names another."""
    return ("build", project.article, "--output", project.output, "--format", "audio", *more)
