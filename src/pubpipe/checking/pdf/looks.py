"""How the text of a PDF looks on its page: how large, in which colour, on which ground, and what is painted over it.

All from the finished file, in the order in which it is painted. With tagged.py the only home of pypdfium2.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from pubpipe.colour import Colour

OPAQUE = 255
COVERS = 0.25
"""The part of a text's area from which on something under it is its ground, and something over it covers it."""
CLIPPED_POINTS = 1.0
"""How far letters may reach over the edge of what is shown: their boxes are larger than their ink."""
INVISIBLE = frozenset(
    [
        pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        pdfium.FPDF_TEXTRENDERMODE_STROKE,
        pdfium.FPDF_TEXTRENDERMODE_CLIP,
        pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP,
    ]
)
"""Ways to show a text without filling its letters (ISO 32000-1, table 106)."""
PICTURES = frozenset([pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING])
DEEPEST_FORM = 8
"""Drawings within drawings that are looked into; one that goes on counts whole."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is painted.

    points: the size of its letters. grounds: the colours under it, the page's own white if there are none; None for
    a picture. invisible: its letters are not filled. faint: see-through. clipped: cut off by an edge. covered: by
    something that is painted later.
    """

    text: str
    points: float
    colour: Colour | None
    grounds: tuple[Colour | None, ...]
    invisible: bool = False
    faint: bool = False
    clipped: bool = False
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """Something on the page that is no text: where, and in which colour, None for a picture."""

    order: int
    box: Box
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A text on the page, with what is told of it alone: its place in the order of painting and the rest of `Look`."""

    order: int
    marked: int
    text: str
    points: float
    box: Box
    colour: Colour | None
    invisible: bool
    faint: bool
    clipped: bool


def printed(item: Any, text: str, order: int, *, faint: bool) -> Printed:
    """What a text object tells of itself; faint: it lies in something that is see-through."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    colour, alpha = _fill(item)
    box, shown = bounds(item), _shown(item)
    return Printed(
        order,
        pdfium.FPDFPageObj_GetMarkedContentID(item),
        text,
        size.value * hypot(matrix.c, matrix.d),
        box,
        colour,
        invisible=pdfium.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE,
        faint=faint or alpha < OPAQUE or bool(pdfium.FPDFPageObj_HasTransparency(item)),
        clipped=shown is not None and _outside(box, shown),
    )


def paints(item: Any, order: int) -> Iterator[Paint]:
    """What an object that is no text puts on the page; nothing where that hides no text, such as lines."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        yield from (Paint(order, box, None) for box in _inked(item, 0))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        colour, alpha = _fill(item)
        if alpha and _is_filled(item):
            yield Paint(order, _visible(item), colour)
    elif kind in PICTURES:
        yield Paint(order, _visible(item), None)


def looks(texts: list[Printed], painted: list[Paint]) -> dict[int, tuple[Look, ...]]:
    """The looks of the texts of each piece of marked content, by its number."""
    found: dict[int, tuple[Look, ...]] = {}
    for one in texts:
        if one.text.strip():
            found[one.marked] = (*found.get(one.marked, ()), _look(one, painted))
    return found


def bounds(item: Any) -> Box:
    """The box around an object; an empty one when it has none."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _inked(form: Any, depth: int) -> Iterator[Box]:
    """The boxes of what a drawing fills, on its page."""
    if depth == DEEPEST_FORM:
        yield bounds(form)
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        item = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from (_moved(box, matrix) for box in _inked(item, depth + 1))
        elif kind in PICTURES or (kind == pdfium.FPDF_PAGEOBJ_PATH and _fill(item)[1] and _is_filled(item)):
            yield _moved(_visible(item), matrix)


def _moved(box: Box, matrix: Any) -> Box:
    """The box around a box that a matrix turns, moves and scales (ISO 32000-1, 8.3.3)."""
    corners = [(across, up) for across in (box[0], box[2]) for up in (box[1], box[3])]
    across = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    up = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _visible(item: Any) -> Box:
    """The box of an object, without what is cut off."""
    box, shown = bounds(item), _shown(item)
    return _within(box, shown) if shown else box


def _look(one: Printed, painted: list[Paint]) -> Look:
    grounds: list[Colour | None] = []
    covered = False
    for other in painted:
        share = _share(one.box, other.box)
        if share < COVERS:
            continue
        if other.order > one.order:
            covered = True
        elif share > 1 - COVERS:
            grounds = [other.colour]
        else:
            grounds.append(other.colour)
    ground = tuple(grounds) or (Colour(255, 255, 255),)
    return Look(one.text, one.points, one.colour, ground, one.invisible, one.faint, one.clipped, covered)


def _fill(item: Any) -> tuple[Colour | None, int]:
    """The colour that an object is filled with and its alpha from 0 to 255; no colour where it is a pattern."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item, *(ctypes.byref(part) for part in parts)):
        return None, OPAQUE
    red, green, blue, alpha = (part.value for part in parts)
    return Colour(red, green, blue), alpha


def _is_filled(path: Any) -> bool:
    """Whether a path fills its box: a frame, which has a hole, does not."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if mode.value == pdfium.FPDF_FILLMODE_ALTERNATE:
        return list(_segments(path)).count(pdfium.FPDF_SEGMENT_MOVETO) == 1
    return bool(mode.value != pdfium.FPDF_FILLMODE_NONE)


def _segments(path: Any) -> Iterator[int]:
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        yield pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path, index))


def _shown(item: Any) -> Box | None:
    """The box that what an object paints is cut to; None when it is not."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    found: Box | None = None
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = [_point(clip, path, one) for one in range(pdfium.FPDFClipPath_CountPathSegments(clip, path))]
        if points:
            across, up = zip(*points, strict=True)
            box = (min(across), min(up), max(across), max(up))
            found = _within(box, found) if found else box
    return found


def _point(clip: Any, path: int, segment: int) -> tuple[float, float]:
    across, up = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, segment), across, up)
    return across.value, up.value


def _within(box: Box, other: Box) -> Box:
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])


def _outside(box: Box, shown: Box) -> bool:
    left, bottom, right, top = _within(box, shown)
    return any(abs(edge - whole) > CLIPPED_POINTS for edge, whole in zip((left, bottom, right, top), box, strict=True))


def _share(box: Box, other: Box) -> float:
    """The part of a box that lies in the other, from 0 to 1."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    up = min(box[3], other[3]) - max(box[1], other[1])
    if across <= 0 or up <= 0:
        return 0.0
    area = (box[2] - box[0]) * (box[3] - box[1])
    return across * up / area if area > 0 else 0.0
