"""Pose files to poses: YAML whose frames say only what changes, checked like the article that uses it."""

from collections.abc import Mapping

from pubpipe.model.pose import Pose
from pubpipe.reading.report import Report
from pubpipe.reading.validation import validate
from pubpipe.reading.yaml_source import YamlData, parse_yaml

_OF_ITS_MOMENT = "arrows"
"""What a frame does not take over from the one before: a movement is made once."""


def read_pose(text: str, report: Report, *, first_line: int = 1) -> Pose | None:
    """The pose that a text describes, or None with findings."""
    parsed = parse_yaml(text, report, first_line=first_line)
    return None if parsed is None else pose_of(parsed, report)


def pose_of(parsed: YamlData, report: Report) -> Pose | None:
    """The pose that data describe, or None with findings."""
    return validate(Pose, _in_full(parsed.data), parsed.places, report)


def _in_full(data: object) -> object:
    """The data with each frame said in full."""
    if not isinstance(data, dict) or not isinstance(data.get("frames"), list):
        return data
    frames: list[object] = []
    for frame in data["frames"]:
        before = frames[-1] if frames else {}
        frames.append(_over(before, frame) if isinstance(before, dict) and isinstance(frame, dict) else frame)
    return {**data, "frames": frames}


def _over(before: Mapping[str, object], frame: Mapping[str, object]) -> dict[str, object]:
    taken = {key: value for key, value in before.items() if key != _OF_ITS_MOMENT}
    known, joints = before.get("joints"), frame.get("joints")
    if isinstance(known, dict) and isinstance(joints, dict):
        return {**taken, **frame, "joints": {**known, **joints}}
    return {**taken, **frame}
