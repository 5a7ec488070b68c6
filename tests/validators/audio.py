"""What a player finds in a sound file, read by FFmpeg (PyAV): neither of the libraries that write it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tests.validators.base import ValidatorMissing

if TYPE_CHECKING:
    from av.container import InputContainer


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the sound with its title; times in seconds from the start."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sound:
    """A decoded sound file.

    `samples` has one row for each channel, full scale being 1. `tags` are the file's own (ID3 for
    an MP3), under FFmpeg's names.
    """

    codec: str
    sample_rate: int
    bit_rate: int
    samples: npt.NDArray[np.float32]
    chapters: tuple[Chapter, ...]
    tags: dict[str, str]
    has_cover: bool

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.samples.shape[0])

    @property
    def seconds(self) -> float:
        """The length of what is heard; the padding of an MP3 makes it 50 to 80 ms more than was encoded."""
        return float(self.samples.shape[1]) / self.sample_rate


def read(path: Path) -> Sound:
    """Decodes a whole sound file; raises `av.error.FFmpegError` if it is none."""
    try:
        import av
    except ImportError:
        raise ValidatorMissing("PyAV", "its Python package is not installed. Run: make test") from None
    with av.open(path) as container:
        stream = container.streams.audio[0]
        return Sound(
            codec=stream.codec_context.name,
            sample_rate=stream.codec_context.sample_rate,
            bit_rate=stream.codec_context.bit_rate or 0,
            chapters=_chapters(container),
            tags=dict(container.metadata),
            has_cover=bool(container.streams.video),
            samples=_samples(container),
        )


def _samples(container: "InputContainer") -> npt.NDArray[np.float32]:
    from av import AudioResampler

    stream = container.streams.audio[0]
    # Planar floats whatever the codec's own layout of samples is; rate and channels stay.
    resampler = AudioResampler(format="fltp")
    frames = [part for frame in container.decode(stream) for part in resampler.resample(frame)]
    frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1).astype(np.float32, copy=False)


def _chapters(container: "InputContainer") -> tuple[Chapter, ...]:
    chapters = (
        Chapter(
            title=chapter["metadata"].get("title", ""),
            start=float(chapter["start"] * (chapter["time_base"] or 1)),
            end=float(chapter["end"] * (chapter["time_base"] or 1)),
        )
        for chapter in container.chapters()
    )
    # FFmpeg lists the chapters of an MP3 from its end.
    return tuple(sorted(chapters, key=lambda chapter: chapter.start))
