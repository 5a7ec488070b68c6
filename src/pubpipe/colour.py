"""Colours of the sRGB space: how well two of them can be told apart, and the shade that can be read.

A clinic's own colour is often too pale for text. Then the shade to offer is the nearest one that is
still the clinic's: the same hue, darker, in OKLCH, where hue and lightness do not pull at each other.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_WRITTEN = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

_STEPS = 512
"""Lightnesses between black and white: finer than what 8 bits can tell apart."""

_SLACK = 1e-6
"""What rounding may put a part beside its range."""

_HALVINGS = 12
"""Of the chroma, until it lies inside sRGB: to less than a thousandth."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its three parts, each from 0 to 255; as text it is what style sheets take, such as #0b4a5e."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def parse(text: str) -> Colour:
    """The colour that is written as # and three or six hexadecimal digits; else a ValueError."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError("it must be # and six hexadecimal digits, in quotes")
    digits = written[1] if len(written[1]) == 6 else "".join(digit * 2 for digit in written[1])
    return Colour(*bytes.fromhex(digits))


def luminance(colour: Colour) -> float:
    """The relative luminance, from 0 for black to 1 for white (WCAG 2.2, section 6)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, from 1 to 21, whichever of the two is the text (WCAG 2.2, section 6)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: Colour, against: Colour, ratio: float) -> Colour:
    """The colour itself if it has this contrast against another, else the first of its shades that has it.

    ValueError when not even black or white reaches the ratio.
    """
    if contrast(colour, against) >= ratio:
        return colour
    for shade in shades(colour, against):
        if contrast(shade, against) >= ratio:
            return shade
    raise ValueError(f"no colour has {ratio:g}:1 against {against}")


def shades(colour: Colour, against: Colour) -> Iterator[Colour]:
    """The colour's shades away from another, in small steps: the same hue, and as much chroma as the screen can show.

    They end in black or white, whichever is the further from the other.
    """
    lightness, chroma, hue = _oklch(colour)
    darker = contrast(BLACK, against) >= contrast(WHITE, against)
    first = round(lightness * _STEPS)
    for step in range(first, -1, -1) if darker else range(first, _STEPS + 1):
        yield _shade(step / _STEPS, chroma, hue)


def _shade(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour of an OKLCH triple, with less chroma where sRGB has no such colour."""
    low, high = 0.0, chroma
    if _fits(_from_oklch(lightness, high, hue)):
        low = high
    for _ in range(_HALVINGS if low < high else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if _fits(_from_oklch(lightness, middle, hue)) else (low, middle)
    return Colour(*(_encoded(part) for part in _from_oklch(lightness, low, hue)))


def _fits(parts: tuple[float, float, float]) -> bool:
    return all(-_SLACK <= part <= 1 + _SLACK for part in parts)


def _linear(colour: Colour) -> tuple[float, float, float]:
    """The parts as amounts of light, from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.red / 255, colour.green / 255, colour.blue / 255)
    )
    return red, green, blue


def _encoded(light: float) -> int:
    """An amount of light as 8 bits."""
    light = min(max(light, 0.0), 1.0)
    return round(255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def _oklch(colour: Colour) -> tuple[float, float, float]:
    """Lightness, chroma and hue in radians (B. Ottosson, A perceptual color space for image processing, 2020)."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Amounts of red, green and blue light, below 0 or above 1 where sRGB has no such colour."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
