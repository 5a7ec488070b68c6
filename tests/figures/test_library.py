"""The poses that come with pubpipe: plain, small and safe drawings, each as its golden file shows it."""

import pytest

from pubpipe.figures import library
from pubpipe.figures.drawing import svg
from pubpipe.figures.style import DARK, LIGHT
from pubpipe.model.pose import Frame, Pose
from pubpipe.reading.vector import svg_size
from tests.figures.extents import SVG, parsed, shapes, size
from tests.figures.poses import drawing, library_pose
from tests.support.golden import Golden

MOST_BYTES = 6_000
"""For each frame."""

ELEMENTS = {"svg", "title", "desc", "rect", "g", "path", "circle"}
WIDEST = 3.2
"""Times as wide as high; a wider one would be too low on a page."""


def plain_faults(picture: str, frames: int) -> list[str]:
    """What is not plain in a file."""
    root = parsed(picture)
    names = {str(element.tag).removeprefix(SVG) for element in root.iter()}
    words = [element.text for element in root.iter(f"{SVG}title")]
    return [
        *([f"{len(picture.encode())} bytes"] if len(picture.encode()) > MOST_BYTES * frames else []),
        *(f"element {name}" for name in sorted(names - ELEMENTS)),
        *(["no title"] if len(words) != 1 or not words[0] else []),
    ]


def test_there_are_poses_for_common_stretches() -> None:
    """At least eighteen, each with its own title."""
    poses = [library_pose(name) for name in library.names()]
    assert len(poses) >= 18
    assert len({pose.name for pose in poses}) == len(poses)


@pytest.mark.parametrize("name", library.names())
def test_drawings_are_plain_and_small(name: str) -> None:
    """A title, a few elements of SVG, 6,000 bytes for each frame, and what the reader of foreign drawings accepts."""
    pose = library_pose(name)
    for picture in (drawing(name), drawing(name, other_side=True), drawing(name, DARK)):
        assert plain_faults(picture, len(pose.frames)) == []
        width, height = svg_size(picture.encode())
        across, down = size(picture)
        assert width / height == pytest.approx(across / down, rel=0.01)
        assert width / height < WIDEST * len(pose.frames)


def test_a_drawing_says_what_it_is() -> None:
    """Its title is the pose's name, or what is given; and the words beside it are escaped."""
    pose = Pose(name="Any", frames=(Frame(),))
    root = parsed(svg(pose, title="Knees & hips", description="A person < stands."))
    assert [element.text for element in list(root)[:2]] == ["Knees & hips", "A person < stands."]
    assert [str(element.tag) for element in list(parsed(svg(pose)))[:2]] == [f"{SVG}title", f"{SVG}rect"]


def test_what_is_not_plain_is_seen() -> None:
    """The measure itself: too many bytes, a foreign element, no title."""
    picture = drawing("hip-flexor")
    assert plain_faults(picture.replace("</svg>", " " * MOST_BYTES + "</svg>"), 1)
    assert plain_faults(picture.replace("</svg>", "<text>Hip</text></svg>"), 1) == ["element text"]
    assert "no title" in plain_faults(picture.replace("title>", "desc>"), 1)


@pytest.mark.parametrize("name", library.names())
def test_drawings_are_as_they_were(name: str, golden: Golden) -> None:
    """A change of the body or of a pose shows in a file that people look at."""
    golden(f"figures/{name}.svg", drawing(name))


@pytest.mark.parametrize("name", library.names())
def test_the_mark_is_drawn(name: str) -> None:
    """Whatever is said to be stretched is there to be seen, once for each region, in the last frame."""
    pose = library_pose(name)
    assert sum(shape.fill == str(LIGHT.mark) for shape in shapes(drawing(name))) == len(pose.mark)
