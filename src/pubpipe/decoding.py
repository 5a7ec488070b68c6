"""Sound files and captions as a player has them, by FFmpeg's libraries (PyAV).

Used where sound comes in from outside (an online voice) and where finished recordings are
reopened: an MP3 is made with other libraries, and an MP4 file is opened with another one beside.
"""

import html
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from zlib import crc32

import av
import av.error
from av import AudioCodecContext, AudioStream, CodecContext, Packet
from av.container import InputContainer

from pubpipe.keys import key

if TYPE_CHECKING:
    _Packet = Packet[AudioStream]

BYTES_PER_SAMPLE = 2
AT_ONCE = 48_000
"""Samples that are converted together: some two seconds."""
RUN_UP = 16
"""Packets with which a decoder finds its stride. A frame of MP3 leans on the one before, and has data in up to ten more
(ISO/IEC 11172-3); one of AAC leans on the one before."""
PASSAGE = 500
"""Packets in a passage, in the mean: some twelve seconds of MP3 and twenty of AAC."""


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

    def listen(container: InputContainer) -> Iterator[int]:
        for part in _resampled(container.decode(audio=0), rate):
            hear(_pcm(part))
            yield part.samples

    return _played(data, rate, listen)


@dataclass(frozen=True, slots=True)
class Passage:
    """Some seconds of a file's sound as the file has them, and what a decoder has to have heard before them.

    name: a digest of all that the sound follows from.
    """

    name: str
    codec: AudioCodecContext
    rate: int
    before: "tuple[_Packet, ...]"
    packets: "tuple[_Packet, ...]"

    def pcm(self) -> bytes:
        """The sound as `play` hands it on. Raises ValueError for what cannot be decoded."""
        decoder = cast("AudioCodecContext", CodecContext.create(self.codec.name, "r"))
        decoder.extradata = self.codec.extradata
        for packet in self.before:
            # Here a decoder begins within the sound and not where it begins: it may miss what came before.
            with suppress(av.error.FFmpegError):
                decoder.decode(packet)
        try:
            frames = (frame for packet in (*self.packets, None) for frame in decoder.decode(packet))
            return b"".join(_pcm(part) for part in _resampled(frames, self.rate))
        except av.error.FFmpegError as error:
            raise ValueError(f"it cannot be decoded: {error}") from error


def play_in_passages(data: bytes, rate: int, hear: Callable[[Passage], int]) -> Played:
    """Hand on the sound of an audio file in passages; `hear` gives the samples of each.

    Another file with the same sound has mostly the same passages. What is heard is what `play` hands on, but for the
    noise that a decoder of AAC makes up. Raises ValueError as `decode` does.
    """
    return _played(data, rate, lambda container: (hear(one) for one in _passages(container, rate)))


def _played(data: bytes, rate: int, listen: Callable[[InputContainer], Iterable[int]]) -> Played:
    """What a file is beside its sound; `listen` gives how many samples it hears."""
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            if not container.streams.audio:
                raise ValueError("it holds no sound")
            tags = {name.lower(): value for name, value in container.metadata.items()}
            chapters, cover = _chapters(container), _cover(container)
            samples = sum(listen(container))
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be decoded: {error}") from error
    if not samples:
        raise ValueError("it holds no sound")
    return Played(samples, rate, tags, chapters, cover)


def _passages(container: InputContainer, rate: int) -> Iterator[Passage]:
    codec = container.streams.audio[0].codec_context
    # Where a passage ends is told by its sound alone, so that an edit moves no other's end; sound whose rate is
    # changed on the way cannot be cut.
    is_cut = codec.sample_rate == rate
    before: list[_Packet] = []
    packets: list[_Packet] = []
    for packet in container.demux(audio=0):
        if is_cut and len(packets) >= RUN_UP and packet.size and crc32(packet) % PASSAGE == 0:
            yield _passage(codec, rate, before, packets)
            before, packets = packets[-RUN_UP:], []
        if packet.size:
            packets.append(packet)
    yield _passage(codec, rate, before, packets)


def _passage(codec: AudioCodecContext, rate: int, before: "Sequence[_Packet]", packets: "Sequence[_Packet]") -> Passage:
    made_from = (part for one in (*before, None, *packets) for part in _made_from(one))
    about = f"{av.__version__} {codec.name} {codec.sample_rate} {rate}"
    return Passage(key("passage", about, codec.extradata, *made_from), codec, rate, tuple(before), tuple(packets))


def _made_from(packet: "_Packet | None") -> Iterator[bytes | None]:
    """The bytes of a packet, and what it says of samples that are not to be heard."""
    yield None if packet is None else bytes(packet)
    if packet is not None and packet.has_sidedata("skip_samples"):
        yield bytes(packet.get_sidedata("skip_samples"))


def _pcm(part: av.AudioFrame) -> bytes:
    return bytes(part.planes[0])[: part.samples * BYTES_PER_SAMPLE]


def _resampled(frames: Iterable[av.AudioFrame], rate: int) -> Iterator[av.AudioFrame]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    for frame in _gathered(frames):
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _gathered(frames: Iterable[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """The decoded sound in long pieces: to convert it frame by frame takes as long as to decode it."""
    waiting = av.AudioFifo()
    for frame in frames:
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
