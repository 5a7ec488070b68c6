"""A digest before each value, by which one that was cut short, overwritten, flipped or swapped is known."""

import hashlib

MARK = b"pubpipe-store 1\n"
HEAD = len(MARK) + hashlib.sha256().digest_size


def sealed(key: str, data: bytes) -> bytes:
    """What stands before the value of a key."""
    seal = hashlib.sha256(key.encode())
    seal.update(data)
    return MARK + seal.digest()


def unsealed(key: str, whole: bytes) -> bytes | None:
    """The value behind its seal; None if it is not the one that was sealed under that key."""
    data = whole[HEAD:]
    return data if whole[:HEAD] == sealed(key, data) else None
