"""What stands or lies beside a body, drawn where the part is that it belongs to."""

from collections.abc import Iterator

from pubpipe.figures.pieces import UNITS, Box, Pen, Piece, path, reach
from pubpipe.figures.placing import Placed, placed
from pubpipe.figures.shapes import Point, numbers
from pubpipe.figures.style import Style
from pubpipe.model.pose import Pose, Prop

MAT = 2.6
"""Centimetres of a mat's thickness, which lies below height zero."""

_SEAT, _LEG, _BACK = 4.0, 3.0, 46.0
"""Of a chair: how thick its seat and legs are, and how high its back is over the seat."""

_FRONT, _REAR = 16.0, 8.0
"""How far a chair's seat reaches beyond the part that it carries, before it and behind it."""

_ROUND = 1.2
_AROUND, _MAT_HALF_WIDTH = 9.0, 33.0


def behind(pose: Pose, body: Placed, pen: Pen, style: Style) -> Iterator[Piece]:
    """The props that stand behind a body, and the mat that it is seen on from above."""
    for prop in pose.props:
        if prop.kind == "chair":
            yield _chair(prop, placed(pose.frames[0]), body, pen, style)
        elif prop.kind == "wall":
            yield _wall(prop, body, pen, style)
        elif prop.kind == "mat" and pose.view == "above":
            yield _block(_mat_from_above(body, pen), style, 3)
        elif prop.kind == "cushion" and pose.view == "above":
            yield _block(pen.box(body.flesh.parts[prop.at]).wider(6 * UNITS), style, 4)


def before(pose: Pose, body: Placed, pen: Pen, style: Style) -> Iterator[Piece]:
    """The props that hide where a body sinks into them, and those that lie before it."""
    for prop in pose.props:
        if prop.kind == "mat" and pose.view != "above":
            box = _whole(body, pen)
            yield _block(Box(box.left - _AROUND * UNITS, 0, box.right + _AROUND * UNITS, MAT * UNITS), style)
        elif prop.kind == "step":
            yield _under(prop, body, pen, style, margin=10)
        elif prop.kind == "cushion" and pose.view != "above":
            yield _under(prop, body, pen, style, margin=6, rounded=3.5)
        elif prop.to is not None:
            yield _strap(pen.point(body.at(prop.at)), pen.point(body.at(prop.to)), style)


def _strap(one: Point, two: Point, style: Style) -> Piece:
    data = f"M{numbers(one)}L{numbers(two)}"
    look = 'fill="none" stroke-linecap="round"'
    svg = path(data, f'{look} stroke="{style.paper}" stroke-width="{4.6 * UNITS:g}"')
    svg += path(data, f'{look} stroke="{style.prop_line}" stroke-width="{2 * UNITS:g}"')
    return Piece(svg, reach((one, two)).wider(3 * UNITS))


def _mat_from_above(body: Placed, pen: Pen) -> Box:
    """As long as the body, and as broad as mats are: an arm or a leg may lie beside it."""
    box = pen.box((*body.flesh.trunk, *(one for row in body.flesh.skull for one in row)))
    whole, half = _whole(body, pen), _MAT_HALF_WIDTH * UNITS
    if box.right - box.left < box.bottom - box.top:
        middle = (box.left + box.right) / 2
        return Box(middle - half, whole.top - _AROUND * UNITS, middle + half, whole.bottom + _AROUND * UNITS)
    middle = (box.top + box.bottom) / 2
    return Box(whole.left - _AROUND * UNITS, middle - half, whole.right + _AROUND * UNITS, middle + half)


def _whole(body: Placed, pen: Pen) -> Box:
    return pen.box(body.flesh.all())


def floor(box: Box, style: Style) -> Piece:
    """The line of the ground below all that stands on it."""
    data = f"M{numbers((box.left, 0.8 * UNITS))}H{numbers((box.right,))}"
    look = f'fill="none" stroke="{style.prop_line}" stroke-width="{1.6 * UNITS:g}" stroke-linecap="round"'
    return Piece(path(data, look), Box(box.left, 0, box.right, 1.6 * UNITS))


def _block(box: Box, style: Style, rounded: float = _ROUND) -> Piece:
    x, y, width, height = box.left, box.top, box.right - box.left, box.bottom - box.top
    look = f'fill="{style.prop}" stroke="{style.prop_line}" stroke-width="{1.2 * UNITS:g}"'
    values = zip(("x", "y", "width", "height", "rx"), (x, y, width, height, rounded * UNITS), strict=True)
    attributes = " ".join(f'{name}="{numbers((value,))}"' for name, value in values)
    return Piece(f"<rect {attributes} {look}/>", box.wider(0.6 * UNITS))


def _under(prop: Prop, body: Placed, pen: Pen, style: Style, *, margin: float, rounded: float = _ROUND) -> Piece:
    """A block from the floor to the part that it carries."""
    box = pen.box(body.flesh.parts[prop.at])
    top = -body.low(prop.at) * UNITS
    return _block(Box(box.left - margin * UNITS, top, box.right + margin * UNITS, 0), style, rounded)


def _wall(prop: Prop, body: Placed, pen: Pen, style: Style) -> Piece:
    """A wall at the part: beyond it, on the side of the body where the part is."""
    whole, part = pen.box(body.flesh.all()), pen.box(body.flesh.parts[prop.at])
    top, thick = whole.top - 12 * UNITS, 5 * UNITS
    if (part.left + part.right) < (whole.left + whole.right):
        return _block(Box(part.left - thick, top, part.left, 0), style, 0)
    return _block(Box(part.right, top, part.right + thick, 0), style, 0)


def _chair(prop: Prop, first: Placed, body: Placed, pen: Pen, style: Style) -> Piece:
    """A chair whose seat lies below the part as the first frame has it; its back is behind the body.

    It stays where it is when the body gets up: as far as at first from the foot that stays.
    """
    moved = min(
        (pen.point(body.at(foot))[0] - pen.point(first.at(foot))[0] for foot in ("right foot", "left foot")), key=abs
    )
    box = pen.box(first.flesh.parts[prop.at])
    seat = -first.low(prop.at) * UNITS
    ahead = pen.along(first.bones.pelvis.forward)[0] / UNITS
    aside = abs(ahead) > 0.5
    left, right = (_REAR, _FRONT) if ahead >= 0 else (_FRONT, _REAR)
    if not aside:
        left, right = _REAR, _REAR
    across = box.left + moved - left * UNITS, box.right + moved + right * UNITS
    seat_box = Box(across[0], seat, across[1], seat + _SEAT * UNITS)
    feet = across[0] + 2 * UNITS, across[1] - (2 + _LEG) * UNITS
    blocks = [_block(Box(x, seat_box.bottom, x + _LEG * UNITS, 0), style, 0) for x in feet]
    if prop.back:
        post = across[0] if ahead >= 0 else across[1] - _LEG * UNITS
        ends = (post, post + _LEG * UNITS) if aside else (across[0] + 2 * UNITS, across[1] - 2 * UNITS)
        blocks.insert(0, _block(Box(ends[0], seat - _BACK * UNITS, ends[1], seat), style))
    blocks.append(_block(seat_box, style))
    total = blocks[0].box
    for block in blocks[1:]:
        total = total.over(block.box)
    return Piece("".join(block.svg for block in blocks), total)
