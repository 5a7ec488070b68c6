"""One frame as a drawing: what lies behind is painted first, each part with what is marked on it.

Near limbs have the body's tone and a gap in the paper's around them, which joins them to the trunk only at
hip and shoulder; limbs behind the trunk have a light tone and an edge.
"""

import math
from collections.abc import Iterator
from typing import cast

from pubpipe.figures import body
from pubpipe.figures.camera import camera
from pubpipe.figures.kinematics import HANDS
from pubpipe.figures.pieces import UNITS, Box, Pen, Piece, line, path
from pubpipe.figures.placing import Placed, placed
from pubpipe.figures.regions import Owner, Patch, patches
from pubpipe.figures.shapes import ellipse, numbers
from pubpipe.figures.solids import Ball, Chain
from pubpipe.figures.style import Style
from pubpipe.model.pose import Frame, Hand, Pose

_HATCH = 2.7
"""Centimetres between the lines of a mark."""

_GROWN = 0.3
"""Of a limb's upper segment, how much of it has no gap towards the trunk."""

_BEHIND = 3.0
"""Centimetres behind the trunk's middle at which a limb is seen as the far one."""


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
        return Piece("".join(svg for _, svg in layers), self.reach())

    def reach(self) -> Box:
        """How far the body reaches, its edges included."""
        flesh = self.body.flesh
        whole = self.pen.box(flesh.all())
        if self._pose.shows == "upper body":
            above = self.pen.box((*flesh.trunk, *flesh.neck, flesh.head, *flesh.face))
            arms = self.pen.box(ball for arm in flesh.arms.values() for pair in arm for ball in pair)
            whole = above.over(arms)._replace(bottom=self.pen.point(self.body.bones.hips)[1])
        return whole.wider(self._style.edge * UNITS)

    def _layers(self) -> Iterator[tuple[float, str]]:
        flesh = self.body.flesh
        yield 0.0, self._trunk()
        for hand in HANDS:
            for kind, chain in (("leg", flesh.legs[hand]), ("arm", flesh.arms[hand])):
                if kind == "leg" and self._pose.shows == "upper body":
                    continue
                owner = self._owner(hand, kind)
                yield self._depth(owner, chain), self._limb(owner, chain)
        if "head" in self._frame.front:
            yield 1000.0, self._head()

    def _owner(self, hand: Hand, kind: str) -> Owner:
        return cast("Owner", f"{hand} {kind}")

    def _depth(self, owner: Owner, chain: Chain) -> float:
        """Where a limb is painted: below 0 behind the trunk; arms before legs where they are as near."""
        if owner in self._frame.front:
            return 900.0 + self._frame.front.index(owner)
        near = [self.pen.near(chain[0][0].middle), self.pen.near(chain[0][1].middle), self.pen.near(chain[1][1].middle)]
        trunk = self.pen.near(self.body.flesh.trunk[-2 if owner.endswith("arm") else 0].middle)
        depth = (near[0] * 2 + near[1] + near[2]) / 4 - trunk
        if self._is_far(chain):
            return min(depth, -1.0)
        return max(depth, 1.0) if depth > -_BEHIND else depth

    def _is_far(self, chain: Chain) -> bool:
        """Whether a limb is rooted on the far side of the trunk."""
        root = self.pen.near(chain[0][0].middle)
        return root < self.pen.near(self.body.flesh.trunk[0].middle) - _BEHIND

    def _trunk(self) -> str:
        flesh, style = self.body.flesh, self._style
        data = self.pen.mass(flesh.trunk) + self.pen.segments([flesh.neck, *flesh.girdle]) + self._head_path()
        return path(data, f'fill="{style.body}"') + self._marked("trunk") + self._face()

    def _head_path(self) -> str:
        flesh = self.body.flesh
        return self.pen.hull((flesh.head, *flesh.face))

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
        data = self._head_path()
        return self._apart(data) + path(data, f'fill="{self._style.body}"') + self._face()

    def _apart(self, data: str) -> str:
        return path(data, _stroke(str(self._style.paper), 2 * self._style.gap))

    def _limb(self, owner: Owner, chain: Chain) -> str:
        data = self.pen.segments(chain)
        if self._is_far(chain) and owner not in self._frame.front:
            edge = path(data, _stroke(str(self._style.line), 2 * self._style.edge))
            return edge + path(data, f'fill="{self._style.far}"') + self._marked(owner)
        apart = self._apart(self.pen.segments(_from_the_joint(chain)))
        return apart + path(data, f'fill="{self._style.body}"') + self._marked(owner)

    def _marked(self, owner: Owner) -> str:
        return "".join(self._mark(patch) for patch in self._marks if patch.owner == owner)

    def _mark(self, patch: Patch) -> str:
        """A patch with hatching: pattern and colour, since a copier keeps one and a screen may change the other."""
        middle, width = self.pen.point(patch.middle), patch.half_width * UNITS
        half = _at_least(self.pen.along(patch.half), width)
        style = self._style
        edge = f'fill="{style.mark}" stroke="{style.mark_line}" stroke-width="{0.8 * UNITS:g}"'
        lines = "".join(_hatching(middle, half, width, _HATCH * UNITS))
        hatch = f'fill="none" stroke="{style.mark_line}" stroke-width="{0.9 * UNITS:g}"'
        return path(ellipse(middle, half, width), edge) + path(lines, hatch)


def _from_the_joint(chain: Chain) -> Chain:
    """A limb without its root, where it grows out of the trunk and has no gap around it."""
    (root, hinge), *others = chain
    middle = root.middle.times(1 - _GROWN).plus(hinge.middle, _GROWN)
    return ((Ball(middle, root.radius + (hinge.radius - root.radius) * _GROWN), hinge), *others)


def _stroke(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width * UNITS:g}" stroke-linejoin="round"'


def _at_least(half: tuple[float, float], width: float) -> tuple[float, float]:
    """A half axis that is as long as the other where it is seen from its end."""
    length = math.hypot(*half)
    if length >= width:
        return half
    return (half[0] / length * width, half[1] / length * width) if length > 1e-6 else (width, 0.0)


def _hatching(middle: tuple[float, float], half: tuple[float, float], width: float, apart: float) -> Iterator[str]:
    """Lines across an ellipse, slanting to its long axis."""
    length = math.hypot(*half)
    along, across = (half[0] / length, half[1] / length), (-half[1] / length, half[0] / length)
    slope = 0.6
    count = int(length / apart)
    for number in range(-count, count + 1):
        start = number * apart
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
