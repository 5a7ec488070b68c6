"""Poses for the tests: those of the library, and any that hypothesis makes up."""

from functools import cache
from typing import cast

from hypothesis import strategies as st

from pubpipe.figures import library
from pubpipe.figures.drawing import svg
from pubpipe.figures.mirroring import mirrored
from pubpipe.figures.style import LIGHT, Style
from pubpipe.model.pose import JOINTS, PLANES, Angles, Arrow, Direction, Frame, Joint, Part, Pose, View
from pubpipe.reading.pose import read_pose
from pubpipe.reading.report import Report

PARTS: tuple[Part, ...] = Part.__args__  # type: ignore[attr-defined]

FOREMOST: dict[str, tuple[Direction, ...]] = {
    "side": ("forward", "backward", "up", "down"),
    "front": ("right", "left", "up", "down"),
    "back": ("right", "left", "up", "down"),
    "above": ("forward", "backward", "right", "left"),
}
"""Directions that lead neither at the viewer nor away."""


@cache
def library_pose(name: str) -> Pose:
    """A pose of the library, read as a build reads it."""
    report = Report(f"{name}.pose.yaml")
    pose = read_pose(library.text(name), report)
    assert pose is not None, report.findings
    assert report.findings == []
    return pose


@cache
def drawing(name: str, style: Style = LIGHT, *, other_side: bool = False) -> str:
    """A pose of the library as a file, drawn once for all tests of a process."""
    pose = library_pose(name)
    return svg(mirrored(pose) if other_side else pose, style)


def pose_of(text: str) -> Pose:
    """The pose that a text describes."""
    report = Report("test.pose.yaml")
    pose = read_pose(text, report)
    assert pose is not None, report.findings
    return pose


degrees = st.integers(-180, 180).map(float)


@st.composite
def frames(draw: st.DrawFn, view: View = "side") -> Frame:
    """Any frame, whether or not a body could do it."""
    joints: dict[Joint, Angles] = {}
    for joint in draw(st.lists(st.sampled_from(JOINTS), unique=True)):
        planes = PLANES[joint.split(" ")[-1]]
        joints[joint] = Angles(**{plane: draw(degrees) for plane in planes})
    return Frame(
        lean=draw(degrees),
        tilt=draw(degrees),
        turn=draw(degrees),
        joints=joints,
        ground=tuple(draw(st.lists(st.sampled_from(PARTS), max_size=3, unique=True))),
        arrows=tuple(draw(st.lists(_arrows(view), max_size=2))),
    )


def _arrows(view: View) -> st.SearchStrategy[Arrow]:
    return st.builds(
        Arrow,
        at=st.sampled_from(PARTS),
        towards=st.sampled_from(FOREMOST[view]).map(lambda way: (way,)),
        length=st.integers(12, 60).map(float),
        away=st.integers(-40, 60).map(float),
        bow=st.sampled_from((0.0, 0.0, 40.0, -90.0, 140.0)),
    )


@st.composite
def poses(draw: st.DrawFn) -> Pose:
    """Any pose of a whole body, in one or two frames."""
    view = draw(st.sampled_from(cast("tuple[View, ...]", tuple(FOREMOST))))
    return Pose(
        name="Any",
        view=view,
        facing=draw(st.sampled_from(("right", "left"))),
        side=draw(st.sampled_from(("right", "left", None))),
        mark=tuple(draw(st.sampled_from(((), ("front of right hip",), ("left calf", "lower back"))))),
        frames=tuple(draw(st.lists(frames(view), min_size=1, max_size=2))),
    )
