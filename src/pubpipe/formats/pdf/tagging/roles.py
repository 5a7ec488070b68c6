"""What each element of the markup is called in the tag tree: structure types of PDF, by element.

The names are those of ISO 32000-2, table 368 and following. What PDF 1.7 (ISO 32000-1) does not have is
mapped there to the nearest that it has, so that one tree serves both.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"

BLOCKS: Mapping[str, str] = MappingProxyType(
    {
        **{f"h{level}": f"H{level}" for level in range(1, 7)},
        **dict.fromkeys(("p", "pre", "address", "summary", "legend"), "P"),
        **dict.fromkeys(("section", "article", "nav"), "Sect"),
        **dict.fromkeys(("div", "main", "header", "footer", "figure", "form", "fieldset", "details", "hr"), "Div"),
        **dict.fromkeys(("ul", "ol", "dl"), "L"),
        "aside": "Aside",
        "blockquote": "BlockQuote",
        "li": "LI",
        "dt": "Lbl",
        "dd": "LBody",
        "table": "Table",
        "thead": "THead",
        "tbody": "TBody",
        "tfoot": "TFoot",
        "tr": "TR",
        "th": "TH",
        "td": "TD",
        "caption": "Caption",
        "figcaption": "Caption",
    }
)
INLINES: Mapping[str, str] = MappingProxyType(
    {
        "strong": "Strong",
        "b": "Strong",
        "em": "Em",
        "i": "Em",
        "code": "Code",
        "q": "Quote",
        "label": "Span",
        "img": "Figure",
        f"{SVG}svg": "Figure",
        "input": "Form",
        "textarea": "Form",
        "select": "Form",
        "button": "Form",
    }
)

NEW_IN_2: Mapping[str, str] = MappingProxyType({"Strong": "Span", "Em": "Span", "Aside": "Div", "FENote": "Note"})
"""Types that PDF 1.7 lacks, with what they are mapped to there."""

GONE_IN_2 = frozenset({"BlockQuote", "Code", "Quote"})
"""Types of PDF 1.7 that the namespace of PDF 2.0 no longer has; they stay in the older one's."""

GROUPING = frozenset({"Document", "Sect", "Div", "Aside", "BlockQuote"})
"""Types that hold blocks: text may not stand in them as it is."""

INLINE = frozenset({"Span", "Em", "Strong", "Link", "Code", "Quote", "Form", "FENote"})
"""Types that stand within a line of text."""

NUMBERING: Mapping[str, str] = MappingProxyType(
    {
        "decimal": "Decimal",
        "decimal-leading-zero": "Decimal",
        "lower-alpha": "LowerAlpha",
        "lower-latin": "LowerAlpha",
        "upper-alpha": "UpperAlpha",
        "upper-latin": "UpperAlpha",
        "lower-roman": "LowerRoman",
        "upper-roman": "UpperRoman",
        "disc": "Disc",
        "circle": "Circle",
        "square": "Square",
    }
)
"""ListNumbering (ISO 32000-1, table 347) by CSS list style."""


def role(element: Any, *, block: bool) -> str | None:
    """The structure type of an element; None for one that means nothing by itself, such as a bare span.

    block: whether it is laid out as a block. A block that is named by a heading of its own is a section.
    """
    tag = element.tag
    if tag == "a" and element.get("href"):
        return "Link"
    if tag == "th" and not "".join(element.itertext()).strip():
        return "TD"
    if tag == "abbr" and element.get("title"):
        return "Span"
    found = BLOCKS.get(tag) or INLINES.get(tag)
    if found == "Div" and element.get("aria-labelledby"):
        return "Sect"
    return found or ("Div" if block else None)


def numbering(list_element: Any, style: object) -> str:
    """The ListNumbering of a list with labels, by its CSS style."""
    if list_element.tag == "dl":
        return "Description"
    default = "Decimal" if list_element.tag == "ol" else "Disc"
    return NUMBERING.get(style, default) if isinstance(style, str) else default


def is_list_sign(element: Any, style: Any) -> bool:
    """Whether what the style sheet puts before an element is the sign of a list item that has no other."""
    around = style.parent_style
    return bool(
        element.tag == "li"
        and around is not None
        and around["list_style_type"] == "none"
        and around["list_style_image"][0] == "none"
    )


def alternative(element: Any) -> str:
    """The words that stand for a picture, empty if it has none."""
    title = element.find(f"{SVG}title")
    words = element.get("alt") or element.get("aria-label") or (title.text if title is not None else None)
    return " ".join((words or "").split())


def is_decoration(element: Any) -> bool:
    """Whether the markup says that an element tells nothing."""
    return (
        element.get("aria-hidden") == "true"
        or element.get("role") in ("presentation", "none")
        or (element.tag == "img" and element.get("alt") == "")
    )
