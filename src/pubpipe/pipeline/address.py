"""Addresses of storage, such as s3://bucket/source/neck-care, where a command also takes paths.

An address goes wherever a path goes: it is joined, compared and printed as one. But it is never opened as a file of
this machine: whatever would do that by mistake ends with a message, and does not take s3://bucket for a folder “s3:”.
"""

import re
from pathlib import Path, PosixPath
from typing import NoReturn

from pubpipe.errors import UsageError

_WHOLE = re.compile(r"([a-z][a-z0-9+.-]*)://+([^/].*|)", re.DOTALL)
_BEGINNING = re.compile(r"^([a-z][a-z0-9+.-]*):/(?!/)")
_PASSWORD = re.compile(r"[^/]*:[^/]*@")
LOCAL = "file"
"""The kind of address of a folder that all machines see under one path."""


class Address(PosixPath):
    """A place in storage. file:///… is one too: a folder that every machine has under the same path."""

    __slots__ = ()

    def __str__(self) -> str:
        """The address as it was given."""
        return _BEGINNING.sub(lambda found: f"{found[1]}://{'/' * (found[1] == LOCAL)}", super().__str__())

    def __fspath__(self) -> NoReturn:
        """Raises UsageError: no file of this machine has such a name."""
        raise UsageError(f"{self} is an address, and this needs a path.", "Copy it to this machine first.")

    @property
    def local(self) -> Path | None:
        """The path on this machine, of an address that has one."""
        kind, _, rest = str(self).partition("://")
        return Path(rest) if kind == LOCAL else None


def is_address(value: str) -> bool:
    """Whether a text is meant as an address and not as a path."""
    return "://" in value


def place(value: str) -> Path:
    """The address or the path that a text gives. Raises UsageError for an address that cannot be one."""
    if not is_address(value):
        return Path(value)
    whole = _WHOLE.fullmatch(value)
    if whole is None or not whole[2]:
        raise UsageError(f"“{value}” is no address.", "Write it as s3://bucket/folder or file:///folder.")
    if _PASSWORD.match(whole[2]):
        # It would be printed with every article, and lie in the shell's history.
        raise UsageError(
            f"An address of {whole[1]}:// has a password in it.",
            "Leave it out: storage takes its keys from the environment, such as AWS_ACCESS_KEY_ID.",
        )
    return Address(value)
