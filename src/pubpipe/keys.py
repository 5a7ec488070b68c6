"""Keys: digests over parts that cannot be taken for others.

SHA-256 (FIPS 180-4), which processors compute faster than they read a disk.
"""

import hashlib
from collections.abc import Iterable

KEY_LENGTH = 64


def digest(*data: bytes) -> str:
    """The SHA-256 of bytes, all together, as 64 hexadecimal digits."""
    whole = hashlib.sha256()
    for one in data:
        whole.update(one)
    return whole.hexdigest()


def key(kind: str, *parts: str | bytes | None) -> str:
    """The key of a kind of value that is made from these parts, in this order.

    Each part stands with its type and length before it, so that no two lists of parts make the same key.
    """
    whole = hashlib.sha256()
    for part in _typed((kind, *parts)):
        whole.update(part)
    return whole.hexdigest()


def _typed(parts: Iterable[str | bytes | None]) -> Iterable[bytes]:
    for part in parts:
        match part:
            case None:
                yield b"n"
            case str():
                data = part.encode()
                yield b"s%d:" % len(data)
                yield data
            case bytes():
                yield b"b%d:" % len(part)
                yield part


def file_key(data: bytes) -> str:
    """The key of a finished file: its own bytes name it."""
    return key("file", digest(data))
