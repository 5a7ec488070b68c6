"""The picture that a player shows while the recording plays: the title and the clinic, in type to be read at a glance.

Light letters on a dark ground, square as players want it. Drawn here, from the typeface's own
files, so that the same article has the same picture everywhere.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw, ImageFont

from pubpipe.formats.lettering import FONTS, Style, fitted
from pubpipe.formats.publication import Publication

MEDIA_TYPE = "image/png"
SIDE = 1400
"""Pixels: the smallest that podcast directories take, and small enough to travel within each file."""
GROUND, LETTERS, ACCENT = "#12343b", "#ffffff", "#f4c95d"
"""White on the ground has a contrast of 13:1, the accent 9:1."""
SHADES = 16
"""From the ground to the colour of a letter, enough for its edges: with so few the picture is a third as large."""
_FULL = 255

_MARGIN = 120
_LEADING = 1.15


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture with the words that stand for it where it cannot be seen."""

    data: bytes
    alternative: str


def cover(publication: Publication) -> Cover:
    """The cover of the recording as PNG."""
    title = publication.spoken.script.title
    clinic = (publication.profile.clinic or publication.article.publisher).name
    letters, accent = Image.new("L", (SIDE, SIDE)), Image.new("L", (SIDE, SIDE))
    _written(letters, title, "bold", (160, 140, 120, 104, 90, 76, 64), top=200, height=820)
    ImageDraw.Draw(accent).rectangle((_MARGIN, _MARGIN, _MARGIN + 240, _MARGIN + 20), fill=_FULL)
    _written(accent, clinic, "regular", (72, 60, 48, 40), top=1090, height=190)
    packed = io.BytesIO()
    _coloured(letters, accent).save(packed, "PNG")
    alternative = publication.language.interface.cover_alt.format(title=title, publisher=clinic)
    return Cover(packed.getvalue(), alternative)


def _coloured(letters: Image.Image, accent: Image.Image) -> Image.Image:
    """What is written on two sheets as one picture: the ground, and each colour where its sheet is inked."""
    picture = letters.point([round(ink * (SHADES - 1) / _FULL) for ink in range(_FULL + 1)])
    inked = accent.point([SHADES + round(ink * (SHADES - 1) / _FULL) for ink in range(_FULL + 1)])
    picture.paste(inked, mask=accent.point([0, *[_FULL] * _FULL]))
    coloured = Image.frombytes("P", picture.size, picture.tobytes())
    coloured.putpalette([*_shades(LETTERS), *_shades(ACCENT)])
    return coloured


def _shades(colour: str) -> list[int]:
    """Red, green and blue of each step from the ground to a colour."""
    ground, full = ImageColor.getrgb(GROUND), ImageColor.getrgb(colour)
    return [
        round(begin + (end - begin) * step / (SHADES - 1))
        for step in range(SHADES)
        for begin, end in zip(ground, full, strict=True)
    ]


def _written(sheet: Image.Image, text: str, style: Style, sizes: tuple[int, ...], *, top: int, height: int) -> None:
    """The text in the largest size that fits; what does not fit the smallest ends with an ellipsis."""
    size, lines = fitted(text, style, sizes, measure=SIDE - 2 * _MARGIN, height=height, leading=_LEADING)
    font, draw = (
        ImageFont.truetype(str(FONTS[style]), size, layout_engine=ImageFont.Layout.BASIC),
        ImageDraw.Draw(sheet),
    )
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * size * _LEADING), line, font=font, fill=_FULL)
