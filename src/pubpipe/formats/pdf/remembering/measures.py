"""The used measures of boxes: what margins, padding, borders and sizes come to, by the style and the box around.

The engine resolves some twenty of them each time that it tries to place a box.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from pubpipe.formats.pdf.hearing import Lines

MOST_MEASURES = 4_000

_SIDES = ("top", "right", "bottom", "left")
_MEASURES = (
    *(f"{part}_{side}" for part in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{bound}{size}" for bound in ("", "min_", "max_") for size in ("width", "height")),
)
"""All that the engine's function sets."""

_FOUND: dict[object, dict[str, Any]] = {}


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """The engine's function: what it sets is of the style and the size of the box around alone."""
    known = getattr(box.style, "known", None)
    if not known or not known.root.trusted or box.style["border_collapse"] == "collapse":
        _resolve(box, containing_block)
        return
    around = containing_block
    size = (around.width, around.height) if isinstance(around, boxes.Box) else tuple(around)
    key = known, size, isinstance(box, boxes.PageBox)
    found = _FOUND.get(key)
    if found is not None:
        box.__dict__.update(found)
        return
    heard = Lines.heard
    _resolve(box, containing_block)
    if heard == Lines.heard:
        if len(_FOUND) >= MOST_MEASURES:
            _FOUND.clear()
        _FOUND[key] = {name: box.__dict__[name] for name in _MEASURES}


_resolve: Callable[[Any, Any], None] = percent.resolve_percentages


@contextmanager
def remembering_measures() -> Iterator[None]:
    """The engine asks here for them."""
    rooms = [*_rooms()]
    for room in rooms:
        room.resolve_percentages = resolve_percentages  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for room in rooms:
            room.resolve_percentages = _resolve  # type: ignore[attr-defined]


def _rooms() -> Iterator[ModuleType]:
    """The engine's modules that know the function."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is _resolve:
            yield module
