"""Which recordings there are, and in which codecs: light enough for the command line to load at once."""

from dataclasses import dataclass
from typing import Literal

Codec = Literal["mp3", "aac", "small", "parts"]
"""`mp3` and `aac` for files of their own; `small`, an MP3 for inside a page; `parts`, one such for each chapter."""
RecordingName = Literal["session", "reading", "stretches"]
"""What people ask for; `stretches` is one recording for each of them."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Which of an article's recordings.

    kind: `session` guides through the stretches in time, `reading` is the whole article block by block,
    `book` the same with what an e-book says around it, `stretch` a session of one stretch alone, with
    every warning and disclaimer; stretch: the id of that one; number: its place among the article's
    stretches, from 1 on (0 for the others).
    """

    kind: Literal["session", "reading", "book", "stretch"]
    stretch: str = ""
    number: int = 0


SESSION, READING, BOOK = Recording("session"), Recording("reading"), Recording("book")
