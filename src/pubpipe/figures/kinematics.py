"""Where every part of a body is, from the angles of its joints: forward kinematics.

A joint's angles apply in the order flexion, abduction, rotation (flexion, side, turn for spine and neck), each
about the axes that the one before it turned. No angle changes a length.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.figures import body
from pubpipe.figures.vectors import ORIGIN, Turned, Vector, pitch, roll, yaw
from pubpipe.model.pose import Angles, Frame, Hand

HANDS: tuple[Hand, ...] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or leg: its root (shoulder or hip), its hinge (elbow or knee) and its end (wrist or ankle).

    upper, lower and tip are how its segments are turned; the last is hand or foot.
    """

    root: Vector
    hinge: Vector
    end: Vector
    upper: Turned
    lower: Turned
    tip: Turned


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A body in space: joints in centimetres, and how its segments are turned.

    hips: the middle between the hip joints; waist and chest: the two joints of the spine; shoulders: the trunk's
    end, between the shoulders; nape: the neck's upper end; head: the head's middle.
    """

    hips: Vector
    waist: Vector
    chest: Vector
    shoulders: Vector
    nape: Vector
    head: Vector
    pelvis: Turned
    lower_spine: Turned
    upper_spine: Turned
    neck: Turned
    skull: Turned
    arms: Mapping[Hand, Limb]
    legs: Mapping[Hand, Limb]


def skeleton(frame: Frame, hips: Vector = ORIGIN) -> Skeleton:
    """The body of a frame, the middle of its hips at a place."""
    pelvis = yaw(frame.turn).then(pitch(-frame.lean)).then(roll(frame.tilt))
    lower_spine = pelvis.then(_bent(frame.angles("lower spine")))
    upper_spine = lower_spine.then(_bent(frame.angles("upper spine")))
    neck = upper_spine.then(_bent(frame.angles("neck")))
    skull = neck.then(_bent(frame.angles("head")))
    waist = hips.plus(pelvis.up, body.TRUNK * body.PELVIS_SHARE)
    chest = waist.plus(lower_spine.up, body.TRUNK * body.LOWER_SPINE_SHARE)
    shoulders = chest.plus(upper_spine.up, body.TRUNK * (1 - body.PELVIS_SHARE - body.LOWER_SPINE_SHARE))
    nape = shoulders.plus(neck.up, body.NECK + 3.5).plus(neck.forward, 0.8)
    return Skeleton(
        hips=hips,
        waist=waist,
        chest=chest,
        shoulders=shoulders,
        nape=nape,
        head=nape.plus(skull.up, body.HEAD - body.SKULL.along - 3.5).plus(skull.forward, 0.9),
        pelvis=pelvis,
        lower_spine=lower_spine,
        upper_spine=upper_spine,
        neck=neck,
        skull=skull,
        arms={hand: _arm(frame, hand, shoulders, upper_spine) for hand in HANDS},
        legs={hand: _leg(frame, hand, hips, pelvis) for hand in HANDS},
    )


def outward(hand: Hand) -> int:
    """Which way a side lies along the axis to the right."""
    return 1 if hand == "right" else -1


def _bent(angles: Angles) -> Turned:
    """A joint of the spine or neck: forward, to the right, and turned to the right."""
    return pitch(-angles.flexion).then(roll(angles.side)).then(yaw(-angles.turn))


def _swung(angles: Angles, hand: Hand) -> Turned:
    """A ball joint: the limb forward, away from the midline, and turned outward."""
    side = outward(hand)
    return pitch(angles.flexion).then(roll(-side * angles.abduction)).then(yaw(-side * angles.rotation))


def _arm(frame: Frame, hand: Hand, shoulders: Vector, trunk: Turned) -> Limb:
    root = shoulders.plus(trunk.right, outward(hand) * body.SHOULDER_HALF_WIDTH).plus(trunk.up, -3.6)
    upper = trunk.then(_swung(frame.angles(f"{hand} shoulder"), hand))
    lower = upper.then(pitch(frame.angles(f"{hand} elbow").flexion))
    tip = lower.then(pitch(frame.angles(f"{hand} wrist").flexion))
    hinge = root.plus(upper.up, -body.UPPER_ARM)
    return Limb(root, hinge, hinge.plus(lower.up, -body.FOREARM), upper, lower, tip)


def _leg(frame: Frame, hand: Hand, hips: Vector, pelvis: Turned) -> Limb:
    root = hips.plus(pelvis.right, outward(hand) * body.HIP_HALF_WIDTH)
    upper = pelvis.then(_swung(frame.angles(f"{hand} hip"), hand))
    lower = upper.then(pitch(-frame.angles(f"{hand} knee").flexion))
    tip = lower.then(pitch(frame.angles(f"{hand} ankle").flexion))
    hinge = root.plus(upper.up, -body.THIGH)
    return Limb(root, hinge, hinge.plus(lower.up, -body.SHANK), upper, lower, tip)
