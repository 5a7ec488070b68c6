"""PCM to MP3 and AAC frames, in one pass over the sound, without tags: those belong to the format that publishes it.

MP3 by LAME and AAC by FFmpeg, both from the sound itself: one made from the other would have the
faults of both. What is encoded is a part between two seams at a time, several side by side, and a
part that was encoded before is remembered by what its sound is made of: so a change costs the mixing
and the encoding of the part that it is in. The parts are joined without a seam that could be heard, or
where that cannot be, they are encoded as one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from types import ModuleType

from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.narration import NO_AAC, Aac
from pubpipe.model.recording import Codec
from pubpipe.narrating.batching import side_by_side, workers
from pubpipe.narrating.composition import Composition, Piece, Window
from pubpipe.narrating.encoding import aac, mp3
from pubpipe.narrating.encoding.cutting import Take, takes
from pubpipe.narrating.remembering import code_of, key, sealed, unsealed
from pubpipe.narrating.seams import BEFORE, BEHIND, SeamError

KILOBITS = 64
"""Constant bit rate, so that players find any time without an index; for speech at 24 kHz it is transparent."""
SMALL_KILOBITS = 48
"""For inside a page or a book, which is sent and kept whole: speech loses nothing that is heard from a phone."""

LOSS = 0.4455
"""dB by which a decoded MP3 is quieter than its samples: LAME scales its input by 0.95."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One recording, one channel, in the codecs that were asked for; the others are empty."""

    mp3: bytes = b""
    aac: Aac = NO_AAC
    small: bytes = b""
    parts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stream:
    """What becomes one stream: the sound from a sample to another (None: its end), cut at seams."""

    codec: Codec
    begin: int
    end: int | None
    seams: tuple[int, ...]

    def parts(self) -> Iterator[tuple[Window, int, int | None]]:
        """The sound that each part is encoded from, where in it the part begins, and how many samples it has."""
        begin = self.begin
        for seam in self.seams:
            window = Window(max(self.begin, begin - BEFORE), seam + BEHIND)
            yield window, begin - window.begin, seam - begin
            begin = seam
        window = Window(max(self.begin, begin - BEFORE), self.end)
        yield window, begin - window.begin, None


@dataclass(frozen=True, slots=True)
class _Job:
    """A part of a stream, both by their numbers: in the sound of a window it begins at a sample and has so many.

    count: None means all.
    """

    stream: int
    part: int
    window: Window
    codec: Codec
    kilobits: int
    begin: int
    count: int | None


def encode(
    sound: Iterable[Piece] | Composition,
    rate: int,
    kilobits: int = KILOBITS,
    codecs: Collection[Codec] = ("mp3", "aac"),
    ends: Sequence[int] = (),
    seams: Sequence[int] = (),
    memory: Memory = FORGETFUL,
) -> Encoded:
    """A recording given piece by piece, its MP3 with so many kbit/s; it is given again where it cannot be joined.

    ends: the sample behind each chapter, for `parts`; seams: the samples at which it may be cut for
    encoding; memory: has what was encoded before. No more than a few pieces are ever held as PCM.
    """
    kilobits_of: Mapping[Codec, int]
    kilobits_of = {"mp3": kilobits, "aac": KILOBITS, "small": SMALL_KILOBITS, "parts": SMALL_KILOBITS}
    streams = tuple(_streams(codecs, rate, ends, seams))
    made: tuple[dict[int, bytes], ...] = tuple({} for _ in streams)
    try:
        for job, data in _encoded(sound, tuple(_jobs(streams, kilobits_of)), rate, memory):
            made[job.stream][job.part] = data
        return _joined(streams, made, rate, kilobits_of)
    except _NotJoinedError as error:
        left = tuple(seam for seam in seams if seam not in error.seams)
    except SeamError:
        left = ()
    # Without a seam nothing is joined, so this ends.
    return encode(sound, rate, kilobits, codecs, ends, left, memory)


class _NotJoinedError(Exception):
    """Parts that cannot be joined at these seams."""

    def __init__(self, seams: Collection[int]) -> None:
        super().__init__("some seams have to go")
        self.seams = seams


def _joined(
    streams: Sequence[_Stream], made: Sequence[dict[int, bytes]], rate: int, kilobits: Mapping[Codec, int]
) -> Encoded:
    """The parts of each stream as one. Raises _NotJoinedError with all seams at which some cannot be joined."""
    mp3s: dict[Codec, list[bytes]] = {"mp3": [], "small": [], "parts": []}
    frames, lost = NO_AAC, set[int]()
    for stream, parts in zip(streams, made, strict=True):
        try:
            if stream.codec == "aac":
                frames = aac.joined(_taken(parts))
            else:
                mp3s[stream.codec].append(mp3.joined(_taken(parts), rate, kilobits[stream.codec]))
        except SeamError as error:
            lost |= {stream.seams[number - 1] for number in error.parts} or {*stream.seams}
    if lost:
        raise _NotJoinedError(lost)
    return Encoded(b"".join(mp3s["mp3"]), frames, b"".join(mp3s["small"]), tuple(mp3s["parts"]))


def _streams(codecs: Collection[Codec], rate: int, ends: Sequence[int], seams: Sequence[int]) -> Iterator[_Stream]:
    """One for each codec, and one for each chapter."""
    for codec in ("mp3", "aac", "small"):
        if codec in codecs:
            yield _Stream(codec, 0, None, tuple(seams))
    frame = mp3.frame_samples(rate)
    for begin, end in pairwise((0, *ends)) if "parts" in codecs else ():
        # A chapter's own frames are counted from its beginning.
        inside = (seam for seam in seams if begin + BEFORE <= seam < end - BEHIND and (seam - begin) % frame == 0)
        yield _Stream("parts", begin, end, tuple(inside))


def _taken(parts: dict[int, bytes]) -> Iterator[bytes]:
    """The parts in turn, none of which is kept: an hour of them should not be in memory twice."""
    for number in sorted(parts):
        yield parts.pop(number)


def _jobs(streams: Sequence[_Stream], kilobits: Mapping[Codec, int]) -> Iterator[_Job]:
    """What is to be encoded."""
    for stream, one in enumerate(streams):
        for part, (window, begin, count) in enumerate(one.parts()):
            yield _Job(stream, part, window, one.codec, kilobits[one.codec], begin, count)


def _encoded(
    sound: Iterable[Piece] | Composition, jobs: Sequence[_Job], rate: int, memory: Memory
) -> Iterator[tuple[_Job, bytes]]:
    """What the jobs make: what is remembered first, then the rest as its sound comes in."""
    if not isinstance(sound, Composition):
        pieces = takes(sound, {job.window for job in jobs})
        yield from _made(pieces, jobs, lambda job, take: _name(job, rate, take.digest), rate, memory)
        return
    origins = {window: key("origin", sound.origin(window)) for window in {job.window for job in jobs}}

    def name_of(job: _Job, _take: Take | None = None) -> str:
        return _name(job, rate, origins[job.window])

    missing = []
    for job in jobs:
        data = unsealed(memory.get(name_of(job)))
        if data is None:
            missing.append(job)
        else:
            yield job, data
    if missing:
        windows = {job.window for job in missing}
        yield from _made(takes(sound.within(windows), windows), missing, name_of, rate, memory)


def _made(
    sound: Iterable[Take], jobs: Iterable[_Job], name_of: Callable[[_Job, Take], str], rate: int, memory: Memory
) -> Iterator[tuple[_Job, bytes]]:
    """What the jobs make, several at a time; those of one window share its sound."""
    wanted: dict[Window, list[_Job]] = {}
    for job in jobs:
        wanted.setdefault(job.window, []).append(job)
    given = ((job, take, name_of(job, take)) for take in sound for job in wanted[take.window])

    def do(task: tuple[_Job, Take, str]) -> tuple[_Job, bytes]:
        job, take, name = task
        return job, _remembered(job, take, name, rate, memory)

    with side_by_side(do, given, workers()) as results:
        yield from results


def _remembered(job: _Job, take: Take, name: str, rate: int, memory: Memory) -> bytes:
    """What the job makes; it does not if that was made before."""
    data = unsealed(memory.get(name))
    if data is None:
        data = _coder(job).part(take, rate, job.kilobits, job.begin, job.count)
        memory.put(name, sealed(data))
    return data


def _name(job: _Job, rate: int, sound: str) -> str:
    """The key of what a job makes of a sound."""
    package = "av" if job.codec == "aac" else "lameenc"
    made_by = (code_of("pubpipe.narrating.encoding"), package, _version(package))
    return key("encoded sound", *made_by, rate, job.kilobits, job.begin, job.count, sound)


def _coder(job: _Job) -> ModuleType:
    return aac if job.codec == "aac" else mp3


_version = cache(version)
"""Of a package, each of which carries one version of its library."""
