"""What a typesetter of large print decides before setting a page: how large each figure is, which stretch is parted.

A figure is as large as leaves its stretch on one page. A stretch whose figure would become too small for
that is parted in one place, before its steps, and its figure is large again on the first of the two pages.
All is measured in a layout on one endless page, where nothing is torn.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.formats.pdf.engine import Place
from pubpipe.formats.pdf.fitting import Fit
from pubpipe.formats.pdf.labels import least_height
from pubpipe.formats.pdf.sheets import Sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Block, Figure, Section, Stretch, nodes
from pubpipe.model.asset import Asset
from pubpipe.model.walks import stretches

_ENDLESS_MM = 1_000_000.0
_TALLEST_MM = 110.0
_SMALLEST_MM = 30.0
"""The height under which a figure is too small for large print, so that its stretch is parted instead."""

_SPARE_MM = 1.0
"""Room left over on a page, for what rounding adds up to."""

_MM_PER_PIXEL = 25.4 / 96


def endless(sheet: Sheet) -> Sheet:
    """A sheet of the same width on whose first page every article ends."""
    return replace(sheet, height=_ENDLESS_MM)


def whole(publication: Publication, places: Mapping[str, Place], sheet: Sheet, smallest: float) -> Fit:
    """The heights of all figures on a sheet, and where the stretches that it cannot hold are parted.

    places: on the endless sheet; smallest: points under which no label in a figure may be printed.
    """
    held = {card.figure.id for card in stretches(publication.article) if card.figure}
    leads = dict(_leads(publication.article.blocks))
    room = sheet.height - sheet.top - sheet.bottom - _SPARE_MM
    heights: dict[str, float] = {}
    parted: dict[str, tuple[str, str]] = {}
    for node in nodes(publication.article.blocks):
        if node.id in held or node.id not in places or not isinstance(node, Figure | Stretch):
            continue
        figure = node if isinstance(node, Figure) else node.figure
        drawn = _drawn(figure, publication, places, sheet, smallest)
        lead = leads.get(node.id, node.id)
        other = places[node.id].bottom - places[lead].top - drawn.now
        if isinstance(node, Stretch) and room - other < drawn.least:
            steps = _steps(node, places)
            parted[node.id] = lead, steps
            other = places[steps].top - places[lead].top - drawn.now
        if figure and drawn.most:
            heights[figure.id] = drawn.at_most(room - other)
    return Fit(heights=heights, parted=parted)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A figure's height in millimetres: as it was laid out, and the bounds within which it may be printed."""

    now: float = 0.0
    least: float = 0.0
    most: float = 0.0

    def at_most(self, height: float) -> float:
        """The height to print at where so much is free, in hundredths: rounded down, but never below the bound."""
        return max(math.floor(100 * min(height, self.most)) / 100, math.ceil(100 * self.least) / 100)


def _drawn(
    figure: Figure | None, publication: Publication, places: Mapping[str, Place], sheet: Sheet, smallest: float
) -> _Drawn:
    asset = publication.assets.get(figure.path) if figure else None
    place = places.get(f"{figure.id}_image") if figure else None
    if asset is None or place is None:
        return _Drawn()
    widest = _height_when_widest(asset, sheet)
    readable = least_height(asset, smallest)
    most = min(widest, max(_TALLEST_MM, readable))
    return _Drawn(place.bottom - place.top, min(max(_SMALLEST_MM, readable), most), most)


def _height_when_widest(asset: Asset, sheet: Sheet) -> float:
    """As wide as the text; but a photograph at no more than its own size, since its pixels would show."""
    across = (sheet.width - 2 * sheet.margins.side) * asset.height / asset.width
    return across if asset.media_type == "image/svg+xml" else min(across, asset.height * _MM_PER_PIXEL)


def _leads(blocks: Iterable[Block], outermost: str | None = None) -> Iterator[tuple[str, str]]:
    """For each block that opens a section, the outermost section that it opens: headings that stay with it."""
    for block in blocks:
        if outermost:
            yield block.id, outermost
        if isinstance(block, Section):
            yield from _leads(block.blocks, outermost or block.id)
        outermost = None


def _steps(stretch: Stretch, places: Mapping[str, Place]) -> str:
    """The id of what a stretch's steps begin with: the line that says for which side they are, if there is one."""
    side = f"{stretch.id}-side"
    return side if side in places else f"{stretch.id}-steps"
