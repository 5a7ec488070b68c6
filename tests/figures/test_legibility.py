"""Figures on a copy: 35 mm wide, in grey, at 150 dots to the inch, the mark and the arrow are still to be seen."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage

from pubpipe.colour import BLACK, WHITE
from pubpipe.figures import LIGHT, Style, library, mirrored, svg
from pubpipe.model.pose import Pose
from tests.figures.extents import Shape, shapes, size
from tests.figures.poses import library_pose
from tests.figures.rasters import CSS_DPI, Grey, contrast, luminance, printed

MILLIMETRES, DPI = 35.0, 150.0
CSS_WIDTH = MILLIMETRES / 25.4 * CSS_DPI
PIXELS = round(MILLIMETRES / 25.4 * DPI)

CONTRAST = 3.0
THICK = 2.0
"""Pixels of an arrow's shaft."""

OTHER = 0.25
"""Of the pixels with ink, how many are other ones when the stretch is drawn for the other side."""

AROUND = 5
"""Pixels around a mark in which the body is compared with it."""

Mask = npt.NDArray[np.bool_]


def only(*tones: str) -> Style:
    """A style in which these tones are black and all others are white."""
    names = [field.name for field in fields(Style) if field.name not in ("edge", "gap", "shaft")]
    return replace(LIGHT, **dict[str, Any]({name: BLACK if name in tones else WHITE for name in names}))


def drawings(pose: Pose) -> dict[str, str]:
    """A pose as it is, for the other side, and what of it is mark, body and arrow."""
    return {
        "itself": svg(pose),
        "other side": svg(mirrored(pose)),
        "mark": svg(pose, only("mark", "mark_line")),
        "body": svg(pose, only("body")),
        "arrow": svg(pose, only("arrow")),
    }


@pytest.fixture(scope="module")
def copies() -> Mapping[str, Mapping[str, Grey]]:
    """Every pose of the library on the copy, and a faint one."""
    faint = replace(LIGHT, mark=LIGHT.body)
    wanted = {name: drawings(library_pose(name)) for name in library.names()}
    wanted["faint"] = drawings(library_pose("hip-flexor")) | {"itself": svg(library_pose("hip-flexor"), faint)}
    pictures = iter(printed([one for kinds in wanted.values() for one in kinds.values()], CSS_WIDTH, DPI))
    return {name: {kind: next(pictures) for kind in kinds} for name, kinds in wanted.items()}


def mark_and_body(copy: Mapping[str, Grey]) -> tuple[float, float]:
    """The mean luminance of the mark, and of the body around it."""
    mark = copy["mark"] < 128
    around: Mask = ndimage.binary_dilation(mark, iterations=AROUND) & (copy["body"] < 64)
    around &= ~ndimage.binary_dilation(mark, iterations=1)
    light = luminance(copy["itself"])
    return float(light[mark].mean()), float(light[around].mean())


@pytest.mark.parametrize("name", library.names())
def test_the_mark_is_told_apart_from_the_body(name: str, copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """By 3:1, its hatching and all; poses that mark nothing have nothing to tell."""
    if not library_pose(name).mark:
        assert not (copies[name]["mark"] < 128).any()
        return
    mark, body = mark_and_body(copies[name])
    assert contrast(mark, body) >= CONTRAST, f"{contrast(mark, body):.2f}"
    assert (copies[name]["mark"] < 128).sum() > 40


def test_a_faint_mark_is_seen(copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """The measure itself: a mark in the body's own tone is not told apart."""
    assert contrast(*mark_and_body(copies["faint"])) < CONTRAST


def shafts(pose: Pose) -> list[Shape]:
    """The shafts of a pose's arrows."""
    return [shape for shape in shapes(svg(pose)) if shape.stroke == str(LIGHT.arrow)]


def thickness(shaft: Shape, picture: Grey, scale: float) -> float:
    """How many pixels of ink are across a shaft, a third of the way from its tail."""
    at = max(1, len(shaft.points) // 3)
    (x, y), (before_x, before_y) = shaft.points[at], shaft.points[at - 1]
    if len(shaft.points) == 2:
        x, y = before_x + (x - before_x) / 3, before_y + (y - before_y) / 3
    along = np.array((x - before_x, y - before_y)) / np.hypot(x - before_x, y - before_y)
    steps = np.arange(-5, 5, 0.125)
    columns = x * scale - 0.5 - along[1] * steps
    rows = y * scale - 0.5 + along[0] * steps
    ink = 255 - ndimage.map_coordinates(picture, (rows, columns), order=1, mode="nearest")
    return float(ink.sum() * 0.125 / 255)


@pytest.mark.parametrize("name", library.names())
def test_arrows_are_thick_enough(name: str, copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """Two pixels at least."""
    pose = library_pose(name)
    scale = PIXELS / size(svg(pose))[0]
    found = [thickness(shaft, copies[name]["arrow"], scale) for shaft in shafts(pose)]
    assert len(found) == sum(len(frame.arrows) for frame in pose.frames)
    assert all(thick >= THICK for thick in found), found


def test_a_thin_arrow_is_seen(copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """The measure itself: a shaft of a third of the width has fewer pixels."""
    pose = library_pose("hip-flexor")
    thin = printed([svg(pose, replace(only("arrow"), shaft=LIGHT.shaft / 3))], CSS_WIDTH, DPI)[0]
    scale = PIXELS / size(svg(pose))[0]
    assert [thickness(shaft, thin, scale) < THICK for shaft in shafts(pose)] == [True]
    assert copies["hip-flexor"]["arrow"].shape == thin.shape


@pytest.mark.parametrize("name", [name for name in library.names() if library_pose(name).side])
def test_both_sides_look_different(name: str, copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """Nobody takes the figure of one side for the other's: many of the inked pixels are other ones."""
    one, other = copies[name]["itself"], copies[name]["other side"]
    assert one.shape == other.shape
    assert changed(one, other) >= OTHER, f"{changed(one, other):.1%}"


def changed(one: Grey, other: Grey) -> float:
    """The share of all pixels with ink in either picture that plainly differ."""
    inked = (one < 200) | (other < 200)
    return float((np.abs(one - other) > 64)[inked].mean())


def test_the_same_figure_twice_is_seen(copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """The measure itself."""
    assert changed(copies["hip-flexor"]["itself"], copies["hip-flexor"]["itself"]) == 0
