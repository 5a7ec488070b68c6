"""A store in storage: whole values or none, few ways there, and no bucket by a slip of the pen."""

from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pubpipe.storing import Place, open_store, remote
from pubpipe.storing.remote import Remote, in_folder, opened

KEY, OTHER = "ab" * 32, "cd" * 32


def fresh() -> Remote:
    """The store as another process opens it."""
    store = open_store(Place("memory://bucket/cache"))
    assert isinstance(store, Remote)
    return store


def test_a_value_is_found_by_whoever_asks_for_it(memory: Any) -> None:
    """And nothing where nothing was put."""
    del memory
    fresh().put(KEY, b"value")
    assert fresh().get(KEY) == b"value"
    assert fresh().get(OTHER) is None


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data[:-1] + b"x", lambda _: b""])
def test_a_damaged_value_is_none(memory: Any, change: Any) -> None:
    """Cut short, flipped, or empty: it will be made again, and that one is found."""
    fresh().put(KEY, b"value")
    (path,) = memory.find("/bucket/cache")
    memory.pipe_file(path, change(memory.cat_file(path)))
    store = fresh()
    assert store.get(KEY) is None
    store.put(KEY, b"value")
    assert fresh().get(KEY) == b"value"


def test_what_was_put_or_read_is_not_fetched_again(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """But a value that somebody else puts meanwhile is found, and no more is kept at hand than there is room for."""
    del memory
    monkeypatch.setattr(remote, "NEAR_BYTES", 10)
    asked: list[str] = []
    real = MemoryFileSystem.cat_file

    def count(self: Any, path: str, **options: Any) -> Any:
        asked.append(path[-64:])
        return real(self, path, **options)

    monkeypatch.setattr(MemoryFileSystem, "cat_file", count)
    store = fresh()
    store.put(KEY, b"123456")
    assert store.get(KEY) == b"123456"
    assert asked == []
    assert store.get(OTHER) is None
    fresh().put(OTHER, b"654321")
    assert [store.get(OTHER), store.get(OTHER)] == [b"654321"] * 2
    assert asked == [OTHER, OTHER]
    assert store.get(KEY) == b"123456"
    assert asked == [OTHER, OTHER, KEY]


def test_storage_that_fails_keeps_nothing_and_stops_nothing(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build goes on as without a store; what could not be put is not said to be there."""
    del memory

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no route")

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", fail)
    store = fresh()
    store.put(KEY, b"value")
    assert store.get(KEY) is None


def test_folders_are_made_where_storage_has_them(tmp_path: Path) -> None:
    """As on a disk."""
    store = Remote(f"file://{tmp_path}/cache")
    store.put(KEY, b"value")
    assert Remote(f"file://{tmp_path}/cache").get(KEY) == b"value"


def test_no_bucket_is_made(keys: dict[str, str]) -> None:
    """An address with a slip of the pen is an error, and not a new bucket of that name."""
    del keys
    files, path = opened("s3://a-slip-of-the-pen/cache/one")
    with pytest.raises(FileNotFoundError):
        in_folder(files, path, lambda: files.pipe_file(path, b"value"))
    assert "a-slip-of-the-pen" not in fsspec.filesystem("s3").ls("")
