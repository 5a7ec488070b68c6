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
