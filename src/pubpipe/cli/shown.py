"""Text for a terminal: what comes from an article or from the name of a file may not act on the screen.

A terminal obeys escape sequences, and letters that reorder or hide others make a message say what it does not.
"""

import json
import re

_NOT_SHOWN = re.compile(r"[^\n]")


def shown(text: str) -> str:
    """One line in which every letter can be seen; others are written as escapes."""
    return shown_lines(text).replace("\n", "\\n")


def shown_lines(text: str) -> str:
    """The same, with its lines as they are: for messages that pubpipe has put together."""
    return _NOT_SHOWN.sub(lambda match: _seen(match[0]), text)


def as_json(data: object) -> str:
    """JSON with letters as they are, as far as they can be seen."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _NOT_SHOWN.sub(lambda match: match[0] if _is_seen(match[0]) else json.dumps(match[0])[1:-1], text)


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or letter == "\u00a0"


def _seen(letter: str) -> str:
    return letter if _is_seen(letter) else letter.encode("unicode_escape").decode("ascii")
