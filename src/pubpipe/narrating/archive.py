"""Whole recordings that were made before: one whose script, sounds and mastering are the same is taken as it is.

Encoding remembers parts by their samples (`encoding`); this spares mastering and mixing as well, so that an edit in a
part of the article which a recording does not say costs that recording nothing. A recording lies under a key of its
own bytes, which is also how others ask for it, and under the key of what it was made from lies only that key.
"""

from collections.abc import Collection
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from pubpipe.keys import digest
from pubpipe.memory import Memory
from pubpipe.model.narration import Narration, Script
from pubpipe.model.recording import Codec, Recording
from pubpipe.narrating.keeping import kept, taken
from pubpipe.narrating.labelled import Labelled
from pubpipe.narrating.remembering import Fact, code_of, key, sealed, unsealed
from pubpipe.packing import packed, unpacked
from pubpipe.profile import Mastering

ENGINES = ("av", "lameenc", "numpy", "scipy")
"""The packages that make a recording of what was spoken."""


def keep(narration: Narration, memory: Memory) -> str:
    """Remember a recording; the key that it is found by."""
    data = packed(*kept(narration))
    name = key("recording", digest(data))
    memory.put(name, sealed(data))
    return name


def found(name: str, memory: Memory) -> Narration | None:
    """The recording of a key, if it is there and whole."""
    data = unsealed(memory.get(name))
    if data is None:
        return None
    try:
        return taken(*unpacked(data))
    except (ValueError, KeyError, TypeError):
        return None


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in ENGINES)


class Archive:
    """Recordings by what they are made from."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def name(
        self,
        recording: Recording,
        script: Script,
        sounds: Labelled,
        master: Mastering,
        codecs: Collection[Codec],
        voice: str,
    ) -> str:
        """The key of all that a recording follows from, the code that makes it included."""
        code = (code_of("pubpipe.narrating"), code_of("pubpipe.narrating.encoding"), *_versions())
        labels = ((text, sounds.label(text)) for text in sounds)
        heard: list[Fact] = [[text, label.rate, label.digest] for text, label in labels]
        facts = (repr(script), master.model_dump_json(), repr(asdict(recording)), sorted(codecs), voice)
        return key("made from", *code, *facts, heard)

    def kept(self, name: str) -> str | None:
        """The key of the recording that was made from the same before, where it is there and whole."""
        content = unsealed(self._memory.get(name))
        recording = content.decode("ascii", "replace") if content else ""
        return recording if recording and unsealed(self._memory.get(recording)) is not None else None

    def keep(self, name: str, narration: Narration) -> str:
        """Remember a recording, and what it was made from; the key that it is found by."""
        recording = keep(narration, self._memory)
        self._memory.put(name, sealed(recording.encode()))
        return recording
