"""Many poses at a glance: their drawings in the equal cells of a grid, without words.

What stands below each picture is for whoever shows the sheet; drawings hold no text.
"""

import math
import re
from collections.abc import Sequence
from html import escape

from pubpipe.figures.drawing import svg
from pubpipe.figures.shapes import numbers
from pubpipe.figures.style import LIGHT, Style
from pubpipe.model.pose import Pose

CELL_WIDTH, CELL_HEIGHT = 240.0, 200.0
"""Units of a cell; the space between drawings is part of it."""

_MARGIN = 10.0
_DRAWING = re.compile(
    r'<svg [^>]*viewBox="0 0 (\d+) (\d+)">\n<title>.*?</title>\n(?:<desc>.*?</desc>\n)?(.*)\n</svg>\n', re.DOTALL
)


def columns(count: int) -> int:
    """How many cells are in a row, so that the sheet is about as wide as it is high."""
    return max(1, round(math.sqrt(count * CELL_HEIGHT / CELL_WIDTH)))


def sheet(poses: Sequence[Pose], style: Style = LIGHT, *, title: str = "Poses") -> str:
    """An SVG with a drawing in each cell, row by row, each as large as its cell lets it be."""
    across = columns(len(poses))
    down = math.ceil(len(poses) / across)
    width, height = across * CELL_WIDTH, max(1, down) * CELL_HEIGHT
    cells = [
        _cell(svg(pose, style), index % across * CELL_WIDTH, index // across * CELL_HEIGHT)
        for index, pose in enumerate(poses)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">\n<title>{escape(title, quote=False)}</title>\n'
        f'<rect width="{width:g}" height="{height:g}" fill="{style.paper}"/>\n' + "\n".join(cells) + "\n</svg>\n"
    )


def _cell(drawing: str, left: float, top: float) -> str:
    """A drawing in the middle of its cell."""
    found = _DRAWING.fullmatch(drawing)
    if found is None:
        raise ValueError("this is no drawing of a pose")
    width, height, content = float(found[1]), float(found[2]), found[3]
    scale = min((CELL_WIDTH - 2 * _MARGIN) / width, (CELL_HEIGHT - 2 * _MARGIN) / height)
    x, y = left + (CELL_WIDTH - scale * width) / 2, top + (CELL_HEIGHT - scale * height) / 2
    return f'<g transform="translate({numbers((x, y))}) scale({scale:.4f})">{content}</g>'
