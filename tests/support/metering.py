"""FFmpeg's own meters on a decoded sound file, none of which made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy
import numpy.typing as npt

from tests.validators import audio


@dataclass(frozen=True)
class Measured:
    """Loudness in LUFS, true peak in dBTP, and what is left by a player that trims silence, of 1."""

    loudness: float
    peak: float
    left: float


def filtered(samples: npt.NDArray[numpy.float32], rate: int, name: str, arguments: str) -> Iterator[av.AudioFrame]:
    """What comes out of one of FFmpeg's filters."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="fltp", layout="mono", time_base=Fraction(1, rate))
    middle, sink = graph.add(name, arguments), graph.add("abuffersink")
    source.link_to(middle)
    middle.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(numpy.ascontiguousarray(samples), format="fltp", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    graph.push(frame)
    graph.push(None)
    while True:
        try:
            pulled = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(pulled, av.AudioFrame)
        yield pulled


def measured(sound: audio.Sound) -> Measured:
    """By FFmpeg's own meters."""
    frames = filtered(sound.samples, sound.sample_rate, "ebur128", "metadata=1:peak=true")
    last = [one.metadata for one in frames if one.metadata][-1]
    trim = "stop_periods=-1:stop_duration=1:stop_threshold=-50dB"
    left = sum(one.samples for one in filtered(sound.samples, sound.sample_rate, "silenceremove", trim))
    peak = 20 * float(numpy.log10(float(last["lavfi.r128.true_peak"])))
    return Measured(float(last["lavfi.r128.I"]), peak, left / sound.samples.shape[1])
