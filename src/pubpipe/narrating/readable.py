"""A script as text that a person can check line by line: what golden tests compare and authors read."""

from pubpipe.model.narration import Chime, Cue, Hold, Pause, Script, Speech, Timeline
from pubpipe.wording.clock import clock


def readable(script: Script, timeline: Timeline | None = None) -> str:
    """One line a cue: the block in brackets with its side, then the words, or the wait in seconds.

    With a timeline, which must be the script's own, each line begins with its time in the sound.
    """
    lines = [f"{script.title} ({script.language})"]
    placed = _placed(timeline) if timeline else {}
    for number, chapter in enumerate(script.chapters):
        lines += ["", f"## {chapter.title} [{chapter.id}]"]
        for place, cue in enumerate(chapter.cues):
            at = placed.get((number, place))
            lines.append(_line(cue) if at is None else f"{_tenths(at[0]):>8}  {_line(cue, at[1])}")
    return "\n".join(lines) + "\n"


def _placed(timeline: Timeline) -> dict[tuple[int, int], tuple[float, float]]:
    """When each cue begins and how long it lasts, in seconds, by the numbers of its chapter and its place in it."""
    return {
        (number, place): (timeline.at(cue.begin), timeline.at(cue.end - cue.begin))
        for number, chapter in enumerate(timeline.chapters)
        for place, cue in enumerate(chapter.cues)
    }


def _tenths(seconds: float) -> str:
    tenths = round(seconds * 10)
    return f"{clock(tenths // 10)}.{tenths % 10}"


def _line(cue: Cue, lasts: float | None = None) -> str:
    """A cue in words. lasts: seconds that it takes in the sound, where a wait may be a little longer (`seams`)."""
    side = f" {cue.side.value}" if cue.side else ""
    match cue:
        case Speech(text=text):
            return f"[{cue.block}{side}] {text}"
        case Pause(seconds=seconds):
            waits = seconds if lasts is None else round(lasts, 2)
            return f"    ({waits:g} s)"
        case Hold(seconds=seconds, marks=marks, is_optional=is_optional):
            said = "".join(f"; at {mark.seconds:g} s: {mark.text}" for mark in marks)
            return f"    ({'may stay' if is_optional else 'hold'}{side} {seconds:g} s{said})"
        case Chime(tone=tone):
            return f"    (chime: {tone})"
