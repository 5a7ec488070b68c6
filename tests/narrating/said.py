"""Utterances for tests."""

from collections.abc import Iterator, Mapping

from pubpipe.keys import digest
from pubpipe.narrating.composition import Utterances
from pubpipe.narrating.remembering import Fact
from pubpipe.narrating.sounds import Samples


class Said(Utterances):
    """Sounds that are what they are; counts how often one is listened to."""

    def __init__(self, sounds: Mapping[str, Samples]) -> None:
        self._sounds = sounds
        self.heard: list[str] = []

    def __getitem__(self, text: str) -> Samples:
        self.heard.append(text)
        return self._sounds[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def __len__(self) -> int:
        return len(self._sounds)

    def origin(self, text: str) -> Fact:
        """Its samples."""
        return digest(self._sounds[text].tobytes())

    def samples(self, text: str) -> int:
        """As long as it is."""
        return len(self._sounds[text])
