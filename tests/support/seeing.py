"""Colours as other eyes and printers show them, and the contrast that is left."""

from collections.abc import Callable, Mapping

Colour = tuple[float, float, float]

# Machado, Oliveira & Fernandes, A physiologically-based model for simulation of color vision deficiency (2009),
# IEEE TVCG 15(6), table of matrices at severity 1.0, for linear RGB.
_PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
_TRITANOPIA = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
# A printer's driver mixes grey from the encoded channels (ITU-R BT.601).
_GREY = (0.299, 0.587, 0.114)


def of_hex(colour: str) -> Colour:
    """A colour such as #fff or #102a40 as three channels from 0 to 1."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(linear: tuple[float, ...]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _seen_with(matrix: tuple[tuple[float, float, float], ...]) -> Callable[[Colour], float]:
    def luminance(colour: Colour) -> float:
        linear = [_linear(value) for value in colour]
        mixed = (sum(part * value for part, value in zip(row, linear, strict=True)) for row in matrix)
        return _luminance(tuple(min(max(value, 0.0), 1.0) for value in mixed))

    return luminance


def _printed_grey(colour: Colour) -> float:
    return _linear(sum(weight * value for weight, value in zip(_GREY, colour, strict=True)))


EYES: Mapping[str, Callable[[Colour], float]] = {
    "most eyes": lambda colour: _luminance(tuple(_linear(value) for value in colour)),
    "protanopia": _seen_with(_PROTANOPIA),
    "deuteranopia": _seen_with(_DEUTERANOPIA),
    "tritanopia": _seen_with(_TRITANOPIA),
    "grey print": _printed_grey,
}
"""How light a colour is, from 0 to 1, to whom or on what."""


def contrast(one: str, other: str, eyes: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2) as these eyes see it."""
    lighter, darker = sorted((EYES[eyes](of_hex(colour)) for colour in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
