"""What the engine works out is kept for the next layout and the next document, where it is a function of values alone.

A clinic's handouts differ in a few words, and the layouts of one handout in a few measures: the rest is the same
work with the same result. Nothing here changes what comes out, and under an engine of another version than the one
that this was made for nothing of it is used, nor even imported.

    documents    the engine's way from markup to pages, with all of these in it
    styles       values of styles, by the declarations for an element and for all around it
    lines        lines of text, by the style of the text and the width
    measures     used sizes of boxes, by the style and the box around
    drawings     plain drawings, by their bytes and size
"""

from typing import Any

from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration

from pubpipe.formats.pdf.tagging.hooks import is_tested

__all__ = ["font_configuration", "render"]


def render(html: HTML, **options: Any) -> Document:
    """The engine's `HTML.render`."""
    if not is_tested():
        return html.render(**options)
    from pubpipe.formats.pdf.remembering import documents

    return documents.render(html, **options)


def font_configuration() -> FontConfiguration:
    """Fonts for a process, of which what is remembered takes notice."""
    if not is_tested():
        return FontConfiguration()
    from pubpipe.formats.pdf.remembering import lines

    return lines.Fonts()
