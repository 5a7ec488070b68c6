"""Figures on a copy: 35 mm wide, in grey, at 150 dots to the inch, the mark and the arrow are still to be seen."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage

from pubpipe.colour import BLACK, WHITE, Colour
from pubpipe.figures import library
from pubpipe.figures.style import LIGHT, Style
from tests.figures.extents import Shape, shapes, size
from tests.figures.poses import drawing, library_pose
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


TONES = [field.name for field in fields(Style) if "Colour" in str(field.type)]
APART = replace(LIGHT, **dict[str, Any]({name: Colour(0, 0, place + 1) for place, name in enumerate(TONES)}))
"""A style in which each tone is another one, to find its parts by."""


def only(picture: str, *names: str) -> str:
    """A drawing in the style APART with these tones black and all others white."""
    for name in TONES:
        picture = picture.replace(f'"{getattr(APART, name)}"', f'"{BLACK if name in names else WHITE}"')
    return picture


def drawings(name: str) -> dict[str, str]:
    """A pose as it is, for the other side, and what of it is mark, body and arrow."""
    apart = drawing(name, APART)
    return {
        "itself": drawing(name),
        "other side": drawing(name, other_side=True),
        "mark": only(apart, "mark", "mark_line"),
        "body": only(apart, "body"),
        "arrow": only(apart, "arrow"),
    }


@pytest.fixture(scope="module")
def copies() -> Mapping[str, Mapping[str, Grey]]:
    """Every pose of the library on the copy, and one with a faint mark and a thin arrow."""
    wanted = {name: drawings(name) for name in library.names()}
    faint = drawing("hip-flexor").replace(f'"{LIGHT.mark}"', f'"{LIGHT.body}"')
    thin = only(drawing("hip-flexor", replace(APART, shaft=APART.shaft / 3)), "arrow")
    wanted["faint"] = drawings("hip-flexor") | {"itself": faint, "arrow": thin}
    pictures = iter(printed([one for kinds in wanted.values() for one in kinds.values()], CSS_WIDTH, DPI))
    return {name: {kind: next(pictures) for kind in kinds} for name, kinds in wanted.items()}


def mark_and_body(copy: Mapping[str, Grey]) -> tuple[float, float]:
    """The mean luminance of the mark inside its edge, and of the body around it."""
    mark = copy["mark"] < 128
    inside = ndimage.binary_erosion(mark)
    around: Mask = ndimage.binary_dilation(mark, iterations=AROUND) & (copy["body"] < 64)
    around &= ~ndimage.binary_dilation(mark, iterations=1)
    light = luminance(copy["itself"])
    return float(light[inside].mean()), float(light[around].mean())


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


def shafts(name: str) -> list[Shape]:
    """The shafts of a pose's arrows."""
    return [shape for shape in shapes(drawing(name)) if shape.stroke == str(LIGHT.arrow)]


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
    scale = PIXELS / size(drawing(name))[0]
    found = [thickness(shaft, copies[name]["arrow"], scale) for shaft in shafts(name)]
    assert len(found) == sum(len(frame.arrows) for frame in pose.frames)
    assert all(thick >= THICK for thick in found), found


def test_a_thin_arrow_is_seen(copies: Mapping[str, Mapping[str, Grey]]) -> None:
    """The measure itself: a shaft of a third of the width has fewer pixels."""
    scale = PIXELS / size(drawing("hip-flexor"))[0]
    assert [thickness(shaft, copies["faint"]["arrow"], scale) < THICK for shaft in shafts("hip-flexor")] == [True]


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
