"""Outlines on the page, as SVG path data: tapered segments, ellipses, and the hull around two of them.

Path data is in centimetres with the y axis down, to a twentieth of a millimetre of a figure printed 35 mm wide.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Point = tuple[float, float]

_AROUND = 120
"""Ways in which a hull is looked for: every three degrees, at which a tangent cannot be told from its neighbour."""


def number(value: float) -> str:
    """A number with one decimal place, as short as SVG allows."""
    text = f"{value:.1f}".removesuffix(".0")
    text = "0" if text == "-0" else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def numbers(values: Iterable[float]) -> str:
    """Numbers in a row, the signs of negative ones being separators enough."""
    return " ".join(number(value) for value in values).replace(" -", "-")


def capsule(one: Point, one_radius: float, other: Point, other_radius: float) -> str:
    """The hull of two discs: what a limb's segment looks like, clockwise on the page."""
    across, down = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(across, down)
    if distance <= abs(one_radius - other_radius) + 1e-6:
        return disc(one, one_radius) if one_radius >= other_radius else disc(other, other_radius)
    towards = math.atan2(down, across)
    opening = math.acos((one_radius - other_radius) / distance)
    tangents = [
        (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
        for middle, radius, angle in (
            (one, one_radius, towards + opening),
            (one, one_radius, towards - opening),
            (other, other_radius, towards - opening),
            (other, other_radius, towards + opening),
        )
    ]
    first = f"A{numbers((one_radius, one_radius))} 0 {int(opening < math.pi / 2)} 1 "
    second = f"A{numbers((other_radius, other_radius))} 0 {int(opening > math.pi / 2)} 1 "
    return f"M{numbers(tangents[0])}{first}{numbers(tangents[1])}L{numbers(tangents[2])}{second}{numbers(tangents[3])}Z"


def disc(middle: Point, radius: float) -> str:
    """A disc."""
    return ellipse(middle, (radius, 0.0), radius)


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

    def at(self, way: float) -> Point:
        """The point of its edge where the tangent is perpendicular to a way (radians, clockwise from the right)."""
        turned = way - math.radians(self.tilt)
        x, y = self.long * math.cos(turned), self.short * math.sin(turned)
        reach = math.hypot(x, y) or 1e-9
        along, across = self.long * x / reach, self.short * y / reach
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        return self.middle[0] + along * cos - across * sin, self.middle[1] + along * sin + across * cos

    @property
    def reach(self) -> Point:
        """How far it extends from its middle to the side, and up or down."""
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


def around(ovals: Sequence[Oval]) -> str:
    """The path of the convex hull around ovals, clockwise on the page: their arcs, and the lines between those."""
    runs: list[tuple[Oval, float, float]] = []
    for step in range(_AROUND):
        way = math.tau * step / _AROUND
        outermost = max(ovals, key=lambda one: _extent(one, way))
        if runs and runs[-1][0] is outermost:
            runs[-1] = (outermost, runs[-1][1], way)
        else:
            runs.append((outermost, way, way))
    if len(runs) == 1:
        one = runs[0][0]
        radians = math.radians(one.tilt)
        return ellipse(one.middle, (one.long * math.cos(radians), one.long * math.sin(radians)), one.short)
    if runs[0][0] is runs[-1][0]:
        last = runs.pop()
        runs[0] = (last[0], last[1] - math.tau, runs[0][2])
    return "M" + "L".join(_run(*run) for run in runs) + "Z"


def _extent(one: Oval, way: float) -> float:
    """How far an oval reaches in a way from the drawing's origin."""
    x, y = one.at(way)
    return x * math.cos(way) + y * math.sin(way)


def _run(one: Oval, first: float, last: float) -> str:
    """The part of an oval's edge between two ways."""
    if last - first < 1e-6:
        return numbers(one.at(first))
    arc = f"A{numbers((one.long, one.short, one.tilt))} {int(last - first > math.pi)} 1 "
    return numbers(one.at(first)) + arc + numbers(one.at(last))
