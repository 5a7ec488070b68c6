"""The same stretch for the other side: the anatomy changed over, not the picture.

Left arm becomes right arm, and what is seen from the side faces the other way, so that the side that works is
as near to the viewer as before. Nothing here depends on the direction in which a language is read.
"""

from typing import TypeVar, cast

from pubpipe.model.pose import Angles, Arrow, Facing, Frame, Joint, Pose, Prop, other_side

Name = TypeVar("Name", bound=str)


def mirrored(pose: Pose) -> Pose:
    """The pose of the other side; twice is the pose itself."""
    facing: Facing = "left" if pose.facing == "right" else "right"
    return pose.model_copy(
        update={
            "facing": facing if pose.view == "side" else pose.facing,
            "side": _other(pose.side) if pose.side else None,
            "props": tuple(_prop(prop) for prop in pose.props),
            "mark": tuple(_other(region) for region in pose.mark),
            "frames": tuple(_frame(frame) for frame in pose.frames),
        }
    )


def _other(name: Name) -> Name:
    return cast("Name", other_side(name))


def _prop(prop: Prop) -> Prop:
    return prop.model_copy(update={"at": _other(prop.at), "to": _other(prop.to) if prop.to else None})


def _frame(frame: Frame) -> Frame:
    joints: dict[Joint, Angles] = {_other(joint): _angles(angles) for joint, angles in frame.joints.items()}
    return frame.model_copy(
        update={
            "tilt": _minus(frame.tilt),
            "turn": _minus(frame.turn),
            "joints": joints,
            "ground": tuple(_other(part) for part in frame.ground),
            "front": tuple(_other(limb) for limb in frame.front),
            "arrows": tuple(_arrow(arrow) for arrow in frame.arrows),
        }
    )


def _angles(angles: Angles) -> Angles:
    """What leads to the right leads to the left; flexion, abduction and outward rotation are each side's own."""
    return angles.model_copy(update={"side": _minus(angles.side), "turn": _minus(angles.turn)})


def _minus(degrees: float) -> float:
    return -degrees if degrees else degrees


def _arrow(arrow: Arrow) -> Arrow:
    return arrow.model_copy(
        update={
            "at": _other(arrow.at),
            "towards": tuple(_other(way) for way in arrow.towards),
            "beside": tuple(_other(way) for way in arrow.beside),
            "bow": _minus(arrow.bow),
        }
    )
