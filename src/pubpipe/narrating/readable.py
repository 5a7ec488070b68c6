"""A script as text that a person can check line by line: what golden tests compare and authors read."""

from pubpipe.model.narration import Chime, Cue, Hold, Pause, Script, Speech, Timeline
from pubpipe.wording.clock import clock


def readable(script: Script, timeline: Timeline | None = None) -> str:
    """One line a cue: the block in brackets with its side, then the words, or the wait in seconds.

    With a timeline, which must be the script's own, each line begins with its time in the sound.
    """
    lines = [f"{script.title} ({script.language})"]
    begins = _begins(timeline) if timeline else {}
    for number, chapter in enumerate(script.chapters):
        lines += ["", f"## {chapter.title} [{chapter.id}]"]
        for place, cue in enumerate(chapter.cues):
            begin = begins.get((number, place))
            lines.append(_line(cue) if begin is None else f"{begin:>8}  {_line(cue)}")
    return "\n".join(lines) + "\n"


def _begins(timeline: Timeline) -> dict[tuple[int, int], str]:
    """When each cue begins, by the numbers of its chapter and its place in it; to a tenth of a second."""
    return {
        (number, place): _tenths(timeline.at(cue.begin))
        for number, chapter in enumerate(timeline.chapters)
        for place, cue in enumerate(chapter.cues)
    }


def _tenths(seconds: float) -> str:
    tenths = round(seconds * 10)
    return f"{clock(tenths // 10)}.{tenths % 10}"


def _line(cue: Cue) -> str:
    side = f" {cue.side.value}" if cue.side else ""
    match cue:
        case Speech(text=text):
            return f"[{cue.block}{side}] {text}"
        case Pause(seconds=seconds):
            return f"    ({seconds:g} s)"
        case Hold(seconds=seconds, marks=marks, is_optional=is_optional):
            said = "".join(f"; at {mark.seconds:g} s: {mark.text}" for mark in marks)
            return f"    ({'may stay' if is_optional else 'hold'}{side} {seconds:g} s{said})"
        case Chime(tone=tone):
            return f"    (chime: {tone})"
