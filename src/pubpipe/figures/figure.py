"""One frame as a drawing: what lies behind is painted first, each part with what is marked on it.

Near limbs have the body's tone and a gap in the paper's around them, which joins them to the trunk only at
hip and shoulder; limbs behind the trunk have a light tone and an edge.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from pubpipe.figures import body
from pubpipe.figures.camera import camera
from pubpipe.figures.hulls import Hull
from pubpipe.figures.kinematics import HANDS
from pubpipe.figures.outline import outline
from pubpipe.figures.pieces import UNITS, Box, Pen, Piece, line, path
from pubpipe.figures.placing import Placed, placed
from pubpipe.figures.regions import Owner, Patch, patches
from pubpipe.figures.shapes import Point, ellipse, number, numbers
from pubpipe.figures.solids import Ball, Chain, Solid
from pubpipe.figures.style import Style
from pubpipe.figures.vectors import Vector
from pubpipe.model.pose import Frame, Hand, Pose

_HATCH = 3.2
"""Centimetres between the lines of a mark."""

_GROWN = {"leg": 0.44, "arm": 0.34}
"""Of a limb's upper segment, how much of it has no gap towards the trunk."""

_BEHIND = 0.5
"""Of its distance from the midline, how much a limb is behind that when it is seen as the far one."""


_INSIDE = 0.7
"""Centimetres at least from a mark's edge to the body's."""

_SIZES, _MOVES = (1.0, 0.9, 0.8, 0.7, 0.6), 22
"""What is tried to keep a mark on the body."""

_AWAY, _BEYOND = -0.3, 14.0
"""How much a region's side leads towards the viewer when it is out of sight, and centimetres outside of the body."""


_HIDDEN = 3.0
"""Centimetres behind the trunk's middle at which a limb that is not the far one is painted before it all the same."""

_HAIR = 0.15
"""Centimetres by which a far limb is thinner, so that nothing of it shows beside a near one that covers it."""

_OVER_THE_HIPS = 3.0
"""Centimetres over the hips at which half a body is cut off."""


class Drawn:
    """A frame of a pose, ready to be painted in a style."""

    def __init__(self, pose: Pose, frame: Frame, style: Style, *, marked: bool) -> None:
        self.body: Placed = placed(frame)
        self.pen = Pen(camera(pose))
        self._pose, self._frame, self._style = pose, frame, style
        self._marks = [patches(self.body.bones)[region] for region in pose.mark] if marked else []

    def figure(self) -> Piece:
        """The body, from behind to the front."""
        layers = sorted(self._layers(), key=lambda layer: layer[0])
        below = self._below() if self._pose.shows == "upper body" else ""
        return Piece("".join(svg for _, svg in layers) + below, self.reach())

    def reach(self) -> Box:
        """How far the body reaches, its edges included."""
        flesh = self.body.flesh
        whole = self.pen.box(flesh.all())
        if self._pose.shows == "upper body":
            above = self.pen.box((*flesh.trunk, *flesh.neck, *(one for row in flesh.skull for one in row)))
            arms = self.pen.box(ball for arm in flesh.arms.values() for pair in arm for ball in pair)
            return above.over(arms).wider(self._style.edge * UNITS)._replace(bottom=self._cut())
        return whole.wider(self._style.edge * UNITS)

    def _cut(self) -> float:
        """Where half a body ends: just over its hips, at a whole unit so that the edge is sharp on screens."""
        return round(self.pen.point(self.body.bones.hips)[1] - _OVER_THE_HIPS * UNITS)

    def _below(self) -> str:
        """Paper over what is below half a body."""
        box, cut = self.pen.box(self.body.flesh.all()).wider(self._style.gap * UNITS), self._cut()
        if box.bottom <= cut:
            return ""
        size = f'x="{numbers((box.left,))}" y="{number(cut)}" width="{number(box.right - box.left)}"'
        return f'<rect {size} height="{number(box.bottom - cut)}" fill="{self._style.paper}"/>'

    def _layers(self) -> Iterator[tuple[float, str]]:
        yield 0.0, self._trunk()
        for owner in self._owners():
            yield self._depth(owner), self._limb(owner)
        if "head" in self._frame.front:
            yield 1000.0, self._head()

    def _depth(self, owner: Owner) -> float:
        """Where a limb is painted: below 0 behind the trunk; arms before legs where they are as near."""
        if owner in self._frame.front:
            return 900.0 + self._frame.front.index(owner)
        chain = self._chain(owner)
        near = [self.pen.near(chain[0][0].middle), self.pen.near(chain[0][1].middle), self.pen.near(chain[1][1].middle)]
        trunk = self.pen.near(self.body.flesh.trunk[-2 if owner.endswith("arm") else 1].middle)
        depth = (near[0] * 2 + near[1] + near[2]) / 4 - trunk
        if self._is_far(owner):
            return min(depth, -1.0)
        return max(depth, 1.0) if depth > -_HIDDEN else depth

    def _is_far(self, owner: Owner) -> bool:
        """Whether a limb is rooted on the far side of the trunk."""
        bones = self.body.bones
        middle, half_width = bones.hips, body.HIP_HALF_WIDTH
        if owner.endswith("arm"):
            middle, half_width = bones.shoulders.plus(bones.upper_spine.up, -3.6), body.SHOULDER_HALF_WIDTH
        root = self._chain(owner)[0][0].middle
        return self.pen.near(root) < self.pen.near(middle) - _BEHIND * half_width

    def _trunk(self) -> str:
        return path(outline(self._hulls("trunk")), f'fill="{self._style.body}"') + self._marked("trunk") + self._face()

    def _hulls(self, owner: Owner) -> list[Hull]:
        """The shapes of a part of the body."""
        flesh = self.body.flesh
        if owner == "trunk":
            return self.pen.hulls((*pairwise(flesh.trunk), flesh.neck, *flesh.girdle, *flesh.skull, *self._roots()))
        return self.pen.hulls(self._chain(owner))

    def _roots(self) -> Iterator[tuple[Solid, Solid]]:
        """The beginnings of the near limbs, which the trunk passes into."""
        for owner in self._owners():
            if not self._is_far(owner):
                yield self._chain(owner)[0][0], self._grown(owner)

    def _grown(self, owner: Owner) -> Ball:
        """Where a limb has grown out of the trunk, so that it has a gap around it from there on."""
        hand, kind = _parts(owner)
        bones = self.body.bones
        limb = (bones.legs if kind == "leg" else bones.arms)[hand]
        radius, end = (body.HIP_R, body.KNEE_R) if kind == "leg" else (body.SHOULDER_R, body.ELBOW_R)
        share = _GROWN[kind]
        return Ball(limb.root.times(1 - share).plus(limb.hinge, share), radius + (end - radius) * share)

    def _owners(self) -> Iterator[Owner]:
        """The limbs that are drawn."""
        for hand in HANDS:
            if self._pose.shows == "whole":
                yield cast("Owner", f"{hand} leg")
            yield cast("Owner", f"{hand} arm")

    def _chain(self, owner: Owner) -> Chain:
        hand, kind = _parts(owner)
        return (self.body.flesh.legs if kind == "leg" else self.body.flesh.arms)[hand]

    def _face(self) -> str:
        """A light line for the nose where the face looks at the viewer, beside its middle as far as it is turned."""
        bones = self.body.bones
        ahead = self.pen.near(bones.skull.forward) - self.pen.near(bones.skull.forward.times(0))
        if ahead < 0.5:
            return ""
        top = bones.head.plus(bones.skull.forward, body.SKULL.depth).plus(bones.skull.up, 1.5)
        low = top.plus(bones.skull.up, -5.0).plus(bones.skull.forward, 2.0)
        look = f'fill="none" stroke="{self._style.paper}" stroke-width="{1.3 * UNITS:g}" stroke-linecap="round"'
        return line((self.pen.point(top), self.pen.point(low)), look)

    def _head(self) -> str:
        data = outline(self.pen.hulls(self.body.flesh.skull))
        return self._apart(data) + path(data, f'fill="{self._style.body}"') + self._face()

    def _apart(self, data: str) -> str:
        return path(data, _stroke(str(self._style.paper), 2 * self._style.gap))

    def _limb(self, owner: Owner) -> str:
        style = self._style
        if self._is_far(owner) and owner not in self._frame.front:
            data = outline(self.pen.hulls(self._chain(owner), within=(style.edge / 2 + _HAIR) * UNITS))
            look = f'fill="{style.far}" stroke="{style.line}" stroke-width="{style.edge * UNITS:g}"'
            return path(data, f'{look} stroke-linejoin="round"') + self._marked(owner)
        data = outline(self._hulls(owner))
        (_, hinge), *others = self._chain(owner)
        apart = self._apart(outline(self.pen.hulls(((self._grown(owner), hinge), *others))))
        return apart + path(data, f'fill="{style.body}"') + self._marked(owner)

    def _marked(self, owner: Owner) -> str:
        return "".join(self._mark(patch) for patch in self._marks if patch.owner == owner)

    def _mark(self, patch: Patch) -> str:
        """A patch with hatching: pattern and colour, since a copier keeps one and a screen may change the other."""
        middle, half, width = self._fitted(patch)
        style = self._style
        edge = f'fill="{style.mark}" stroke="{style.mark_line}" stroke-width="{0.6 * UNITS:g}"'
        lines = "".join(_hatching(middle, half, width, _HATCH * UNITS))
        hatch = f'fill="none" stroke="{style.mark_line}" stroke-width="{0.8 * UNITS:g}"'
        return path(ellipse(middle, half, width), edge) + path(lines, hatch)

    def _fitted(self, patch: Patch) -> tuple[Point, Point, float]:
        """Middle, half axis and half width of a patch, moved inward and made smaller until it is on the body."""
        hulls = self._hulls(patch.owner)
        if patch.owner != "trunk" and not self._is_far(patch.owner):
            hulls += self._hulls("trunk")
        tried = (self._tried(patch, size, step) for size in _SIZES for step in range(_MOVES))
        fitting = (one for one in tried if all(_inside(hulls, point) for point in _edge(*one)))
        return next(fitting, None) or self._tried(patch, _SIZES[-1], _MOVES - 1)

    def _tried(self, patch: Patch, size: float, step: int) -> tuple[Point, Point, float]:
        width = patch.half_width * size * UNITS
        half = _at_least(self.pen.along(patch.half.times(size)), width)
        return self.pen.point(self._place(patch).plus(self._out(patch), -0.7 * step)), half, width

    def _out(self, patch: Patch) -> Vector:
        """The way out of the body at a patch; along the page for one on its far side, which shows at the edge."""
        out, ahead = patch.outward, self.pen.ahead
        across = out.plus(ahead, -out.dot(ahead))
        return across.times(1 / across.length) if out.dot(ahead) < _AWAY and across.length > 0.2 else out

    def _place(self, patch: Patch) -> Vector:
        out = self._out(patch)
        return patch.middle if out == patch.outward else patch.bone.plus(out, _BEYOND)


def _inside(hulls: Sequence[Hull], point: Point) -> bool:
    return any(hull.distance(point) < -_INSIDE for hull in hulls)


def _parts(owner: Owner) -> tuple[Hand, str]:
    return cast("tuple[Hand, str]", tuple(owner.split(" ")))


def _stroke(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width * UNITS:g}" stroke-linejoin="round"'


def _at_least(half: Point, width: float) -> Point:
    """A half axis that is as long as the other where it is seen from its end."""
    length = math.hypot(*half)
    if length >= width:
        return half
    return (half[0] / length * width, half[1] / length * width) if length > 1e-6 else (width, 0.0)


def _edge(middle: Point, half: Point, width: float) -> Iterator[Point]:
    """Points around an ellipse."""
    length = math.hypot(*half)
    across = -half[1] / length * width, half[0] / length * width
    for step in range(12):
        cos, sin = math.cos(math.tau * step / 12), math.sin(math.tau * step / 12)
        yield middle[0] + half[0] * cos + across[0] * sin, middle[1] + half[1] * cos + across[1] * sin


def _hatching(middle: Point, half: Point, width: float, apart: float) -> Iterator[str]:
    """Lines across an ellipse, slanting to its long axis."""
    length = math.hypot(*half)
    along, across = (half[0] / length, half[1] / length), (-half[1] / length, half[0] / length)
    slope = 0.6
    count = int(length / apart)
    for step in range(-count, count + 1):
        start = step * apart
        # In the ellipse's own axes the line is (start + slope·t, t), and the ellipse x²/a² + y²/b² = 1.
        a, b = length * length, width * width
        square, linear, constant = slope * slope / a + 1 / b, 2 * start * slope / a, start * start / a - 1
        root = linear * linear - 4 * square * constant
        if root <= 0:
            continue
        ends = [(-linear + sign * math.sqrt(root)) / (2 * square) * 0.94 for sign in (-1, 1)]
        points = [
            (
                middle[0] + along[0] * (start + slope * t) + across[0] * t,
                middle[1] + along[1] * (start + slope * t) + across[1] * t,
            )
            for t in ends
        ]
        yield f"M{numbers(points[0])}L{numbers(points[1])}"
