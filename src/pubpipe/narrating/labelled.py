"""Sounds with labels: what has to be known of each, so that it is listened to only where it is mixed.

After an edit nearly all that is said was said before, and of most of it no more is needed than how long it is and
which sound it is.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.keys import digest
from pubpipe.narrating.voices.voice import Sound


@dataclass(frozen=True, slots=True)
class Label:
    """Samples a second, how many samples, and their digest."""

    rate: int
    samples: int
    digest: str

    @classmethod
    def of(cls, sound: Sound) -> "Label":
        """What is to be written on a sound."""
        return cls(sound.rate, sound.samples, digest(sound.pcm))


class Labelled(Mapping[str, Sound]):
    """Sounds by their texts."""

    @abstractmethod
    def label(self, text: str) -> Label:
        """What is known of a sound without reading it."""
