"""A pose as an SVG drawing: its frames in the order of the movement.

They stand side by side on one ground; bodies that lie are below each other, as each would be small otherwise.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape

from pubpipe.figures import props
from pubpipe.figures.arrows import drawn_arrow
from pubpipe.figures.figure import Drawn
from pubpipe.figures.pieces import UNITS, Box, Piece
from pubpipe.figures.shapes import number, numbers
from pubpipe.figures.style import LIGHT, Style
from pubpipe.model.pose import Frame, Pose

_MARGIN = 4.0
_BETWEEN, _BELOW = 12.0, 8.0
"""Centimetres around a drawing, and between its frames in a row and below each other."""

_WIDE = 1.15
"""Times as wide as high: what lies, so that frames are better put below each other."""

_PIXELS = 2.5
"""CSS pixels of a unit, where nothing says how large the drawing is to be."""

_DOT = 2.2
_DOTS_BELOW = 9.0


def svg(pose: Pose, style: Style = LIGHT, *, title: str = "", description: str = "") -> str:
    """The drawing as a file: the same pose, style and words give the same text.

    title and description are what it says of itself where a picture is listed or read out.
    """
    pieces = [_framed(pose, index, style) for index in range(len(pose.frames))]
    placed, width, height = _stacked(pieces) if all(map(_is_wide, pieces)) else _in_a_row(pieces)
    size = f'width="{_PIXELS * width:g}" height="{_PIXELS * height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">\n'
        f"<title>{escape(title or pose.name, quote=False)}</title>\n"
        + (f"<desc>{escape(description, quote=False)}</desc>\n" if description else "")
        + f'<rect width="{width}" height="{height}" fill="{style.paper}"/>\n'
        + "\n".join(placed)
        + "\n</svg>\n"
    )


def _is_wide(piece: Piece) -> bool:
    box = piece.box
    return box.right - box.left > _WIDE * (box.bottom - box.top)


def _in_a_row(pieces: Sequence[Piece]) -> tuple[list[str], int, int]:
    """Frames side by side, and the width and height that they take with a margin."""
    around = _around(piece.box for piece in pieces)
    placed, right = [], _MARGIN * UNITS
    down = math.ceil(_MARGIN * UNITS - around.top)
    for piece in pieces:
        placed.append(_moved(piece, right - piece.box.left, down))
        right += piece.box.right - piece.box.left + _BETWEEN * UNITS
    width = right - (_BETWEEN - _MARGIN) * UNITS
    return placed, round(width), round(down + around.bottom + _MARGIN * UNITS)


def _stacked(pieces: Sequence[Piece]) -> tuple[list[str], int, int]:
    """Frames below each other, each where its hips are below those of the one before, and what they take."""
    around = _around(piece.box for piece in pieces)
    placed, bottom = [], _MARGIN * UNITS
    for piece in pieces:
        down = math.ceil(bottom - piece.box.top)
        placed.append(_moved(piece, _MARGIN * UNITS - around.left, down))
        bottom = down + piece.box.bottom + _BELOW * UNITS
    height = bottom - (_BELOW - _MARGIN) * UNITS
    return placed, round(around.right - around.left + 2 * _MARGIN * UNITS), round(height)


def _moved(piece: Piece, across: float, down: float) -> str:
    return f'<g transform="translate({numbers((across, down))})">{piece.svg}</g>'


def _framed(pose: Pose, index: int, style: Style) -> Piece:
    """One frame with its ground, props and arrows, and one dot more below it than below the frame before."""
    frame = pose.frames[index]
    drawn = Drawn(pose, frame, style, marked=index == len(pose.frames) - 1)
    body = drawn.figure()
    behind = list(props.behind(pose, drawn.body, drawn.pen, style))
    before = list(props.before(pose, drawn.body, drawn.pen, style))
    arrows = _arrows(frame, drawn, style)
    box = _around(piece.box for piece in (*behind, body, *before, *arrows))
    ground = [] if not _on_the_floor(pose) else [props.floor(box.wider(3 * UNITS), style)]
    pieces = [*behind, body, *ground, *before, *arrows]
    if len(pose.frames) > 1:
        pieces.append(_dots(index + 1, _around(piece.box for piece in pieces), style))
    return Piece("".join(piece.svg for piece in pieces), _around(piece.box for piece in pieces))


def _on_the_floor(pose: Pose) -> bool:
    """Whether there is a line of the ground to draw: none from above, below half a body, or below a mat."""
    return pose.view != "above" and pose.shows == "whole" and all(prop.kind != "mat" for prop in pose.props)


def _arrows(frame: Frame, drawn: Drawn, style: Style) -> list[Piece]:
    return [drawn_arrow(arrow, drawn.body, drawn.pen, style) for arrow in frame.arrows]


def _dots(count: int, box: Box, style: Style) -> Piece:
    """How many-eth frame it is, for readers of every script."""
    radius, y = _DOT * UNITS, box.bottom + _DOTS_BELOW * UNITS / 2
    first = (box.left + box.right) / 2 - (count - 1) * 1.5 * radius
    dots = "".join(
        f'<circle cx="{number(first + 3 * radius * place)}" cy="{number(y)}" r="{number(radius)}"/>'
        for place in range(count)
    )
    last = first + 3 * radius * (count - 1)
    return Piece(f'<g fill="{style.line}">{dots}</g>', Box(first - radius, y - radius, last + radius, y + radius))


def _around(boxes: Iterable[Box]) -> Box:
    first, *others = boxes
    for box in others:
        first = first.over(box)
    return first
