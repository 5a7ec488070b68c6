"""Pose files to poses: YAML whose frames say only what changes, checked like the article that uses it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pubpipe.findings import Code, Finding
from pubpipe.model.pose import Pose
from pubpipe.reading.report import Report, shorten
from pubpipe.reading.validation import path_of, validate
from pubpipe.reading.yaml_source import Location, YamlData, parse_yaml

if TYPE_CHECKING:
    from pubpipe.figures.judging import Fault

_OF_ITS_OWN = len(("frames", 0, "joints", "neck"))
"""How long the path to a fault is at least that stands in the frame itself."""

_OF_ITS_MOMENT = "arrows"
"""What a frame does not take over from the one before: a movement is made once."""


def read_pose(text: str, report: Report, *, first_line: int = 1) -> Pose | None:
    """The pose that a text describes, or None with findings."""
    parsed = parse_yaml(text, report, first_line=first_line)
    return None if parsed is None else pose_of(parsed, report)


def pose_of(parsed: YamlData, report: Report) -> Pose | None:
    """The pose that data describe, or None with findings."""
    return validate(Pose, _in_full(parsed.data), parsed.places, report)


def read_sound_pose(text: str, report: Report) -> Pose | None:
    """The pose that a text describes and a body can take, or None with findings."""
    parsed = parse_yaml(text, report)
    pose = None if parsed is None else pose_of(parsed, report)
    sound = parsed is not None and pose is not None and is_sound(pose, report, places=parsed.places)
    report.findings = [_with_its_line(one, text.split("\n")) for one in report.findings]
    return pose if sound else None


def _with_its_line(finding: Finding, lines: list[str]) -> Finding:
    """A finding that shows the line where it is, if it shows nothing else."""
    line = finding.position.line
    if finding.excerpt or line is None or line > len(lines):
        return finding
    return replace(finding, excerpt=shorten(lines[line - 1]))


def is_sound(
    pose: Pose,
    report: Report,
    *,
    places: Mapping[Location, tuple[int, int]] | None = None,
    line: int | None = None,
    excerpt: str = "",
) -> bool:
    """Whether a body can take a pose; what it cannot is reported at its place, or where the pose as a whole stands."""
    from pubpipe.figures.judging import faults

    # What a frame has taken over from the one before is told once.
    told: set[str] = set()
    for fault in faults(pose):
        at = path_of(fault.at, places or {})
        row, column = places[at] if places and at in places else (line, None)
        if fault.message not in told or len(at) >= _OF_ITS_OWN:
            message = f"{fault.message[:1].upper()}{fault.message[1:]}."
            report.add(Code.BAD_POSE, message, _remedy(fault), line=row, column=column, excerpt=excerpt)
        told.add(fault.message)
    return not told


def _remedy(fault: "Fault") -> str:
    match fault.at[2:3]:
        case ("joints",):
            return "Correct the angle: zero is as in standing upright with the arms hanging."
        case ("ground",):
            return "Correct the angles, or take the part out of `ground`."
        case ("arrows",):
            return "Choose another direction or another view."
        case _:
            return "Correct the angles, or name in `ground` what bears on the floor."


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
