"""Vectors and rotations in three dimensions: the few that a body needs, without a library's start-up time.

The axes are those of a person who stands: x forward, y up, z to the person's right. Angles are in degrees.
"""

import math
from typing import NamedTuple, Self


class Vector(NamedTuple):
    """A place or direction, in centimetres."""

    x: float
    y: float
    z: float

    def plus(self, other: "Vector", times: float = 1.0) -> "Vector":
        """The sum with another, that one so many times."""
        return Vector(self.x + other.x * times, self.y + other.y * times, self.z + other.z * times)

    def times(self, factor: float) -> "Vector":
        """The same direction, so many times as long."""
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: "Vector") -> float:
        """The scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    @property
    def length(self) -> float:
        """In centimetres."""
        return math.sqrt(self.dot(self))


ORIGIN, FORWARD, UP, RIGHT = Vector(0, 0, 0), Vector(1, 0, 0), Vector(0, 1, 0), Vector(0, 0, 1)


class Turned(NamedTuple):
    """How something is turned: where its own forward, up and right lead."""

    forward: Vector
    up: Vector
    right: Vector

    def of(self, own: Vector) -> Vector:
        """One of its own vectors, as all others see it."""
        return self.forward.times(own.x).plus(self.up, own.y).plus(self.right, own.z)

    def then(self, inner: "Turned") -> Self:
        """Turned further about its own axes."""
        return type(self)(self.of(inner.forward), self.of(inner.up), self.of(inner.right))


STRAIGHT = Turned(FORWARD, UP, RIGHT)


def pitch(degrees: float) -> Turned:
    """Turned about the axis to the right: forward goes up, and down goes forward."""
    cos, sin = _cos_sin(degrees)
    return Turned(Vector(cos, sin, 0), Vector(-sin, cos, 0), RIGHT)


def roll(degrees: float) -> Turned:
    """Turned about the axis forward: up goes to the right."""
    cos, sin = _cos_sin(degrees)
    return Turned(FORWARD, Vector(0, cos, sin), Vector(0, -sin, cos))


def yaw(degrees: float) -> Turned:
    """Turned about the axis up: forward goes to the left."""
    cos, sin = _cos_sin(degrees)
    return Turned(Vector(cos, 0, -sin), UP, Vector(sin, 0, cos))


def _cos_sin(degrees: float) -> tuple[float, float]:
    radians = math.radians(degrees)
    return math.cos(radians), math.sin(radians)
