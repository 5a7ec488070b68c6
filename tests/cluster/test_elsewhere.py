"""Folders fetched from storage and sets put there: within bounds, nowhere else, and never half of one unnoticed."""

import datetime
import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pubpipe.errors import OutputError, UsageError
from pubpipe.pipeline import elsewhere
from pubpipe.pipeline.address import Address, place
from pubpipe.pipeline.elsewhere import MANIFEST, articles_at, fetch, put

OLD, NEW = {"a.pdf": b"old a", "b.html": b"old b", "evidence/e.json": b"old e"}, {"a.pdf": b"new", "c.mp3": b"new c"}


def address(text: str) -> Address:
    """An address in that storage."""
    found = place(f"memory://{text}")
    assert isinstance(found, Address)
    return found


def lying(folder: Path, made: dict[str, bytes]) -> Path:
    """Finished files in a folder of this machine."""
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def seen(files: Any) -> dict[str, bytes]:
    """What a reader finds in the folder."""
    return {path.removeprefix("/out/neck/"): files.cat_file(path) for path in files.find("/out/neck")}


def is_whole(found: dict[str, bytes], made: dict[str, bytes]) -> bool:
    """Whether a reader who holds the files against the manifest finds this set."""
    if MANIFEST not in found:
        return False
    listed = json.loads(found[MANIFEST])["files"]
    return [one["name"] for one in listed] == sorted(made) and all(
        (one["bytes"], one["sha256"]) == (len(data), hashlib.sha256(data).hexdigest()) and data == made[one["name"]]
        for one in listed
        for data in (found.get(one["name"], b""),)
    )


def test_articles_are_the_folders_at_an_address(memory: Any) -> None:
    """Or the folder itself if an article is in it."""
    for path in ("/source/neck/article.md", "/source/neck/figures/a.svg", "/source/back/article.json", "/source/x.md"):
        memory.pipe_file(path, b"")
    assert articles_at(address("source")) == (address("source/back"), address("source/neck"))
    assert articles_at(address("source/neck")) == (address("source/neck"),)
    assert articles_at(address("source/back/article.json")) == (address("source/back/article.json"),)
    for nowhere in ("source/x.md", "other"):
        with pytest.raises(UsageError, match="There is no article at memory://"):
            articles_at(address(nowhere))


def test_a_folder_is_fetched_whole_with_the_lexicon_of_its_project(memory: Any, tmp_path: Path) -> None:
    """Laid out as in a project, where whoever reads it finds the lexicon."""
    memory.pipe_file("/clinic/source/neck/article.md", b"text")
    memory.pipe_file("/clinic/source/neck/figures/a.svg", b"<svg/>")
    memory.pipe_file("/clinic/source/back/article.md", b"another")
    memory.pipe_file("/clinic/lexicon.pls", b"<lexicon/>")
    own = fetch(address("clinic/source/neck"), tmp_path)
    assert own == tmp_path / "source" / "neck"
    found = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {
        "lexicon.pls": b"<lexicon/>",
        "source/neck/article.md": b"text",
        "source/neck/figures/a.svg": b"<svg/>",
    }


def test_without_a_source_folder_there_is_no_lexicon(memory: Any, tmp_path: Path) -> None:
    """And a bucket that is called source is in no project."""
    memory.pipe_file("/articles/neck/article.md", b"text")
    memory.pipe_file("/source/back/article.md", b"text")
    memory.pipe_file("/lexicon.pls", b"<lexicon/>")
    for number, folder in enumerate(("articles/neck", "source/back")):
        fetch(address(folder), tmp_path / str(number))
    assert list(tmp_path.rglob("lexicon.pls")) == []


@pytest.mark.parametrize(
    "name", ["../../../escape", "a/../../../escape", "a//b", "./a", "a\\b", "a\nb", f"{'a' * 201}", ".."]
)
def test_a_name_that_leads_elsewhere_is_refused(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """An object may be called anything; nothing is written for one that cannot be a file of the folder."""
    path = f"/source/neck/{name}"
    monkeypatch.setattr(MemoryFileSystem, "find", lambda *_, **__: {path: {"name": path, "size": 1}})
    monkeypatch.setattr(MemoryFileSystem, "cat", lambda *_, **__: {path: b"harm"})
    with pytest.raises(UsageError, match="which cannot be one"):
        fetch(address("source/neck"), tmp_path / "project")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
    assert memory.store == {}


@pytest.mark.parametrize(("most_files", "most_bytes"), [(1, 100), (9, 9)])
def test_a_folder_that_is_too_large_is_refused_before_it_is_fetched(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_files: int, most_bytes: int
) -> None:
    """In files and in bytes."""
    monkeypatch.setattr(elsewhere, "MOST_FILES", most_files)
    monkeypatch.setattr(elsewhere, "MOST_BYTES", most_bytes)
    for name in ("article.md", "a.svg"):
        memory.pipe_file(f"/source/neck/{name}", b"12345")
    with pytest.raises(UsageError, match="more than an article"):
        fetch(address("source/neck"), tmp_path)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_set_is_put_with_a_manifest(memory: Any, tmp_path: Path) -> None:
    """And what else lies there is told, and stays."""
    put(lying(tmp_path / "old", OLD), OLD, address("out/neck"))
    assert is_whole(seen(memory), OLD)
    beside = put(lying(tmp_path / "new", NEW), NEW, address("out/neck"))
    assert is_whole(seen(memory), NEW)
    assert beside == (address("out/neck/b.html"), address("out/neck/evidence/e.json"))
    assert sorted(seen(memory)) == ["a.pdf", "b.html", "c.mp3", "evidence/e.json", MANIFEST]


class _CutError(BaseException):
    """The power is gone."""


@pytest.mark.parametrize("failure", [OSError("no route"), _CutError()])
def test_whatever_fails_on_the_way_no_manifest_lies(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    """Before each single step: the old set is whole, the new one is, or there is no manifest; a second try mends it."""
    old, new = lying(tmp_path / "old", OLD), lying(tmp_path / "new", NEW)
    outcomes = set()
    for step in itertools.count(1):
        memory.store.clear()
        put(old, OLD, address("out/neck"))
        with monkeypatch.context() as patch:
            steps = itertools.count(1)
            for name in ("pipe_file", "cp_file", "rm_file"):
                patch.setattr(MemoryFileSystem, name, _failing(getattr(MemoryFileSystem, name), steps, step, failure))
            try:
                put(new, NEW, address("out/neck"))
                break
            except (OutputError, _CutError):
                pass
        found = seen(memory)
        assert is_whole(found, OLD) or is_whole(found, NEW) or MANIFEST not in found
        outcomes.add((is_whole(found, OLD), is_whole(found, NEW)))
        put(new, NEW, address("out/neck"))
        assert is_whole(seen(memory), NEW)
    assert step > 5
    assert {(True, False), (False, False)} <= outcomes


def _failing(real: Any, steps: Iterator[int], at: int, failure: BaseException) -> Any:
    def act(*arguments: Any, **options: Any) -> Any:
        if next(steps) == at:
            raise failure
        return real(*arguments, **options)

    return act


def test_what_a_killed_build_left_is_removed_a_day_later(memory: Any, tmp_path: Path) -> None:
    """Not before, since another build may still be at it; and nobody is shown it as a file of the folder."""
    memory.pipe_file("/out/neck/.pubpipe-new-1/a.pdf", b"half")
    new = lying(tmp_path / "new", NEW)
    assert put(new, NEW, address("out/neck")) == ()
    assert memory.exists("/out/neck/.pubpipe-new-1/a.pdf")
    memory.store["/out/neck/.pubpipe-new-1/a.pdf"].modified -= datetime.timedelta(days=2)
    put(new, NEW, address("out/neck"))
    assert is_whole(seen(memory), NEW)
    assert not memory.exists("/out/neck/.pubpipe-new-1/a.pdf")


def test_storage_that_fails_is_a_message_with_the_address(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its own error is."""
    memory.pipe_file("/source/neck/article.md", b"text")

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("its own words.\nand more of them")

    monkeypatch.setattr(MemoryFileSystem, "cat", fail)
    with pytest.raises(OutputError, match=r"storage at memory://source/neck failed: its own words\.\n"):
        fetch(address("source/neck"), tmp_path)
