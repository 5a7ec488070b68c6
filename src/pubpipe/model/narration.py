"""The Narration: the article as sound, made once and used by every format that speaks.

The script is pure data (what is said, how long is waited), the timeline is the
same script with exact places in the sound, and the recording is the encoded
sound itself. All times derive from PCM samples: an encoded file's own clock
reads some 50 ms longer (encoder delay and padding).
"""

from dataclasses import dataclass
from typing import Literal

from pubpipe.model.article import Side

Tone = Literal["start", "release"]


@dataclass(frozen=True, slots=True)
class Speech:
    """Words to be spoken, already in spoken form. `block` is the id of the block that they render."""

    block: str
    text: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait, long enough to do or take in what was said. `seconds` > 0."""

    block: str
    seconds: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A timed hold with a quiet tick each second, so that no player takes it for silence."""

    block: str
    seconds: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Chime:
    """A short tone that starts or ends a hold."""

    block: str
    tone: Tone
    side: Side | None = None


Cue = Speech | Pause | Hold | Chime


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled part of the recording; `id` is unique within it."""

    id: str
    title: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """All that will be heard, in order. `language` is a BCP 47 tag."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class TimedCue:
    """A cue with its first sample and the one after its last."""

    cue: Cue
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class TimedChapter:
    """A chapter with its cues placed; begin and end as for a cue."""

    id: str
    title: str
    begin: int
    end: int
    cues: tuple[TimedCue, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The script placed in the sound. `rate` is in samples a second; chapters follow without gaps."""

    rate: int
    chapters: tuple[TimedChapter, ...]

    @property
    def samples(self) -> int:
        """The length of the sound in samples."""
        return self.chapters[-1].end if self.chapters else 0

    @property
    def seconds(self) -> float:
        """The length of the sound in seconds."""
        return self.samples / self.rate

    def at(self, sample: int) -> float:
        """Seconds from the start of the sound."""
        return sample / self.rate


@dataclass(frozen=True, slots=True)
class Narration:
    """The finished sound: script placed in time, voice used, and MP3 frames without tags (mono)."""

    script: Script
    timeline: Timeline
    voice: str
    mp3: bytes
