"""Cues to samples: where each cue begins and ends, and the sound of the whole, a cue at a time.

The timeline is computed from lengths alone, and the sound follows it to the sample. The recording
is never in memory as a whole: it is handed on piece by piece, so that an hour costs no more
memory than a minute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy
from numpy.typing import NDArray

from pubpipe.model.narration import Chime, Cue, Hold, Pause, Script, Speech, TimedChapter, TimedCue, Timeline
from pubpipe.narrating.seams import BEFORE, FADE, lengthened, part_ends, seams
from pubpipe.narrating.sounds import BED_LEVEL, Samples, bed, chime, level, tick

CLOSING_SECONDS = 5
"""How many seconds before the end of a hold the ticks change."""


def timeline(script: Script, lengths: Mapping[str, int], rate: int) -> Timeline:
    """The script placed in time. `lengths` gives the samples of each text."""
    at = 0
    chapters = []
    for chapter in script.chapters:
        begin, cues = at, []
        ends = part_ends(chapter.cues, is_last=chapter is script.chapters[-1])
        for number, cue in enumerate(chapter.cues):
            timed = TimedCue(cue, at, at + _samples(cue, lengths, rate))
            cues.append(lengthened(timed) if number in ends else timed)
            at = cues[-1].end
        chapters.append(TimedChapter(chapter.id, chapter.title, begin, at, tuple(cues)))
    return Timeline(rate, tuple(chapters))


def mixed(
    placed: Timeline, speech: Mapping[str, Samples], bed_level: float = BED_LEVEL
) -> Iterator[NDArray[numpy.int16]]:
    """The sound of each cue in turn, exactly as long as the timeline says, as 16-bit samples."""
    rate = placed.rate
    noise = Bed(bed(rate) * numpy.float32(level(bed_level - BED_LEVEL)), seams(placed))
    ringing = numpy.zeros(0, numpy.float32)
    for chapter in placed.chapters:
        for timed in chapter.cues:
            length = timed.end - timed.begin
            sound = noise.under(timed.begin, timed.end)
            own = _sound(timed.cue, length, speech, rate)
            # A chime takes no time and rings on under the cues that follow it.
            layers = (own, ringing)
            ringing = numpy.zeros(max(0, *(len(layer) - length for layer in layers)), numpy.float32)
            for layer in layers:
                sound[: len(layer)] += layer[:length]
                ringing[: max(0, len(layer) - length)] += layer[length:]
            yield _pcm(sound)


def _samples(cue: Cue, lengths: Mapping[str, int], rate: int) -> int:
    match cue:
        case Speech(text=text):
            return lengths[text]
        case Pause(seconds=seconds) | Hold(seconds=seconds):
            return round(seconds * rate)
        case Chime():
            return 0


def _sound(cue: Cue, length: int, speech: Mapping[str, Samples], rate: int) -> Samples:
    match cue:
        case Speech(text=text):
            return speech[text]
        case Chime(tone=tone):
            return chime(tone, rate)
        case Hold():
            return _holding(cue, length, speech, rate)
        case Pause():
            return numpy.zeros(0, numpy.float32)


def _holding(hold: Hold, length: int, speech: Mapping[str, Samples], rate: int) -> Samples:
    """The ticks of a hold and the words over them; its two ends have the chimes.

    There is a tick at every full second, another one in the last seconds, and a quieter one in
    the time that a listener may have let go already.
    """
    said = [(round(mark.seconds * rate), speech[mark.text]) for mark in hold.marks]
    sound = numpy.zeros(max(length, *(begin + len(words) for begin, words in said)) if said else length, numpy.float32)
    closing = [length - second * rate for second in range(1, CLOSING_SECONDS + 1) if second * rate < length]
    steady = range(rate, min(closing, default=length) - rate // 2, rate)
    knock = tick(rate, "quiet" if hold.is_optional else "steady")
    layers = ([(at, knock) for at in steady], [(at, tick(rate, "closing")) for at in closing], said)
    for at, layer in chain.from_iterable(layers):
        sound[at : at + len(layer)] += layer
    return sound


@dataclass(frozen=True, slots=True)
class Mixture:
    """What `mixed` gives, as often as it is asked for."""

    placed: Timeline
    speech: Mapping[str, Samples]
    bed_level: float = BED_LEVEL

    def __iter__(self) -> Iterator[NDArray[numpy.int16]]:
        return mixed(self.placed, self.speech, self.bed_level)


class Bed:
    """Endless noise that begins anew at each seam, or rather a moment before: what stands there is always the same."""

    def __init__(self, noise: Samples, seams: Sequence[int] = ()) -> None:
        self._noise = noise
        # Where the noise of each part begins to be heard by itself, and where that part's own count begins.
        self._parts = ((0, 0), *((seam - BEFORE, seam) for seam in seams))

    def under(self, begin: int, end: int) -> Samples:
        """The noise from one sample to another."""
        sound = numpy.zeros(end - begin, numpy.float32)
        for (at, seam), following in zip_longest(self._parts, self._parts[1:]):
            until = following[0] if following else end
            first, last = max(at, begin), min(until, end)
            if first < last:
                sound[first - begin : last - begin] = _cut(self._noise, first - seam, last - first)
            if following:
                self._fade(sound, begin, following, seam)
        return sound

    def _fade(self, sound: Samples, begin: int, following: tuple[int, int], seam: int) -> None:
        """Lets the noise of the following part rise, and that of this one fall, where both are in the sound."""
        until, next_seam = following
        first, last = max(until - FADE, begin), min(until, begin + len(sound))
        if first >= last:
            return
        # Of two noises that have nothing to do with each other the powers add up.
        angle = ((numpy.arange(first, last) - until + FADE) * (numpy.pi / 2.0 / FADE)).astype(numpy.float32)
        leaving, coming = (_cut(self._noise, first - one, last - first) for one in (seam, next_seam))
        sound[first - begin : last - begin] = leaving * numpy.cos(angle) + coming * numpy.sin(angle)


def _cut(noise: Samples, begin: int, length: int) -> Samples:
    """A part of endlessly repeated noise, from a place in it on."""
    begin %= len(noise)
    rounds = -(-(begin + length) // len(noise))
    repeated = noise if rounds <= 1 else numpy.tile(noise, rounds)
    return repeated[begin : begin + length].copy()


def _pcm(sound: Samples) -> NDArray[numpy.int16]:
    """The sound as 16-bit samples; what was given is used up, since every copy of a long hold costs time."""
    numpy.clip(sound, -1.0, 1.0, out=sound)
    sound *= 32767.0
    return numpy.rint(sound, out=sound).astype(numpy.int16)
