"""Where a stretch is felt, as a patch on the body: beside which bone, on which side of it, and how large."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from pubpipe.figures import body
from pubpipe.figures.kinematics import HANDS, Skeleton, outward
from pubpipe.figures.vectors import FORWARD, RIGHT, Turned, Vector
from pubpipe.model.pose import Hand

Owner = Literal["trunk", "right arm", "left arm", "right leg", "left leg"]
"""What a patch lies on, and is painted with."""


@dataclass(frozen=True, slots=True)
class Patch:
    """An ellipse on a body: its middle, its long half axis, its half width, and the way out of the body there.

    bone: the place in the body from which that way leads.
    """

    owner: Owner
    bone: Vector
    middle: Vector
    half: Vector
    half_width: float
    outward: Vector


BACKWARD = FORWARD.times(-1)
_IN = 0.8
"""How far a patch stays inside the outline, so that it is seen to lie on the body."""


def patches(bones: Skeleton) -> Mapping[str, Patch]:
    """Every region that can be marked (`model.pose.Region`), on this body."""
    found: dict[str, Patch] = dict(_of_the_trunk(bones))
    for hand in HANDS:
        found |= _of_the_arm(bones, hand) | _of_the_leg(bones, hand) | _of_a_side(bones, hand)
    return found


def _patch(owner: Owner, at: Vector, turned: Turned, way: Vector, radius: float, *, half: float, width: float) -> Patch:
    """A patch along a bone: `at` on it, `way` out of the body in its own axes, where the body is `radius` thick."""
    out = turned.of(way)
    middle = at.plus(out, radius - width - _IN)
    return Patch(owner, at, middle, turned.up.times(half), width, out)


def _of_the_trunk(bones: Skeleton) -> dict[str, Patch]:
    waist, chest = bones.waist.plus(bones.lower_spine.up, 3), bones.chest.plus(bones.upper_spine.up, 8)
    neck = Vector(*((one + other) / 2 for one, other in zip(bones.shoulders, bones.nape, strict=True)))
    blades = bones.chest.plus(bones.upper_spine.up, 14)
    low, high, nape = bones.lower_spine, bones.upper_spine, bones.neck
    return {
        "lower back": _patch("trunk", waist, low, BACKWARD, body.WAIST.depth, half=9, width=3.6),
        "belly": _patch("trunk", waist, low, FORWARD, body.WAIST.depth, half=9, width=3.6),
        "upper back": _patch("trunk", chest, high, BACKWARD, body.CHEST.depth, half=10, width=3.8),
        "chest": _patch("trunk", chest, high, FORWARD, body.CHEST.depth, half=9, width=3.8),
        "between the shoulder blades": _patch("trunk", blades, high, BACKWARD, 9.6, half=7.5, width=4.2),
        "back of the neck": _patch("trunk", neck, nape, BACKWARD, body.NECK_R, half=6.2, width=2.5),
        "front of the neck": _patch("trunk", neck, nape, FORWARD, body.NECK_R, half=5.2, width=2.4),
    }


def _of_a_side(bones: Skeleton, hand: Hand) -> dict[str, Patch]:
    out = RIGHT.times(outward(hand))
    neck = Vector(*((one + other) / 2 for one, other in zip(bones.shoulders, bones.nape, strict=True)))
    ribs = bones.chest.plus(bones.lower_spine.up, 3)
    buttock = bones.hips.plus(bones.pelvis.right, outward(hand) * 7.5).plus(bones.pelvis.up, -1.5)
    return {
        f"{hand} side of the neck": _patch("trunk", neck, bones.neck, out, body.NECK_R, half=6.4, width=2.5),
        f"{hand} side of the trunk": _patch(
            "trunk", ribs, bones.upper_spine, out, body.CHEST.across, half=12, width=3.8
        ),
        f"{hand} buttock": _patch(
            _owner(hand, "leg"), buttock, bones.pelvis, BACKWARD, body.SEAT.depth + 1.2, half=7.4, width=4.4
        ),
    }


def _of_the_arm(bones: Skeleton, hand: Hand) -> dict[str, Patch]:
    limb, owner = bones.arms[hand], _owner(hand, "arm")
    middle = limb.root.plus(limb.upper.up, -0.5 * body.UPPER_ARM)
    high = limb.root.plus(limb.upper.up, -2)
    return {
        f"back of {hand} shoulder": _patch(owner, high, limb.upper, BACKWARD, body.SHOULDER_R, half=6, width=2.7),
        f"front of {hand} shoulder": _patch(owner, high, limb.upper, FORWARD, body.SHOULDER_R, half=6, width=2.7),
        f"back of {hand} upper arm": _patch(owner, middle, limb.upper, BACKWARD, 4.9, half=9, width=2.4),
    }


def _of_the_leg(bones: Skeleton, hand: Hand) -> dict[str, Patch]:
    limb, owner = bones.legs[hand], _owner(hand, "leg")
    thigh = limb.root.plus(limb.upper.up, -0.48 * body.THIGH)
    groin, calf = limb.root.plus(limb.upper.up, -5), limb.hinge.plus(limb.lower.up, -0.3 * body.SHANK)
    out, inner = RIGHT.times(outward(hand)), RIGHT.times(-outward(hand))
    return {
        f"front of {hand} hip": _patch(owner, groin, limb.upper, FORWARD, body.HIP_R, half=10.5, width=3.6),
        f"outside of {hand} hip": _patch(owner, groin, limb.upper, out, body.HIP_R, half=9, width=3.6),
        f"front of {hand} thigh": _patch(owner, thigh, limb.upper, FORWARD, 7.4, half=13, width=3.3),
        f"back of {hand} thigh": _patch(owner, thigh, limb.upper, BACKWARD, 7.4, half=13, width=3.3),
        f"inside of {hand} thigh": _patch(owner, thigh, limb.upper, inner, 7.4, half=13, width=3.3),
        f"{hand} calf": _patch(owner, calf, limb.lower, BACKWARD, 7.2, half=9.5, width=3.1),
    }


def _owner(hand: Hand, limb: Literal["arm", "leg"]) -> Owner:
    return cast("Owner", f"{hand} {limb}")
