"""What was made before, kept by what it was made from, so that nothing is made twice.

A store takes bytes by a key and gives them back, or nothing. Keys are digests of everything that a value was made
from, so that a key never means two things, and nothing has to be taken back when a source changes. What comes out of a
store is data: it is never run, and whoever reads it must be able to do without.

Libraries were weighed. diskcache reads pickles out of a folder that several people may share, and has had no release
since 2023; joblib's Memory reads pickles as well; both answer with a traceback or with wrong bytes where a file has
been cut short. A file for each key, with a digest before its bytes, needs less than they do.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pubpipe.keys import digest, file_key, key
from pubpipe.storing.folder import LIMIT, Folder

__all__ = ["Kept", "Place", "Store", "digest", "file_key", "key", "open_store", "trim"]


class Store(Protocol):
    """Values by their keys, which are lower-case hexadecimal digests."""

    def __hash__(self) -> int:
        """A store is itself: what came from it can be remembered beside it."""
        ...

    def get(self, key: str) -> bytes | None:
        """The value of a key; None where there is none, or none that is whole."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep a value. One that cannot be kept is not: nothing is wrong but that it will be made again."""
        ...


class Kept:
    """A store within this process, which forgets with it."""

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The value of a key."""
        return self._values.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep a value."""
        self._values[key] = data


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is, so that another process can open it: a folder, or an address that fsspec understands.

    limit: bytes that a folder may take; what lies at an address is bounded by whoever keeps it.
    """

    address: str
    limit: int = LIMIT


def open_store(place: Place) -> Store:
    """The store at a place; nothing is read or written yet."""
    if "://" in place.address:
        from pubpipe.storing.remote import Remote

        return Remote(place.address)
    return Folder(Path(place.address))


def trim(place: Place) -> None:
    """Keep the store at a place within its limit, if it is a folder."""
    store = open_store(place)
    if isinstance(store, Folder):
        store.trim(place.limit)
