"""The spaces that the engine does not draw, found again by holding its lines against the markup.

At a line's end the space is cut off, a space between two marks is left out as nothing to be seen, and a
number in a box of its own touches the words beside it. A screen reader would then say “youfeel”. Whether a
line ends between two words or within one (a long address) only the markup can tell.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from pubpipe.formats.pdf.tagging.furniture import inner
from pubpipe.formats.pdf.tagging.roles import INLINE, role

_UNSEEN = frozenset({"head", "script", "style", "template"})


@dataclass(frozen=True, slots=True)
class Ending:
    """How a text as it is drawn differs from what it says.

    space: one is missing after it; words: the markup's own, where what is drawn has a hyphen of the engine's or
    capitals of the style sheet's.
    """

    space: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text as drawn; begin and end: where the markup has it, generated content being at an edge of its element."""

    box: Any
    flow: object
    begin: int | None = None
    end: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class _Boundary:
    """An edge of a thing that stands in a line as a single large letter would."""

    flow: object


class _Markup:
    """The markup's text from first to last, and which parts of it are whose."""

    def __init__(self, root: Any) -> None:
        self._parts: dict[Any, list[tuple[int, int]]] = {}
        self._extents: dict[Any, tuple[int, int]] = {}
        self._reached: dict[Any, int] = {}
        self._length = 0
        self.text = "".join(self._collect(root))

    def _collect(self, element: Any) -> Iterator[str]:
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            return
        begin = self._length
        yield from self._own(element, element.text)
        for child in element:
            yield from self._collect(child)
            if child.tag == "br":
                self._length += 1
                yield "\n"
            yield from self._own(element, child.tail)
        self._extents[element] = (begin, self._length)

    def _own(self, element: Any, text: str | None) -> Iterator[str]:
        if text:
            begin = self._length
            self._length += len(text)
            self._parts.setdefault(element, []).append((begin, self._length))
            yield text

    def find(self, element: Any, text: str) -> tuple[int, int] | None:
        """Where a text of an element comes next, white space of any kind being alike."""
        words = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
        reached = self._reached.get(element, 0)
        for begin, end in self._parts.get(element, ()):
            if end > reached and (found := words.search(self.text, max(begin, reached), end)):
                self._reached[element] = found.end()
                return found.span()
        return None

    def edge(self, element: Any, pseudo: str) -> tuple[int, int]:
        """Where generated content stands; the call of a note takes the note's place."""
        begin, end = self._extents.get(element, (0, 0))
        match pseudo:
            case "footnote-call":
                return begin, end
            case "after":
                return end, end
            case _:
                return begin, begin

    def space_between(self, one: _Seen, two: _Seen) -> bool:
        """Whether white space stands between two texts."""
        if one.end is None or two.begin is None:
            return False
        return any(map(str.isspace, self.text[one.end : two.begin]))


def endings(pages: list[Any], root: Any, is_read: Callable[[Any], bool]) -> dict[Any, Ending]:
    """The texts that differ from what they say, by their boxes.

    root: the markup; is_read: whether a box is read out at all.
    """
    markup = _Markup(root)
    found: dict[Any, Ending] = {}
    last: dict[object, _Seen] = {}
    apart: set[object] = set()
    for seen in (seen for page in pages for seen in _walk(page, None, markup, is_read)):
        if isinstance(seen, _Boundary):
            apart.add(seen.flow)
            continue
        before = last.get(seen.flow)
        if before and (markup.space_between(before, seen) or seen.flow in apart):
            touching = not (before.box.text[-1:].isspace() or seen.box.text[:1].isspace())
            found[before.box] = Ending(touching, before.words)
        if seen.words is not None:
            found[seen.box] = Ending(words=seen.words)
        last[seen.flow] = seen
        apart.discard(seen.flow)
    return found


def _walk(
    box: Any, flow: object, markup: _Markup, is_read: Callable[[Any], bool], *, in_line: bool = False
) -> Iterator[_Seen | _Boundary]:
    """The texts that are read out, in reading order, each with the block whose lines it stands in.

    in_line: whether the box stands in a line of text.
    """
    block = isinstance(box, boxes.BlockLevelBox | boxes.BlockContainerBox)
    # Marked words that the style sheet sets as a block of their own are still part of what they stand in.
    words = block and box.element is not None and role(box.element, block=True) in INLINE
    stands_alone = words or (in_line and not isinstance(box, boxes.InlineBox | boxes.TextBox))
    if stands_alone or (in_line and not is_read(box)):
        yield _Boundary(flow)
    if not is_read(box):
        return
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield _seen(box, flow, markup)
        return
    if block and not in_line and not words:
        flow = (box.element, box.element_tag)
    line = isinstance(box, boxes.LineBox | boxes.InlineBox) or stands_alone
    for child in inner(box):
        yield from _walk(child, flow, markup, is_read, in_line=line)
    if stands_alone:
        yield _Boundary(flow)


def _seen(box: Any, flow: object, markup: _Markup) -> _Seen:
    pseudo = box.element_tag.partition("::")[2]
    if pseudo and not pseudo.startswith("first-l"):
        own = (flow, pseudo) if pseudo == "marker" else flow
        return _Seen(box, own, *markup.edge(box.element, pseudo))
    drawn = box.text.removesuffix(box.style["hyphenate_character"])
    place = markup.find(box.element, box.text) or markup.find(box.element, drawn)
    if place is None:
        return _Seen(box, flow)
    words = " ".join(markup.text[slice(*place)].split())
    same = words == " ".join(box.text.split())
    return _Seen(box, flow, *place, None if same else words)
