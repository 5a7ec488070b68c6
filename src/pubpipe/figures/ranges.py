"""How far people's joints go, so that a slip of the pen in a pose is found before it is drawn.

From C. C. Norkin and D. J. White, Measurement of Joint Motion: A Guide to Goniometry (5th edition, 2016), widened to
what is reached when body weight or a hand helps, and to what supple people reach. In degrees.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pubpipe.model.pose import Frame, Joint


class Range(NamedTuple):
    """What people reach in one plane, in degrees."""

    low: float
    high: float


RANGES: dict[str, dict[str, Range]] = {
    "hip": {"flexion": Range(-30, 135), "abduction": Range(-30, 50), "rotation": Range(-50, 75)},
    "knee": {"flexion": Range(-5, 160)},
    "ankle": {"flexion": Range(-65, 35)},
    "shoulder": {"flexion": Range(-60, 180), "abduction": Range(-60, 180), "rotation": Range(-95, 95)},
    "elbow": {"flexion": Range(-10, 155)},
    "wrist": {"flexion": Range(-85, 85)},
    "neck": {"flexion": Range(-70, 60), "side": Range(-45, 45), "turn": Range(-80, 80)},
    "head": {"flexion": Range(-30, 20), "side": Range(-10, 10), "turn": Range(-10, 10)},
    "lower spine": {"flexion": Range(-30, 60), "side": Range(-30, 30), "turn": Range(-20, 20)},
    "upper spine": {"flexion": Range(-25, 45), "side": Range(-30, 30), "turn": Range(-40, 40)},
}
"""By joint, without its side, and plane (`model.pose.PLANES`)."""

_MOVED = {
    "flexion": "bent",
    "abduction": "moved away from the midline",
    "rotation": "turned outward",
    "side": "bent to the right",
    "turn": "turned to the right",
}
"""What a joint does in a plane when its angle grows."""


class Beyond(NamedTuple):
    """A joint that is moved further than people can, in one plane, and that in words."""

    joint: Joint
    plane: str
    message: str


def beyond(frame: Frame) -> Iterator[Beyond]:
    """The angles of a frame that nobody reaches."""
    for joint, angles in frame.joints.items():
        for plane, (low, high) in RANGES[joint.removeprefix("right ").removeprefix("left ")].items():
            angle = getattr(angles, plane)
            if not low <= angle <= high:
                reached = f"{low:g} to {high:g} is what people reach"
                yield Beyond(joint, plane, f"the {joint} cannot be {_MOVED[plane]} to {angle:g} degrees: {reached}")
