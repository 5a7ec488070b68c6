"""One outline around many convex shapes, its inner corners rounded: limbs and trunks without seams.

Each shape is the hull of ovals, so its edge consists of their arcs and of the lines between those. What of an edge
lies inside no other shape is kept; the ends of what is kept are joined, as skin is between two muscles.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubpipe.figures.shapes import Oval, Point, numbers

_WAYS = 48
"""Directions in which the extent of a shape is known."""

_ALL_WAYS = [math.tau * step / _WAYS for step in range(_WAYS)]
_DIRECTIONS = [(math.cos(way), math.sin(way)) for way in _ALL_WAYS]

_NEAR = 0.05
"""Distance within which two edges are the same."""

_STEP = 1.6
"""Distance between the points of an edge that are looked at."""

_BISECTIONS = 9
_ROUND, _MOST, _LEAST = 9.0, 5.0, 0.7
"""Radius of a rounded inner corner, and the most and the least that is cut off for one."""

_SMOOTH, _SHARPEST = 0.06, 1.9
"""Turns in radians: a smaller one needs no rounding, a larger one is not rounded further."""


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
        return sum(math.dist(self.at(step / 6), self.at((step + 1) / 6)) for step in range(6))

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


class Hull:
    """The convex hull of ovals: its edge, clockwise on the page, and how far a point is from it."""

    def __init__(self, ovals: Sequence[Oval]) -> None:
        extents, outermost = _extents(ovals)
        self.edge = tuple(_edge(outermost))
        self.lengths = tuple(element.length for element in self.edge)
        self._planes = [(*direction, extent) for direction, extent in zip(_DIRECTIONS, extents, strict=True)]
        self._box = (-extents[_WAYS // 2], -extents[3 * _WAYS // 4], extents[0], extents[_WAYS // 4])

    def distance(self, point: Point) -> float:
        """How far a point is outside, below 0 inside."""
        x, y = point
        left, top, right, bottom = self._box
        rough = max(left - x, top - y, x - right, y - bottom)
        return rough if rough > 1 else max([x * cos + y * sin - extent for cos, sin, extent in self._planes])

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


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of a hull's edge is seen, from a place to a later one."""

    hull: Hull
    start: float
    end: float

    def shortened(self, at_start: float, at_end: float) -> "_Kept":
        """Without so much of its length at its ends."""
        whole = self.hull.length(self.start, self.end)
        start = self.hull.after(self.start, at_start) if at_start else self.start
        end = self.hull.after(self.start, whole - at_end) if at_end else self.end
        return _Kept(self.hull, start, max(start, end))


def outline(hulls: Sequence[Hull]) -> str:
    """The path of the union of shapes."""
    return "".join(_closed(ring) for ring in _rings(list(_kept(hulls))))


def _kept(hulls: Sequence[Hull]) -> Iterator[_Kept]:
    for number, hull in enumerate(hulls):
        places = list(_places(hull))
        seen = [_is_seen(hulls, number, hull.at(place)) for place in places]
        if all(seen):
            yield _Kept(hull, 0, len(hull.edge))
            continue
        count = len(places)
        for index in range(count):
            if seen[index] or not seen[(index + 1) % count]:
                continue
            start = _crossing(hulls, number, _later(places, index), _later(places, index + 1))
            run = next(step for step in range(1, count + 1) if not seen[(index + 1 + step) % count])
            inside, outside = _later(places, index + 1 + run), _later(places, index + run)
            yield _Kept(hull, start, _crossing(hulls, number, inside, outside))


def _places(hull: Hull) -> Iterator[float]:
    for index, length in enumerate(hull.lengths):
        count = max(2, math.ceil(length / _STEP))
        yield from (index + step / count for step in range(count))


def _later(places: Sequence[float], index: int) -> float:
    """A place, counted on where the edge has been gone around."""
    return places[index % len(places)] + index // len(places) * (int(places[-1]) + 1)


def _is_seen(hulls: Sequence[Hull], number: int, point: Point) -> bool:
    """Whether a point of one shape's edge is in no other; of two that share an edge, the first has it."""
    for other, hull in enumerate(hulls):
        if other != number and hull.distance(point) <= (_NEAR if other < number else -_NEAR):
            return False
    return True


def _crossing(hulls: Sequence[Hull], number: int, inside: float, outside: float) -> float:
    """Where an edge comes out of the other shapes."""
    for _ in range(_BISECTIONS):
        middle = (inside + outside) / 2
        if _is_seen(hulls, number, hulls[number].at(middle)):
            outside = middle
        else:
            inside = middle
    return outside


def _rings(kept: list[_Kept]) -> Iterator[list[_Kept]]:
    """What is kept in the order of the outline, each ring closed."""
    while kept:
        ring = [kept.pop(0)]
        if ring[0].end - ring[0].start >= len(ring[0].hull.edge):
            yield ring
            continue
        while True:
            end = ring[-1].hull.at(ring[-1].end)
            following = min([ring[0], *kept], key=lambda one: math.dist(end, one.hull.at(one.start)))
            if following is ring[0]:
                break
            kept.remove(following)
            ring.append(following)
        yield ring


def _closed(ring: Sequence[_Kept]) -> str:
    whole = len(ring) == 1 and ring[0].end - ring[0].start >= len(ring[0].hull.edge)
    cuts = [0.0 if whole else _cut(one, other) for one, other in pairwise([*ring, ring[0]])]
    parts = [one.shortened(cuts[index - 1], cuts[index]) for index, one in enumerate(ring)]
    data = f"M{numbers(parts[0].hull.at(parts[0].start))}"
    for index, (one, other) in enumerate(pairwise([*parts, parts[0]])):
        data += one.hull.path(one.start, one.end)
        start = other.hull.at(other.start)
        if cuts[index]:
            radius = math.dist(one.hull.at(one.end), start) / 2 / math.sin(min(_turn(one, other), math.pi) / 2)
            data += f"A{numbers((radius, radius))} 0 0 0 {numbers(start)}"
        elif index + 1 < len(parts):
            data += f"L{numbers(start)}"
    return data + "Z"


def _turn(one: _Kept, other: _Kept) -> float:
    """By how much the outline turns, in radians, from the end of a kept part to the start of the next."""
    (x, y), (right, down) = one.hull.tangent(one.end), other.hull.tangent(other.start)
    return math.acos(max(-1.0, min(1.0, x * right + y * down)))


def _cut(one: _Kept, other: _Kept) -> float:
    """How much to cut off on both sides of an inner corner; less where the edges bend away from each other."""
    turn = _turn(one, other)
    if turn < _SMOOTH:
        return 0.0
    room = min(part.hull.length(part.start, part.end) for part in (one, other))
    cut = min(_ROUND * math.tan(min(turn, _SHARPEST) / 2), _MOST, 0.45 * room)
    while cut > _LEAST and _turn(one.shortened(0, cut), other.shortened(cut, 0)) > max(_SHARPEST, turn + 0.1):
        cut *= 0.7
    return cut if cut > _LEAST else 0.0


def _extents(ovals: Sequence[Oval]) -> tuple[list[float], list[Oval]]:
    """How far the farthest of some ovals reaches in each way, and which one it is."""
    extents, outermost = [], []
    for way in _ALL_WAYS:
        reached = [one.extent(way) for one in ovals]
        extents.append(max(reached))
        outermost.append(ovals[reached.index(extents[-1])])
    return extents, outermost


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
