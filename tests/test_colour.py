"""Colours: how they are written, how they contrast, and the nearest shade that can be read."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.colour import BLACK, WHITE, Colour, contrast, luminance, nearest_passing, parse, shades

SEVEN = 7.0
"""WCAG 2.2, success criterion 1.4.6."""

PARTS = st.integers(0, 255)
COLOURS = st.builds(Colour, PARTS, PARTS, PARTS)


@given(COLOURS)
def test_a_colour_is_read_as_it_is_written(colour: Colour) -> None:
    """In small letters or capitals; three digits stand for six."""
    assert parse(str(colour)) == parse(str(colour).upper()) == colour
    assert parse("#0aF") == Colour(0, 0xAA, 0xFF)


@pytest.mark.parametrize("text", ["", "#", "0b4a5e", "#0b4a5", "#0b4a5e80", "#0b4a5g", "teal", "#0b4a5e\n", "#٣٣٣"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    """Rather than printed as some other."""
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        parse(text)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000", 21.0), ("#fff", 1.0), ("#777777", 4.48), ("#767676", 4.54), ("#595959", 7.0), ("#f00", 4.0)],
)
def test_contrast_is_that_of_the_norm(colour: str, ratio: float) -> None:
    """Values that other tools give for well-known colours on white, in either order."""
    assert contrast(parse(colour), WHITE) == pytest.approx(ratio, abs=0.005)
    assert contrast(WHITE, parse(colour)) == contrast(parse(colour), WHITE)


def test_luminance_weighs_the_parts() -> None:
    """Green is the brightest, blue the darkest; a part at its top end gives its weight."""
    weights = (luminance(Colour(255, 0, 0)), luminance(Colour(0, 255, 0)), luminance(Colour(0, 0, 255)))
    assert weights == pytest.approx((0.2126, 0.7152, 0.0722))


@given(COLOURS, st.floats(1, 21), st.sampled_from([WHITE, BLACK]))
def test_the_nearest_shade_passes(colour: Colour, ratio: float, against: Colour) -> None:
    """As it is printed, in 8 bits; it is its own nearest, and a colour that passes is left alone."""
    shade = nearest_passing(colour, against, ratio)
    assert contrast(shade, against) >= ratio
    assert nearest_passing(shade, against, ratio) == shade
    assert (shade == colour) or contrast(colour, against) < ratio


@given(COLOURS, st.floats(1.5, 20))
def test_no_lighter_shade_passes(colour: Colour, ratio: float) -> None:
    """The clinic keeps as much of its colour as can be read."""
    path = list(shades(colour, WHITE))
    shade = nearest_passing(colour, WHITE, ratio)
    # A colour that passes stays as it is, whatever shades it has.
    lighter = path[: path.index(shade)] if shade != colour else []
    assert shade in path or shade == colour
    assert not any(contrast(one, WHITE) >= ratio for one in lighter)
    assert all(luminance(one) > luminance(shade) for one in lighter)


@pytest.mark.parametrize("pale", ["#6fb1c4", "#00a499", "#f58220", "#7ab800", "#ff69b4", "#8ab4f8", "#ffd500"])
def test_a_shade_is_still_the_clinic_s_colour(pale: str) -> None:
    """Its hue is that of the colour to a few degrees, and it is no grey."""
    before, after = (
        colorsys.rgb_to_hsv(one.red / 255, one.green / 255, one.blue / 255)
        for one in (parse(pale), nearest_passing(parse(pale), WHITE, SEVEN))
    )
    assert abs(before[0] - after[0]) * 360 < 12
    assert after[1] > 0.6


def test_shades_end_in_black_or_white() -> None:
    """So that there is one for every ratio that can be reached, and what cannot is said."""
    assert list(shades(parse("#6fb1c4"), WHITE))[-1] == BLACK
    assert list(shades(parse("#0b4a5e"), BLACK))[-1] == WHITE
    with pytest.raises(ValueError, match="no colour has 12:1 against #777777"):
        nearest_passing(WHITE, parse("#777777"), 12)
