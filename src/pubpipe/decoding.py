"""Sound files and captions as a player has them, by FFmpeg's libraries (PyAV).

Used where sound comes in from outside (an online voice) and where finished recordings are
reopened: an MP3 is made with other libraries, and an MP4 file is opened with another one beside.
"""

import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import av
import av.error
from av.container import InputContainer

BYTES_PER_SAMPLE = 2
AT_ONCE = 48_000
"""Samples that are converted together: some two seconds."""


@dataclass(frozen=True, slots=True)
class DecodedChapter:
    """A chapter as a player would show it; times in seconds."""

    title: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class DecodedCover:
    """The picture within a file: its codec and size in pixels, and the words that describe it."""

    codec: str
    width: int
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A cue of a WebVTT file: seconds, and its text without markup."""

    begin: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as a player has it: PCM (signed 16-bit little-endian, one channel), tags, chapters, cover.

    The tags have FFmpeg's names.
    """

    pcm: bytes
    rate: int
    tags: dict[str, str]
    chapters: tuple[DecodedChapter, ...]
    cover: DecodedCover | None = None

    @property
    def seconds(self) -> float:
        """The length of what was decoded, not what the file says of itself."""
        return len(self.pcm) / BYTES_PER_SAMPLE / self.rate


@dataclass(frozen=True, slots=True)
class Played:
    """What a file is beside its sound: samples heard at `rate`, and the rest as in `Decoded`."""

    samples: int
    rate: int
    tags: dict[str, str]
    chapters: tuple[DecodedChapter, ...]
    cover: DecodedCover | None

    @property
    def seconds(self) -> float:
        """The length of what was heard, not what the file says of itself."""
        return self.samples / self.rate


def decode(data: bytes, rate: int) -> Decoded:
    """The sound of an audio file at `rate` samples a second. Raises ValueError for what holds no sound."""
    pcm = bytearray()
    played = play(data, rate, pcm.extend)
    return Decoded(bytes(pcm), rate, played.tags, played.chapters, played.cover)


def play(data: bytes, rate: int, hear: Callable[[bytes], object]) -> Played:
    """Hand on the sound of an audio file as PCM, some seconds at a time. Raises ValueError as `decode` does."""
    samples = 0
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            if not container.streams.audio:
                raise ValueError("it holds no sound")
            tags = {name.lower(): value for name, value in container.metadata.items()}
            chapters, cover = _chapters(container), _cover(container)
            for part in _parts(container, rate):
                hear(bytes(part.planes[0])[: part.samples * BYTES_PER_SAMPLE])
                samples += part.samples
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be decoded: {error}") from error
    if not samples:
        raise ValueError("it holds no sound")
    return Played(samples, rate, tags, chapters, cover)


def _parts(container: InputContainer, rate: int) -> Iterator[av.AudioFrame]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    for frame in _gathered(container):
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _gathered(container: InputContainer) -> Iterator[av.AudioFrame]:
    """The decoded sound in long pieces: to convert it frame by frame takes as long as to decode it."""
    waiting = av.AudioFifo()
    for frame in container.decode(audio=0):
        # What is heard is one frame behind the other, whatever a file says of its times.
        frame.pts = None
        waiting.write(frame)
        if waiting.samples >= AT_ONCE and (gathered := waiting.read()):
            yield gathered
    if gathered := waiting.read():
        yield gathered


def captions(data: bytes) -> tuple[Caption, ...]:
    """The cues of a WebVTT file in the file's order. Raises ValueError for what is none."""
    try:
        with av.open(io.BytesIO(data), mode="r", format="webvtt") as container:
            return tuple(
                Caption(
                    float(packet.pts * packet.time_base),
                    float((packet.pts + (packet.duration or 0)) * packet.time_base),
                    html.unescape(bytes(packet).decode()),
                )
                for packet in container.demux()
                if packet.pts is not None and packet.size
            )
    except (av.error.FFmpegError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no WebVTT: {error}") from error


def _chapters(container: InputContainer) -> tuple[DecodedChapter, ...]:
    chapters = (
        DecodedChapter(
            chapter["metadata"].get("title", ""),
            float(chapter["start"] * chapter["time_base"]),
            float(chapter["end"] * chapter["time_base"]),
        )
        for chapter in container.chapters()
        if chapter["time_base"] is not None
    )
    # FFmpeg lists the chapters of an MP3 in no order that a listener would know.
    return tuple(sorted(chapters, key=lambda chapter: chapter.begin))


def _cover(container: InputContainer) -> DecodedCover | None:
    if not container.streams.video:
        return None
    stream = container.streams.video[0]
    picture = next(container.decode(stream), None)
    container.seek(0)
    if picture is None:
        return None
    return DecodedCover(stream.codec_context.name, picture.width, picture.height, stream.metadata.get("title", ""))


def length(data: bytes) -> float:
    """Seconds of an audio file by its packets, without decoding it. Raises ValueError for what holds no sound."""
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            packets = [packet for packet in container.demux(audio=0) if packet.size] if container.streams.audio else []
            seconds = float(sum((packet.duration or 0) * packet.time_base for packet in packets))
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be opened: {error}") from error
    if not seconds:
        raise ValueError("it holds no sound")
    return seconds
