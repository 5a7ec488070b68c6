"""A store in a folder: whole values or none, whoever else uses it, within its bounds."""

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.storing import Kept, Place, Store, key, open_store, trim
from pubpipe.storing.folder import ABANDONED, AFTER_TRIMMING, UNFINISHED, Folder
from pubpipe.storing.sealing import HEAD
from tests.support.children import begin, ending

KEY, OTHER = key("a"), key("b")


@pytest.fixture(params=["folder", "kept", "file://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each kind of store there is."""
    match request.param:
        case "folder":
            return Folder(tmp_path)
        case "kept":
            return Kept()
        case _:
            return open_store(Place(tmp_path.as_uri()))


@pytest.mark.parametrize("data", [b"", b"a", bytes(range(256)) * 5000])
def test_what_is_kept_comes_back(store: Store, data: bytes) -> None:
    """Byte for byte, and by its own key alone; the last that was kept wins."""
    assert store.get(KEY) is None
    store.put(KEY, b"before")
    store.put(KEY, data)
    assert store.get(KEY) == data
    assert store.get(OTHER) is None


def file_of(folder: Path) -> Path:
    """The one file in a store."""
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damage_is_noticed(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Cut short anywhere, one bit flipped anywhere, something behind it: nothing is given, and it can be kept anew."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    folder = tmp_path_factory.mktemp("store")
    store = Folder(folder)
    data = chance.randbytes(chance.randrange(1, 200))
    store.put(KEY, data)
    path = file_of(folder)
    whole = bytearray(path.read_bytes())
    match chance.randrange(3):
        case 0:
            del whole[chance.randrange(len(whole)) :]
        case 1:
            whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        case _:
            whole += b"x"
    path.write_bytes(whole)
    assert store.get(KEY) is None
    assert not path.exists()
    store.put(KEY, data)
    assert store.get(KEY) == data


def test_a_value_under_another_key_is_none(tmp_path: Path) -> None:
    """A file that was moved to another one's place is whole, and wrong."""
    store = Folder(tmp_path)
    store.put(KEY, b"a dose")
    store.put(OTHER, b"another dose")
    one, other = (next(tmp_path.rglob(name)) for name in (KEY, OTHER))
    other.write_bytes(one.read_bytes())
    assert store.get(OTHER) is None
    assert store.get(KEY) == b"a dose"


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    """An article may not be published yet."""
    Folder(tmp_path / "cache").put(KEY, b"secret")
    assert file_of(tmp_path).stat().st_mode & 0o077 == 0


def test_a_disk_that_will_not_stops_nothing(tmp_path: Path) -> None:
    """Where the folder is a file there is nothing, and nothing is kept."""
    (tmp_path / "cache").write_text("in the way")
    store = Folder(tmp_path / "cache")
    store.put(KEY, b"value")
    assert store.get(KEY) is None
    store.trim(0)
    assert store.size().entries == store.clear().entries == 0


def test_what_was_used_least_recently_makes_way(tmp_path: Path) -> None:
    """Using is reading as well as keeping; what is left is well below the limit, so that not every build trims."""
    store = Folder(tmp_path)
    keys = [key("value", str(number)) for number in range(10)]
    for number, one in enumerate(keys):
        store.put(one, bytes(1000 - HEAD))
        path = next(path for path in tmp_path.rglob(one))
        os.utime(path, (number, number))
    assert store.size().size == 10_000
    assert store.get(keys[0]) is not None
    trim(Place(str(tmp_path), limit=10_000))
    assert store.size().entries == 10
    trim(Place(str(tmp_path), limit=5_000))
    assert store.size().size <= 5_000 * AFTER_TRIMMING
    assert [one for one in keys if store.get(one) is not None] == [keys[0], *keys[-3:]]


def test_what_a_killed_build_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    """Another build's file is left alone while it may still be written."""
    store = Folder(tmp_path)
    store.put(KEY, b"value")
    shelf = file_of(tmp_path).parent
    old, new = shelf / f"{KEY}.1{UNFINISHED}", shelf / f"{KEY}.2{UNFINISHED}"
    for path in (old, new):
        path.write_bytes(b"half")
    then = time.time() - 2 * ABANDONED
    os.utime(old, (then, then))
    store.trim(10**9)
    assert (old.exists(), new.exists(), store.get(KEY)) == (False, True, b"value")


def test_clear_removes_everything(tmp_path: Path) -> None:
    """And says what there was."""
    store = Folder(tmp_path)
    store.put(KEY, b"a")
    store.put(OTHER, b"b")
    assert store.clear().entries == 2
    assert store.size().entries == 0
    assert store.get(KEY) is None


def test_many_builds_share_one(tmp_path: Path) -> None:
    """Four processes keep and read the same keys as fast as they can, and one trims: what is read is always whole."""
    values = {key("value", str(number)): bytes([number]) * 50_000 for number in range(8)}

    def work() -> None:
        store = Folder(tmp_path)
        for _ in range(30):
            for name, data in values.items():
                found = store.get(name)
                assert found in (None, data)
                store.put(name, data)
            store.trim(300_000)

    children = [begin(work) for _ in range(4)]
    assert [ending(child) for child in children] == [0, 0, 0, 0]
