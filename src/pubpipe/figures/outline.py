"""One outline around many convex shapes, its inner corners rounded: limbs and trunks without seams.

Each shape is the hull of ovals, so its edge consists of their arcs and of the lines between those. What of an edge
lies inside no other shape is kept; the ends of what is kept are joined, as skin is between two muscles.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubpipe.figures.hulls import ROUGHLY, Hull
from pubpipe.figures.shapes import Point, numbers

_NEAR = 0.05
"""Distance within which two edges are the same."""

_STEP = 1.6
"""Distance between the points of an edge that are looked at."""

_DEEP = 2.0
"""Distance inside of a shape at which no other one matters."""

_TRIES, _CLOSE = 9, 0.04
"""How often a place is sought where edges cross, and how far out of the crossing is near enough."""

_ROUND, _MOST, _LEAST = 9.0, 5.0, 0.7
"""Radius of a rounded inner corner, and the most and the least that is cut off for one."""

_SMOOTH, _SHARPEST = 0.06, 1.9
"""Turns in radians: a smaller one needs no rounding, a larger one is not rounded further."""


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


_Others = tuple[tuple[Hull, float], ...]
"""The shapes that may hide a part of an edge, and at which distance of it they do."""


def outline(hulls: Sequence[Hull]) -> str:
    """The path of the union of shapes."""
    return "".join(_closed(ring) for ring in _rings(list(_kept(hulls))))


def _kept(hulls: Sequence[Hull]) -> Iterator[_Kept]:
    for number, hull in enumerate(hulls):
        others = tuple(
            (other, _NEAR if index < number else -_NEAR)
            for index, other in enumerate(hulls)
            if other is not hull and hull.meets(other)
        )
        yield from _kept_of(hull, others)


def _kept_of(hull: Hull, others: _Others) -> Iterator[_Kept]:
    """What of a shape's edge lies in no other."""
    places, seen = list(_places(hull)), list(_seen(others, hull))
    if all(seen):
        yield _Kept(hull, 0, len(hull.edge))
        return
    count = len(places)
    for index in range(count):
        if seen[index] or not seen[(index + 1) % count]:
            continue
        start = _crossing(others, hull, _later(places, index), _later(places, index + 1))
        run = next(step for step in range(1, count + 1) if not seen[(index + 1 + step) % count])
        inside, outside = _later(places, index + 1 + run), _later(places, index + run)
        yield _Kept(hull, start, _crossing(others, hull, inside, outside))


def _places(hull: Hull) -> Iterator[float]:
    for index, length in enumerate(hull.lengths):
        count = _count(length)
        yield from (index + step / count for step in range(count))


def _count(length: float) -> int:
    """How many points of a part of an edge are looked at."""
    return max(2, math.ceil(length / _STEP))


def _later(places: Sequence[float], index: int) -> float:
    """A place, counted on where the edge has been gone around."""
    return places[index % len(places)] + index // len(places) * (int(places[-1]) + 1)


def _clear(others: _Others, point: Point) -> float:
    """How far a point of one shape's edge is outside all others; below 0 in one of them.

    Of two that share an edge, the first has it.
    """
    clear = math.inf
    for other, near in others:
        out = other.distance(point) - near
        if out < clear:
            if out < -_DEEP:
                return out
            clear = out
    return clear


def _seen(others: _Others, hull: Hull) -> Iterator[bool]:
    """Whether each place is outside all others; who is far out or deep in one is so for as far along the edge."""
    clear, since = 0.0, math.inf
    for element, length in zip(hull.edge, hull.lengths, strict=True):
        count = _count(length)
        for step in range(count):
            since += length / count
            if since > abs(clear):
                clear, since = _clear(others, element.at(step / count)), 0.0
            yield clear > 0


def _crossing(others: _Others, hull: Hull, inside: float, outside: float) -> float:
    """Where an edge comes out of the other shapes, of which only those count that are near."""
    out, span = hull.at(outside), math.dist(hull.at(inside), hull.at(outside)) + ROUGHLY
    others = tuple((other, near) for other, near in others if other.distance(out) <= span)
    depth, height = (_clear(others, hull.at(place)) for place in (inside, outside))
    for _ in range(_TRIES):
        share = min(max(depth / (depth - height), 0.1), 0.9) if depth < height else 0.5
        middle = inside + (outside - inside) * share
        clear = _clear(others, hull.at(middle))
        if clear > 0:
            outside, height = middle, clear
            if clear < _CLOSE:
                break
        else:
            inside, depth = middle, clear
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
