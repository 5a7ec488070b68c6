"""From space to the page: the four views, drawn without perspective so that no limb seems shorter for being far."""

from collections.abc import Callable
from typing import NamedTuple

from pubpipe.figures.vectors import Vector
from pubpipe.model.pose import Pose


class Seen(NamedTuple):
    """A place on the page in centimetres, x to the right and y up, and how near it is to the viewer."""

    x: float
    y: float
    near: float


Camera = Callable[[Vector], Seen]


def camera(pose: Pose) -> Camera:
    """How a pose is looked at."""
    return {
        ("side", "right"): _from_the_right,
        ("side", "left"): _from_the_left,
        ("above", "right"): _from_above,
        ("above", "left"): _from_above_turned,
    }.get((pose.view, pose.facing)) or {"front": _from_the_front, "back": _from_behind}[pose.view]


def _from_the_right(place: Vector) -> Seen:
    return Seen(place.x, place.y, place.z)


def _from_the_left(place: Vector) -> Seen:
    return Seen(-place.x, place.y, -place.z)


def _from_the_front(place: Vector) -> Seen:
    return Seen(-place.z, place.y, place.x)


def _from_behind(place: Vector) -> Seen:
    return Seen(place.z, place.y, -place.x)


def _from_above(place: Vector) -> Seen:
    return Seen(place.x, -place.z, place.y)


def _from_above_turned(place: Vector) -> Seen:
    return Seen(-place.x, place.z, place.y)
