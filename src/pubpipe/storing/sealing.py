"""A digest before each value, by which one that was cut short, overwritten or flipped is known."""

import hashlib

MARK = b"pubpipe-store 1\n"
HEAD = len(MARK) + hashlib.sha256().digest_size


def sealed(data: bytes) -> bytes:
    """What stands before a value."""
    return MARK + hashlib.sha256(data).digest()


def unsealed(whole: bytes) -> bytes | None:
    """The value behind its seal; None if it is not the one that was sealed."""
    data = whole[HEAD:]
    return data if whole[:HEAD] == sealed(data) else None
