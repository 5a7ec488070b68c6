"""PCM to MP3 and AAC frames, in one pass over the sound, without tags: those belong to the format that publishes it.

MP3 by LAME and AAC by FFmpeg, both from the sound itself: one made from the other would have the
faults of both. What is encoded is a part between two seams at a time, several side by side, and a
part that was encoded before is remembered by its samples: so a change in one chapter costs the
encoding of that chapter. The parts are joined without a seam that could be heard, or where that
cannot be, the recording is encoded as a whole.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise

import numpy
from numpy.typing import NDArray

from pubpipe.model.narration import NO_AAC, Aac
from pubpipe.model.recording import Codec
from pubpipe.narrating.batching import MOST_WORKERS, cores, side_by_side
from pubpipe.narrating.encoding import aac, mp3
from pubpipe.narrating.encoding.cutting import Take, Window, takes
from pubpipe.narrating.encoding.packing import SeamError
from pubpipe.narrating.remembering import FORGETFUL, Memory, code_of, key, sealed, unsealed
from pubpipe.narrating.seams import BEFORE, BEHIND

Piece = NDArray[numpy.int16]

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
class _Job:
    """A part to be encoded: in the sound of a window it begins at a sample, and has so many (None: all)."""

    codec: Codec
    kilobits: int
    take: Take
    begin: int
    count: int | None


def encode(
    sound: Iterable[Piece],
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
    rates: Mapping[Codec, int] = {"mp3": kilobits, "aac": KILOBITS, "small": SMALL_KILOBITS, "parts": SMALL_KILOBITS}
    wanted = {codec: rates[codec] for codec in rates if codec in codecs}
    made: dict[Codec, deque[bytes]] = {codec: deque() for codec in rates}

    def remembered(job: _Job) -> tuple[Codec, bytes]:
        return job.codec, _remembered(job, rate, memory)

    with side_by_side(remembered, _jobs(sound, wanted, ends, seams), min(MOST_WORKERS, cores())) as results:
        for codec, data in results:
            made[codec].append(data)
    try:
        return Encoded(
            mp3.joined(_taken(made["mp3"]), rate, kilobits),
            aac.joined(_taken(made["aac"])) if made["aac"] else NO_AAC,
            mp3.joined(_taken(made["small"]), rate, SMALL_KILOBITS),
            tuple(mp3.joined((part,), rate, SMALL_KILOBITS) for part in made["parts"]),
        )
    except SeamError:
        return encode(sound, rate, kilobits, codecs, ends, (), memory)


def _taken(parts: deque[bytes]) -> Iterator[bytes]:
    """The parts in turn, none of which is kept: an hour of them should not be in memory twice."""
    while parts:
        yield parts.popleft()


def _jobs(
    sound: Iterable[Piece], wanted: Mapping[Codec, int], ends: Sequence[int], seams: Sequence[int]
) -> Iterator[_Job]:
    """What is to be encoded, as the sound comes in."""
    whole = [codec for codec in wanted if codec != "parts"]
    between = tuple(zip((0, *seams), (*seams, None), strict=True)) if whole else ()
    windows = [Window(max(0, begin - BEFORE), end and end + BEHIND) for begin, end in between]
    chapters = [Window(begin, end) for begin, end in pairwise((0, *ends))] if "parts" in wanted else []
    for number, take in takes(sound, [*windows, *chapters]):
        if number >= len(windows):
            yield _Job("parts", wanted["parts"], take, 0, None)
            continue
        begin, end = between[number]
        for codec in whole:
            yield _Job(codec, wanted[codec], take, begin - take.window.begin, end and end - begin)


def _remembered(job: _Job, rate: int, memory: Memory) -> bytes:
    """What the job makes; it does not if that was made before."""
    coder, package = (aac, "av") if job.codec == "aac" else (mp3, "lameenc")
    made_by = (code_of("pubpipe.narrating.encoding"), package, _version(package))
    name = key("encoded sound", *made_by, rate, job.kilobits, job.begin, job.count, job.take.digest)
    data = unsealed(memory.get(name))
    if data is None:
        data = coder.part(job.take, rate, job.kilobits, job.begin, job.count)
        memory.put(name, sealed(data))
    return data


_version = cache(version)
"""Of a package, each of which carries one version of its library."""
