"""What the engine works out is kept for the next layout and the next document, where it is a function of values alone.

A clinic's handouts differ in a few words, and the layouts of one handout in a few measures: the rest is the same
work with the same result. Nothing here changes what comes out, and under an engine of another version than the one
that this was made for nothing of it is used.

    styles       values of styles, by the declarations for an element and for all around it
    lines        lines of text, by the style of the text and the width
    drawings     plain drawings, by their bytes and size
"""

from typing import Any

from weasyprint import HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.document import Document

from pubpipe.formats.pdf.remembering.drawings import image
from pubpipe.formats.pdf.remembering.lines import Fonts, remembering_lines
from pubpipe.formats.pdf.remembering.styles import Styles
from pubpipe.formats.pdf.tagging.hooks import is_tested, rebound

__all__ = ["Fonts", "render"]


class _Document(Document):  # type: ignore[misc]  # the library carries no types
    """A document whose styles and drawings are remembered."""

    _build_layout_context = classmethod(
        rebound(
            Document._build_layout_context.__func__,  # noqa: SLF001 - see hooks.py
            get_all_computed_styles=rebound(get_all_computed_styles, StyleFor=Styles),
            original_get_image_from_uri=image,
        )
    )


_render = rebound(HTML.render, Document=_Document)


def render(html: HTML, **options: Any) -> Document:
    """The engine's `HTML.render`."""
    if not is_tested():
        return html.render(**options)
    with remembering_lines():
        return _render(html, **options)
