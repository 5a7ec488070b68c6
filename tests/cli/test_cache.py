"""`pubpipe cache`, and builds that use it, as their users meet them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe.storing.folder import Folder

ROOT = Path(__file__).parents[2]
SOUND = ROOT / "tests" / "findings" / "sound"
UNCHANGED = re.compile(r"neck-care.html .* unchanged\n")


def pubpipe(cache: Path | None, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run pubpipe with a cache of its own, or with the one that it has by itself."""
    usual = {name: value for name, value in os.environ.items() if name != "PUBPIPE_CACHE"}
    chosen = {"PUBPIPE_CACHE": str(cache)} if cache else {}
    environment = {**usual, "PYTHONPATH": str(ROOT / "src"), **chosen, **variables}
    command = [sys.executable, "-m", "pubpipe", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def build(tmp_path: Path, *more: object, cache: Path | None, **variables: str) -> str:
    """Build the page; what was printed."""
    done = pubpipe(cache, "build", SOUND, "-o", tmp_path / "out", "-f", "html", "--voice", "silent", *more, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_build_is_kept_and_found_again(tmp_path: Path) -> None:
    """The table says what was unchanged, and JSON says it for machines."""
    cache = tmp_path / "cache"
    assert not UNCHANGED.search(build(tmp_path, cache=cache))
    assert UNCHANGED.search(build(tmp_path, cache=cache))
    told = json.loads(build(tmp_path, "--json", cache=cache))
    assert [file["unchanged"] for file in told["articles"][0]["files"]] == [True]


def test_no_cache_neither_takes_nor_keeps(tmp_path: Path) -> None:
    """By option or by an empty variable."""
    cache = tmp_path / "cache"
    build(tmp_path, "--no-cache", cache=cache)
    assert not cache.exists()
    build(tmp_path, cache=cache)
    assert not UNCHANGED.search(build(tmp_path, "--no-cache", cache=cache))
    assert not UNCHANGED.search(build(tmp_path, cache=None, PUBPIPE_CACHE=""))


def test_it_lies_where_caches_lie(tmp_path: Path) -> None:
    """In the folder of the XDG specification, or in the home's own."""
    build(tmp_path, cache=None, XDG_CACHE_HOME=str(tmp_path / "xdg"))
    assert Folder(tmp_path / "xdg" / "pubpipe").size().entries
    build(tmp_path, cache=None, XDG_CACHE_HOME="", HOME=str(tmp_path / "home"))
    assert Folder(tmp_path / "home" / ".cache" / "pubpipe").size().entries


def test_info_and_clear(tmp_path: Path) -> None:
    """How much there is, of how much at most; and then nothing."""
    cache = tmp_path / "cache"
    assert "0 entries, 0.0 MB, of 4.0 GB at most." in pubpipe(cache, "cache", "info").stdout
    build(tmp_path, cache=cache)
    told = json.loads(pubpipe(cache, "cache", "info", "--json", PUBPIPE_CACHE_SIZE="2 GB").stdout)
    size = Folder(cache).size()
    assert told == {"folder": str(cache), "entries": size.entries, "bytes": size.size, "limit": 2 * 10**9}
    assert f"removed {size.entries} entries" in pubpipe(cache, "cache", "clear").stdout
    assert Folder(cache).size().entries == 0


def test_its_size_has_a_limit(tmp_path: Path) -> None:
    """What was used least recently has made way when the build is over."""
    cache = tmp_path / "cache"
    build(tmp_path, cache=cache, PUBPIPE_CACHE_SIZE="100 kB")
    assert 0 < Folder(cache).size().size <= 100_000


@pytest.mark.parametrize(
    ("command", "variables", "words"),
    [
        (("cache", "info"), {"PUBPIPE_CACHE_SIZE": "much"}, "“much”, which is no size.\n  Write it like this: 4 GB."),
        (("cache", "clear"), {"PUBPIPE_CACHE": ""}, "There is no cache: PUBPIPE_CACHE is empty."),
        (("cache", "info"), {"PUBPIPE_CACHE": "s3://bucket/cache"}, "The cache is not on this machine"),
    ],
)
def test_what_cannot_be_is_a_message(command: tuple[str, ...], variables: dict[str, str], words: str) -> None:
    """With the remedy, and the status of wrong usage."""
    done = pubpipe(None, *command, **variables)
    assert done.returncode == 2
    assert words in done.stderr
