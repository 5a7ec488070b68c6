"""Sounds that know what they are made of: these need not be made to be recognised.

What was measured or encoded of the same before is found by that, and only what is new is ever mastered and mixed.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from pubpipe.narrating.remembering import Fact
from pubpipe.narrating.sounds import Samples

Piece = NDArray[numpy.int16]


class Utterances(Mapping[str, Samples]):
    """Sounds by their texts, each of which says what it comes from, so that a measure of it can be remembered."""

    @abstractmethod
    def origin(self, text: str) -> Fact:
        """All that a sound follows from: the sounds of one origin are the same."""

    @abstractmethod
    def samples(self, text: str) -> int:
        """How long a sound is."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the sound, from a sample to another one; None is the end of the sound."""

    begin: int
    end: int | None


class Composition(ABC):
    """Windows of one origin sound the same, wherever they stand in it."""

    @abstractmethod
    def origin(self, window: Window) -> Fact:
        """All that the sound of a window follows from."""

    @abstractmethod
    def within(self, windows: Collection[Window]) -> Iterator[Piece]:
        """Pieces as long as the whole sound together, right where a window is; elsewhere they may be anything."""
