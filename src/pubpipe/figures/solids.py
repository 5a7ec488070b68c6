"""The flesh on the bones: balls along the limbs and ellipsoids along the trunk, and which part bears on what."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pubpipe.figures import body
from pubpipe.figures.kinematics import HANDS, Limb, Skeleton
from pubpipe.figures.vectors import UP, Turned, Vector
from pubpipe.model.pose import Hand


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball: its middle and radius."""

    middle: Vector
    radius: float

    def reach(self, direction: Vector) -> float:
        """How far it extends from its middle in a direction of length one."""
        del direction
        return self.radius


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """A part of the trunk, or the head: its middle, how it is turned, and half its extents."""

    middle: Vector
    turned: Turned
    thick: body.Thick

    @property
    def axes(self) -> tuple[Vector, Vector, Vector]:
        """Its half axes."""
        return (
            self.turned.forward.times(self.thick.depth),
            self.turned.up.times(self.thick.along),
            self.turned.right.times(self.thick.across),
        )

    def reach(self, direction: Vector) -> float:
        """How far it extends from its middle in a direction of length one."""
        return math.sqrt(sum(axis.dot(direction) ** 2 for axis in self.axes))


Solid = Ball | Ellipsoid
Chain = tuple[tuple[Solid, Solid], ...]
"""Tapered segments, each from one ball to the next."""


@dataclass(frozen=True, slots=True)
class Solids:
    """A body with flesh: the trunk from the hips up, neck, head with its face, and the limbs with hands and feet.

    girdle: from the neck to the shoulders; skull: the head with its jaw, and the nose.
    """

    trunk: tuple[Ellipsoid, ...]
    girdle: Chain
    neck: tuple[Ball, Ball]
    skull: tuple[tuple[Solid, ...], ...]
    arms: Mapping[Hand, Chain]
    legs: Mapping[Hand, Chain]
    parts: Mapping[str, tuple[Solid, ...]]
    """What each part that can be named (`model.pose.Part`) consists of."""

    def all(self) -> Iterator[Solid]:
        """Everything that has an extent."""
        yield from self.trunk
        yield from self.neck
        for chain in (self.skull, *self.arms.values(), *self.legs.values()):
            for row in chain:
                yield from row


def solids(bones: Skeleton) -> Solids:
    """The flesh on a skeleton."""
    seat = Ellipsoid(_beside(bones.hips, bones.pelvis, -1.2, -0.5), bones.pelvis, body.SEAT)
    pelvis = Ellipsoid(_beside(bones.hips, bones.pelvis, 0, 5.0), bones.pelvis, body.PELVIS)
    waist = Ellipsoid(_beside(bones.waist, bones.lower_spine, 0.6, 6.5), bones.lower_spine, body.WAIST)
    chest = Ellipsoid(_beside(bones.chest, bones.upper_spine, 0.4, 8.0), bones.upper_spine, body.CHEST)
    yoke = Ellipsoid(_beside(bones.shoulders, bones.upper_spine, 0, -4.5), bones.upper_spine, body.YOKE)
    neck = Ball(bones.shoulders.plus(bones.neck.up, -1.5), body.NECK_R + 0.8), Ball(bones.nape, body.NECK_R)
    head, skull = _skull(bones)
    arms = {hand: _arm(limb) for hand, limb in bones.arms.items()}
    legs = {hand: _leg(limb) for hand, limb in bones.legs.items()}
    parts: dict[str, tuple[Solid, ...]] = {
        "head": (head,),
        "neck": neck,
        "chest": (chest,),
        "back": (chest, waist),
        "waist": (waist,),
        "hips": (pelvis,),
        "buttocks": (seat,),
    }
    for hand in HANDS:
        parts |= _arm_parts(hand, arms[hand]) | _leg_parts(hand, legs[hand], bones)
    trunk = (seat, pelvis, waist, _between(waist, chest, 1.03), chest, yoke)
    girdle = tuple(
        (Ball(bones.shoulders.plus(bones.upper_spine.up, 1.5), body.NECK_R), arms[hand][0][0]) for hand in HANDS
    )
    return Solids(trunk, girdle, neck, skull, arms, legs, parts)


def _beside(place: Vector, turned: Turned, forward: float, up: float) -> Vector:
    return place.plus(turned.forward, forward).plus(turned.up, up)


def _skull(bones: Skeleton) -> tuple[Ellipsoid, tuple[tuple[Solid, ...], ...]]:
    head = Ellipsoid(_beside(bones.head, bones.skull, 0, 0.6), bones.skull, body.SKULL)
    jaw = Ball(_beside(bones.head, bones.skull, 4.2, -7.6), body.JAW_R)
    bridge = Ball(_beside(bones.head, bones.skull, 8.2, 0.4), 1.0)
    nose = Ball(_beside(bones.head, bones.skull, 10.1, -3.4), body.NOSE_R)
    return head, ((head, jaw), (bridge, nose))


def _between(one: Ellipsoid, other: Ellipsoid, swell: float) -> Ellipsoid:
    """What rounds the trunk between two of its parts, so many times as thick as their mean."""
    middle = one.middle.plus(other.middle).times(0.5)
    thick = body.Thick(*((first + second) / 2 * swell for first, second in zip(one.thick, other.thick, strict=True)))
    turned = Turned(*(first.plus(second).times(0.5) for first, second in zip(one.turned, other.turned, strict=True)))
    return Ellipsoid(middle, turned, thick)


def _arm(limb: Limb) -> Chain:
    shoulder = Ball(limb.root, body.SHOULDER_R)
    elbow, wrist = Ball(limb.hinge, body.ELBOW_R), Ball(limb.end, body.WRIST_R)
    palm = Ball(limb.end.plus(limb.tip.up, -6.5), body.PALM_R)
    tips = Ball(limb.end.plus(limb.tip.up, -(body.HAND - body.TIPS_R)), body.TIPS_R)
    return (shoulder, elbow), (elbow, wrist), (wrist, palm), (palm, tips)


def _leg(limb: Limb) -> Chain:
    hip, knee, ankle = Ball(limb.root, body.HIP_R), Ball(limb.hinge, body.KNEE_R), Ball(limb.end, body.ANKLE_R)
    calf = Ball(limb.hinge.plus(limb.lower.up, -0.3 * body.SHANK).plus(limb.lower.forward, -1.2), body.CALF_R)
    ahead, sole = limb.tip.forward, limb.tip.up.times(-1)
    heel = Ball(limb.end.plus(ahead, -4.5).plus(sole, body.ANKLE_ABOVE_SOLE - body.HEEL_R), body.HEEL_R)
    ball, toes = (
        Ellipsoid(limb.end.plus(ahead, far).plus(sole, body.ANKLE_ABOVE_SOLE - thick.along), limb.tip, thick)
        for far, thick in ((10.5, body.BALL), (15.4, body.TOES))
    )
    return (hip, knee), (knee, calf), (calf, ankle), (ankle, heel), (ankle, ball), (heel, ball), (ball, toes)


def _arm_parts(hand: Hand, chain: Chain) -> dict[str, tuple[Solid, ...]]:
    (shoulder, elbow), (_, wrist), (_, palm), (_, tips) = chain
    return {
        f"{hand} shoulder": (shoulder,),
        f"{hand} elbow": (elbow,),
        f"{hand} forearm": (elbow, wrist),
        f"{hand} hand": (palm, tips),
    }


def _leg_parts(hand: Hand, chain: Chain, bones: Skeleton) -> dict[str, tuple[Solid, ...]]:
    (hip, knee), _, (_, ankle), (_, heel), _, (_, ball), (_, toes) = chain
    limb = bones.legs[hand]
    thigh = Ball(limb.root.plus(limb.upper.up, -0.5 * body.THIGH), (body.HIP_R + body.KNEE_R) / 2)
    return {
        f"{hand} hip": (hip,),
        f"{hand} thigh": (thigh,),
        f"{hand} knee": (knee,),
        f"{hand} shin": (knee, ankle),
        f"{hand} heel": (heel,),
        f"{hand} foot": (heel, ball),
        f"{hand} toes": (toes, ball),
    }


def lowest(solid: Solid) -> float:
    """The height of its lowest point."""
    return solid.middle.y - solid.reach(UP)
