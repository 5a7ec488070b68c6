"""What may be said of a row outside its own files: nothing that somebody has typed into a free line.

Findings and errors quote the text that they are about, and do so on a screen, in logs and in mail. Of a row with free
lines they lose their excerpts and whatever stands in quotation marks; one that still shares a word with a line says no
more than its code does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pubpipe.errors import CheckError, OutputError, PubpipeError, SourceError, VoiceError
from pubpipe.findings import Finding
from pubpipe.wording import Language
from pubpipe.wording.spoken import spoken

SHORTEST = 3
"""Letters of a word that tells anything of a line."""
HIDDEN = "“…”"
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
_WORD = re.compile(r"\w+")
PLAIN_MESSAGES: dict[type[PubpipeError], str] = {
    SourceError: "The article cannot be published as the row has it.",
    VoiceError: "The voice cannot speak the row's article.",
    OutputError: "A file of the row could not be made as it should be.",
    CheckError: "A finished file of the row does not hold what it should.",
}
"""Said in place of a message that might tell something."""


class Discretion:
    """Keeps to itself the free lines of one row, also as they are spoken."""

    def __init__(self, notes: Sequence[str], language: Language) -> None:
        texts = (*notes, *(spoken(note, language) for note in notes))
        self._words = tuple({word for text in texts for word in _words(text)})
        self._is_needed = bool(notes)

    def findings(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings as they may be told; none of any row has an excerpt."""
        return tuple(self._finding(one) for one in found)

    def error(self, error: PubpipeError) -> PubpipeError:
        """The error as it may be told."""
        kind = type(error)
        if not self._is_needed:
            return error
        plain = next((text for one, text in PLAIN_MESSAGES.items() if isinstance(error, one)), "The row failed.")
        made = kind(self._told(error.message, plain), self._told(error.remedy, ""))
        made.__cause__ = made.__context__ = None
        return made

    def _finding(self, one: Finding) -> Finding:
        bare = replace(one, excerpt="", difference=None)
        if not self._is_needed:
            return bare
        message, remedy = self._told(one.message, one.code.meaning), self._told(one.remedy, "")
        return replace(bare, message=message, remedy=remedy, suppressed=one.suppressed and "suppressed")

    def _told(self, text: str, plain: str) -> str:
        bare = _QUOTED.sub(HIDDEN, text)
        return plain if any(self._is_of_a_line(word) for word in _words(bare)) else bare

    def _is_of_a_line(self, word: str) -> bool:
        # A text that was cut ends within a word.
        return any(one.startswith(word) or word.startswith(one) for one in self._words)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) >= SHORTEST or word.isdecimal()}
