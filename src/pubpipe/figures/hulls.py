"""Convex shapes around ovals: their edges, and how far a point is from them.

An edge consists of the ovals' arcs and of the lines between those.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pubpipe.figures.shapes import Oval, Point, numbers

_WAYS = 48
"""Directions in which the extent of a shape is known."""

_ALL_WAYS = [math.tau * step / _WAYS for step in range(_WAYS)]
_DIRECTIONS = [(math.cos(way), math.sin(way)) for way in _ALL_WAYS]

_FEW = 4
"""Of so many directions one is looked at first."""

ROUGHLY = 1.2
"""By how much the distance of a point that is far in or out can be wrong."""

_BISECTIONS = 9


@dataclass(frozen=True, slots=True)
class _Arc:
    """A part of an oval's edge, between two ways (`Oval.at`)."""

    oval: Oval
    first: float
    last: float

    def at(self, share: float) -> Point:
        return self.oval.at(self.first + share * (self.last - self.first))

    def tangent(self, share: float) -> Point:
        way = self.first + share * (self.last - self.first)
        return -math.sin(way), math.cos(way)

    @property
    def length(self) -> float:
        if self.oval.is_round:
            return self.oval.long * (self.last - self.first)
        return sum(math.dist(one, other) for one, other in pairwise([self.at(step / 6) for step in range(7)]))

    def path(self, start: float, end: float) -> str:
        if (end - start) * (self.last - self.first) > 5:
            middle = (start + end) / 2
            return self.path(start, middle) + self.path(middle, end)
        if math.dist(self.at(start), self.at(end)) < 0.15:
            return ""
        large = int((end - start) * (self.last - self.first) > math.pi)
        tilt = self.oval.tilt if self.oval.long - self.oval.short > 0.05 else 0
        return f"A{numbers((self.oval.long, self.oval.short, tilt))} {large} 1 {numbers(self.at(end))}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight part of an edge."""

    start: Point
    end: Point

    def at(self, share: float) -> Point:
        (x, y), (right, down) = self.start, self.end
        return x + share * (right - x), y + share * (down - y)

    def tangent(self, share: float) -> Point:
        del share
        length = self.length or 1e-9
        return (self.end[0] - self.start[0]) / length, (self.end[1] - self.start[1]) / length

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)

    def path(self, start: float, end: float) -> str:
        del start
        return f"L{numbers(self.at(end))}"


_Distance = Callable[[Point], float]
"""How far a point is outside of a shape; below 0 inside."""


class _Taper(NamedTuple):
    """Two circles and the lines that touch both: what most of a body consists of, known without a search.

    way: from the first middle to the second; leaning: the cosine of the angle from there to where the lines touch.
    """

    first: Oval
    second: Oval
    apart: float
    along: Point
    leaning: float
    steep: float

    def edge(self) -> Iterator["_Arc | _Line"]:
        """Arcs and lines, clockwise."""
        way, aside = math.atan2(self.along[1], self.along[0]), math.acos(self.leaning)
        yield _Arc(self.second, way - aside, way + aside)
        yield _Line(self.second.at(way + aside), self.first.at(way + aside))
        yield _Arc(self.first, way + aside, way + math.tau - aside)
        yield _Line(self.first.at(way - aside), self.second.at(way - aside))

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        (x, y), (right, down) = self.first.middle, self.second.middle
        one, other = self.first.long, self.second.long
        return (
            min(x - one, right - other),
            min(y - one, down - other),
            max(x + one, right + other),
            max(y + one, down + other),
        )

    def distance(self) -> "_Distance":
        """How far a point is outside, below 0 inside; with all that it needs at hand, as it is asked very often."""
        (left, top), (right, down), apart = self.first.middle, self.along, self.apart
        leaning, steep, far = self.leaning, self.steep, self.apart * self.steep
        one, other = self.first.long, self.second.long

        def distance(point: Point) -> float:
            x, y = point
            x -= left
            y -= top
            along, across = x * right + y * down, abs(y * right - x * down)
            foot = along * steep - across * leaning
            if foot <= 0:
                return math.hypot(along, across) - one
            if foot >= far:
                return math.hypot(along - apart, across) - other
            return across * steep + along * leaning - one

        return distance


def _taper(ovals: Sequence[Oval]) -> _Taper | None:
    """Two circles of which neither lies in the other; None for anything else."""
    if len(ovals) != 2 or not all(one.is_round for one in ovals):
        return None
    one, other = ovals
    x, y = other.middle[0] - one.middle[0], other.middle[1] - one.middle[1]
    apart = math.hypot(x, y)
    leaning = (one.long - other.long) / apart if apart > abs(one.long - other.long) + 1e-6 else 1.0
    if leaning == 1.0:
        return None
    return _Taper(one, other, apart, (x / apart, y / apart), leaning, math.sqrt(1 - leaning * leaning))


class Hull:
    """The convex hull of ovals: its edge, clockwise on the page, and how far a point is from it."""

    def __init__(self, ovals: Sequence[Oval]) -> None:
        taper = _taper(ovals)
        if taper:
            self.edge = tuple(taper.edge())
            self.box = taper.box()
            self.distance = taper.distance()
        else:
            extents, outermost = _extents(ovals)
            self.edge = tuple(_edge(outermost))
            self.box = (-extents[_WAYS // 2], -extents[3 * _WAYS // 4], extents[0], extents[_WAYS // 4])
            self.distance = _from_planes(extents, self.box)
        self.lengths = tuple(element.length for element in self.edge)

    def meets(self, other: "Hull") -> bool:
        """Whether the boxes around both have anything in common."""
        left, top, right, bottom = self.box
        return left <= other.box[2] and other.box[0] <= right and top <= other.box[3] and other.box[1] <= bottom

    def at(self, place: float) -> Point:
        """A point of the edge: the whole number says in which element, the rest where in it."""
        element = int(place)
        return self.edge[element % len(self.edge)].at(place - element)

    def tangent(self, place: float) -> Point:
        """The way of the edge there, with length one."""
        element = int(place)
        return self.edge[element % len(self.edge)].tangent(place - element)

    def length(self, start: float, end: float) -> float:
        """The length of the edge between two places."""
        return sum((last - first) * self.lengths[index] for index, first, last in self._elements(start, end))

    def after(self, start: float, length: float) -> float:
        """The place so far behind another."""
        while length > (rest := (int(start) + 1 - start) * self.lengths[int(start) % len(self.edge)]):
            start, length = int(start) + 1.0, length - rest
        return start + length / (self.lengths[int(start) % len(self.edge)] or 1e-9)

    def path(self, start: float, end: float) -> str:
        """Path data from one place, where the pen is, to another."""
        return "".join(self.edge[index].path(first, last) for index, first, last in self._elements(start, end))

    def _elements(self, start: float, end: float) -> Iterator[tuple[int, float, float]]:
        for index in range(int(start), math.ceil(end)):
            first, last = max(start - index, 0.0), min(end - index, 1.0)
            if last > first:
                yield index % len(self.edge), first, last


def _extents(ovals: Sequence[Oval]) -> tuple[list[float], list[Oval]]:
    """How far the farthest of some ovals reaches in each way, and which one it is."""
    reached = [one.extents(_DIRECTIONS) for one in ovals]
    extents = [max(each) for each in zip(*reached, strict=True)]
    return extents, [ovals[each.index(most)] for each, most in zip(zip(*reached, strict=True), extents, strict=True)]


def _edge(outermost: Sequence[Oval]) -> Iterator[_Arc | _Line]:
    """The edge of a hull: which oval reaches farthest way by way, and the lines from one to the next."""
    runs: list[tuple[Oval, float]] = []
    for way, one in zip(_ALL_WAYS, outermost, strict=True):
        if not runs or runs[-1][0] is not one:
            runs.append((one, _change(runs[-1][0], one, way - math.tau / _WAYS, way) if runs else way))
    if len(runs) > 1 and runs[0][0] is runs[-1][0]:
        runs[0] = (runs[0][0], runs.pop()[1] - math.tau)
    elif len(runs) > 1:
        runs[0] = (runs[0][0], _change(runs[-1][0], runs[0][0], -math.tau / _WAYS, 0.0))
    if len(runs) == 1:
        yield _Arc(runs[0][0], 0, math.tau)
        return
    for (one, since), (other, until) in pairwise([*runs, (runs[0][0], runs[0][1] + math.tau)]):
        yield _Arc(one, since, until)
        yield _Line(one.at(until), other.at(until))


def _change(one: Oval, other: Oval, before: float, after: float) -> float:
    """The way in which two ovals reach equally far."""
    for _ in range(_BISECTIONS):
        middle = (before + after) / 2
        if other.extent(middle) > one.extent(middle):
            after = middle
        else:
            before = middle
    return (before + after) / 2


def _from_planes(extents: Sequence[float], box: tuple[float, float, float, float]) -> _Distance:
    """How far a point is outside of a shape that extends so far in each way; if far in or out, what it is at least."""
    planes = [(*direction, extent) for direction, extent in zip(_DIRECTIONS, extents, strict=True)]
    few = planes[::_FEW]
    planes = planes[1 - _FEW :] + planes + planes[: _FEW - 1]
    left, top, right, bottom = box

    def distance(point: Point) -> float:
        x, y = point
        if x < left - 1 or y < top - 1 or x > right + 1 or y > bottom + 1:
            return max(left - x, top - y, x - right, y - bottom)
        reached = [x * cos + y * sin - extent for cos, sin, extent in few]
        rough = max(reached)
        if rough > ROUGHLY or rough < -2 * ROUGHLY:
            return rough if rough > 0 else rough + ROUGHLY
        around = reached.index(rough) * _FEW
        return max([x * cos + y * sin - extent for cos, sin, extent in planes[around : around + 2 * _FEW - 1]])

    return distance
