"""The content streams: everything drawn has a number for the tag tree or is an artifact, and spaces are letters."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from pubpipe.formats.pdf.tagging.furniture import Artifact
from pubpipe.formats.pdf.tagging.hooks import rebound
from pubpipe.formats.pdf.tagging.spacing import Ending

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and their neighbours: drawn from right to left, so that a stream has their letters backwards."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of drawn content: the stream that holds it, and its number there."""

    stream: Any
    number: int


@dataclass(slots=True)
class Plan:
    """What the streams of one document are told, and what they note down.

    artifacts, endings: by box; marks: the drawn pieces by box; groups: the forms within pages that hold pieces.
    """

    artifacts: Mapping[Any, Artifact]
    endings: Mapping[Any, Ending]
    marks: dict[Any, Mark] = field(default_factory=dict)
    groups: list[Any] = field(default_factory=list)


def actual_text(box: Any, ending: Ending) -> str | None:
    """The text to be read in place of what is drawn, where the two differ."""
    backwards = RIGHT_TO_LEFT.search(box.text) is not None
    if ending.words is None and not backwards:
        return None
    words = box.text if ending.words is None else ending.words
    return f"{words} " if ending.space else str(words)


class MarkedStream(Stream):  # type: ignore[misc]  # the library carries no types
    """A content stream that marks what it draws by a plan."""

    def __init__(self, plan: Plan, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._plan = plan

    def clone(self, **named: Any) -> "MarkedStream":
        """A stream for a form or a pattern within this one, whose pieces are numbered by themselves."""
        tags: dict[Any, int] | None = None if self._tags is None else {}
        make = rebound(Stream.clone, Stream=partial(type(self), self._plan))
        stream: MarkedStream = make(self, tags=tags, **named)
        self._plan.groups.append(stream)
        return stream

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Everything drawn in here is one piece of content, or an artifact."""
        if self._tags is None:
            yield
            return
        artifact = self._plan.artifacts.get(box)
        with _spaced(box, self._plan.endings.get(box, Ending())):
            if artifact:
                self.begin_marked_content("Artifact", pydyf.Dictionary(artifact.entries))
            else:
                self.begin_marked_content(tag, pydyf.Dictionary({"MCID": self._numbered(box)}))
            try:
                yield
            finally:
                self.end_marked_content()

    def _numbered(self, box: Any) -> int:
        number = len(self._tags)
        self._tags[box] = number
        self._plan.marks[box] = Mark(self, number)
        return number


@contextmanager
def _spaced(box: Any, ending: Ending) -> Iterator[None]:
    """The box's text with the space behind it that its line's end took, as a letter that shows nothing.

    From right to left it would push the letters aside: there the words to be read are told instead.
    """
    if not ending.space or actual_text(box, ending) is not None:
        yield
        return
    layout = box.pango_layout
    text = layout.text
    layout.text = f"{text.rstrip(chr(32))} "
    try:
        yield
    finally:
        layout.text = text
