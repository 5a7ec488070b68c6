"""Arrows for movements: broad enough for a copier's copy of a copy, and apart from what they lie over."""

import math

from pubpipe.figures.pieces import UNITS, Pen, Piece, path, reach
from pubpipe.figures.placing import Placed
from pubpipe.figures.shapes import Point, numbers
from pubpipe.figures.style import Style
from pubpipe.figures.vectors import FORWARD, RIGHT, UP, Vector
from pubpipe.model.pose import Arrow, Direction

_HEAD_LENGTH, _HEAD_HALF_WIDTH = 9.0, 6.6
_SHORTEST = 0.3
"""Of an arrow's length, what must be seen of it on the page."""


class UnseenError(ValueError):
    """An arrow leads towards or away from the viewer, so that none can be drawn."""


def way(directions: tuple[Direction, ...], body: Placed) -> Vector:
    """One direction, or the middle between two, with length one."""
    trunk = body.bones.pelvis
    known = {
        "forward": FORWARD,
        "backward": FORWARD.times(-1),
        "up": UP,
        "down": UP.times(-1),
        "right": RIGHT,
        "left": RIGHT.times(-1),
        "headward": trunk.up,
        "footward": trunk.up.times(-1),
    }
    total = Vector(0, 0, 0)
    for direction in directions:
        total = total.plus(known[direction])
    return total.times(1 / total.length) if total.length > 1e-6 else total


def arrow_path(arrow: Arrow, body: Placed, pen: Pen) -> tuple[Point, Point]:
    """Where an arrow's tail and tip are seen; UnseenError when it would lead at the viewer."""
    towards = way(arrow.towards, body)
    start = body.at(arrow.at).plus(way(arrow.beside or arrow.towards, body), arrow.away)
    step = pen.along(towards.times(arrow.length))
    if math.hypot(*step) < _SHORTEST * arrow.length * UNITS:
        raise UnseenError
    tail = pen.point(start)
    return tail, (tail[0] + step[0], tail[1] + step[1])


def drawn_arrow(arrow: Arrow, body: Placed, pen: Pen, style: Style) -> Piece:
    """An arrow as it is seen; UnseenError when it would lead at the viewer."""
    return _painted(*arrow_path(arrow, body, pen), arrow.bow, style)


def _painted(tail: Point, tip: Point, bow: float, style: Style) -> Piece:
    """A shaft, curved by `bow` degrees from end to end, with a head."""
    length = math.hypot(tip[0] - tail[0], tip[1] - tail[1])
    chord = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
    final = chord + math.radians(bow) / 2
    head, half = _HEAD_LENGTH * UNITS, _HEAD_HALF_WIDTH * UNITS
    neck = tip[0] - 0.8 * head * math.cos(final), tip[1] - 0.8 * head * math.sin(final)
    back = tip[0] - head * math.cos(final), tip[1] - head * math.sin(final)
    wings = [(back[0] - sign * half * math.sin(final), back[1] + sign * half * math.cos(final)) for sign in (-1, 1)]
    shaft = f"M{numbers(tail)}{_arc(neck, bow, length)}"
    point = f"M{numbers(tip)}L{numbers(wings[0])}L{numbers(wings[1])}Z"
    wide, gap = style.shaft * UNITS, 2 * style.gap * UNITS
    cap = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    paper, tone = f'{cap} stroke="{style.paper}"', f'stroke="{style.arrow}"'
    svg = (
        path(shaft, f'{paper} stroke-width="{wide + gap:g}"')
        + path(point, f'{paper} stroke-width="{gap:g}"')
        + path(shaft, f'{cap} {tone} stroke-width="{wide:g}"')
        + path(point, f'fill="{style.arrow}"')
    )
    bulge = length / 2 * math.tan(math.radians(abs(bow)) / 4)
    middle = (tail[0] + tip[0]) / 2, (tail[1] + tip[1]) / 2
    side = math.copysign(bulge, bow)
    top = middle[0] + side * math.sin(chord), middle[1] - side * math.cos(chord)
    return Piece(svg, reach((tail, tip, *wings, top)).wider(wide / 2 + style.gap * UNITS))


def _arc(neck: Point, bow: float, length: float) -> str:
    if abs(bow) < 1:
        return f"L{numbers(neck)}"
    radius = length / 2 / math.sin(math.radians(abs(bow)) / 2)
    return f"A{numbers((radius, radius))} 0 0 {int(bow > 0)} {numbers(neck)}"
