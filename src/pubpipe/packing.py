"""Several values as one: what is told of them as JSON, and their bytes behind it.

JSON and not pickle: a store may be shared, and what lies in it is never run.
"""

import json
from collections.abc import Sequence
from typing import Any


def packed(told: object, blobs: Sequence[bytes] = ()) -> bytes:
    """What is told, in JSON's own types, and the bytes that it tells of."""
    head = json.dumps([told, [len(blob) for blob in blobs]], ensure_ascii=False, separators=(",", ":")).encode()
    return b"%d\n%b%b" % (len(head), head, b"".join(blobs))


def unpacked(data: bytes) -> tuple[Any, tuple[bytes, ...]]:
    """What `packed` was given. Raises ValueError for anything else."""
    length, line, rest = data.partition(b"\n")
    if not line or not length.isdigit():
        raise ValueError("it does not begin with a length")
    size = int(length)
    told, sizes = json.loads(rest[:size])
    if size + sum(sizes) != len(rest):
        raise ValueError("it is not as long as it says")
    blobs, at = [], size
    for one in sizes:
        blobs.append(rest[at : at + one])
        at += one
    return told, tuple(blobs)
