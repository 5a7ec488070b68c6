"""Markup to a tagged file, and the words of both, to hold one against the other."""

from collections.abc import Iterator, Mapping
from typing import Any

import html5lib

from pubpipe.formats.pdf import engine
from pubpipe.formats.pdf.fetching import Fetcher, Resource
from pubpipe.profile import Conformance
from tests.support.structure import Node

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Title</title><style>'
    '@page {{ size: A5; margin: 15mm }} html {{ font: 11pt "DejaVu Sans" }} {css}</style></head>'
    "<body><h1>Head</h1>{body}</body></html>"
)
"""A page in the one font that fontconfig itself brings along, which has Latin, Arabic and Hebrew letters."""

_UNSEEN = ("head", "script", "style")
_NUMBERED = ("None", "Description")


def tagged(
    markup: str, conformance: Conformance = "archive", resources: Mapping[str, Resource] | None = None
) -> engine.Rendered:
    """The file that the engine makes of some markup, with our tags."""
    return engine.write(engine.lay_out(markup, (), Fetcher(resources or {})), conformance)


def markup_words(markup: str) -> list[str]:
    """What the markup says, word for word: its text, and in place of pictures what they are called."""
    document = html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False)
    return "".join(_said(document)).split()


def _said(element: Any) -> Iterator[str]:
    if element.tag in _UNSEEN or not isinstance(element.tag, str) or element.get("aria-hidden"):
        return
    if element.tag == "img" or element.tag.endswith("svg"):
        title = element.find("{http://www.w3.org/2000/svg}title")
        yield element.get("alt") or element.get("aria-label") or (title.text if title is not None else "")
        return
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag in _BLOCKS else ""
        yield from _said(child)
        yield "\n" if child.tag in _BLOCKS else ""
        yield child.tail or ""


_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)


def without_signs(node: Node, *, numbered: bool = False) -> Node:
    """The tree without the labels of list items, which the markup does not have."""
    kids = (
        kid if isinstance(kid, str) else without_signs(kid, numbered=_numbers(kid, numbered=numbered))
        for kid in node.kids
        if not (numbered and node.role == "LI" and isinstance(kid, Node) and kid.role == "Lbl")
    )
    return Node(node.role, node.facts, tuple(kids))


def _numbers(node: Node, *, numbered: bool) -> bool:
    return node.fact("ListNumbering") not in _NUMBERED if node.role == "L" else numbered
