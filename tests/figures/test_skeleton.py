"""The body that is drawn: no angle changes a length, and the other side is the mirror image."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from pubpipe.figures.kinematics import HANDS, Skeleton, skeleton
from pubpipe.figures.mirroring import mirrored
from pubpipe.figures.placing import placed
from pubpipe.figures.vectors import Vector
from pubpipe.model.pose import Frame, Pose
from tests.figures.poses import frames, poses

HEIGHT = 170.0
SHARES = {"thigh": 0.245, "shank": 0.246, "upper arm": 0.186, "forearm": 0.146, "trunk": 0.288}
"""Of the height: R. Drillis and R. Contini (1966), as D. A. Winter gives them (2009, figure 4.1)."""

few = settings(max_examples=40, deadline=None)


def lengths(bones: Skeleton) -> Iterator[tuple[str, float]]:
    """Each segment's name and how long it is."""
    for hand in HANDS:
        leg, arm = bones.legs[hand], bones.arms[hand]
        yield "thigh", leg.root.plus(leg.hinge, -1).length
        yield "shank", leg.hinge.plus(leg.end, -1).length
        yield "upper arm", arm.root.plus(arm.hinge, -1).length
        yield "forearm", arm.hinge.plus(arm.end, -1).length


@few
@given(frames())
def test_no_angle_changes_a_length(frame: Frame) -> None:
    """Thighs, shanks, upper arms and forearms have the published shares of the height, however they are bent."""
    for name, length in lengths(skeleton(frame)):
        assert length == pytest.approx(SHARES[name] * HEIGHT, abs=1e-6), name


def test_the_trunk_has_its_share_too() -> None:
    """From the hips to the shoulders, when nothing bends it."""
    bones = skeleton(Frame())
    assert bones.shoulders.plus(bones.hips, -1).length == pytest.approx(SHARES["trunk"] * HEIGHT)


def test_a_wrong_length_is_seen() -> None:
    """The measure itself: a knee out of its place changes two lengths."""
    bones = skeleton(Frame())
    object.__setattr__(bones.legs["left"], "hinge", Vector(0, -30, 0))
    wrong = [name for name, length in lengths(bones) if length != pytest.approx(SHARES[name] * HEIGHT, abs=1e-6)]
    assert wrong == ["thigh", "shank"]


@few
@given(poses())
def test_the_other_side_of_the_other_side_is_the_pose(pose: Pose) -> None:
    """Mirroring twice changes nothing, and the names that are shown stay."""
    assert mirrored(mirrored(pose)) == pose
    assert mirrored(pose).name == pose.name


@few
@given(frames())
def test_the_other_side_is_the_mirror_image(frame: Frame) -> None:
    """Every part of the body is as far to the other side, as high and as far forward, with right and left changed."""
    one = placed(frame)
    other = placed(mirrored(Pose(name="Any", frames=(frame,))).frames[0])
    swap = {"right": "left", "left": "right"}
    for part, solids in one.flesh.parts.items():
        counterpart = other.flesh.parts[" ".join(swap.get(word, word) for word in part.split(" "))]
        for mine, theirs in zip(solids, counterpart, strict=True):
            assert theirs.middle == pytest.approx((mine.middle.x, mine.middle.y, -mine.middle.z), abs=1e-6), part
