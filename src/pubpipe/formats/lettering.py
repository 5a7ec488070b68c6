"""The typeface: where its files are, how wide a line is, and the few letters that a picture needs.

Reading systems and players show a cover as a picture of its own, without any style sheet. So a
drawn cover carries the letters that it uses, and the lines of every cover are broken here, by the
typeface's own measures, since text in a picture does not wrap.
"""

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import fontpkg_atkinson_hyperlegible

Style = Literal["regular", "bold", "italic"]

_ROOT: Path = fontpkg_atkinson_hyperlegible.ROOT
FAMILY: str = fontpkg_atkinson_hyperlegible.FAMILY
LICENCE = _ROOT / "LICENSE"
FONTS: dict[Style, Path] = {
    "regular": _ROOT / "files" / "AtkinsonHyperlegible-Regular.ttf",
    "bold": _ROOT / "files" / "AtkinsonHyperlegible-Bold.ttf",
    "italic": _ROOT / "files" / "AtkinsonHyperlegible-Italic.ttf",
}

_ELLIPSIS = "…"

UNKNOWN_WIDTH = 1.0
"""A letter that the typeface lacks comes from another one; few are wider than they are high."""


def width(text: str, style: Style) -> float:
    """How wide a line of text is, in em."""
    letters = _letters(style)
    return sum(letters.get(ord(char), UNKNOWN_WIDTH) for char in text)


@lru_cache(maxsize=len(FONTS))
def _letters(style: Style) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(FONTS[style], lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def letters(text: str, style: Style) -> bytes:
    """The typeface with no more letters than the text has, as TrueType."""
    from fontTools import subset

    options = subset.Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    with subset.load_font(str(FONTS[style]), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def fitted(
    text: str, style: Style, sizes: Sequence[int], *, measure: float, height: float, leading: float
) -> tuple[int, tuple[str, ...]]:
    """The largest of the sizes at which the text fits a box, and its lines.

    measure and height are the box's; sizes are in the same unit, leading in em. What does not fit
    at the smallest size ends with an ellipsis.
    """
    for size in sizes:
        lines = broken(text, style, measure / size)
        if len(lines) * size * leading <= height and all(width(line, style) <= measure / size for line in lines):
            return size, lines
    size = sizes[-1]
    return size, _shortened(text, style, measure / size, int(height / size / leading))


def _shortened(text: str, style: Style, limit: float, room: int) -> tuple[str, ...]:
    """As many lines as there is room for, each within the limit in em."""
    lines = broken(text, style, limit)
    kept = [_cut(line, style, limit) for line in lines[:room]]
    if len(lines) > room:
        kept[-1] = _cut(f"{kept[-1].removesuffix(_ELLIPSIS)} {_ELLIPSIS}", style, limit)
    return tuple(kept)


def _cut(line: str, style: Style, limit: float) -> str:
    """The line, or as much of it as the limit holds."""
    if width(line, style) <= limit:
        return line
    while width(line + _ELLIPSIS, style) > limit:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS


def broken(text: str, style: Style, limit: float) -> tuple[str, ...]:
    """The text in as few lines as fit into `limit` em, all about as long as each other.

    A word longer than the limit stands on a line of its own and is not cut; no-break spaces do not break.
    """
    words = [word for word in re.split(r"[ \t\n]+", text) if word]
    lines = _filled(words, style, limit)
    # Narrow the measure for as long as that costs no line: a short last line looks like a slip.
    while (narrower := max(width(line, style) for line in lines) - 0.05) > 0:
        tighter = _filled(words, style, narrower)
        if len(tighter) > len(lines) or max(width(line, style) for line in tighter) > narrower:
            break
        lines = tighter
    return tuple(lines)


def _filled(words: Sequence[str], style: Style, limit: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, style) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
