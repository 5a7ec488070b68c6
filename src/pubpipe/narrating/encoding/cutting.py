"""A recording cut into the windows that are encoded: in one pass over its sound, outside the memory."""

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from math import inf
from threading import Lock

import numpy

from pubpipe.narrating.composition import Piece, Window
from pubpipe.narrating.spooling import close, said_of_the_disk

IN_MEMORY = 1_000_000
"""Bytes up to which a window needs no file: some 20 seconds."""
AT_ONCE = 131_072
"""Samples that are read at a time."""
_WIDTH = 2


class Take:
    """The sound of one window, which several threads may read."""

    def __init__(self, window: Window) -> None:
        self.window, self.samples = window, 0
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - read to the end of encoding
        self._lock = Lock()
        weakref.finalize(self, close, self._file)

    def add(self, piece: Piece) -> None:
        """The next piece."""
        with said_of_the_disk():
            self._file.write(piece.astype("<i2").tobytes())
        self.samples += len(piece)

    @cached_property
    def digest(self) -> str:
        """Of all its samples, in hexadecimal digits, once they are there."""
        hashed = sha256()
        for piece in self.pieces():
            hashed.update(piece.tobytes())
        return hashed.hexdigest()

    def pieces(self, begin: int = 0) -> Iterator[Piece]:
        """Its sound from a sample on."""
        for at in range(begin, self.samples, AT_ONCE):
            with self._lock, said_of_the_disk():
                self._file.seek(at * _WIDTH)
                data = self._file.read(AT_ONCE * _WIDTH)
            yield numpy.frombuffer(data, "<i2")


def takes(sound: Iterable[Piece], windows: Iterable[Window]) -> Iterator[Take]:
    """The sound of each window as soon as it is there, in order of their ends.

    Raises ValueError where the sound ends too early.
    """
    waiting = [Take(window) for window in sorted(windows, key=lambda one: inf if one.end is None else one.end)]
    at = 0
    for piece in sound:
        for take in tuple(waiting):
            window = take.window
            if window.begin < at + len(piece) and (window.end is None or window.end > at):
                take.add(piece[max(0, window.begin - at) : None if window.end is None else window.end - at])
            if window.end is not None and window.end <= at + len(piece):
                waiting.remove(take)
                yield take
        at += len(piece)
    if any(take.window.end not in {None, at} or at < take.window.begin for take in waiting):
        raise ValueError("the sound ends before its last chapter does")
    yield from waiting
