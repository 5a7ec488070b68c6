"""Tags worth hearing: the structure tree of a PDF, built from the markup's elements.

The engine's own tags pass the validators and are poor to listen to: a paragraph over two pages is two, a
linked phrase over two lines two links, words at line ends run together, running lines are read with the text.
Here the tree has one structure element for each element of the markup, every space that a reader sees, the
language of every part, and nothing of a page's furniture.

    hooks        the engine's inside: its version, and how ours gets in
    furniture    which boxes are artifacts
    spacing      which spaces and hyphens are the line ends'
    marking      the content streams, marked by both
    roles        what an element of the markup is called
    tree         boxes to structure elements
    shaping      … as the norm wants them
    writing      … as objects of the PDF, with links and destinations
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import weasyprint.document
import weasyprint.pdf

from pubpipe.formats.pdf.tagging.furniture import artifacts
from pubpipe.formats.pdf.tagging.hooks import TESTED, is_tested, rebound
from pubpipe.formats.pdf.tagging.marking import MarkedStream, Plan
from pubpipe.formats.pdf.tagging.spacing import endings
from pubpipe.formats.pdf.tagging.tree import build
from pubpipe.formats.pdf.tagging.writing import Writer

__all__ = ["TESTED", "is_tested", "write_pdf"]


def write_pdf(document: Any, finisher: Callable[[Any, Any], None], **options: Any) -> bytes:
    """The engine's `Document.write_pdf`, with our tags in place of its own."""
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - see hooks.py
    root = _markup(pages)
    furniture = artifacts(pages)
    plan = Plan(furniture, endings(pages, root, lambda box: box not in furniture))

    def add_tags(pdf: Any, _document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
        tree = build(pages, root, plan)
        version = pdf_version.decode() if isinstance(pdf_version, bytes) else str(pdf_version)
        Writer(pdf, page_streams, plan, second=version >= "2.0").write(tree)

    generate = rebound(weasyprint.pdf.generate_pdf, Stream=partial(MarkedStream, plan), add_tags=add_tags)
    write = rebound(weasyprint.document.Document.write_pdf, generate_pdf=generate)
    data: bytes = write(document, finisher=finisher, **options)
    return data


def _markup(pages: list[Any]) -> Any:
    """The root element of the markup."""
    return next(box.element for box in pages[0].children if box.element is not None)
