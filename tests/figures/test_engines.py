"""The printed handout's engine and a browser show the same drawing."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pubpipe.figures import library
from pubpipe.figures.style import LIGHT
from tests.figures.poses import drawing
from tests.figures.rasters import Grey, aligned, browsed, printed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MEAN = 1.0
"""Grey levels of 255 by which pixels may differ in the mean: edges are smoothed in different ways."""

PLAINLY, SHARE = 128, 0.0003
"""How many of the pixels may differ plainly, by more than so many grey levels, half of what there are."""


def without_a_limb(picture: str) -> str:
    """A drawing that lost a limb behind its trunk: the shape, and the edge along it."""
    shape = re.search(rf'<path fill="{LIGHT.far}"[^>]* d="([^"]*)"/>', picture)
    assert shape is not None
    return re.sub(rf'<path [^>]*d="{re.escape(shape[1])}"/>', "", picture)


def with_an_arrow_moved(picture: str) -> str:
    """A drawing whose arrow has its head a little further."""
    head = [*re.finditer(rf'<path fill="{LIGHT.arrow}"[^>]*/>', picture)][-1]
    return picture.replace(head[0], f'<g transform="translate(5 5)">{head[0]}</g>', 1)


def differences(one: Grey, other: Grey) -> tuple[float, float]:
    """The mean difference of two pictures, and the share of the pixels that differ plainly."""
    found = aligned(one, other)
    return float(found.mean()), float((found > PLAINLY).mean())


@pytest.fixture(scope="module")
def drawings() -> Mapping[str, str]:
    """Every pose of the library as a file."""
    return {name: drawing(name) for name in library.names()}


@pytest.fixture(scope="module")
def both(drawings: Mapping[str, str], browser: "Browser") -> Mapping[str, tuple[Grey, Grey]]:
    """Each pose by either engine, all on one page, and two of them damaged in the browser."""
    good = list(drawings.values())
    names = [*drawings, "a lost limb", "a moved arrow"]
    marred = [without_a_limb(drawings["hip-flexor"]), with_an_arrow_moved(drawings["hip-flexor"])]
    on_paper = printed([*good, drawings["hip-flexor"], drawings["hip-flexor"]])
    on_screen = browsed([*good, *marred], browser)
    return dict(zip(names, zip(on_paper, on_screen, strict=True), strict=True))


@pytest.mark.parametrize("name", library.names())
def test_both_engines_show_the_same(name: str, both: Mapping[str, tuple[Grey, Grey]]) -> None:
    """Pixel by pixel, but for the smoothing of edges."""
    mean, share = differences(*both[name])
    assert (mean < MEAN, share < SHARE) == (True, True), f"mean {mean:.2f}, {share:.3%} plainly"


@pytest.mark.parametrize("fault", ["a lost limb", "a moved arrow"])
def test_what_one_engine_shows_otherwise_is_seen(fault: str, both: Mapping[str, tuple[Grey, Grey]]) -> None:
    """The measure itself: a limb that is missing, and an arrow that is 5 cm off, are plain differences."""
    _, share = differences(*both[fault])
    assert share > 3 * SHARE, f"{share:.2%}"


def test_the_pages_are_not_empty(both: Mapping[str, tuple[Grey, Grey]]) -> None:
    """Two white pages would be alike: a tenth of each drawing has ink."""
    for name, pictures in both.items():
        assert all(float(np.mean(picture < 128)) > 0.04 for picture in pictures), name
