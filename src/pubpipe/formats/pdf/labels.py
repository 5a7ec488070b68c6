"""The labels in drawings: how small the smallest is, so that no edition prints it under its least letter.

A drawing is printed at the size that its page has room for, and its labels shrink or grow with it.
"""

import math
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pubpipe.findings import Code, Finding, Position
from pubpipe.formats.pdf.engine import Place
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Figure
from pubpipe.model.asset import Asset
from pubpipe.model.walks import figures

POINTS_PER_MM = 72 / 25.4

_SVG = "{http://www.w3.org/2000/svg}"
_LABELS = {f"{_SVG}text", f"{_SVG}tspan"}
_INITIAL_SIZE = 16.0
_ROUNDING_POINTS = 0.05
_UNITS: Mapping[str, float] = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in each unit (CSS Values and Units 3)."""

_NUMBER = r"(\d*\.?\d+)"
_LENGTH = re.compile(rf"\s*{_NUMBER}\s*([a-z]*|%)\s*")
_DECLARED = re.compile(
    rf"font-size\s*:\s*({_NUMBER}\s*(?:[a-z]+|%)?)|font\s*:[^;}}]*?({_NUMBER}(?:px|pt|mm|cm|in|em|%))"
)
_TRANSFORM = re.compile(r"(scale|matrix)\s*\(([^)]*)\)")


def small_labels(publication: Publication, places: Mapping[str, Place], smallest: float) -> Iterator[Finding]:
    """An error for each figure whose smallest label is printed under `smallest` points."""
    for figure in figures(publication.article):
        asset, place = publication.assets.get(figure.path), places.get(f"{figure.id}_image")
        label = smallest_label(asset) if asset else None
        if asset is None or place is None or label is None:
            continue
        printed = label * (place.right - place.left) / asset.width * POINTS_PER_MM
        if printed < smallest - _ROUNDING_POINTS:
            yield _too_small(figure, printed, smallest)


def _too_small(figure: Figure, printed: float, smallest: float) -> Finding:
    times = math.ceil(10 * smallest / printed) / 10
    return Finding(
        Code.SMALL_LABEL,
        Position(figure.source.file, figure.source.line) if figure.source else Position("article"),
        f"The smallest label of the figure would be printed at {printed:.1f} points, "
        f"and the large print has no letter under {smallest:g}.",
        figure.path,
        f"Set the drawing's labels {times:.1f} times as large, or say what they say in its caption.",
    )


def least_height(asset: Asset, smallest: float) -> float:
    """The height in millimetres from which on all labels of a picture have `smallest` points; 0 without labels."""
    label = smallest_label(asset)
    return smallest / POINTS_PER_MM / label * asset.height if label else 0.0


def smallest_label(asset: Asset) -> float | None:
    """The size of a drawing's smallest letters in CSS pixels of its own measure; None when it has none.

    Rather too small than too large: a size that the drawing's style sheet gives to anything counts for all labels.
    """
    if asset.media_type != "image/svg+xml":
        return None
    try:
        root = etree.fromstring(asset.data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None  # the engine shows no such drawing, and says so
    ruled = "".join(str(text) for style in root.iter(f"{_SVG}style") for text in style.itertext())
    declared = [_size(match[1] or match[3], _INITIAL_SIZE) for match in _DECLARED.finditer(ruled)]
    sizes = [
        min(size, *declared) * scale if declared else size * scale for size, scale in _sizes(root, _INITIAL_SIZE, 1.0)
    ]
    return min(sizes) * _scale_of(root, asset) if sizes else None


def _sizes(element: etree._Element, inherited: float, scale: float) -> Iterator[tuple[float, float]]:
    """The font size of each label in and below an element, with how far transformations enlarge it."""
    given = _DECLARED.search(element.get("style") or "")
    own = (given[1] or given[3]) if given else element.get("font-size")
    size = _size(own, inherited) if own else inherited
    scale *= math.prod(_enlarging(*match.groups()) for match in _TRANSFORM.finditer(element.get("transform") or ""))
    if element.tag in _LABELS and (element.text or "").strip():
        yield size, scale
    for child in element:
        yield from _sizes(child, size, scale)
        if element.tag in _LABELS and (child.tail or "").strip():
            yield size, scale


def _size(text: str, inherited: float) -> float:
    """A font size in pixels; one by a name such as `small`, or in a unit of its own kind, counts as inherited."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        return inherited
    number, unit = float(found[1]), found[2]
    relative = {"em": inherited, "%": inherited / 100}
    return number * (relative.get(unit) or _UNITS.get(unit) or 1.0)


def _enlarging(kind: str, arguments: str) -> float:
    """How far a transformation enlarges letters in the direction in which it does so least."""
    numbers = [float(number) for number in re.findall(rf"-?{_NUMBER}(?:e-?\d+)?", arguments)]
    if kind == "scale":
        return min(numbers, default=1.0)
    across, along = numbers[:2], numbers[2:4]
    return min(math.hypot(*across), math.hypot(*along)) if len(numbers) == 6 else 1.0


def _scale_of(root: etree._Element, asset: Asset) -> float:
    """Pixels of the drawing's declared size for one of its units."""
    box = [float(number) for number in re.findall(rf"-?{_NUMBER}", root.get("viewBox") or "")]
    return min(asset.width / box[2], asset.height / box[3]) if len(box) == 4 and box[2] and box[3] else 1.0
