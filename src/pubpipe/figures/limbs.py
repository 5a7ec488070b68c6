"""Where a body's arms and legs are, for the words beside its picture (`posture`)."""

from collections.abc import Iterator
from typing import Literal, cast

from pubpipe.figures.camera import camera
from pubpipe.figures.setting import LYING, UPRIGHT, Setting, beside, way
from pubpipe.figures.vectors import UP, Vector
from pubpipe.model.pose import End, Hand, Part, other_side
from pubpipe.model.posture import Arm, ArmPlace, Leg, LegPlace

_STRAIGHT, _BENT = 28.0, 58.0
"""Degrees of flexion below which a knee or elbow seems straight, and over which it is plainly bent."""

_REACH = 9.0
"""Centimetres from a limb's flesh within which a hand's middle seems to be at it."""


def leg(here: Setting, hand: Hand, knees: tuple[Hand, ...]) -> Leg:
    """Where a leg is."""
    flexion = here.bend("knee", hand)
    knee: Literal["straight", "slightly bent", "bent"] = (
        "straight" if flexion < _STRAIGHT else "slightly bent" if flexion < _BENT else "bent"
    )
    place = _leg_place(here, hand, knees)
    toes_up = knee == "straight" and here.frame.angles(f"{hand} ankle").flexion > 8
    return Leg(place=place, knee=knee, toes_up=toes_up and place in {"straight up", "straight in front"})


def _leg_place(here: Setting, hand: Hand, knees: tuple[Hand, ...]) -> LegPlace:
    if (crossed := _crossed(here, hand)) is not None:
        return crossed
    if hand in knees:
        return "usual" if here.base != "kneeling" or len(knees) == 2 else "kneeling"
    if here.base == "lying on the back":
        return _leg_on_the_back(here, hand)
    if here.base in {"lying on the front", "lying on the side"}:
        return _leg_on_front_or_side(here, hand)
    if here.base in {"sitting", "sitting on a chair", "one leg long behind"}:
        return _leg_sitting(here, hand)
    return _leg_upright(here, hand, knees)


def _crossed(here: Setting, hand: Hand) -> LegPlace | None:
    """An ankle or a thigh over the other leg."""
    limb, other = here.body.bones.legs[hand], here.body.bones.legs[cast("Hand", other_side(hand))]
    if here.bend("knee", hand) < _BENT:
        return None
    share, step = beside(limb.end, other.root, other.hinge)
    over = step.dot(other.upper.forward) > 0.3 * step.length
    if step.length < 19 and share > 0.35 and over and here.low(f"{hand} heel") > 12:
        return "ankle over the other knee"
    across = here.aside.times(1 if hand == "right" else -1)
    beyond = limb.hinge.plus(other.hinge, -1).dot(across)
    foot = here.body.at(f"{hand} foot").plus(other.hinge, -1).dot(across)
    if here.base in {"sitting", "sitting on a chair"} and (beyond < -2 or (foot < -3 and here.thigh(hand).y > 0.3)):
        return "crossed over"
    return None


def _leg_on_the_back(here: Setting, hand: Hand) -> LegPlace:
    thigh, flexion = here.thigh(hand), here.bend("knee", hand)
    trunk = here.body.bones.upper_spine
    outward = trunk.right.times(1 if hand == "right" else -1)
    if flexion < _STRAIGHT:
        return "straight up" if thigh.y > 0.4 else "straight to the side" if thigh.dot(outward) > 0.45 else "flat"
    if (rolled := _rolled(here)) is not None:
        return rolled
    if thigh.dot(trunk.up) > 0.12:
        return "knee to the chest"
    if here.foot_down(hand) and thigh.y > 0.25:
        return "foot flat"
    if thigh.dot(outward) > 0.5:
        return "knee outward"
    return "knee over the hip" if thigh.y > 0.5 else "usual" if flexion < _BENT else "knee raised"


def _rolled(here: Setting) -> LegPlace | None:
    """Both bent knees on one side of a body that lies on its back."""
    bones = here.body.bones
    sides = [bones.legs[hand].hinge.plus(bones.hips, -1).dot(bones.upper_spine.right) for hand in bones.legs]
    if min(sides) > 16:
        return "knees to the right"
    return "knees to the left" if max(sides) < -16 else None


def _leg_on_front_or_side(here: Setting, hand: Hand) -> LegPlace:
    thigh, flexion = here.thigh(hand), here.bend("knee", hand)
    up = here.body.bones.pelvis.up
    if flexion > 90 and thigh.dot(up) < -0.75:
        return "heel at the buttock"
    if here.base == "lying on the side" and flexion > _STRAIGHT:
        return "bent in front" if thigh.dot(up) > -0.85 else "bent behind"
    if flexion < _STRAIGHT:
        return "raised behind" if thigh.y > 0.2 else "flat"
    return "bent behind" if thigh.dot(up) < -0.75 else "knee outward"


def _leg_sitting(here: Setting, hand: Hand) -> LegPlace:
    thigh, flexion = here.thigh(hand), here.bend("knee", hand)
    outward = here.aside.times(1 if hand == "right" else -1)
    if thigh.dot(here.ahead) < -0.4:
        return "long behind" if flexion < _BENT else "bent behind"
    if flexion < 40:
        return "straight to the side" if thigh.dot(outward) > 0.42 else "straight in front"
    if here.base == "one leg long behind":
        return "bent in front"
    if here.base == "sitting on a chair":
        return "knee raised" if thigh.y > 0.3 else "usual"
    if thigh.y > 0.3:
        return "foot flat" if here.foot_down(hand) else "knee to the chest"
    return "knee outward"


def _leg_upright(here: Setting, hand: Hand, knees: tuple[Hand, ...]) -> LegPlace:
    """Of a body that stands, or kneels with this leg not kneeling."""
    thigh, flexion = here.thigh(hand), here.bend("knee", hand)
    outward = here.aside.times(1 if hand == "right" else -1)
    for prop in here.pose.props:
        if prop.at in {f"{hand} foot", f"{hand} heel", f"{hand} toes"} and prop.kind in {"step", "chair"}:
            return "foot on a step" if prop.kind == "step" else "foot on a chair"
    if here.foot_down(hand):
        return _foot_down(here, hand, knees)
    if flexion > 85 and thigh.dot(here.ahead) < 0.45:
        return "heel at the buttock"
    if thigh.dot(outward) > 0.45:
        return "raised to the side"
    if thigh.dot(here.ahead) < -0.25:
        return "raised behind"
    return "straight in front" if flexion < _STRAIGHT else "knee raised"


def _foot_down(here: Setting, hand: Hand, knees: tuple[Hand, ...]) -> LegPlace:
    """A foot on the floor, before, behind or beside the other leg."""
    bones = here.body.bones
    outward = here.aside.times(1 if hand == "right" else -1)
    other = bones.legs[cast("Hand", other_side(hand))]
    mate = other.hinge if knees else other.end
    step = bones.legs[hand].end.plus(mate, -1)
    ahead, out = step.dot(here.ahead), step.dot(outward)
    if knees:
        side = out > 38 and out > abs(ahead)
        return ("straight to the side" if side else "foot in front") if side or ahead > 10 else "straight behind"
    if here.base == "on hands and feet" or not here.foot_down(cast("Hand", other_side(hand))):
        return "usual"
    if out < -5:
        return "crossed in front" if ahead > 0 else "crossed behind"
    return "foot in front" if ahead > 20 else "foot behind" if ahead < -20 else "usual"


def arm(here: Setting, hand: Hand) -> Arm:
    """Where an arm is."""
    straight = here.bend("elbow", hand) < _STRAIGHT + 7
    place, part = next(_arm_places(here, hand, straight=straight))
    return Arm(place=place, part=cast("Part | End | None", part), straight=straight)


def _arm_places(here: Setting, hand: Hand, *, straight: bool) -> Iterator[tuple[ArmPlace, str | None]]:
    """What can be said of an arm, the plainest first."""
    limb, bones = here.body.bones.arms[hand], here.body.bones
    palm = here.body.at(f"{hand} hand")
    yield from _at_props(here, hand)
    if here.base in {"on hands and knees", "on forearms and knees"} and _beyond_the_middle(here, hand):
        yield "under the body", None
    if here.hand_down(hand):
        yield _on_the_floor(here, hand, straight=straight), None
    to_head = palm.plus(bones.head, -1)
    if here.seen(to_head) < 20:
        low = to_head.dot(bones.skull.up) < -3
        behind = to_head.dot(bones.skull.forward) < (1 if low else -4) and abs(to_head.dot(bones.skull.right)) < 11
        yield "behind the head" if behind else "at the head", None
    hanging = way(limb.root, limb.end)
    along = max(hanging.dot(bones.upper_spine.up.times(-1)), hanging.dot(UP.times(-1)) - 0.02)
    leaning = here.base in UPRIGHT and here.trunk.y < 0.8
    if straight and along > 0.93 and not leaning and here.base in UPRIGHT | LYING:
        yield "usual", None
    if (part := _at_leg(here, hand, palm)) is not None:
        yield part
    yield from _at_arm_or_trunk(here, hand, palm, straight=straight)
    yield _free(here, hand, palm, straight=straight), None


def _beyond_the_middle(here: Setting, hand: Hand) -> bool:
    """Whether a hand is low on the other side of the body."""
    step = here.body.at(f"{hand} hand").plus(here.body.bones.hips, -1)
    return step.dot(here.aside) * (1 if hand == "right" else -1) < -4 and step.y < 0


def _at_props(here: Setting, hand: Hand) -> Iterator[tuple[ArmPlace, str | None]]:
    ends = {f"{hand} {part}" for part in ("hand", "forearm", "elbow")}
    other = {other_side(end) for end in ends}
    for prop in here.pose.props:
        near = prop.at in ends or (prop.at in other and _as_far(here, hand))
        if prop.kind == "wall" and near:
            yield "forearm on a wall" if prop.at.endswith(("forearm", "elbow")) else "on a wall", None
        if prop.kind == "chair" and near:
            yield "on a chair", None
        if prop.kind == "strap" and ({prop.at, prop.to} & ends or ({prop.at, prop.to} & other and _hands_meet(here))):
            yield "holding a strap", None


def _as_far(here: Setting, hand: Hand) -> bool:
    """Whether a hand is as far to a side of the page as the other one."""
    look = camera(here.pose)
    seen = [look(here.body.at(f"{one} hand")) for one in (hand, cast("Hand", other_side(hand)))]
    return abs(seen[0].x - seen[1].x) < 7 and abs(seen[0].y - seen[1].y) < 40


def _hands_meet(here: Setting) -> bool:
    return here.body.at("right hand").plus(here.body.at("left hand"), -1).length < 30


def _on_the_floor(here: Setting, hand: Hand, *, straight: bool) -> ArmPlace:
    bones, palm = here.body.bones, here.body.at(f"{hand} hand")
    from_shoulder = palm.plus(bones.arms[hand].root, -1)
    along = from_shoulder.dot(bones.upper_spine.up)
    outward = from_shoulder.dot(bones.upper_spine.right) * (1 if hand == "right" else -1)
    if here.base in {"lying on the back", "lying on the side"}:
        return "overhead" if along > 20 else "out to the side" if outward > 28 else "usual"
    if here.base == "lying on the front" and here.trunk.y < 0.15:
        return "overhead" if along > 20 else "usual" if along < -20 else "on the floor"
    ahead = from_shoulder.dot(here.ahead)
    if here.forearm_down(hand) and not straight and not (here.base == "sitting on the heels" and ahead > 35):
        return "forearm on the floor"
    return "forward on the floor" if here.base in UPRIGHT and ahead > 28 and here.trunk.y < 0.8 else "on the floor"


def _at_leg(here: Setting, hand: Hand, palm: Vector) -> tuple[ArmPlace, str] | None:
    """The part of a leg that a hand is at: its own side first, where both are as near."""
    found: list[tuple[float, ArmPlace, str]] = []
    for side in (hand, cast("Hand", other_side(hand))):
        limb = here.body.bones.legs[side]
        share, step = beside(palm, limb.root, limb.hinge)
        knee = here.seen(palm.plus(limb.hinge, -1)) < 12
        if share > 0.25:
            behind = not knee and step.dot(limb.upper.forward) < -0.6 * step.length
            part = "knee" if knee else "thigh"
            found.append((here.seen(step) - 6.8, "behind a part" if behind else "at a part", f"{side} {part}"))
        share, step = beside(palm, limb.hinge, limb.end)
        if share > 0.12 and not knee:
            found.append((here.seen(step) - 5, "at a part", f"{side} {'shin' if share < 0.72 else 'ankle'}"))
        foot = here.seen(here.body.at(f"{side} foot").plus(palm, -1))
        found.append((foot - 5, "at a part", f"{side} foot"))
    gap, place, part = min(found, key=lambda one: round(one[0], 3))
    return (place, part) if gap < _REACH else None


def _at_arm_or_trunk(
    here: Setting, hand: Hand, palm: Vector, *, straight: bool
) -> Iterator[tuple[ArmPlace, str | None]]:
    bones, other = here.body.bones, cast("Hand", other_side(hand))
    mate = bones.arms[other]
    own = bones.upper_spine
    forward = palm.plus(bones.chest, -1).dot(own.forward)
    if _holds_the_other(here, hand):
        yield "over the other arm", None
    if _is_across(here, hand):
        yield "across the chest", None
    hips = palm.plus(bones.waist, -1)
    if here.seen(hips) < 26 and not straight:
        back = hips.dot(bones.lower_spine.forward)
        yield "at a part", "back" if back < -7 else "waist" if back > 7 and abs(hips.dot(own.right)) < 10 else "hips"
    if not straight and here.seen(here.body.at("chest").plus(palm, -1)) < 22 and forward > 4:
        yield "at a part", "chest"
    for part, far in (
        ("elbow", here.seen(palm.plus(mate.hinge, -1)) - 4),
        ("forearm", here.seen(beside(palm, mate.hinge, mate.end)[1]) - 4),
        ("shoulder", here.seen(beside(palm, mate.root, mate.hinge)[1]) - 5),
    ):
        if far < _REACH - 2 and not (straight and part == "shoulder"):
            yield "at a part", f"{other} {part}"
    if here.seen(palm.plus(here.body.at(f"{other} hand"), -1)) < 11:
        yield "clasped", None


def _free(here: Setting, hand: Hand, palm: Vector, *, straight: bool) -> ArmPlace:
    """An arm whose hand is at nothing."""
    bones = here.body.bones
    own, root = bones.upper_spine, bones.arms[hand].root
    reach = way(root, palm)
    outward = reach.dot(own.right) * (1 if hand == "right" else -1)
    if not straight and (place := _bent_elbow(here, hand, palm)) is not None:
        return place
    if palm.plus(bones.shoulders, -1).dot(own.up) > 26:
        return "overhead"
    if straight and max(reach.dot(own.forward), outward) > 0.6:
        return "in front" if reach.dot(own.forward) > 0.6 else "out to the side"
    if reach.dot(own.forward) < -0.3:
        return "behind the back"
    return "raised" if reach.dot(own.up) > 0 else "usual"


def _bent_elbow(here: Setting, hand: Hand, palm: Vector) -> ArmPlace | None:
    """An elbow that is worth a word by itself: high beside the head, or bent low."""
    own, root = here.body.bones.upper_spine, here.body.bones.arms[hand].root
    elbow, reach = here.body.bones.arms[hand].hinge.plus(root, -1), palm.plus(root, -1)
    if way(root, root.plus(elbow, 1)).dot(own.up) > 0.6 and reach.dot(own.forward) < 0.2 * reach.length:
        return "elbow beside the head"
    if here.bend("elbow", hand) > _BENT and elbow.dot(own.up) < -8:
        if reach.dot(own.up) > 0:
            return "hand raised"
        return "elbow drawn back" if elbow.dot(own.forward) < -3 else "elbow bent"
    return None


def _is_across(here: Setting, hand: Hand) -> bool:
    """Whether an arm lies straight across the chest."""
    own, palm = here.body.bones.upper_spine, here.body.at(f"{hand} hand")
    across = palm.plus(here.body.bones.shoulders, -1).dot(own.right) * (1 if hand == "right" else -1)
    step = palm.plus(here.body.bones.chest, -1)
    return (
        here.bend("elbow", hand) < _STRAIGHT + 7 and across < 2 and step.dot(own.forward) > 4 and step.dot(own.up) > 2
    )


def _holds_the_other(here: Setting, hand: Hand) -> bool:
    """Whether a forearm lies over the other arm, which is across the chest."""
    other = cast("Hand", other_side(hand))
    limb, mate = here.body.bones.arms[hand], here.body.bones.arms[other]
    places = [limb.hinge.times(1 - share).plus(limb.end, share) for share in (0.25, 0.5, 0.75, 1.0)]
    bones = ((mate.root, mate.hinge), (mate.hinge, mate.end))
    near = min(here.seen(beside(place, *bone)[1]) for place in places for bone in bones)
    return _is_across(here, other) and near < _REACH
