"""What a drawn body does, measured on the placed body itself: the facts for the words beside the picture.

The words must be true for the drawing, not for what its data was meant to be, so nothing is taken from names.
"""

import math
from typing import Literal, cast

from pubpipe.figures.kinematics import HANDS
from pubpipe.figures.limbs import arm, leg
from pubpipe.figures.placing import placed
from pubpipe.figures.setting import LYING, UPRIGHT, Setting, setting
from pubpipe.figures.vectors import Vector
from pubpipe.model.pose import Arrow, Hand, Pose
from pubpipe.model.posture import Base, Head, Leg, Pointer, Posture, Trunk, Way

_NEAR = 24.0
"""Centimetres beside an arrow's line within which a part is where it leads."""

_HOLLOW = 2.0
"""Centimetres under a waist at which it seems not to touch the floor."""

_STEEP = 0.8
"""The least sine of an arrow's slope that is called up or down."""

_OPPOSITE = {"forward": "backward", "right": "left", "to the head": "to the feet"}


def postures(pose: Pose) -> tuple[Posture, ...]:
    """The facts of each frame, in order."""
    bodies = [placed(frame) for frame in pose.frames]
    return tuple(
        _posture(setting(pose, frame, bodies[0], body)) for frame, body in zip(pose.frames, bodies, strict=True)
    )


def _posture(here: Setting) -> Posture:
    base, side, knees = _base(here)
    here = here.based(base)
    right, left = leg(here, "right", knees), leg(here, "left", knees)
    return Posture(
        base=base,
        side=side,
        knees=knees,
        feet=tuple(hand for hand in HANDS if here.foot_down(hand)),
        trunk=_trunk(here),
        head=_head(here),
        right_leg=right,
        left_leg=left,
        together=_together(here, right, left),
        right_arm=arm(here, "right"),
        left_arm=arm(here, "left"),
        arrows=tuple(_pointer(here, arrow) for arrow in here.frame.arrows),
    )


def _base(here: Setting) -> tuple[Base, Hand | None, tuple[Hand, ...]]:
    """What the body rests on, the side on which it lies, and the knees that it kneels on."""
    knees = tuple(hand for hand in HANDS if here.kneels(hand))
    if _seated(here):
        return "sitting on a chair", None, ()
    if _one_long_behind(here):
        return "one leg long behind", None, ()
    if len(knees) == 2 and all(here.on_heel(hand) for hand in HANDS):
        return "sitting on the heels", None, knees
    low = _on_the_pelvis(here)
    if low:
        return *low, ()
    if knees:
        return _on_knees(here, knees), None, knees
    return _on_feet(here), None, ()


def _seated(here: Setting) -> bool:
    """Whether there is a chair under the body, whose seat stays as high as in the first frame."""
    seats = (prop.at for prop in here.pose.props if prop.kind == "chair" and prop.at in {"hips", "buttocks"})
    return any(here.low(part) - here.first.low(part) < 5 for part in seats)


def _one_long_behind(here: Setting) -> bool:
    """As in the pigeon: one leg folded before the hips, the other long behind them, both on the floor."""
    return any(
        here.thigh(one).dot(here.ahead) > 0.25
        and here.bend("knee", one) > 45
        and here.thigh(other).dot(here.ahead) < -0.5
        and all(here.low(f"{hand} knee") < 9 for hand in HANDS)
        for one, other in zip(HANDS, reversed(HANDS), strict=True)
    )


def _on_the_pelvis(here: Setting) -> tuple[Base, Hand | None] | None:
    """Lying or sitting on the floor."""
    bones = here.body.bones
    down = here.low("hips") < 7
    thighs = sum(here.thigh(hand).dot(here.ahead) for hand in HANDS) / 2
    if bones.upper_spine.forward.y > 0.6 and min(here.low("chest"), here.low("back")) < 8:
        return "lying on the back", None
    if not down:
        return None
    if abs(bones.pelvis.right.y) > 0.7:
        return "lying on the side", "left" if bones.pelvis.right.y > 0 else "right"
    if bones.pelvis.forward.y > 0.7:
        return "lying on the back", None
    if bones.pelvis.forward.y < -0.4 and thighs < -0.3:
        return "lying on the front", None
    return "sitting", None


def _on_knees(here: Setting, knees: tuple[Hand, ...]) -> Base:
    before = any(here.foot_down(hand) and here.shin(hand).y < -0.6 for hand in HANDS if hand not in knees)
    if before or here.trunk.y > 0.55 or not any(here.hand_down(hand) for hand in HANDS):
        return "kneeling"
    return "on forearms and knees" if all(here.forearm_down(hand) for hand in HANDS) else "on hands and knees"


def _on_feet(here: Setting) -> Base:
    feet = [here.body.at(f"{hand} foot") for hand in HANDS if here.foot_down(hand)]
    hands = [here.body.at(f"{hand} hand") for hand in HANDS if here.hand_down(hand)]
    if not feet:
        return "unknown"
    if (
        hands
        and here.trunk.y < 0.5
        and max(abs(foot.plus(palm, -1).dot(here.ahead)) for foot in feet for palm in hands) > 60
    ):
        return "on hands and feet"
    low = here.body.bones.hips.y < 66 and all(here.bend("knee", hand) > 50 for hand in HANDS)
    return "squatting" if low else "standing"


def _trunk(here: Setting) -> Trunk:
    bones = here.body.bones
    bent = math.degrees(math.asin(_within(bones.upper_spine.up.dot(bones.pelvis.forward))))
    least = 14 if here.base in {"on hands and knees", "on hands and feet"} else 32
    aside = here.aside if here.base in UPRIGHT else bones.pelvis.right
    side = _towards(math.degrees(math.asin(_within(bones.upper_spine.up.dot(aside)))), 11)
    turn = _towards(math.degrees(math.asin(_within(bones.upper_spine.forward.dot(bones.pelvis.right)))), 14)
    lying = here.base in LYING
    down = [hand for hand in HANDS if here.low(f"{hand} shoulder") < 6]
    on_knees = here.base in {"on hands and knees", "on forearms and knees"}
    return Trunk(
        lean=_lean(here),
        curve="rounded" if bent > least else "hollow" if bent < -0.6 * least else "straight",
        side=None if turn and here.base not in UPRIGHT else side,
        turn=None if here.base == "lying on the back" else turn,
        shoulder=down[0] if on_knees and len(down) == 1 else None,
        lifted=_lifted(here) if lying else "nothing",
        gap=here.base == "lying on the back" and here.low("waist") > _HOLLOW,
    )


def _lean(
    here: Setting,
) -> Literal["upright", "slightly forward", "forward", "far forward", "back", "level", "chest low"]:
    if here.base in LYING:
        return "level"
    if here.base in {"on hands and knees", "on forearms and knees", "on hands and feet"}:
        return "chest low" if here.trunk.y < -0.17 else "level"
    lean = math.degrees(math.atan2(here.trunk.dot(here.ahead), here.trunk.y))
    if lean < -11:
        return "back"
    if lean < 11:
        return "upright"
    return "slightly forward" if lean < 28 else "forward" if lean < 62 else "far forward"


def _lifted(here: Setting) -> Literal["nothing", "hips", "chest", "shoulders"]:
    if here.base == "lying on the front":
        return "chest" if here.trunk.y > 0.2 else "nothing"
    if here.base != "lying on the back":
        return "nothing"
    if here.low("hips") > 8:
        return "hips"
    return "shoulders" if here.low("neck") > 16 else "nothing"


def _head(here: Setting) -> Head:
    bones = here.body.bones
    own, skull = bones.upper_spine, bones.skull
    nod = math.degrees(math.atan2(skull.up.dot(own.forward), skull.up.dot(own.up)))
    side = math.degrees(math.asin(_within(skull.up.dot(own.right))))
    turn = math.degrees(math.atan2(skull.forward.dot(own.right), skull.forward.dot(own.forward)))
    lifted = here.base == "lying on the back" and here.low("head") > 7
    poke = bones.head.plus(bones.shoulders, -1).dot(own.forward)
    return Head(nod=_nod(here, nod, poke), side=_towards(side, 11), turn=_towards(turn, 18), lifted=lifted)


def _nod(here: Setting, nod: float, poke: float) -> Literal["level", "down", "back", "drawn in", "pushed forward"]:
    """How the head is bent; where the trunk is not upright, only what is plain to see."""
    least = 16 if here.base in UPRIGHT and here.trunk.y > 0.85 else 30
    if nod > least:
        return "down"
    if nod < -least:
        return "back"
    if here.trunk.y < 0.98 or here.base not in UPRIGHT:
        return "level"
    return "drawn in" if poke < 0.5 and nod > -5 else "pushed forward" if poke > 6 else "level"


def _together(
    here: Setting, right: Leg, left: Leg
) -> Literal["nothing", "wide apart", "soles together", "legs crossed"]:
    """What the legs do as a pair."""
    feet = [here.body.at(f"{hand} foot") for hand in HANDS]
    apart = feet[0].plus(feet[1], -1)
    folded = all(one.knee == "bent" and one.place == "knee outward" for one in (right, left))
    if here.base in LYING | {"sitting"} and folded:
        return "soles together" if apart.length < 16 and apart.dot(here.aside) > -3 else "legs crossed"
    if here.base == "standing" and abs(apart.dot(here.aside)) > 48 and len([*filter(here.foot_down, HANDS)]) == 2:
        return "wide apart"
    straight = all(one.place == "straight to the side" for one in (right, left))
    return "wide apart" if here.base in LYING | {"sitting"} and straight else "nothing"


def _pointer(here: Setting, arrow: Arrow) -> Pointer:
    """An arrow in the person's own directions, and to the chest where it leads there."""
    towards = _direction(here, arrow)
    at = here.body.at(arrow.at)
    chest = here.body.at("chest").plus(at, -1)
    along = chest.dot(towards)
    leads = along > 0 and chest.plus(towards, -along).length < _NEAR
    if leads and arrow.at.split(" ")[-1] in {"knee", "shin", "thigh", "foot", "heel"}:
        return Pointer(at=arrow.at, ways=("to the chest",), curved=abs(arrow.bow) >= 20)
    ways = [_way(here, one) for one in arrow.towards]
    return Pointer(at=arrow.at, ways=tuple(dict.fromkeys(ways)), curved=abs(arrow.bow) >= 20)


def _direction(here: Setting, arrow: Arrow) -> Vector:
    total = Vector(0, 0, 0)
    for name in arrow.towards:
        total = total.plus(here.world(name))
    return total.times(1 / max(total.length, 1e-6))


def _way(here: Setting, name: str) -> Way:
    """One direction as the person has it."""
    towards = here.world(name)
    if abs(towards.y) > _STEEP:
        return "up" if towards.y > 0 else "down"
    bones = here.body.bones
    own = {"forward": here.ahead, "right": here.aside}
    if here.base == "lying on the side":
        own = {"to the head": bones.pelvis.up, "forward": bones.pelvis.forward}
    elif here.base in LYING:
        own = {"to the head": bones.pelvis.up, "right": bones.pelvis.right}
    own |= {_OPPOSITE[way]: direction.times(-1) for way, direction in own.items()}
    return cast("Way", max(own, key=lambda way: own[way].dot(towards)))


def _towards(degrees: float, least: float) -> Hand | None:
    """The side of an angle that is wide enough to be seen; positive is right."""
    if abs(degrees) < least:
        return None
    return "right" if degrees > 0 else "left"


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))
