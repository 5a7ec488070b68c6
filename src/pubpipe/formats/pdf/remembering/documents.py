"""The engine's way from markup to pages, by its own functions with names of ours in them (see tagging/hooks.py)."""

from typing import Any

from weasyprint import HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.document import Document

from pubpipe.formats.pdf.remembering.drawings import image
from pubpipe.formats.pdf.remembering.lines import remembering_lines
from pubpipe.formats.pdf.remembering.measures import remembering_measures
from pubpipe.formats.pdf.remembering.styles import Styles
from pubpipe.formats.pdf.tagging.hooks import rebound


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
    """The pages of some markup. Not for two threads at a time."""
    with remembering_lines(), remembering_measures():
        return _render(html, **options)
