"""What a task leaves: the names of what it put into the store, and whatever was found on the way.

It is small, so that it may travel to wherever the plan is followed; and it can itself be kept, as data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pubpipe.findings import Code, Finding, Position, Texts
from pubpipe.model.pages import NO_PAGES, Pages


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A finished file whose bytes lie in the store.

    data: their key; size: in bytes; narration and narrations: the keys of the recordings that it is about, as an
    `Artifact` has them; length: seconds of sound, None for what is no recording.
    """

    name: str
    media_type: str
    data: str
    size: int
    narration: str = ""
    narrations: tuple[str, ...] = ()
    length: float | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a task leaves.

    files: with what its check found in each, in `checked`; findings: of the making; narration: the key of the recording
    that it made; seconds: how long it took, next to nothing where all of it was in the store; worker: the process that
    carried it out, 0 for this one.
    """

    files: tuple[KeptFile, ...] = ()
    checked: tuple[tuple[Finding, ...], ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: Pages = NO_PAGES
    narration: str = ""
    seconds: float = 0.0
    worker: int = 0


_CODES: Mapping[str, Code] = {one.code: one for one in Code}


def told(finding: Finding) -> list[Any]:
    """A finding in JSON's own types."""
    at, texts = finding.position, finding.difference
    return [
        finding.code.code,
        [at.file, at.line, at.column],
        finding.message,
        finding.excerpt,
        finding.remedy,
        finding.suppressed,
        [texts.block, texts.file, texts.expected, texts.found] if texts else None,
    ]


def found(told: list[Any]) -> Finding:
    """The finding that was told. Raises ValueError, KeyError or TypeError for what is none."""
    code, (file, line, column), message, excerpt, remedy, suppressed, texts = told
    difference = Texts(*texts) if texts else None
    return Finding(_CODES[code], Position(file, line, column), message, excerpt, remedy, suppressed, difference)
