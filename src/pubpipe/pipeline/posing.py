"""Poses for `pubpipe figure`: found by any of their names, drawn, and described in words that wait for approval."""

from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import UsageError
from pubpipe.model.pose import Hand, Pose
from pubpipe.pipeline.writing import write_file
from pubpipe.reading.poses import (
    LIBRARY,
    PoseReading,
    library,
    names_like,
    nearest_pose,
    read_pose_file,
    read_pose_of_library,
)
from pubpipe.reviewing.governance import DRAFT

if TYPE_CHECKING:
    from pubpipe.figures.style import Style

_SHEET_TITLE = "The poses of pubpipe's library"
_NAME_SIZE = 11
"""Units, which leaves a name within the margin of its cell."""

__all__ = ["described", "drawn", "find_pose", "for_side", "library", "sheet_of_all", "write_drawing"]


def find_pose(name: str) -> PoseReading:
    """The pose that a user means: a file, or one of the library by its name, title or another name.

    Raises UsageError for what the library does not have.
    """
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return read_pose_file(Path(name))
    wanted = name.removeprefix(LIBRARY)
    meant = names_like(wanted)
    if not meant:
        raise UsageError(f"The library has no pose “{wanted}”.", nearest_pose(wanted))
    if len(meant) > 1:
        raise UsageError(f"Several poses are called “{wanted}”.", f"Choose one of: {', '.join(meant)}.")
    return read_pose_of_library(meant[0])


def for_side(pose: Pose, side: Hand) -> Pose:
    """The pose as one side of the body does it. Raises UsageError for a pose that has no side."""
    from pubpipe.figures.mirroring import mirrored

    if pose.side is None:
        raise UsageError(
            f"The pose “{pose.name}” does not say which side it is drawn for.",
            "Leave --side away; or, in a file of yours, add `side: right` or `side: left` to it.",
        )
    return pose if pose.side == side else mirrored(pose)


def drawn(pose: Pose, *, dark: bool) -> str:
    """The drawing as SVG, with its name and no other words: what it shows is for its author to say."""
    from pubpipe.figures.drawing import svg

    return svg(pose, _style(dark=dark))


def sheet_of_all(*, dark: bool) -> str:
    """One drawing of all poses of the library, each over its name."""
    from pubpipe.figures.sheet import CELL_HEIGHT, CELL_WIDTH, columns, sheet

    style, poses = _style(dark=dark), dict(library())
    across = columns(len(poses))
    names = []
    for number, name in enumerate(poses):
        row, column = divmod(number, across)
        x, y = (column + 0.5) * CELL_WIDTH, (row + 1) * CELL_HEIGHT - 2
        names.append(f'<text x="{x:g}" y="{y:g}">{name}</text>\n')
    look = f'font-family="sans-serif" font-size="{_NAME_SIZE}" text-anchor="middle" fill="{style.line}"'
    drawing = sheet(list(poses.values()), style, title=_SHEET_TITLE)
    return drawing.removesuffix("</svg>\n") + f"<g {look}>\n{''.join(names)}</g>\n</svg>\n"


def described(pose: Pose) -> str:
    """What the drawing shows, in words that no article is published with until a person has approved them."""
    from pubpipe.figures.posture import postures
    from pubpipe.wording.figures import draft

    return f"{DRAFT} {draft(pose, postures(pose))}"


def write_drawing(path: Path, svg: str) -> None:
    """Write a drawing, whole or not at all. Raises OutputError."""
    write_file(path, svg.encode())


def _style(*, dark: bool) -> "Style":
    from pubpipe.figures.style import DARK, LIGHT

    return DARK if dark else LIGHT
