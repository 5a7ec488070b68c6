"""A finished PDF measured glyph by glyph, as with a ruler on paper: what was asked of the engine counts for nothing."""

import ctypes
import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

SAME_LINE_POINTS = 2.0
"""Baselines nearer to each other than this are one line's."""

APART = 1.2
"""Letters further apart than this, in units of their size, are two texts beside each other."""

JOINED_POINTS = 0.5
"""A text that begins nearer than this to where a space leads goes on after it."""

THIN_POINTS = 3.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: on which page (from 0), its size and place in points from the page's top left.

    left: where its advance begins; baseline: what it stands on; right, top and bottom: of its ink;
    slanted: whether it leans, by its font's name or by the way it is drawn.
    """

    page: int
    text: str
    size: float
    font: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    colour: tuple[int, int, int]
    slanted: bool

    @property
    def bold(self) -> bool:
        """Whether its font is a bold one."""
        return "-Bol" in self.font


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs on one baseline of a page, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs).strip()

    @property
    def page(self) -> int:
        """The page, from 0."""
        return self.glyphs[0].page

    @property
    def baseline(self) -> float:
        """What it stands on, in points from the top."""
        return self.glyphs[0].baseline

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its ink ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Of its largest letter."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def parts(self) -> tuple["Line", ...]:
        """The texts that stand beside each other on it; the line itself if it is one text."""
        cuts = [0]
        for number, (one, two) in enumerate(itertools.pairwise(self.glyphs), start=1):
            if two.left - one.right > APART * two.size:
                cuts.append(number)
        cuts.append(len(self.glyphs))
        return tuple(Line(self.glyphs[start:end]) for start, end in itertools.pairwise(cuts))


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin level stroke on a page: where it lies, in points from the page's top left."""

    page: int
    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A file's pages: their size in points, every glyph, and every thin level stroke."""

    width: float
    height: float
    pages: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, page by page and from top to bottom."""
        return tuple(_lines(self.glyphs))


def measure(data: bytes) -> Printed:
    """The glyphs of a finished file, those in figures and running lines too."""
    document = pypdfium2.PdfDocument(data)
    try:
        width, height = document[0].get_size()
        glyphs: list[Glyph] = []
        rules: list[Rule] = []
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            glyphs += _glyphs(text_page, number, height)
            rules += _rules(page, number, height)
            text_page.close()
            page.close()
        return Printed(width, height, len(document), tuple(glyphs), tuple(rules))
    finally:
        document.close()


def _glyphs(text_page: Any, page: int, height: float) -> Iterator[Glyph]:
    drawn = [
        index
        for index in range(pdfium.FPDFText_CountChars(text_page))
        if pdfium.FPDFText_IsGenerated(text_page, index) != 1
    ]
    for index, after in itertools.zip_longest(drawn, drawn[1:]):
        if _ends_its_text(text_page, index, after):
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        x, y = _origin(text_page, index)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        colour = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetFillColor(text_page, index, *colour)
        font = _font(text_page, index)
        red, green, blue, _ = (part.value for part in colour)
        point = pdfium.FPDFText_GetUnicode(text_page, index)
        yield Glyph(
            page,
            "-" if point in (0x02, 0xFFFE) else chr(point),  # what the library makes of a hyphen that ends a line
            pdfium.FPDFText_GetFontSize(text_page, index) * abs(matrix.d),
            font,
            x,
            right.value,
            height - top.value,
            height - bottom.value,
            height - y,
            (red, green, blue),
            slanted="Ita" in font or "Obl" in font or abs(matrix.c) > 0.01 * abs(matrix.d),
        )


def _ends_its_text(text_page: Any, index: int, after: int | None) -> bool:
    """Whether a glyph is a space behind the last letter of a text, to which no other text is joined.

    Tags say it where a line's end took it; on paper it is nothing.
    """
    if index == 0 or not chr(pdfium.FPDFText_GetUnicode(text_page, index)).isspace():
        return False
    one, here = (_text_object(text_page, number) for number in (index - 1, index))
    if one != here or (after is not None and _text_object(text_page, after) == here):
        return False
    return after is None or math.dist(_origin(text_page, after), _advanced(text_page, index)) > JOINED_POINTS


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return x.value, y.value


def _advanced(text_page: Any, index: int) -> tuple[float, float]:
    """Where a space leads to."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return right.value, _origin(text_page, index)[1]


def _text_object(text_page: Any, index: int) -> int | None:
    """The address of the text that a glyph is drawn with."""
    return ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value


def _font(text_page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, len(buffer), None)
    return buffer.value.decode()


def _rules(page: Any, number: int, height: float) -> Iterator[Rule]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < THIN_POINTS < right - left:
            yield Rule(number, left, right, height - (top + bottom) / 2)


def _lines(glyphs: Iterable[Glyph]) -> Iterator[Line]:
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.page, one.baseline)):
        if line and (glyph.page != line[0].page or glyph.baseline - line[0].baseline > SAME_LINE_POINTS):
            yield from _line(line)
            line = []
        line.append(glyph)
    yield from _line(line)


def _line(glyphs: list[Glyph]) -> Iterator[Line]:
    if any(not glyph.text.isspace() for glyph in glyphs):
        yield Line(tuple(sorted(glyphs, key=lambda one: one.left)))
