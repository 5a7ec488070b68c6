"""The Narration: the article as sound, made once and used by every format that speaks.

The script is pure data (what is said, how long is waited), the timeline is the
same script with exact places in the sound, and the recording is the encoded
sound itself. All times derive from PCM samples: an encoded file's own clock
reads some 50 ms longer (encoder delay and padding).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pubpipe.model.article import Side
from pubpipe.model.recording import SESSION, Recording

Tone = Literal["start", "release"]

ABOUT = "_about"
"""What words of the narrator's own are about: the recording. No block has this id, since none begins so."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence to be spoken, already in spoken form. `block` is the id of the block that it renders.

    fragment: the id of what shows these very words in a format that can be read along with; empty if nothing does.
    """

    block: str
    text: str
    side: Side | None = None
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait, long enough to do or take in what was said. `seconds` > 0."""

    block: str
    seconds: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words heard within a hold, `seconds` after it began; they lie over it and take no time of their own."""

    seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A timed hold with a quiet tick each second, so that no player takes it for silence.

    is_optional: the time between the two ends of a range, in which a listener may have let go already.
    """

    block: str
    seconds: float
    side: Side | None = None
    marks: tuple[Mark, ...] = ()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Chime:
    """A tone that starts or ends a hold. It is an instant, and rings on under what follows it."""

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


def speeches(script: Script) -> Iterator[Speech]:
    """Everything that is said, in order, with the words within holds."""
    for chapter in script.chapters:
        for cue in chapter.cues:
            yield from said_in(cue)


def said_in(cue: Cue) -> tuple[Speech, ...]:
    """What is said in one cue."""
    match cue:
        case Speech():
            return (cue,)
        case Hold(block=block, side=side, marks=marks):
            return tuple(Speech(block, mark.text, side) for mark in marks)
        case Pause() | Chime():
            return ()


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
class Aac:
    """The sound as AAC frames without a container (mono, low complexity, 1,024 samples each).

    config: the AudioSpecificConfig (ISO/IEC 14496-3) that a container needs; delay: the samples at the
    beginning that are the encoder's and not the sound's.
    """

    config: bytes
    delay: int
    frames: tuple[bytes, ...]


NO_AAC = Aac(b"", 0, ())
"""What stands for AAC frames that nobody asked for."""


@dataclass(frozen=True, slots=True)
class Narration:
    """One finished recording: its script placed in time, the voice used, and the sound (mono).

    mp3 and small: frames without tags; aac: frames without a container; parts: one `small` for each
    chapter. What no format asked for is empty.
    """

    script: Script
    timeline: Timeline
    voice: str
    mp3: bytes = b""
    aac: Aac = NO_AAC
    recording: Recording = SESSION
    small: bytes = b""
    parts: tuple[bytes, ...] = ()
