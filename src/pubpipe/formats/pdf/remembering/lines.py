"""Lines of text: how much of a text fits a width, and how it is measured there.

The engine asks its text library for it again each time that it tries a column or a page, though a paragraph that
two handouts share breaks alike in both.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

MOST_LINES = 4_000
"""Lines that are remembered, each with the text behind it: a handout has some hundreds."""

_LINES: dict[object, tuple[Any, ...]] = {}
_STRUTS: dict[object, tuple[float, float]] = {}


def _forget() -> None:
    _LINES.clear()
    _STRUTS.clear()


class Fonts(FontConfiguration):  # type: ignore[misc]  # the library carries no types
    """The fonts of a process. With a new one, text may be set otherwise than before."""

    def add_font_face(self, *arguments: Any) -> None:
        """Add a font that a style sheet brings."""
        _forget()
        super().add_font_face(*arguments)


def first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> tuple[Any, ...]:
    """The engine's `split_first_line`: what it gives is of the text, its style and the width alone."""
    known = getattr(style, "known", None)
    arguments = text, style, context, max_width, justification_spacing
    if not known or not known.root.trusted:
        return _first_line(*arguments, is_line_start, minimum)
    key = known, style["white_space"], text, max_width, justification_spacing, is_line_start, minimum
    found = _LINES.get(key)
    if found is None:
        if len(_LINES) >= MOST_LINES:
            _forget()
        found = _LINES[key] = _first_line(*arguments, is_line_start, minimum)
    layout, *measures = found
    # The engine writes into it when it draws the line.
    return copy(layout), *measures


def strut(style: Any) -> tuple[float, float]:
    """The engine's `strut`: the height of an empty line and its baseline are of the style alone."""
    known = getattr(style, "known", None)
    if not known or not known.root.trusted:
        return _strut(style)
    found = _STRUTS.get(known)
    if found is None:
        if len(_STRUTS) >= MOST_LINES:
            _forget()
        found = _STRUTS[known] = _strut(style)
    return found


_first_line: Callable[..., tuple[Any, ...]] = line_break.split_first_line
_strut: Callable[[Any], tuple[float, float]] = line_break.strut


@contextmanager
def remembering_lines() -> Iterator[None]:
    """The engine asks here for its lines."""
    inline.split_first_line = preferred.split_first_line = first_line
    inline.strut = strut
    try:
        yield
    finally:
        inline.split_first_line = preferred.split_first_line = _first_line
        inline.strut = _strut
