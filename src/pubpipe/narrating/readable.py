"""A script as text that a person can check line by line: what golden tests compare and authors read."""

from pubpipe.model.narration import Chime, Cue, Hold, Pause, Script, Speech


def readable(script: Script) -> str:
    """One line a cue: the block in brackets with its side, then the words, or the wait in seconds."""
    lines = [f"{script.title} ({script.language})"]
    for chapter in script.chapters:
        lines += ["", f"## {chapter.title} [{chapter.id}]", *map(_line, chapter.cues)]
    return "\n".join(lines) + "\n"


def _line(cue: Cue) -> str:
    side = f" {cue.side.value}" if cue.side else ""
    match cue:
        case Speech(text=text):
            return f"[{cue.block}{side}] {text}"
        case Pause(seconds=seconds):
            return f"    ({seconds:g} s)"
        case Hold(seconds=seconds):
            return f"    (hold{side} {seconds:g} s)"
        case Chime(tone=tone):
            return f"    (chime: {tone})"
