"""A store at an address that fsspec understands, for workers that share nothing but storage.

An object store shows an object whole or not at all; other places may show half of one to whoever is too early. So a
digest stands before the value here too.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pubpipe.errors import UsageError
from pubpipe.storing.sealing import sealed, unsealed

NEAR_BYTES = 150_000_000
"""Of values that a process keeps at hand: about those of one article, whose tasks read what others before them left."""


class Remote:
    """The store below an address. What goes wrong on the way is as if there were no store.

    What was read or kept is at hand for a while: each way to the storage takes as long as reading many values from a
    disk, and a key's value never changes. That a key had no value is not remembered: another worker may have put one.
    """

    def __init__(self, address: str) -> None:
        self._files, self._root = opened(address)
        self._near = _Near()

    def get(self, key: str) -> bytes | None:
        """The value of a key, if it is whole."""
        near = self._near.value(key)
        if near is not None:
            return near
        try:
            whole: bytes = self._files.cat_file(self._path(key))
        except Exception:  # noqa: BLE001 - each kind of storage has errors of its own
            return None
        data = unsealed(key, whole)
        if data is not None:
            self._near.keep(key, data)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a value, unless the storage will not."""
        path = self._path(key)
        # Each kind of storage has errors of its own; what is not kept will be made again.
        with suppress(Exception):
            in_folder(self._files, path, lambda: self._files.pipe_file(path, sealed(key, data) + data))
            self._near.keep(key, data)

    def _path(self, key: str) -> str:
        return f"{self._root}/v1/{key[:2]}/{key}"


class _Near:
    """The values used last, within bounds; several threads may ask."""

    def __init__(self) -> None:
        self._values: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def value(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: str, data: bytes) -> None:
        with self._lock:
            self._size += len(data) - len(self._values.pop(key, b""))
            self._values[key] = data
            while self._size > NEAR_BYTES:
                self._size -= len(self._values.popitem(last=False)[1])


def opened(address: str) -> tuple[Any, str]:
    """The storage behind an address and the path in it. Raises UsageError for an address that cannot be opened."""
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(
            f"The address {address} needs a library that is not installed.", "pip install 'pubpipe[cluster]'"
        ) from error
    try:
        # Others write there too: what was listed a minute ago is not what is there.
        files, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(
            f"The address {address} cannot be opened: {error}.",
            "Give a folder, or an address such as s3://bucket/path.",
        ) from error
    return files, path.rstrip("/")


def in_folder(files: Any, path: str, write: Callable[[], object]) -> None:
    """Write a file by calling `write`; the folder that it lies in is made if the storage has folders and lacks it.

    Object stores have none. What stands first in a path there is a bucket: it is never made, since a slip of the pen
    would make one.
    """
    try:
        write()
    except FileNotFoundError:
        if not files.exists(path.partition("/")[0] or "/"):
            raise
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        write()
