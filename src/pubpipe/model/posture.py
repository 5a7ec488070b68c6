"""What a picture of a body shows, as facts that words can be made of.

Each fact is a choice among few, all from where the drawn body's parts are; sides are the person's own.
"""

from typing import Literal

from pydantic import Field

from pubpipe.model.base import Frozen
from pubpipe.model.pose import End, Hand, Part

Base = Literal[
    "standing", "squatting", "kneeling", "sitting on the heels", "sitting on a chair", "sitting", "one leg long behind",
    "on hands and knees", "on forearms and knees", "on hands and feet", "lying on the back", "lying on the front",
    "lying on the side", "unknown",
]  # fmt: skip
"""What the body rests on."""

LegPlace = Literal[
    "usual", "kneeling", "foot in front", "foot behind", "crossed in front", "crossed behind", "foot on a step",
    "foot on a chair", "straight in front", "straight behind", "straight to the side", "straight up", "flat",
    "foot flat", "knee to the chest", "knee over the hip", "ankle over the other knee", "crossed over",
    "heel at the buttock", "knee raised", "raised behind", "raised to the side", "bent in front", "long behind",
    "knee outward", "bent behind", "knees to the right", "knees to the left",
]  # fmt: skip
"""Where a leg is; `usual` is where the base alone puts it."""

ArmPlace = Literal[
    "usual", "at a part", "behind a part", "behind the head", "at the head", "behind the back", "on the floor",
    "forearm on the floor", "on a wall", "forearm on a wall", "on a chair", "overhead", "in front",
    "forward on the floor", "out to the side", "across the chest", "clasped", "holding a strap", "raised",
    "elbow beside the head", "elbow bent", "elbow drawn back", "over the other arm", "hand raised", "under the body",
]  # fmt: skip
"""Where an arm's hand is; `usual` is hanging or lying at the side."""

Way = Literal["forward", "backward", "up", "down", "right", "left", "to the head", "to the feet", "to the chest"]


class Leg(Frozen):
    """Where a leg is, and whether its knee is bent so much that it shows."""

    place: LegPlace
    knee: Literal["straight", "slightly bent", "bent"]
    toes_up: bool = False


class Arm(Frozen):
    """Where a hand is; the part that it is at, where there is one; and whether the elbow is straight."""

    place: ArmPlace
    part: Part | End | None = None
    straight: bool = False


class Trunk(Frozen):
    """How the trunk is held: its lean from upright, its curve forward or back, and to which side it is bent or turned.

    shoulder: the one that is down on the floor; lifted: what of a lying body is off the floor; gap: whether there is
    room below the waist of a body that lies on its back.
    """

    lean: Literal["upright", "slightly forward", "forward", "far forward", "back", "level", "chest low"] = "upright"
    curve: Literal["straight", "rounded", "hollow"] = "straight"
    side: Hand | None = None
    turn: Hand | None = None
    shoulder: Hand | None = None
    lifted: Literal["nothing", "hips", "chest", "shoulders"] = "nothing"
    gap: bool = False


class Head(Frozen):
    """How the head is held on the trunk."""

    nod: Literal["level", "down", "back", "drawn in", "pushed forward"] = "level"
    side: Hand | None = None
    turn: Hand | None = None
    lifted: bool = False


class Pointer(Frozen):
    """An arrow: the part that it is beside, and where it leads, as the person has it."""

    at: Part
    ways: tuple[Way, ...] = Field(min_length=1)
    curved: bool = False


class Posture(Frozen):
    """One frame of a pose.

    side: on which the body lies; knees: those that bear on the floor; feet: those that do; together: what the legs
    do as a pair; on: what the body is on.
    """

    base: Base
    side: Hand | None = None
    knees: tuple[Hand, ...] = ()
    feet: tuple[Hand, ...] = ()
    trunk: Trunk = Trunk()
    head: Head = Head()
    right_leg: Leg
    left_leg: Leg
    together: Literal["nothing", "wide apart", "soles together", "legs crossed"] = "nothing"
    right_arm: Arm
    left_arm: Arm
    arrows: tuple[Pointer, ...] = ()

    def leg(self, hand: Hand) -> Leg:
        """One of the legs."""
        return self.right_leg if hand == "right" else self.left_leg

    def arm(self, hand: Hand) -> Arm:
        """One of the arms."""
        return self.right_arm if hand == "right" else self.left_arm
