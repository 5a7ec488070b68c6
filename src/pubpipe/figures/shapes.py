"""Shapes on the page, as SVG path data: ellipses, and what an ellipsoid covers.

Path data is in centimetres with the y axis down, to a twentieth of a millimetre of a figure printed 35 mm wide.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Point = tuple[float, float]


def number(value: float) -> str:
    """A number with one decimal place, as short as SVG allows."""
    text = f"{value:.1f}".removesuffix(".0")
    text = "0" if text == "-0" else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def numbers(values: Iterable[float]) -> str:
    """Numbers in a row, the signs of negative ones being separators enough."""
    return " ".join(number(value) for value in values).replace(" -", "-")


def ellipse(middle: Point, half: Point, half_width: float) -> str:
    """An ellipse by one half axis and the length of the other, clockwise on the page."""
    length = math.hypot(*half)
    tilt = math.degrees(math.atan2(half[1], half[0]))
    ends = (middle[0] - half[0], middle[1] - half[1]), (middle[0] + half[0], middle[1] + half[1])
    arc = f"A{numbers((length, half_width, tilt))} 1 1 "
    return f"M{numbers(ends[0])}{arc}{numbers(ends[1])}{arc}{numbers(ends[0])}Z"


class Oval(NamedTuple):
    """What an ellipsoid covers on the page: its middle, half axes, and the tilt of the longer one in degrees."""

    middle: Point
    long: float
    short: float
    tilt: float

    def smaller(self, by: float) -> "Oval":
        """The same with shorter half axes."""
        return self._replace(long=self.long - by, short=self.short - by)

    @property
    def is_round(self) -> bool:
        """Whether it is a circle."""
        return self.long == self.short

    def at(self, way: float) -> Point:
        """The point of its edge where the tangent is perpendicular to a way (radians, clockwise from the right)."""
        (left, top), long, short, tilt = self
        if long == short:
            return left + long * math.cos(way), top + long * math.sin(way)
        tilt = math.radians(tilt)
        x, y = long * math.cos(way - tilt), short * math.sin(way - tilt)
        reach = math.hypot(x, y) or 1e-9
        along, across = long * x / reach, short * y / reach
        cos, sin = math.cos(tilt), math.sin(tilt)
        return left + along * cos - across * sin, top + along * sin + across * cos

    def extent(self, way: float) -> float:
        """How far it reaches in a way from the drawing's origin."""
        return self.extents(((math.cos(way), math.sin(way)),))[0]

    def extents(self, directions: Iterable[Point]) -> list[float]:
        """How far it reaches in each direction, given by its cosine and sine."""
        x, y = self.middle
        if self.is_round:
            return [x * cos + y * sin + self.long for cos, sin in directions]
        right, down = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        long, short = self.long, self.short
        return [
            x * cos + y * sin + math.hypot(long * (cos * right + sin * down), short * (sin * right - cos * down))
            for cos, sin in directions
        ]

    @property
    def reach(self) -> Point:
        """How far it extends from its middle to the side, and up or down."""
        if self.is_round:
            return self.long, self.long
        return self.at(0)[0] - self.middle[0], self.at(math.pi / 2)[1] - self.middle[1]


def oval(middle: Point, axes: Sequence[Point]) -> Oval:
    """The oval of an ellipsoid whose half axes appear as these steps on the page.

    Its reach in any direction is the root of the summed squares of what the axes reach in it, so its own axes are
    the eigenvectors of that form.
    """
    xx, yy = sum(x * x for x, _ in axes), sum(y * y for _, y in axes)
    xy = sum(x * y for x, y in axes)
    mean, half = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    tilt = math.degrees(math.atan2(2 * xy, xx - yy) / 2)
    return Oval(middle, math.sqrt(mean + half), math.sqrt(max(mean - half, 0)), tilt)
