"""Media overlays: which clip of the recording says what each element of a document shows (EPUB 3.3, section 9).

The order is the document's own, and so is the nesting: lists and tables can be left, as the
structure of the text says. Times come from the narration's samples; nothing is aligned afterwards.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import cast

from lxml import etree

from pubpipe.errors import OutputError
from pubpipe.formats.epub.resource import Resource
from pubpipe.model.narration import Speech, TimedChapter, Timeline

SMIL = "application/smil+xml"
ACTIVE, PLAYING = "-epub-media-overlay-active", "-epub-media-overlay-playing"
"""The classes that reading systems give to the element that is read, and to the document while it plays."""

_SMIL = "http://www.w3.org/ns/SMIL"
_OPS = "http://www.idpf.org/2007/ops"
_NAMES = cast("Mapping[str, str]", {None: _SMIL, "epub": _OPS})
"""lxml takes None for the prefix that is none, and its types do not."""
_ESCAPABLE = {"ul": "list", "ol": "list", "table": "table"}
"""What a listener can leave with one command (EPUB Structural Semantics)."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a sound file of the book; begin and end in milliseconds."""

    file: str
    begin: int
    end: int


def clips(chapter: TimedChapter, timeline: Timeline, file: str) -> dict[str, Clip]:
    """The clip of each fragment of a chapter whose sound is a file; each goes on until the next begins."""
    starts: dict[str, int] = {}
    for timed in chapter.cues:
        if isinstance(timed.cue, Speech) and timed.cue.fragment:
            starts.setdefault(timed.cue.fragment, timed.begin)
    return joined(
        {id: timeline.at(begin - chapter.begin) for id, begin in starts.items()}, length(chapter, timeline), file
    )


def length(chapter: TimedChapter, timeline: Timeline) -> float:
    """Seconds of a chapter's sound."""
    return timeline.at(chapter.end - chapter.begin)


def joined(begins: Mapping[str, float], end: float, file: str) -> dict[str, Clip]:
    """Clips without a gap, from when each begins (seconds, in order) until the next one does; the first from 0."""
    times = [*(round(1000 * begin) for begin in begins.values()), round(1000 * end)]
    times[0] = 0
    return {id: Clip(file, times[number], times[number + 1]) for number, id in enumerate(begins)}


def overlay(document: Resource, spoken: Mapping[str, Clip]) -> Resource:
    """The overlay of a document. Raises OutputError where the document lacks what the recording reads."""
    file = f"smil/{document.id}.smil"
    root = etree.Element(f"{{{_SMIL}}}smil", {"version": "3.0"}, nsmap=_NAMES)
    body = etree.SubElement(root, f"{{{_SMIL}}}body", {f"{{{_OPS}}}textref": _beside(file, document.file)})
    left = dict(spoken)
    _Writer(file, document.file, left).add(
        body, etree.fromstring(document.data, etree.XMLParser(resolve_entities=False, remove_comments=True))
    )
    if left:
        raise OutputError(
            f"The book's {posixpath.basename(document.file)} has no element “{next(iter(left))}”, which is read aloud.",
            "Compare your own templates/ with pubpipe's, or make the book without sound (epub: {audio: none}).",
        )
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return Resource(f"{document.id}-overlay", file, SMIL, data)


class _Writer:
    """Elements of a document to pars and seqs; what has been written is taken from `left`."""

    def __init__(self, file: str, document: str, left: dict[str, Clip]) -> None:
        self._file, self._document, self._left = file, document, left
        self._numbers = count(1)

    def add(self, parent: etree._Element, element: etree._Element) -> None:
        """What is read of an element, inside a parent of the overlay."""
        clip = self._left.pop(element.get("id", ""), None)
        if clip:
            semantics = {f"{{{_OPS}}}type": "pagebreak"} if element.get(f"{{{_OPS}}}type") == "pagebreak" else {}
            par = etree.SubElement(parent, f"{{{_SMIL}}}par", {"id": f"par-{next(self._numbers)}", **semantics})
            etree.SubElement(par, f"{{{_SMIL}}}text", {"src": self._text(element)})
            times = {"clipBegin": clock(clip.begin), "clipEnd": clock(clip.end)}
            etree.SubElement(par, f"{{{_SMIL}}}audio", {"src": _beside(self._file, clip.file), **times})
            return
        kind = _ESCAPABLE.get(etree.QName(element).localname)
        inner = parent
        if kind and element.get("id") and any(one.get("id") in self._left for one in element.iter()):
            escapable = {f"{{{_OPS}}}type": kind, f"{{{_OPS}}}textref": self._text(element)}
            inner = etree.SubElement(parent, f"{{{_SMIL}}}seq", {"id": f"seq-{next(self._numbers)}", **escapable})
        for child in element:
            self.add(inner, child)

    def _text(self, element: etree._Element) -> str:
        return f"{_beside(self._file, self._document)}#{element.get('id')}"


def duration(spoken: Mapping[str, Clip]) -> int:
    """Milliseconds of all clips."""
    return sum(clip.end - clip.begin for clip in spoken.values())


def clock(milliseconds: int) -> str:
    """A clock value in full (SMIL 3.0, Timing)."""
    seconds, millisecond = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}.{millisecond:03}"


def _beside(file: str, target: str) -> str:
    """The path of a file of the book as another one names it."""
    return posixpath.relpath(target, posixpath.dirname(file))
