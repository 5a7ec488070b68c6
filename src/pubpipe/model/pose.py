"""A stretch as a few numbers: how a body stands, sits or lies, and what a picture of it points out.

Angles are degrees as goniometers show them, zero in the anatomical position; the vocabulary is that of
joint measurement: flexion and extension, abduction and adduction, external and internal rotation.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self, cast

from pydantic import Field, StringConstraints, field_validator, model_validator

from pubpipe.model.base import Frozen, UnusableError

View = Literal["side", "front", "back", "above"]
"""Where the viewer is: at the body's side, before it, behind it, or over it."""

Facing = Literal["right", "left"]
"""Which way on the page the body faces, seen from the side; lying bodies have their feet there."""

Extent = Literal["whole", "upper body"]
"""How much of the body is shown."""

Hand = Literal["right", "left"]

Direction = Literal["forward", "backward", "up", "down", "right", "left", "headward", "footward"]
"""As the person has them who is drawn, standing; headward and footward run along the trunk."""

Ball = Literal["right shoulder", "left shoulder", "right hip", "left hip"]
Hinge = Literal["right elbow", "left elbow", "right knee", "left knee"]
End = Literal["right wrist", "left wrist", "right ankle", "left ankle"]
Axial = Literal["head", "neck", "upper spine", "lower spine"]
Joint = Literal[Axial, Ball, Hinge, End]

Part = Literal[
    "head", "neck", "chest", "back", "waist", "hips", "buttocks", "right shoulder", "left shoulder", "right elbow",
    "left elbow", "right hand", "left hand", "right forearm", "left forearm", "right hip", "left hip", "right thigh",
    "left thigh", "right knee", "left knee", "right shin", "left shin", "right heel", "left heel", "right foot",
    "left foot", "right toes", "left toes",
]  # fmt: skip
"""Parts of a body that ground, props, arrows and words can name."""

Region = Literal[
    "front of right hip", "front of left hip", "outside of right hip", "outside of left hip", "right buttock",
    "left buttock", "front of right thigh", "front of left thigh", "back of right thigh", "back of left thigh",
    "inside of right thigh", "inside of left thigh", "right calf", "left calf", "lower back", "upper back",
    "between the shoulder blades", "right side of the trunk", "left side of the trunk", "chest", "belly",
    "back of the neck", "right side of the neck", "left side of the neck", "front of the neck",
    "back of right shoulder", "back of left shoulder", "front of right shoulder", "front of left shoulder",
    "back of right upper arm", "back of left upper arm",
]  # fmt: skip
"""Where a stretch is felt."""

JOINTS: tuple[Joint, ...] = (
    "lower spine", "upper spine", "neck", "head", "right shoulder", "right elbow", "right wrist", "left shoulder",
    "left elbow", "left wrist", "right hip", "right knee", "right ankle", "left hip", "left knee", "left ankle",
)  # fmt: skip

MOST_FRAMES = 4
LARGEST_ANGLE = 360.0

Degrees = Annotated[float, Field(ge=-LARGEST_ANGLE, le=LARGEST_ANGLE, allow_inf_nan=False)]
Centimetres = Annotated[float, Field(ge=-200, le=200, allow_inf_nan=False)]
LONGEST_NAME = 80
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=r"^\S(.*\S)?$")]


def other_side(name: str) -> str:
    """A part, joint or region with right and left changed over; what has no side stays."""
    words = {"right": "left", "left": "right"}
    return " ".join(words.get(word, word) for word in name.split(" "))


class Angles(Frozen):
    """How far a joint is from the anatomical position, in degrees.

    flexion: bent (spine and neck: forward; ankle: toes up), below zero the other way; abduction: a limb away from
    the midline; rotation: a limb outward; side: the spine or neck bent, and turn: turned, to the person's right.
    """

    flexion: Degrees = 0
    abduction: Degrees = 0
    rotation: Degrees = 0
    side: Degrees = 0
    turn: Degrees = 0


class Arrow(Frozen):
    """A movement: it starts beside a part and leads in a direction.

    away: centimetres from the part's middle to the arrow's tail, along the direction or, with `beside`, along that
    one; bow: degrees by which it is curved, below zero to its right.
    """

    at: Part
    towards: tuple[Direction, ...] = Field(min_length=1, max_length=2)
    length: Annotated[float, Field(ge=8, le=80)] = 24
    away: Centimetres = 14
    beside: tuple[Direction, ...] = Field(default=(), max_length=2)
    bow: Annotated[float, Field(ge=-150, le=150)] = 0

    @field_validator("towards", "beside", mode="before")
    @classmethod
    def _in_words(cls, value: object) -> object:
        """Directions may be written as words: forward and up."""
        return tuple(value.split(" and ")) if isinstance(value, str) else value


class Prop(Frozen):
    """Something beside the body, and the part that it belongs to.

    A mat, step or cushion lies under the part, a chair's seat too; a wall stands at it; a strap leads from it `to`
    another. back: whether a chair has a backrest.
    """

    kind: Literal["mat", "chair", "step", "cushion", "wall", "strap"]
    at: Part = "hips"
    to: Part | None = None
    back: bool = True

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if (self.to is None) == (self.kind == "strap"):
            raise UnusableError("a strap, and nothing else, leads `to` a part", "Write {kind: strap, at: …, to: …}.")
        return self


class Frame(Frozen):
    """One moment: the pelvis, the joints, what touches the ground, and what is pointed out.

    lean: degrees by which the pelvis is tipped forward from upright (90 on hands and knees, -90 on the back); tilt:
    and to the person's right (90: lying on the right side); turn: degrees by which the body is turned to its left,
    away from its view; ground: the parts that bear on it; front: parts to draw over all others.
    """

    lean: Degrees = 0
    tilt: Degrees = 0
    turn: Degrees = 0
    joints: dict[Joint, Angles] = Field(default_factory=dict)
    ground: tuple[Part, ...] = Field(default=(), max_length=12)
    front: tuple[Literal["right arm", "left arm", "right leg", "left leg", "head"], ...] = ()
    arrows: tuple[Arrow, ...] = Field(default=(), max_length=3)

    @field_validator("joints", mode="before")
    @classmethod
    def _in_short(cls, value: object) -> object:
        """A bare number is a flexion."""
        if not isinstance(value, dict):
            return value
        return {name: {"flexion": one} if isinstance(one, int | float) else one for name, one in value.items()}

    @model_validator(mode="after")
    def _planes(self) -> Self:
        """Each joint moves in its own planes only."""
        for joint, angles in self.joints.items():
            planes = PLANES[joint.split(" ")[-1]]
            for plane in sorted(name for name, angle in angles if angle and name not in planes):
                known = " and ".join(planes)
                raise UnusableError(f"the {joint} has no {plane}", f"It has {known}.")
        return self

    def angles(self, joint: str) -> Angles:
        """Of a joint, all zero where it is not named."""
        return self.joints.get(cast("Joint", joint), Angles())


PLANES = {
    "spine": ("flexion", "side", "turn"),
    "neck": ("flexion", "side", "turn"),
    "head": ("flexion", "side", "turn"),
    "shoulder": ("flexion", "abduction", "rotation"),
    "hip": ("flexion", "abduction", "rotation"),
    "elbow": ("flexion",),
    "knee": ("flexion",),
    "wrist": ("flexion",),
    "ankle": ("flexion",),
}
"""The planes in which a joint moves, by the last word of its name."""


class Pose(Frozen):
    """A drawing to be made: from where a body is seen, moment by moment.

    Each frame says everything here; files may leave out what is as in the frame before (`reading.pose`). shows:
    how much of the body; side: the one that it is drawn for, None where both do the same; mark: where the stretch is
    felt, in the last frame; aliases and positions are for lists: other names, and how the stretch begins.
    """

    name: Name
    aliases: tuple[Name, ...] = ()
    positions: tuple[Name, ...] = ()
    view: View = "side"
    facing: Facing = "right"
    shows: Extent = "whole"
    side: Hand | None = None
    props: tuple[Prop, ...] = Field(default=(), max_length=4)
    mark: tuple[Region, ...] = Field(default=(), max_length=3)
    frames: tuple[Frame, ...] = Field(min_length=1, max_length=MOST_FRAMES)

    @field_validator("mark", mode="before")
    @classmethod
    def _one(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    def sides(self) -> Iterator[str]:
        """The sides of what is marked."""
        for region in self.mark:
            yield from (word for word in region.split(" ") if word in ("right", "left"))
