"""Plain drawings, as most figures and all signs are: read once, and drawn once at each size.

A drawing counts as plain if it is made of shapes alone. Then it needs nothing of its document, no font and no other
picture, and what it puts on the page depends on its size and on the colours set before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import pydyf
from weasyprint.images import SVGImage, get_image_from_uri

from pubpipe.formats.pdf.fetching import Fetcher, Resource
from pubpipe.formats.pdf.hearing import Lines

MOST_DRAWINGS = 64
MOST_SIZES = 8

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    f"{_SVG}{name}"
    for name in ("svg", "g", "title", "desc", "circle", "ellipse", "line", "path", "polygon", "polyline", "rect")
)
_MEASURES = frozenset(
    {"viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "r", "rx", "ry", "cx", "cy"}
    | {"d", "points", "transform", "fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "id", "role"}
)
"""Attributes of shapes that name nothing else: no other drawing, no style sheet, no transparency."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a drawing puts into a page's content, and the states of transparency that it needs there."""

    content: bytes
    states: tuple[tuple[str, Any], ...]


class _Drawing(SVGImage):  # type: ignore[misc]  # the library carries no types
    """A plain drawing that knows what it looks like at the sizes in which it was drawn."""

    def __init__(self, tree: ET.Element, address: str) -> None:
        super().__init__(tree, address, None, None)
        self._drawn: dict[object, _Drawn] = {}

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw it, or repeat what was drawn."""
        before = stream._current_color, stream._current_color_stroke  # noqa: SLF001 - see hooks.py
        key = width, height, *before, stream._current_alpha, stream._current_alpha_stroke  # noqa: SLF001
        found = self._drawn.get(key)
        if found is None:
            self._draw_first(key, stream, width, height, style)
            return
        if found.content:
            stream.stream.append(found.content)
        _add(stream, found.states)
        # As after each drawing, nothing is known of the colours then.
        stream._current_color = stream._current_color_stroke = stream._current_font = None  # noqa: SLF001
        stream._current_alpha = stream._current_alpha_stroke = None  # noqa: SLF001

    def _draw_first(self, key: object, stream: Any, width: float, height: float, style: Any) -> None:
        heard, begin, resources = Lines.heard, len(stream.stream), stream._resources  # noqa: SLF001
        states, resources["ExtGState"] = resources["ExtGState"], pydyf.Dictionary()
        super().draw(stream, width, height, style)
        used, resources["ExtGState"] = tuple(resources["ExtGState"].items()), states
        _add(stream, used)
        # What holds the document must not be held by what lasts.
        self._svg.stream = self._svg.context = None
        if heard == Lines.heard:
            if len(self._drawn) >= MOST_SIZES:
                self._drawn.clear()
            content = b"\n".join(pydyf._to_bytes(item) for item in stream.stream[begin:])  # noqa: SLF001
            self._drawn[key] = _Drawn(content, used)


def _add(stream: Any, states: Iterable[tuple[str, Any]]) -> None:
    known = stream._resources["ExtGState"]  # noqa: SLF001 - see hooks.py
    for name, state in states:
        if name not in known:
            known[name] = pydyf.Dictionary(state)


def image(cache: Any, url_fetcher: Any, options: Any, url: str, **others: Any) -> Any:
    """The engine's `get_image_from_uri`."""
    if url not in cache and isinstance(url_fetcher, Fetcher):
        resource = url_fetcher.found(url)
        drawing = _plain(url, resource) if resource else None
        if drawing:
            cache[url] = drawing
    return get_image_from_uri(cache, url_fetcher, options, url, **others)


@lru_cache(maxsize=MOST_DRAWINGS)
def _plain(address: str, resource: Resource) -> _Drawing | None:
    if resource.media_type != "image/svg+xml":
        return None
    heard = Lines.heard
    try:
        tree = ET.fromstring(resource.data)  # noqa: S314 - as the engine reads it
        drawing = _Drawing(tree, address) if all(_is_plain(element) for element in tree.iter()) else None
    except (ET.ParseError, ValueError, LookupError, TypeError, AttributeError):
        return None  # the engine says what is wrong with it
    return drawing if heard == Lines.heard else None


def _is_plain(element: ET.Element) -> bool:
    return element.tag in _SHAPES and all(
        name in _MEASURES and "url" not in value and "context" not in value for name, value in element.items()
    )
