"""Cues to samples: where each cue begins and ends, and the sound of the whole, a cue at a time.

The timeline is computed from lengths alone, and the sound follows it to the sample. The recording
is never in memory as a whole: it is handed on piece by piece, so that an hour costs no more
memory than a minute; and where only some of it is wanted, nothing else is made.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, zip_longest

import numpy
from numpy.typing import NDArray

from pubpipe.model.narration import Chime, Cue, Hold, Pause, Script, Speech, TimedChapter, TimedCue, Timeline
from pubpipe.narrating.composition import Composition, Utterances, Window
from pubpipe.narrating.remembering import Fact, code_of
from pubpipe.narrating.seams import BEFORE, FADE, lengthened, part_ends, seams
from pubpipe.narrating.sounds import BED_LEVEL, CHIME_SECONDS, Samples, bed, chime, level, tick

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
    placed: Timeline,
    speech: Utterances,
    bed_level: float = BED_LEVEL,
    within: Collection[Window] | None = None,
) -> Iterator[NDArray[numpy.int16]]:
    """The sound of each cue in turn, exactly as long as the timeline says, as 16-bit samples.

    within: the windows that are wanted, all by default; cues that are not in them are silent.
    """
    rate = placed.rate
    windows = _Spans((Window(0, None),) if within is None else within, placed.samples)
    noise = Bed(bed(rate) * numpy.float32(level(bed_level - BED_LEVEL)), seams(placed))
    nothing = numpy.zeros(0, numpy.float32)
    ringing = nothing
    for timed in _cues(placed):
        length = timed.end - timed.begin
        is_wanted = windows.meet(timed.begin, _heard_until(timed, speech, rate))
        # A chime takes no time and rings on under the cues that follow it.
        layers = (_sound(timed.cue, length, speech, rate) if is_wanted else nothing, ringing)
        ringing = numpy.zeros(max(0, *(len(layer) - length for layer in layers)), numpy.float32)
        for layer in layers:
            ringing[: max(0, len(layer) - length)] += layer[length:]
        yield _over(noise, timed, layers) if windows.meet(timed.begin, timed.end) else _silence(length)


def _over(noise: "Bed", timed: TimedCue, layers: Sequence[Samples]) -> NDArray[numpy.int16]:
    """What is heard during a cue, over the noise."""
    sound = noise.under(timed.begin, timed.end)
    for layer in layers:
        sound[: len(layer)] += layer[: len(sound)]
    return _pcm(sound)


def _silence(length: int) -> NDArray[numpy.int16]:
    """So many samples that take no memory."""
    return numpy.broadcast_to(numpy.int16(0), length)


def _cues(placed: Timeline) -> Iterator[TimedCue]:
    return chain.from_iterable(chapter.cues for chapter in placed.chapters)


class _Spans:
    """Windows as spans that are apart from each other, so that an hour of cues is not held against each window."""

    def __init__(self, windows: Collection[Window], samples: int) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted((one.begin, samples if one.end is None else one.end) for one in windows):
            if self._ends and begin <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._begins.append(begin)
                self._ends.append(end)

    def meet(self, begin: int, end: int) -> bool:
        """Whether something from one sample to another is within one."""
        first = bisect_right(self._ends, begin)
        return first < len(self._begins) and self._begins[first] < end


def _heard_until(timed: TimedCue, speech: Utterances, rate: int) -> int:
    """The sample behind the last one in which a cue is heard."""
    match timed.cue:
        case Chime():
            return timed.begin + round(CHIME_SECONDS * rate)
        case Hold(marks=marks):
            said = (timed.begin + round(mark.seconds * rate) + speech.samples(mark.text) for mark in marks)
            return max((timed.end, *said))
        case _:
            return timed.end


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


class Mixture(Composition):
    """What `mixed` gives, in parts or as a whole and as often as it is asked for."""

    def __init__(self, placed: Timeline, speech: Utterances, bed_level: float = BED_LEVEL) -> None:
        self.placed, self.speech, self.bed_level = placed, speech, bed_level

    def __iter__(self) -> Iterator[NDArray[numpy.int16]]:
        return mixed(self.placed, self.speech, self.bed_level)

    def within(self, windows: Collection[Window]) -> Iterator[NDArray[numpy.int16]]:
        """The sound where a window is, and silence elsewhere."""
        return mixed(self.placed, self.speech, self.bed_level, windows)

    def origin(self, window: Window) -> Fact:
        """The cues that are heard in a window, by their places in it, and where the noise under it begins anew."""
        begin, end, rate = window.begin, self.placed.samples if window.end is None else window.end, self.placed.rate
        code = code_of("pubpipe.narrating", "mixing", "mastering", "seams", "sounds")
        noise = [seam - begin for seam in _under(self._seams, begin, end)]
        return [code, numpy.__version__, rate, end - begin, self.bed_level, noise, list(self._heard(begin, end))]

    def _heard(self, begin: int, end: int) -> Iterator[Fact]:
        """The cues that sound from one sample to another: the first of them may have begun before."""
        cues, begins, latest = self._cues
        for timed in cues[bisect_right(latest, begin) : bisect_left(begins, end)]:
            if _heard_until(timed, self.speech, self.placed.rate) > begin:
                yield [timed.begin - begin, timed.end - begin, self._said(timed.cue)]

    @cached_property
    def _seams(self) -> Sequence[int]:
        return seams(self.placed)

    @cached_property
    def _cues(self) -> tuple[Sequence[TimedCue], Sequence[int], Sequence[int]]:
        """The cues that sound, where each begins, and the last sample that is heard of those up to each."""
        cues = [timed for timed in _cues(self.placed) if not isinstance(timed.cue, Pause)]
        until = (_heard_until(timed, self.speech, self.placed.rate) for timed in cues)
        return cues, [timed.begin for timed in cues], list(accumulate(until, max))

    def _said(self, cue: Cue) -> Fact:
        match cue:
            case Speech(text=text):
                return ["speech", self.speech.origin(text)]
            case Chime(tone=tone):
                return ["chime", tone]
            case Hold(seconds=seconds, marks=marks, is_optional=is_optional):
                said: list[Fact] = [[mark.seconds, self.speech.origin(mark.text)] for mark in marks]
                return ["hold", seconds, is_optional, said]
            case Pause():
                return ["pause"]


def _under(found: Sequence[int], begin: int, end: int) -> Sequence[int]:
    """Where the noise begins that is heard from one sample to another, and where it begins anew in between."""
    first, last = bisect_right(found, begin + BEFORE), bisect_left(found, end + FADE + BEFORE)
    return [found[first - 1] if first else 0, *found[first:last]]


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
