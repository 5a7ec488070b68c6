"""Drawings as pixels: many on one page, by the engine of the printed handout and by a browser."""

import base64
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image
from weasyprint import HTML

from tests.figures.extents import size

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Grey = npt.NDArray[np.float64]
"""A picture in grey, from 0 to 255, as printers mix it (ITU-R BT.601)."""

CSS_DPI = 96.0

GAP = 16.0
"""CSS pixels between drawings and in which they are laid out, so that each begins at a whole pixel at 150 dpi too."""


def page(
    drawings: Sequence[str], width: float | None, gap: float = GAP
) -> tuple[str, list[tuple[float, float, float]]]:
    """A page with the drawings below each other, so many CSS pixels wide; and each one's top, width and height.

    Without a width, each unit is two pixels, so that no engine has to round a drawing's size.
    """
    cells, places, top = [], [], gap
    for drawing in drawings:
        across, down = size(drawing)
        wide = width or 2 * across
        height = wide * down / across
        source = base64.b64encode(drawing.encode()).decode()
        look = f"position:absolute;left:{gap}px;top:{top}px;width:{wide}px;height:{height}px"
        cells.append(f'<img alt="" style="{look}" src="data:image/svg+xml;base64,{source}">')
        places.append((top, wide, height))
        top += float(np.ceil(height / gap)) * gap + gap
    across = max(wide for _, wide, _ in places) + 2 * gap
    style = f"@page{{margin:0;size:{across}px {top}px}}html,body{{margin:0;background:#fff}}"
    return f"<!DOCTYPE html><title>Figures</title><style>{style}</style>{''.join(cells)}", places


def printed(drawings: Sequence[str], width: float | None = None, dpi: float = CSS_DPI) -> list[Grey]:
    """As WeasyPrint prints them."""
    html, places = page(drawings, width)
    data = HTML(string=html).write_pdf()
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        sheet = document[0].render(scale=dpi / 72).to_pil()
    finally:
        document.close()
    return _cut(sheet, places, dpi / CSS_DPI)


def browsed(drawings: Sequence[str], browser: "Browser", width: float | None = None) -> list[Grey]:
    """As Chromium shows them."""
    html, places = page(drawings, width)
    tall = places[-1][0] + places[-1][2] + GAP
    wide = max(wide for _, wide, _ in places)
    tab = browser.new_page(viewport={"width": round(wide + 2 * GAP), "height": int(np.ceil(tall))})
    try:
        tab.set_content(html)
        shot = tab.screenshot()
    finally:
        tab.close()
    return _cut(Image.open(io.BytesIO(shot)), places, 1.0)


def _cut(
    sheet: Image.Image, places: Sequence[tuple[float, float, float]], scale: float, gap: float = GAP
) -> list[Grey]:
    """Each drawing's own pixels."""
    whole = np.asarray(sheet.convert("L"), dtype=np.float64)
    left = round(gap * scale)
    return [
        whole[round(top * scale) : round(top * scale) + round(height * scale), left : left + round(wide * scale)]
        for top, wide, height in places
    ]


def aligned(one: Grey, other: Grey, most: int = 1) -> Grey:
    """The differences of two pictures, one moved by up to a pixel so that they differ least."""
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    inner = one[most : height - most, most : width - most]
    shifts = range(-most, most + 1)
    candidates = (
        np.abs(inner - other[most + down : height - most + down, most + across : width - most + across])
        for down in shifts
        for across in shifts
    )
    best: Grey = min(candidates, key=lambda difference: float(difference.mean()))
    return best


def luminance(grey: Grey) -> Grey:
    """The relative luminance of each pixel, from 0 to 1 (WCAG 2.2)."""
    share = grey / 255
    light: Grey = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return light


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances."""
    darker, lighter = sorted((one, other))
    return (lighter + 0.05) / (darker + 0.05)
