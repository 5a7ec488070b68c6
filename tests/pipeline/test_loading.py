"""Engines that are loaded beforehand: the first task finds all that is slow to load."""

import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.pipeline.loading import rehearse
from pubpipe.pipeline.request import Request

BUILD = """
import sys
from pathlib import Path
from pubpipe.pipeline.loading import load
if sys.argv[2] == "ready":
    load()
before = set(sys.modules)
from pubpipe.formats import FORMATS
from pubpipe.pipeline import build
from pubpipe.pipeline.order import Order
from pubpipe.profile import Profile
settings = {"audio": {"voice": "silent"}}
order = Order((Path(sys.argv[1]),), Path(sys.argv[3]), FORMATS, Profile.model_validate(settings), jobs=1)
built, = build(order, lambda _: None)
assert built.files and not built.error, built
print(*sorted(set(sys.modules) - before))
"""
SLOW = {"weasyprint", "fontTools", "numpy", "numpy.fft", "av", "lameenc", "html5lib", "ebooklib", "jinja2", "PIL"}
ARTICLE = Path(__file__).parents[1] / "findings" / "sound" / "article.md"


def loaded_late(how: str, folder: Path) -> set[str]:
    """The modules that a build of all formats loads on its way."""
    command = [sys.executable, "-c", BUILD, str(ARTICLE), how, str(folder)]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_a_build_of_all_formats_loads_nothing_slow_any_more(tmp_path: Path) -> None:
    """Where it would load all of it otherwise."""
    assert not loaded_late("ready", tmp_path) & SLOW
    assert loaded_late("not ready", tmp_path) >= SLOW


SHARES = """
import sys
from pubpipe.formats import FORMATS
from pubpipe.pipeline.loading import load_share
chosen = tuple(one for one in FORMATS if one.name in sys.argv[1].split(","))
load_share(chosen, sys.argv[2] or None, int(sys.argv[3]))
print(*(one for one in ("weasyprint", "lameenc", "hibari") if one in sys.modules))
"""


@pytest.mark.parametrize(
    ("formats", "voice", "number", "loaded"),
    [
        ("pdf,epub,audio,html", "", 0, ["weasyprint"]),
        ("pdf,epub,audio,html", "", 1, ["lameenc", "hibari"]),
        ("pdf,audio", "hibari", 3, ["lameenc", "hibari"]),
        ("pdf,audio", "silent", 1, ["lameenc"]),
        ("pdf,audio", "", -1, []),
        ("pdf", "", 1, ["weasyprint"]),
        ("html", "hibari", 0, ["lameenc", "hibari"]),
    ],
)
def test_each_process_loads_its_share(formats: str, voice: str, number: int, loaded: list[str]) -> None:
    """Of what is asked for, so that no engine is loaded twice, and none in vain."""
    command = [sys.executable, "-c", SHARES, formats, voice, str(number)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() == loaded


REHEARSED = """
import builtins, os, sys, time
from pathlib import Path
from pubpipe.pipeline.loading import rehearse
from pubpipe.pipeline.request import Request
request = Request((Path(sys.argv[1]),), Path(sys.argv[2]))
before = time.process_time()
rehearse(request)
first = time.process_time() - before
before = time.process_time()
rehearse(request)
print(*(one for one in ("weasyprint", "hibari") if one in sys.modules))
print(os.listdir(sys.argv[2]), (time.process_time() - before) / first)
"""


def test_a_rehearsal_uses_all_and_leaves_nothing(tmp_path: Path) -> None:
    """The second takes a part of the time of the first, as the next build does."""
    command = [sys.executable, "-c", REHEARSED, str(ARTICLE), str(tmp_path)]
    loaded, rest = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert loaded.split() == ["weasyprint", "hibari"]
    assert rest.startswith("[] ")
    assert float(rest.removeprefix("[] ")) < 0.5


def test_a_rehearsal_of_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    """Whoever builds it is told."""
    rehearse(Request((tmp_path / "article.md",), tmp_path))
    (tmp_path / "article.md").write_text("no article")
    rehearse(Request((tmp_path / "article.md",), tmp_path))
