"""What cannot be in a pose, found before it is drawn, with the place in the data where it is said."""

from collections.abc import Iterator
from typing import NamedTuple

from pubpipe.figures.arrows import UnseenError, arrow_path
from pubpipe.figures.camera import camera
from pubpipe.figures.pieces import Pen
from pubpipe.figures.placing import Placed, placed
from pubpipe.figures.ranges import beyond
from pubpipe.model.pose import Frame, Pose

BELOW = 2.0
"""Centimetres that flesh gives way on the floor."""

ABOVE = 3.5
"""Centimetres over the floor at which a part no longer seems to touch it."""


class Fault(NamedTuple):
    """What is wrong in a pose: the path of keys and indices (from 0) that leads to it, and why it cannot be."""

    at: tuple[str | int, ...]
    message: str


def faults(pose: Pose) -> Iterator[Fault]:
    """What cannot be drawn, or would show what no body does, frame by frame."""
    for index, frame in enumerate(pose.frames):
        body = placed(frame)
        for at, message in (*_of_joints(frame), *_of_the_ground(frame, body), *_of_arrows(pose, frame, body)):
            yield Fault(("frames", index, *at), message)


def _of_joints(frame: Frame) -> Iterator[Fault]:
    for joint, plane, message in beyond(frame):
        yield Fault(("joints", joint, plane), message)


def _of_the_ground(frame: Frame, body: Placed) -> Iterator[Fault]:
    """A part below the floor, and one over it that is said to bear on it."""
    for part in body.flesh.parts:
        if body.low(part) < -BELOW:
            yield Fault((), f"the {part} {_verb(part, 'is', 'are')} {-body.low(part):.0f} cm below the floor")
    for index, part in enumerate(frame.ground):
        if body.low(part) > ABOVE:
            far = f"{_verb(part, 'it is', 'they are')} {body.low(part):.0f} cm above it"
            yield Fault(("ground", index), f"the {part} {_verb(part, 'does', 'do')} not touch the ground: {far}")


def _verb(part: str, of_one: str, of_many: str) -> str:
    """What agrees with the name of a part."""
    return of_many if part.endswith("s") else of_one


def _of_arrows(pose: Pose, frame: Frame, body: Placed) -> Iterator[Fault]:
    pen = Pen(camera(pose))
    for index, arrow in enumerate(frame.arrows):
        try:
            arrow_path(arrow, body, pen)
        except UnseenError:
            yield Fault(("arrows", index), "the arrow leads at the viewer or away, so that none can be drawn")
