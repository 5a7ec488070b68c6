"""How this room names what it remembers, and knows it again.

A key names all that the thing was made from, the code that made it included, so that nothing is ever found that would
be made otherwise today. What a memory gives back is looked at before it is used: damage counts as forgotten.
"""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import resources

from pubpipe import keys
from pubpipe.keys import digest

DIGEST_BYTES = 32
Fact = str | int | float | None | Sequence["Fact"]
"""What a key is made of."""


def key(kind: str, *made_from: Fact) -> str:
    """The key of a thing of this kind made from these facts, in hexadecimal digits; others have other keys."""
    # JSON says where each fact ends, which text that is merely joined does not.
    return keys.key(kind, json.dumps(made_from, allow_nan=False))


@cache
def code_of(package: str, *names: str) -> str:
    """The digest of a package's own files, or of those named: what is made by other code has another key.

    A number that somebody has to raise with each change would be forgotten once, and then patients
    would hear what no code of today would say.
    """
    files = sorted(file.name for file in resources.files(package).iterdir() if file.is_file())
    chosen = [name for name in files if not names or name.partition(".")[0] in names]
    if not chosen:
        raise ValueError(f"{package} has no files of the names {names}")
    return key("code", *([name, digest((resources.files(package) / name).read_bytes())] for name in chosen))


def sealed(data: bytes) -> bytes:
    """The bytes with a seal, by which damage shows."""
    return sha256(data).digest() + data


def unsealed(data: bytes | None) -> bytes | None:
    """The bytes that were sealed; None for nothing, and for what was cut short or changed since."""
    if data is None or sha256(memoryview(data)[DIGEST_BYTES:]).digest() != data[:DIGEST_BYTES]:
        return None
    return data[DIGEST_BYTES:]
