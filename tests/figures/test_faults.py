"""Poses that no body has, or that no floor bears, are named before they are drawn."""

import pytest

from pubpipe.figures import library
from pubpipe.figures.judging import faults
from pubpipe.figures.mirroring import mirrored
from tests.figures.poses import library_pose, pose_of

STANDING = """
name: Standing
frames:
  - ground: [right foot, left foot]
"""


@pytest.mark.parametrize("name", library.names())
def test_the_library_has_none(name: str) -> None:
    """Each pose, and its other side."""
    pose = library_pose(name)
    assert [*faults(pose), *faults(mirrored(pose))] == []


def test_standing_is_no_fault() -> None:
    """The pose that the others here are made from."""
    assert list(faults(pose_of(STANDING))) == []


@pytest.mark.parametrize(
    ("joints", "ground", "at", "message"),
    [
        ("{}", "[right foot, head]", ("ground", 1), "the head does not touch the ground"),
        ("{}", "[left knee]", (), "below the floor"),
        ("{right knee: 190}", "[left foot]", ("joints", "right knee", "flexion"), "190"),
        ("{left elbow: -40}", "[left foot]", ("joints", "left elbow", "flexion"), "-40"),
        ("{left hip: {abduction: 120}}", "[right foot]", ("joints", "left hip", "abduction"), "120"),
    ],
)
def test_what_cannot_be_is_named(joints: str, ground: str, at: tuple[str | int, ...], message: str) -> None:
    """A part over the ground that it should bear on, a body below the floor, a knee bent too far."""
    text = f"name: Wrong\nframes:\n  - joints: {joints}\n    ground: {ground}\n"
    found = [fault for fault in faults(pose_of(text)) if fault.at == ("frames", 0, *at)]
    assert found
    assert any(message in fault.message for fault in found), found
