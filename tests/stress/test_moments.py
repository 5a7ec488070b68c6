"""Builds at a bad moment: clocks decades off, places that refuse, voices that misbehave, a hand on the switch."""

import datetime
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy
import pytest
import time_machine
from hibari import Hibari

from pubpipe.cli import main
from pubpipe.formats.publication import Artifact
from pubpipe.pipeline import publishing
from pubpipe.pipeline.writing import write_all
from tests.support.children import begin, ending, forked
from tests.support.refusals import SOUND, Project, Pubpipe, files, ordered
from tests.validators import ValidatorMissing

NOBODY = 65534


@pytest.fixture
def mute(tmp_path: Path) -> Path:
    """A profile without sound: it is not the subject."""
    path = tmp_path / "mute.yaml"
    path.write_text("html: {audio: none}\nepub: {audio: none}\n", encoding="utf-8")
    return path


# The clock.


def test_a_clock_that_is_decades_off_changes_nothing(pubpipe: Pubpipe, tmp_path: Path, mute: Path) -> None:
    """Half a century back and ahead: the same bytes of every format."""
    sets = []
    for year in (1971, 2026, 2070):
        with time_machine.travel(datetime.datetime(year, 2, 3, 4, 5, tzinfo=datetime.UTC)):
            done = pubpipe("build", SOUND, "-o", tmp_path / str(year), "--profile", mute, "--voice", "silent")
        assert done.status == 0, done.err
        sets.append(files(tmp_path / str(year)))
    assert len(sets[0]) > 5
    assert sets[0] == sets[1] == sets[2]


# Places that refuse.


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder as a file system that may not be written, for its owner and for root."""
    for options in (["--bind", str(folder), str(folder)], ["-o", "remount,bind,ro", str(folder)]):
        if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:  # noqa: S607
            raise ValidatorMissing("A read-only folder", "a folder can be mounted by root alone")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def test_an_output_that_may_not_be_written_stays_as_it_is(project: Project, pubpipe: Pubpipe, mute: Path) -> None:
    """A message with the folder and the remedy."""
    with read_only(project.output):
        done = pubpipe("build", project.article, "-o", project.output, "-f", "epub", "--profile", mute)
        project.refuses(done, 4, f"cannot be written to {project.output / 'neck-care'}: Read-only", "--output")


def test_an_output_of_somebody_else_stays_as_it_is(
    project: Project, mute: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For whoever has no right to write there."""
    if os.getuid():
        raise ValidatorMissing("Another user", "only root can become one")
    for path in (project.output, *project.output.parents):
        if path.is_relative_to(tmp_path_factory.getbasetemp()):
            path.chmod(0o755)

    def as_nobody(artifacts: Iterable[Artifact], folder: Path) -> tuple[Path, ...]:
        """Only here: another user may not be allowed to read pubpipe itself."""
        made = tuple(artifacts)
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        return write_all(made, folder)

    monkeypatch.setattr(publishing, "write_all", as_nobody)

    def build() -> None:
        sys.argv = ["pubpipe", "build", str(project.article), "-o", str(project.output)]
        sys.argv += ["-f", "epub", "--profile", str(mute)]
        try:
            main()
        except SystemExit as stopped:
            os._exit(int(stopped.code or 0) + 10)

    assert forked(build) == 14
    assert files(project.output) == files(project.published)


# Somebody stops it.


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_says_so_and_leaves_nothing_half_written(
    tmp_path: Path, mute: Path, number: signal.Signals, status: int
) -> None:
    """At ten moments, from the first to the last; with the message and the status of the signal."""
    output, errors = tmp_path / "output", tmp_path / "errors"

    def build() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stderr, sys.stdout = open(2, "w", closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
        sys.argv = ["pubpipe", "build", str(SOUND), "-o", str(output), "-f", "epub", "-f", "html"]
        sys.argv += ["--profile", str(mute)]
        try:
            main()
        except SystemExit as stopped:
            sys.stderr.flush()
            os._exit(int(stopped.code or 0))

    assert forked(build) == 0
    begun = time.monotonic()
    assert forked(build) == 0
    took = time.monotonic() - begun
    whole = files(output)
    stopped = 0
    for moment in range(1, 11):
        child = begin(build)
        # What is imported at the very start can be interrupted before anybody could say so.
        time.sleep(0.05 + took * moment / 12)
        os.kill(child, number)
        ended = ending(child)
        assert ended in {0, status}
        said = errors.read_text("utf-8")
        assert "Traceback" not in said
        assert files(output) == whole
        if ended == status:
            stopped += 1
            assert "nothing half-written was left behind" in said
    assert stopped


# Voices that misbehave.


def silence(_: Hibari, text: str, **_options: object) -> object:
    """As long as speech, and nothing in it."""
    return numpy.zeros(len(text) * 2_000, numpy.float32)


def nothing(_: Hibari, _text: str, **_options: object) -> object:
    """No sound at all."""
    return numpy.zeros(0, numpy.float32)


def no_number(_: Hibari, text: str, **_options: object) -> object:
    """Samples that are no numbers."""
    return numpy.full(len(text) * 2_000, numpy.nan, numpy.float32)


def endless(_: Hibari, text: str, **_options: object) -> object:
    """Samples beyond any scale."""
    return numpy.full(len(text) * 2_000, numpy.inf, numpy.float32)


@pytest.mark.parametrize("engine", [silence, nothing, no_number, endless], ids=lambda one: one.__name__)
def test_a_voice_that_gives_no_speech_publishes_nothing(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch, engine: Callable[..., object]
) -> None:
    """Nobody lies on the floor and hears nothing: a message instead, and the last good recording stays."""
    monkeypatch.setattr(Hibari, "__call__", engine)
    done = pubpipe(*ordered(project))
    project.refuses(done, done.status, "Error" if "Error" in done.err else "hibari")
    assert done.status in {3, 4, 5}


def test_the_article_s_folder_may_go_while_it_is_built(project: Project, pubpipe: Pubpipe, mute: Path) -> None:
    """What was read is enough; what was not is a message."""
    shutil.rmtree(project.article.parent / "figures")
    done = pubpipe("build", project.article, "-o", project.output, "-f", "epub", "--profile", mute)
    project.refuses(done, 1, "S041")


def test_two_builds_into_one_folder_at_once_leave_one_whole_set(tmp_path: Path, mute: Path) -> None:
    """Of different articles with one id: both end well, and what lies there is all of the one or all of the other."""
    other = tmp_path / "other" / SOUND.name
    shutil.copytree(SOUND, other)
    text = (other / "article.md").read_text("utf-8")
    (other / "article.md").write_text(text.replace("20-30 s", "25-30 s"), encoding="utf-8")
    command = [sys.executable, "-m", "pubpipe", "build", "-f", "epub", "-f", "html", "--profile", str(mute)]

    def begun(article: Path, output: Path) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*command, str(article), "-o", str(output)], stdout=subprocess.DEVNULL)

    alone = [tmp_path / "first", tmp_path / "second"]
    together = tmp_path / "together"
    places = [(SOUND, alone[0]), (other, alone[1]), (SOUND, together), (other, together)]
    assert [one.wait(120) for one in [begun(*place) for place in places]] == [0, 0, 0, 0]
    assert files(alone[0]) != files(alone[1])
    assert files(together) in [files(folder) for folder in alone]
