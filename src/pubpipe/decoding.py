"""MP3 back to sound: the only home of PyAV (FFmpeg's libraries).

Used where sound comes in from outside (an online voice) and where finished recordings are
reopened; recordings are made with another library.
"""

import io
from dataclasses import dataclass

import av
import av.error
from av.container import InputContainer

BYTES_PER_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class DecodedChapter:
    """A chapter as a player would show it; times in seconds."""

    title: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as a player hears it: PCM (signed 16-bit little-endian, one channel), tags by FFmpeg's names, chapters."""

    pcm: bytes
    rate: int
    tags: dict[str, str]
    chapters: tuple[DecodedChapter, ...]

    @property
    def seconds(self) -> float:
        """The length of what was decoded, not what the file says of itself."""
        return len(self.pcm) / BYTES_PER_SAMPLE / self.rate


def decode(data: bytes, rate: int) -> Decoded:
    """The sound of an audio file at `rate` samples a second. Raises ValueError for what holds no sound."""
    pcm = bytearray()
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            if not container.streams.audio:
                raise ValueError("it holds no sound")
            tags = {name.lower(): value for name, value in container.metadata.items()}
            chapters = _chapters(container)
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    pcm += bytes(part.planes[0])[: part.samples * BYTES_PER_SAMPLE]
            for part in resampler.resample(None):
                pcm += bytes(part.planes[0])[: part.samples * BYTES_PER_SAMPLE]
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be decoded: {error}") from error
    if not pcm:
        raise ValueError("it holds no sound")
    return Decoded(bytes(pcm), rate, tags, chapters)


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
