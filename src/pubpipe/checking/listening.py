"""A recording played from its first sample to its last, but for what was heard before.

Playing takes most of a check. After an edit a recording is largely the one of before, so what was heard of each
passage is remembered by its bytes, and only those are played that are new.
"""

from contextlib import suppress
from dataclasses import astuple

from pubpipe.checking.ear import Heard, heard
from pubpipe.decoding import Passage, Played, length, play_in_passages
from pubpipe.keys import digest, key
from pubpipe.memory import Memory
from pubpipe.packing import packed, unpacked


def listened(data: bytes, rate: int, memory: Memory) -> tuple[Played, Heard]:
    """What a player has of an audio file, and what is heard of it at `rate`. Raises ValueError as `decode` does."""
    whole = Heard()

    def hear(passage: Passage) -> int:
        nonlocal whole
        one = _remembered(passage, memory)
        whole = whole.then(one)
        return one.samples

    return play_in_passages(data, rate, hear), whole


def seconds(data: bytes, memory: Memory) -> float:
    """How long an audio file is by its packets. Raises ValueError for what holds no sound."""
    name = key("length", digest(data))
    with suppress(ValueError):
        if known := memory.get(name):
            return float(known)
    found = length(data)
    memory.put(name, repr(found).encode())
    return found


def _remembered(passage: Passage, memory: Memory) -> Heard:
    name = key("heard", passage.name)
    known = _heard_before(memory.get(name))
    if known is None:
        known = heard(passage.pcm())
        memory.put(name, packed(astuple(known)))
    return known


def _heard_before(data: bytes | None) -> Heard | None:
    with suppress(ValueError, TypeError):
        if data is not None:
            samples, peak, before, after, (begin, lasts) = unpacked(data)[0]
            return Heard(int(samples), int(peak), int(before), int(after), (int(begin), int(lasts)))
    return None
