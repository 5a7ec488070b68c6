"""What a drawing consists of: pieces of SVG that know how far they reach."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pubpipe.figures.camera import Camera
from pubpipe.figures.hulls import Hull
from pubpipe.figures.shapes import Oval, Point, numbers, oval
from pubpipe.figures.solids import Ball, Ellipsoid
from pubpipe.figures.vectors import ORIGIN, STRAIGHT, Vector

UNITS = 1.0
"""Of the drawing, for each centimetre of the body."""


class Box(NamedTuple):
    """How far something reaches on the page, in units of the drawing: x to the right, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Box") -> "Box":
        """The box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def wider(self, margin: float) -> "Box":
        """The same with a margin all around."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


class Piece(NamedTuple):
    """A part of a drawing and how far it reaches."""

    svg: str
    box: Box


class Pen:
    """Draws solids as a camera sees them, in units of the drawing."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._hulls: dict[tuple[tuple[Ball | Ellipsoid, ...], float], Hull] = {}

    def point(self, place: Vector) -> Point:
        """A place in space as a point of the drawing."""
        seen = self._camera(place)
        return seen.x * UNITS, -seen.y * UNITS

    def near(self, place: Vector) -> float:
        """How near a place is to the viewer."""
        return self._camera(place).near

    @property
    def ahead(self) -> Vector:
        """The way to the viewer, with length one."""
        return Vector(*(self.near(axis) for axis in STRAIGHT))

    def along(self, direction: Vector) -> Point:
        """A direction in space as a step on the page."""
        here, there = self.point(ORIGIN), self.point(direction)
        return there[0] - here[0], there[1] - here[1]

    def oval(self, solid: Ball | Ellipsoid) -> Oval:
        """What a solid covers."""
        middle = self.point(solid.middle)
        if isinstance(solid, Ball):
            return Oval(middle, solid.radius * UNITS, solid.radius * UNITS, 0)
        return oval(middle, tuple(self.along(axis) for axis in solid.axes))

    def hulls(self, rows: Iterable[Sequence[Ball | Ellipsoid]], within: float = 0.0) -> list[Hull]:
        """What is around each row of solids; `within` so many units inside of its edge."""
        return [self._hull(tuple(row), within) for row in rows]

    def _hull(self, row: tuple[Ball | Ellipsoid, ...], within: float) -> Hull:
        if (row, within) not in self._hulls:
            self._hulls[row, within] = Hull([self.oval(solid).smaller(within) for solid in row])
        return self._hulls[row, within]

    def box(self, solids: Iterable[Ball | Ellipsoid]) -> Box:
        """How far solids reach."""
        ovals = [self.oval(solid) for solid in solids]
        return reach(
            (one.middle[0] + sign * one.reach[0], one.middle[1] + sign * one.reach[1])
            for one in ovals
            for sign in (-1, 1)
        )


def reach(points: Iterable[Point]) -> Box:
    """The box around points."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def path(data: str, look: str) -> str:
    """A path with its look, as attributes."""
    return f'<path {look} d="{data}"/>'


def line(points: Iterable[Point], look: str) -> str:
    """An open line through points."""
    return path("M" + "L".join(numbers(point) for point in points), look)
