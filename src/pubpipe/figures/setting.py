"""A placed body with its own directions: what `posture` and `limbs` measure with."""

import math
from dataclasses import dataclass, replace

from pubpipe.figures.camera import camera
from pubpipe.figures.placing import Placed
from pubpipe.figures.vectors import FORWARD, RIGHT, UP, Vector
from pubpipe.model.pose import Frame, Hand, Pose
from pubpipe.model.posture import Base

LYING: frozenset[Base] = frozenset({"lying on the back", "lying on the front", "lying on the side"})
UPRIGHT: frozenset[Base] = frozenset(
    {
        "standing",
        "squatting",
        "kneeling",
        "sitting on the heels",
        "sitting on a chair",
        "sitting",
        "one leg long behind",
    }
)
"""Bases over which the trunk can be upright."""

_TOUCHING = 5.0
"""Centimetres over the floor, or from another part, within which a part seems to touch."""

_DEEP = 0.35
"""How much of a distance counts that leads towards the viewer: on the page it is not to be seen."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A frame's body and, level with the floor, where ahead of it and to its right is; first: the first frame's."""

    pose: Pose
    frame: Frame
    first: Placed
    body: Placed
    ahead: Vector
    aside: Vector
    base: Base = "unknown"

    def based(self, base: Base) -> "Setting":
        """The same, when it is known what the body rests on."""
        return replace(self, base=base)

    @property
    def trunk(self) -> Vector:
        """The way from the hips to the shoulders, with length one."""
        bones = self.body.bones
        return way(bones.hips, bones.shoulders)

    def low(self, part: str) -> float:
        """How far a part is over the floor."""
        return self.body.low(part)

    def bend(self, joint: str, hand: Hand) -> float:
        """The flexion of an elbow or knee."""
        return self.frame.angles(f"{hand} {joint}").flexion

    def thigh(self, hand: Hand) -> Vector:
        """The way from the hip to the knee."""
        limb = self.body.bones.legs[hand]
        return way(limb.root, limb.hinge)

    def shin(self, hand: Hand) -> Vector:
        """The way from the knee to the ankle."""
        limb = self.body.bones.legs[hand]
        return way(limb.hinge, limb.end)

    def foot_down(self, hand: Hand) -> bool:
        """Whether a foot, or its toes, is on the floor."""
        return min(self.low(f"{hand} foot"), self.low(f"{hand} toes")) < _TOUCHING

    def kneels(self, hand: Hand) -> bool:
        """Whether a knee bears: on the floor, with the thigh over it and the shin along the floor."""
        return self.low(f"{hand} knee") < _TOUCHING and self.thigh(hand).y < -0.25 and abs(self.shin(hand).y) < 0.55

    def on_heel(self, hand: Hand) -> bool:
        """Whether the hips are down at a heel."""
        return self.body.at(f"{hand} heel").plus(self.body.bones.hips, -1).length < 34 and self.bend("knee", hand) > 100

    def hand_down(self, hand: Hand) -> bool:
        """Whether a hand is on the floor."""
        return self.low(f"{hand} hand") < _TOUCHING

    def forearm_down(self, hand: Hand) -> bool:
        """Whether a whole forearm is on the floor."""
        limb = self.body.bones.arms[hand]
        return self.low(f"{hand} elbow") < _TOUCHING and limb.end.y < 12

    def seen(self, step: Vector) -> float:
        """How long a step seems on the page, with a little of what it leads towards the viewer."""
        look = camera(self.pose)
        deep = Vector(*(look(axis).near for axis in (FORWARD, UP, RIGHT)))
        return step.plus(deep, -(1 - _DEEP) * step.dot(deep)).length

    def world(self, direction: str) -> Vector:
        """A direction of `model.pose.Direction`, with length one."""
        trunk = self.body.bones.pelvis.up
        known = {"forward": FORWARD, "up": UP, "right": RIGHT, "headward": trunk}
        other = {"backward": FORWARD, "down": UP, "left": RIGHT, "footward": trunk}
        return known[direction] if direction in known else other[direction].times(-1)


def setting(pose: Pose, frame: Frame, first: Placed, body: Placed) -> Setting:
    """A body's own directions; one that lies on its side has ahead where its belly is."""
    right, forward = body.bones.pelvis.right, body.bones.pelvis.forward
    level = math.hypot(right.x, right.z)
    ahead = Vector(right.z / level, 0, -right.x / level) if level > 0.5 else way(Vector(0, forward.y, 0), forward)
    return Setting(pose, frame, first, body, ahead, Vector(-ahead.z, 0, ahead.x))


def way(one: Vector, other: Vector) -> Vector:
    """From one place to another, with length one."""
    step = other.plus(one, -1)
    return step.times(1 / max(step.length, 1e-6))


def beside(place: Vector, one: Vector, other: Vector) -> tuple[float, Vector]:
    """Where along a bone a place is (0 to 1), and the step from there to it."""
    along = other.plus(one, -1)
    share = max(0.0, min(1.0, place.plus(one, -1).dot(along) / max(along.dot(along), 1e-6)))
    return share, place.plus(one.plus(along, share), -1)
