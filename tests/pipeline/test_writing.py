"""Files on the disk are whole, whatever happens while they are written."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pubpipe.errors import OutputError
from pubpipe.formats.publication import Artifact
from pubpipe.pipeline import writing
from pubpipe.pipeline.writing import write_all

SIZE = 400_000
KILLS = 25
LOOP = f"""
import itertools, pathlib, sys
from pubpipe.formats.publication import Artifact
from pubpipe.pipeline.writing import write_all
for number in itertools.count():
    letter = b"ab"[number % 2:][:1]
    files = [Artifact(name, "x/y", letter * {SIZE}) for name in ("one.bin", "two.bin")]
    write_all(files, pathlib.Path(sys.argv[1]))
    print(number, flush=True)
"""


def artifact(name: str, data: bytes = b"new") -> Artifact:
    """A small file to be written."""
    return Artifact(name, "text/plain", data)


def test_files_are_written_under_their_names(tmp_path: Path) -> None:
    """The folder is made, and nothing but the files is left in it."""
    written = write_all([artifact("a.txt"), artifact("b.txt", b"b")], tmp_path / "new" / "folder")
    assert [path.read_bytes() for path in written] == [b"new", b"b"]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == ["a.txt", "b.txt"]


def test_killed_at_any_moment_files_are_whole(tmp_path: Path) -> None:
    """After SIGKILL at random moments each file is whole, old or new, and the next build sweeps up."""
    chance = random.Random(1)  # noqa: S311 (moments, not secrets)
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", LOOP, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for name in ("one.bin", "two.bin"):
            data = (tmp_path / name).read_bytes()
            assert len(data) == SIZE
            assert len(set(data)) == 1
    write_all([artifact("one.bin")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.bin", "two.bin"]


def test_a_running_build_keeps_its_temporary_files(tmp_path: Path) -> None:
    """Only what dead builds left is swept up."""
    alive, dead = tmp_path / f".a.{os.getppid()}.pubpipe-tmp", tmp_path / ".a.4194304.pubpipe-tmp"
    for path in (alive, dead):
        path.write_bytes(b"x")
    write_all([artifact("a")], tmp_path)
    assert alive.exists()
    assert not dead.exists()


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file cannot be written, the first keeps its old content too."""
    write_all([artifact("a", b"old"), artifact("b", b"old")], tmp_path)
    original = writing._write

    def full(path: Path, data: bytes) -> None:
        if path.name.startswith(".b"):
            raise OSError(28, "No space left on device")
        original(path, data)

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(OutputError, match="No space left"):
        write_all([artifact("a"), artifact("b")], tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where the folder should be: the message says where, and what to do."""
    (tmp_path / "output").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="output") as caught:
        write_all([artifact("a")], tmp_path / "output")
    assert "--output" in caught.value.remedy
