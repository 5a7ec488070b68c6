"""The picture that a player shows while the recording plays: the title and the clinic, in type to be read at a glance.

Light letters on a dark ground, square as players want it. Drawn here, from the typeface's own
files, so that the same article has the same picture everywhere.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from pubpipe.formats.lettering import FONTS, Style, fitted
from pubpipe.formats.publication import Publication

MEDIA_TYPE = "image/png"
SIDE = 1400
"""Pixels: the smallest that podcast directories take, and small enough to travel within each file."""
GROUND, LETTERS, ACCENT = "#12343b", "#ffffff", "#f4c95d"
"""White on the ground has a contrast of 13:1, the accent 9:1."""
COLOURS = 32
"""Enough for the edges of letters in two colours on one ground, at a third of the bytes."""

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
    image = Image.new("RGB", (SIDE, SIDE), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((_MARGIN, _MARGIN, _MARGIN + 240, _MARGIN + 20), fill=ACCENT)
    _written(draw, title, "bold", (160, 140, 120, 104, 90, 76, 64), top=200, height=820, colour=LETTERS)
    _written(draw, clinic, "regular", (72, 60, 48, 40), top=1090, height=190, colour=ACCENT)
    packed = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    alternative = publication.language.interface.cover_alt.format(title=title, publisher=clinic)
    return Cover(packed.getvalue(), alternative)


def _written(
    draw: ImageDraw.ImageDraw, text: str, style: Style, sizes: tuple[int, ...], *, top: int, height: int, colour: str
) -> None:
    """The text in the largest size that fits; what does not fit the smallest ends with an ellipsis."""
    size, lines = fitted(text, style, sizes, measure=SIDE - 2 * _MARGIN, height=height, leading=_LEADING)
    font = ImageFont.truetype(str(FONTS[style]), size, layout_engine=ImageFont.Layout.BASIC)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * size * _LEADING), line, font=font, fill=colour)
