"""Drawings as files: nothing leaves the page, the same data gives the same text, and the other side is mirrored."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pubpipe.figures import library
from pubpipe.figures.drawing import svg
from pubpipe.figures.mirroring import mirrored
from pubpipe.figures.style import DARK
from pubpipe.model.pose import Frame, Pose, View
from tests.figures.extents import Shape, path_points, shapes, size
from tests.figures.poses import drawing, frames, library_pose, poses

few = settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""A drawing takes a while, and its poses are readable without being made smaller."""

ACROSS: tuple[View, ...] = ("front", "back")
"""Views in which a person's right and left are the page's."""

ROUNDING = 0.15
"""Units: coordinates have one decimal place, and arcs are followed in steps."""

FOLLOWED = 0.7
"""Units: outlines are followed in steps, which do not begin at the same place on either side."""


def outside(picture: str, *, below: bool = True) -> list[Shape]:
    """The shapes that leave the view box; `below` whether its lower edge counts."""
    width, height = size(picture)
    found = []
    for shape in shapes(picture):
        left, top, right, bottom = shape.box
        if min(left, top) < -ROUNDING or right > width + ROUNDING or (below and bottom > height + ROUNDING):
            found.append(shape)
    return found


@pytest.mark.parametrize("name", library.names())
def test_nothing_leaves_the_page(name: str) -> None:
    """Every shape with its stroke lies in the view box, on either side; half a body is cut at its hips on purpose."""
    pose = library_pose(name)
    for other_side in (False, True):
        assert outside(drawing(name, other_side=other_side), below=pose.shows == "whole") == []


@few
@given(poses())
def test_nothing_of_any_pose_leaves_the_page(pose: Pose) -> None:
    """Nor does it for poses that nobody drew before."""
    assert outside(svg(pose)) == []


def test_what_leaves_the_page_is_seen() -> None:
    """The measure itself: with a view box that is too small, shapes are outside."""
    picture = svg(Pose(name="Any", frames=(Frame(),)))
    width, height = size(picture)
    assert outside(picture.replace(f"0 0 {width:g} {height:g}", f"0 0 {width - 9:g} {height:g}", 1))
    assert outside(picture.replace(f"0 0 {width:g} {height:g}", f"0 0 {width:g} {height - 9:g}", 1))


def test_arcs_are_followed() -> None:
    """The measure itself: an arc reaches as far as its ellipse, turned or not, in either direction."""
    half_circle = [*path_points("M0 0A10 10 0 0 1 20 0")]
    assert min(y for _, y in half_circle) == pytest.approx(-10, abs=0.05)
    assert max(y for _, y in path_points("M0 0A10 10 0 0 0 20 0")) == pytest.approx(10, abs=0.05)
    assert min(x for x, _ in path_points("M0 0A5 20 90 0 1 0 10A5 20 90 0 1 0 0")) == pytest.approx(-20, abs=0.05)
    assert max(x for x, _ in path_points("M5 0A10 10 0 1 1 4 .5")) == pytest.approx(18.96, abs=0.05)


@few
@given(poses())
def test_the_same_data_gives_the_same_text(pose: Pose) -> None:
    """A copy of the data, by way of JSON, draws the same file."""
    copy = Pose.model_validate_json(pose.model_dump_json())
    assert svg(pose, DARK) == svg(copy, DARK)


@few
@given(st.one_of(*(st.tuples(st.just(view), frames(view)) for view in ACROSS)))
def test_from_the_front_the_other_side_is_the_mirrored_drawing(seen: tuple[View, Frame]) -> None:
    """Each shape of the one drawing has its mirror image in the other."""
    view, frame = seen
    pose = Pose.model_validate({"name": "Any", "view": view, "frames": (frame,)})
    one, other = svg(pose), svg(mirrored(pose))
    assert size(one) == size(other)
    width = max(right for _, _, right, _ in (shape.box for shape in shapes(one)))
    first = min(left for left, _, _, _ in (shape.box for shape in shapes(one)))
    images = [(shape.fill, shape.stroke, _mirrored_box(shape, first + width)) for shape in shapes(one)]
    for shape in shapes(other):
        same = next((image for image in images if _alike(image, shape)), None)
        assert same is not None, shape
        images.remove(same)
    assert images == []


def _mirrored_box(shape: Shape, across: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = shape.box
    return across - right, top, across - left, bottom


def _alike(image: tuple[str, str, tuple[float, float, float, float]], shape: Shape) -> bool:
    return image[:2] == (shape.fill, shape.stroke) and image[2] == pytest.approx(shape.box, abs=FOLLOWED)


@pytest.mark.parametrize("name", ["side-neck", "chin-tuck", "shoulder-blade-squeeze"])
def test_half_a_body_ends_at_a_whole_unit(name: str) -> None:
    """So that no row of pixels is half covered at its lower edge."""
    frames_drawn = drawing(name).split("<g transform=")[1:]
    assert frames_drawn
    for frame in frames_drawn:
        (down,) = re.findall(r"^.translate\(-?[\d.]+ ?(-?[\d.]+)\)", frame)
        cuts = re.findall(r'<rect x="[-\d.]+" y="([-\d.]+)"', frame)
        assert cuts
        assert all(float(place).is_integer() for place in (down, *cuts))


@pytest.mark.parametrize("hand", ["right", "left"])
def test_a_chair_stays_where_it_is_when_one_leg_is_moved(hand: str) -> None:
    """Whichever foot is lifted, the other one and the chair stay."""
    seated = {"right hip": 90, "right knee": 90, "left hip": 90, "left knee": 90}
    first = {"joints": seated}
    second = {"joints": {**seated, f"{hand} knee": 10}}
    pose = Pose.model_validate({"name": "Any", "props": [{"kind": "chair"}], "frames": [first, second]})
    here, there = (re.findall(r'<rect x="([-\d.]+)"', frame)[0] for frame in svg(pose).split("<g transform")[1:])
    assert here == there
