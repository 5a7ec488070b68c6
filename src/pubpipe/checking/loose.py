"""A file of which nothing is known but itself, perhaps made elsewhere: what can be said of it without an article.

Such a file is untrusted. What its check needs is bounded, nothing in it is run or fetched, and what cannot be
understood is a finding.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from pubpipe.findings import Code, Finding, Position

LARGEST_BYTES = 500_000_000
"""Of a file: a book that holds ten hours of sound has about 300 million."""

HOSTILE = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RecursionError, TypeError, ValueError)
"""What reading a broken or a hostile file may raise in the libraries that read it."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A file by itself: its name, media type and bytes."""

    name: str
    media_type: str
    data: bytes

    def unsound(self, message: str, remedy: str, excerpt: str = "") -> Finding:
        """The file cannot be relied on, or shuts somebody out."""
        return Finding(Code.FILE_UNSOUND, Position(self.name), message, excerpt, remedy)

    def lacks(self, message: str, remedy: str, excerpt: str = "") -> Finding:
        """The file lacks what would help those who use it."""
        return Finding(Code.FILE_LACKS, Position(self.name), message, excerpt, remedy)


class Look(Protocol):
    """The one function of a module that looks at files of a kind by themselves."""

    def __call__(self, loose: Loose) -> Iterator[Finding]:
        """What is wrong with the file."""
        ...


def look(module: str, loose: Loose) -> tuple[Finding, ...]:
    """What a module finds in a file, imported now and not before; a file that defeats it is itself a finding."""
    if not loose.data:
        return (loose.unsound("The file is empty.", "Make it again."),)
    try:
        return tuple(cast("Look", import_module(module).look)(loose))
    except (*HOSTILE, struct.error) as error:
        return (loose.unsound(f"The file cannot be read: {type(error).__name__}.", "Make it again; it is broken."),)
