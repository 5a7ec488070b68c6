"""Words for a picture drawn from a pose: a first alternative text, for its author to read and change.

The facts are measured on the drawn bodies, in a room that this one may not ask; whoever has both puts them
together: `draft(pose, figures.posture.postures(pose))`. English alone, like the names in the pose's data.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pubpipe.model.pose import Hand, Pose, other_side
from pubpipe.model.posture import Arm, Head, Leg, Posture, Trunk
from pubpipe.wording.figure_words import (
    ARMS,
    BASES,
    COUNTS,
    HOLDS,
    LEANS,
    LEGS,
    TOGETHER,
    VIEWS,
    arrows,
    plural,
    region,
)

Limb = tuple[Hand, str, str]
"""A side, what its limb does, and what both limbs do where both do the same."""

_WORTH_UPRIGHT = frozenset({"kneeling", "sitting", "one leg long behind"})
"""Bases over which an upright trunk is worth a word."""

_ON_HANDS = frozenset({"on hands and knees", "on forearms and knees", "on hands and feet"})


def draft(pose: Pose, postures: tuple[Posture, ...]) -> str:
    """What the picture shows, in a few plain sentences: the bodies, the movements, and what is marked."""
    view, first = VIEWS[pose.view], postures[0]
    if len(postures) == 1:
        sentences = [f"{view}: {_whole(pose, first)}", *arrows(first)]
    else:
        sentences = [f"{view}, {COUNTS[len(postures)]}: first, {_with_arrows(_whole(pose, first), first)}"]
        for before, now in pairwise(postures):
            sentences.append(f"Then {_with_arrows(_change(pose, before, now), now)}")
    if pose.mark:
        marks = _listed([region(name) for name in pose.mark])
        sentences.append(f"{_capital(marks)} {'is' if len(pose.mark) == 1 else 'are'} marked")
    return " ".join(f"{sentence}." for sentence in sentences)


def _with_arrows(words: str, posture: Posture) -> str:
    return "; ".join((words, *(arrow[0].lower() + arrow[1:] for arrow in arrows(posture))))


def _whole(pose: Pose, posture: Posture) -> str:
    """A frame by itself."""
    facts = list(_facts(pose, posture))
    if pose.shows == "upper body" and posture.base != "sitting on a chair":
        return "a person from the hips up" + (f", {_listed(facts)}" if facts else "")
    return f"a person {_base(pose, posture)}" + (f", with {_listed(facts)}" if facts else "")


def _change(pose: Pose, before: Posture, now: Posture) -> str:
    """What is different from the frame before."""
    if before.base != now.base or before.side != now.side:
        return _whole(pose, now).replace("a person", "the person", 1)
    was = set(_facts(pose, before))
    new = [fact for fact in _facts(pose, now, before) if fact not in was]
    return f"the person has {_listed(new)}" if new else "the person moves only a little"


def _base(pose: Pose, posture: Posture) -> str:
    words = BASES[posture.base].format(side=posture.side, ground=_ground(pose))
    if posture.base == "kneeling":
        words += f" on the {posture.knees[0]} knee" if len(posture.knees) == 1 else " on both knees"
    if posture.base == "squatting" and any(prop.kind == "chair" for prop in pose.props):
        return "is half up from the chair"
    if posture.base == "standing" and (one := _standing_leg(posture)):
        words += f" on the {one} leg"
    return words


def _standing_leg(posture: Posture) -> str | None:
    """The leg that a body stands on alone."""
    return posture.feet[0] if len(posture.feet) == 1 else None


def _same_ground(pose: Pose, posture: Posture) -> str:
    """The ground where it is named again, if what the body rests on named it."""
    return _ground(pose).replace("a mat", "the mat") if "{ground}" in BASES[posture.base] else _ground(pose)


def _ground(pose: Pose) -> str:
    return "a mat" if any(prop.kind == "mat" for prop in pose.props) else "the floor"


def _facts(pose: Pose, posture: Posture, before: Posture | None = None) -> Iterator[str]:
    """All that is worth saying of a frame; what is as usual only where the frame before had it otherwise."""
    if pose.shows == "whole":
        yield from _legs(pose, posture, before)
        yield from _props(pose)
    yield from _trunk(pose, posture, before)
    yield from _head(posture.head, before.head if before else Head())
    yield from _arms(pose, posture, before)


def _legs(pose: Pose, posture: Posture, before: Posture | None) -> Iterator[str]:
    if posture.together != "nothing":
        standing = posture.base == "standing" and posture.together == "wide apart"
        yield "the feet apart" if standing else TOGETHER[posture.together]
        return
    limbs: list[Limb] = []
    for hand in ("right", "left"):
        leg, was = posture.leg(hand), before.leg(hand) if before else None
        other = posture.leg(_other(hand))
        if _is_usual(posture, leg, was) or _said_otherwise(pose, leg, other):
            continue
        single, both = _bent_standing(leg, other) if posture.base == "standing" else LEGS[leg.place]
        names = {"side": hand, "other": other_side(hand), "ground": _same_ground(pose, posture)}
        limbs.append((hand, single.format(**names), both.format(**names)))
    yield from _in_order(pose, limbs, lambda hand: posture.leg(hand).place)


def _is_usual(posture: Posture, leg: Leg, was: Leg | None) -> bool:
    """Whether a leg is where its base puts it, and was so before."""
    usual = leg.place == "usual" or (leg.place == "flat" and _flat(posture))
    return usual and (was is None or was.place in {leg.place, "flat"})


def _flat(posture: Posture) -> bool:
    """Whether both legs lie straight, as they do unless something else is said."""
    return posture.right_leg.place == posture.left_leg.place == "flat" and posture.base != "lying on the back"


def _said_otherwise(pose: Pose, leg: Leg, other: Leg) -> bool:
    """Whether a leg needs no words: its knee is the base, or of two straight legs the other is before it.

    From the front or back it is not to be seen which of two straight legs is before the other.
    """
    level = leg.knee == other.knee == "straight" and {leg.place, other.place} == {"foot in front", "foot behind"}
    return leg.place == "kneeling" or (level and (leg.place == "foot behind" or pose.view in {"front", "back"}))


def _bent_standing(leg: Leg, other: Leg) -> tuple[str, str]:
    """A leg before or behind the other one: whether it is bent, unless both are straight."""
    way = {"foot in front": "in front", "foot behind": "behind"}.get(leg.place)
    if way is None or leg.knee == other.knee == "straight":
        return LEGS[leg.place]
    knee = "straight" if leg.knee == "straight" else "bent"
    return f"the {{side}} leg {knee} {way}", f"both legs {knee} {way}"


def _props(pose: Pose) -> Iterator[str]:
    for prop in pose.props:
        if prop.kind == "cushion":
            yield f"a cushion under the {prop.at}"


def _trunk(pose: Pose, posture: Posture, before: Posture | None) -> Iterator[str]:
    trunk, was = posture.trunk, before.trunk if before else None
    if posture.base in _ON_HANDS:
        yield from _back(trunk, was, _ground(pose))
    elif (words := [*_bends(trunk)]) or (was and trunk != was and [*_bends(was)]):
        yield f"the trunk {_listed(words) if words else 'upright'}"
    elif not was and trunk.lean == "upright" and posture.base in _WORTH_UPRIGHT:
        yield "the trunk upright"
    lifted = {"hips": "the hips lifted", "chest": "the chest lifted", "shoulders": "the shoulders lifted"}
    if was and trunk.lifted == was.lifted and trunk.gap != was.gap:
        yield "the lower back arched" if trunk.gap else "the lower back pressed flat"
    if trunk.lifted != "nothing":
        yield lifted[trunk.lifted]
    elif was and was.lifted != "nothing":
        yield f"the {was.lifted} down on the floor"


def _bends(trunk: Trunk) -> Iterator[str]:
    """How a trunk is not upright."""
    if trunk.lean in LEANS:
        yield LEANS[trunk.lean]
    if trunk.curve != "straight" and trunk.lean in {"upright", "level"}:
        yield "rounded" if trunk.curve == "rounded" else "arched back"
    yield from _aside("bent", trunk.side, trunk.turn)


def _aside(bent: str, side: Hand | None, turn: Hand | None) -> Iterator[str]:
    """How trunk or head is bent and turned to a side."""
    if side and side == turn:
        yield f"{bent} and turned to the {side}"
        return
    if side:
        yield f"{bent} to the {side}"
    if turn:
        yield f"turned to the {turn}"


def _back(trunk: Trunk, was: Trunk | None, ground: str) -> Iterator[str]:
    """The trunk of a body that bears on hands."""
    if trunk.shoulder:
        yield f"the {trunk.shoulder} shoulder down on {ground}"
    elif trunk.lean == "chest low" and trunk.curve != "rounded":
        yield "the chest low"
    elif not trunk.turn and (trunk.curve != "straight" or (was and was.curve != "straight")):
        curves = {"rounded": "the back rounded upwards", "hollow": "the back hollow"}
        yield curves.get(trunk.curve, "the back flat")
    if sides := [*_bends(trunk.model_copy(update={"lean": "level", "curve": "straight"}))]:
        yield f"the trunk {_listed(sides)}"


def _head(head: Head, was: Head) -> Iterator[str]:
    nods = {"down": "bent forward", "back": "tilted back", "pushed forward": "pushed forward"}
    words = [nods[head.nod]] if head.nod in nods else []
    words += _aside("tilted", head.side, head.turn)
    words += ["lifted"] if head.lifted else []
    if head.nod == "drawn in":
        yield "the chin drawn in"
    if words:
        yield f"the head {_listed(words)}"
    elif was.nod == "pushed forward":
        yield "the head drawn back over the shoulders"
    elif head != was and head.nod != "drawn in":
        yield "the head straight"


def _arms(pose: Pose, posture: Posture, before: Posture | None) -> Iterator[str]:
    if _on_the_other_arm(posture):
        yield f"each hand on the other {str(posture.right_arm.part).split(' ')[1]}"
        return
    if part := _on_one_leg(posture):
        yield f"the hands {part}"
        return
    borne = {"on the floor", "forearm on the floor"} if posture.base in _ON_HANDS else set()
    limbs: list[Limb] = []
    for hand in ("right", "left"):
        arm, was = posture.arm(hand), before.arm(hand) if before else None
        usual = arm.place == "usual" or arm.place in borne
        if usual and (was is None or was.place == arm.place):
            continue
        single, both = ARMS[_forward(posture, arm)]
        part = _around(pose) if arm.place == "holding a strap" else _part(arm)
        names = {"side": hand, "other": other_side(hand), "part": part, "ground": _same_ground(pose, posture)}
        limbs.append((hand, single.format(**names), both.format(**{**names, "part": _parts(posture, part)})))
    yield from _in_order(pose, limbs, lambda hand: _place(posture.arm(hand), hand))


def _on_the_other_arm(posture: Posture) -> bool:
    right, left = posture.right_arm, posture.left_arm
    ends = (str(right.part), str(left.part))
    return (
        right.place == left.place == "at a part" and ends[0] == f"left {ends[1][6:]}" and ends[1].startswith("right ")
    )


def _forward(posture: Posture, arm: Arm) -> str:
    """Where an arm is; on hands and knees, what is overhead is forward."""
    return "in front" if arm.place == "overhead" and posture.base in _ON_HANDS else arm.place


def _around(pose: Pose) -> str:
    """What a strap in the hand leads around."""
    ends = (end for prop in pose.props if prop.kind == "strap" for end in (prop.at, prop.to) if end)
    return next((f" around the {end}" for end in ends if not end.endswith("hand")), "")


def _on_one_leg(posture: Posture) -> str | None:
    """A thigh and its knee, each with one hand on it."""
    arms = posture.right_arm, posture.left_arm
    parts = sorted((str(arm.part) for arm in arms if arm.place == "at a part"), reverse=True)
    both = len(parts) == 2 and parts[0].split(" ")[0] == parts[1].split(" ")[0]
    return (
        f"on the {parts[0]} and knee" if both and [part.split(" ")[-1] for part in parts] == ["thigh", "knee"] else None
    )


def _part(arm: Arm) -> str:
    """The part that a hand is at, behind the word for what it does there."""
    if arm.part is None:
        return ""
    if arm.place == "behind a part":
        return f"the {arm.part}"
    name = {"waist": "belly", "back": "lower back", "hips": "hip"}.get(arm.part, arm.part)
    return f"{HOLDS.get(name.split(' ')[-1], 'on')} the {name}"


def _parts(posture: Posture, part: str) -> str:
    """What two hands are at: the same part, or each the one of its own side."""
    if posture.right_arm.part == posture.left_arm.part:  # also where neither is at any
        return part.replace("hip", "hips") if part.endswith("the hip") else part
    words = [word for word in part.split(" ") if word not in {"right", "left"}]
    return " ".join([*words[:-1], plural(words[-1])])


def _place(arm: Arm, hand: Hand) -> str:
    """What an arm does, without its side, for one order on either side."""
    own = str(arm.part).replace(hand, "own").replace(other_side(hand), "other")
    return f"{arm.place} {own}"


def _in_order(pose: Pose, limbs: Sequence[Limb], place: Callable[[Hand], str]) -> Iterator[str]:
    """Both limbs in one phrase where they do the same; else the side that the picture is about first."""
    if len(limbs) == 2:
        same_part = limbs[0][2] == limbs[1][2]
        if same_part or place("right") == place("left"):
            yield limbs[0][2]
            return
    lead = _lead(pose)
    yield from (words for hand, words, _ in sorted(limbs, key=lambda limb: (limb[0] != lead, place(limb[0]))))


def _lead(pose: Pose) -> Hand | None:
    """The side that a picture is about: the one that it is drawn for or marks, else the nearer one."""
    if pose.side:
        return pose.side
    marked = set(pose.sides())
    if len(marked) == 1:
        return "right" if "right" in marked else "left"
    return pose.facing if pose.view == "side" else None


def _other(hand: Hand) -> Hand:
    return "left" if hand == "right" else "right"


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    comma = "," if any(" and " in word for word in words[:-1]) else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
