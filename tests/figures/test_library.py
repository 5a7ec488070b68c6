"""The poses that come with pubpipe: plain, small and safe drawings, each as its golden file shows it."""

import pytest

from pubpipe.figures import DARK, LIGHT, library, mirrored, svg
from pubpipe.reading.vector import svg_size
from tests.figures.extents import SVG, parsed, shapes, size
from tests.figures.poses import library_pose
from tests.support.golden import Golden

MOST_BYTES = 6_000
"""For each frame."""

ELEMENTS = {"svg", "title", "desc", "rect", "g", "path", "circle"}
WIDEST = 3.2
"""Times as wide as high; a wider one would be too low on a page."""


def plain_faults(drawing: str, frames: int) -> list[str]:
    """What is not plain in a file."""
    root = parsed(drawing)
    names = {str(element.tag).removeprefix(SVG) for element in root.iter()}
    words = [element.text for element in root.iter(f"{SVG}title")]
    return [
        *([f"{len(drawing.encode())} bytes"] if len(drawing.encode()) > MOST_BYTES * frames else []),
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
    for one in (pose, mirrored(pose)):
        for style in (LIGHT, DARK):
            drawing = svg(one, style, description="Words for those who do not see it.")
            assert plain_faults(drawing, len(pose.frames)) == []
            width, height = svg_size(drawing.encode())
            across, down = size(drawing)
            assert width / height == pytest.approx(across / down, rel=0.01)
            assert width / height < WIDEST * len(pose.frames)


def test_what_is_not_plain_is_seen() -> None:
    """The measure itself: too many bytes, a foreign element, no title."""
    drawing = svg(library_pose("hip-flexor"))
    assert plain_faults(drawing.replace("</svg>", " " * MOST_BYTES + "</svg>"), 1)
    assert plain_faults(drawing.replace("</svg>", "<text>Hip</text></svg>"), 1) == ["element text"]
    assert "no title" in plain_faults(drawing.replace("title>", "desc>"), 1)


@pytest.mark.parametrize("name", library.names())
def test_drawings_are_as_they_were(name: str, golden: Golden) -> None:
    """A change of the body or of a pose shows in a file that people look at."""
    golden(f"figures/{name}.svg", svg(library_pose(name)))


@pytest.mark.parametrize("name", library.names())
def test_the_mark_is_drawn(name: str) -> None:
    """Whatever is said to be stretched is there to be seen, once for each region, in the last frame."""
    pose = library_pose(name)
    assert sum(shape.fill == str(LIGHT.mark) for shape in shapes(svg(pose))) == len(pose.mark)
