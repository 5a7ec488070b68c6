"""`pubpipe build --watch`: what is saved is built, mistakes are told, and Ctrl+C ends it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOUND = ROOT / "tests" / "findings" / "sound"
PATIENCE = 60.0
"""Seconds until something that should have happened is taken for something that will not."""


class Watched:
    """A build that waits for saves, and all that it has printed so far."""

    def __init__(self, project: Path) -> None:
        self.project = project
        command = [sys.executable, "-m", "pubpipe", "build", "-f", "html", "--voice", "silent", "--watch"]
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "PUBPIPE_CACHE": str(project / "cache"),
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.said += line

    def end(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        self.process.wait()
        self._listener.join()
        if self.process.stdout:
            self.process.stdout.close()

    def wait(self, what: Callable[[], bool]) -> None:
        """Wait until it is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)

    def save(self, old: str, new: str, name: str = "neck") -> None:
        """Change an article as an editor does: a new file in place of the old one."""
        path = self.project / "source" / name / "article.md"
        text = path.read_text("utf-8")
        assert old in text
        other = path.with_name("article.md~")
        other.write_text(text.replace(old, new), encoding="utf-8")
        other.replace(path)

    def page(self, id: str = "neck-care") -> str:
        """The page that was made last."""
        path = self.project / "output" / id / f"{id}.html"
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A project with two articles that are built with every save."""
    for name in ("neck", "back"):
        shutil.copytree(SOUND, tmp_path / "source" / name)
    other = tmp_path / "source" / "back" / "article.md"
    other.write_text(other.read_text("utf-8").replace("id: neck-care", "id: back-care"), encoding="utf-8")
    running = Watched(tmp_path)
    try:
        yield running
    finally:
        running.end()


def test_saves_are_built_until_the_user_ends_it(watched: Watched) -> None:
    """Only what a save affects is built again; a mistake is told with its line, and mended it is gone."""
    watched.wait(lambda: "Waiting for changes in source" in watched.said)
    assert watched.page("back-care")
    untouched = (watched.project / "output" / "back-care" / "back-care.html").stat().st_mtime_ns
    before = len(watched.said)
    watched.save("Tilt your", "Gently tilt your")
    watched.wait(lambda: "Gently tilt your" in watched.page())
    watched.wait(lambda: "neck-care.html" in watched.said[before:])
    assert "back-care" not in watched.said[before:]
    assert (watched.project / "output" / "back-care" / "back-care.html").stat().st_mtime_ns == untouched
    watched.save(":hold:", ":hodl:")
    watched.wait(lambda: "S021" in watched.said)
    assert "Gently tilt your" in watched.page()
    watched.save(":hodl:", ":hold:")
    before = len(watched.said)
    shutil.copytree(SOUND, watched.project / "source" / "knee")
    watched.save("id: neck-care", "id: knee-care", "knee")
    watched.wait(lambda: bool(watched.page("knee-care")))
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 0
    assert "Traceback" not in watched.said
