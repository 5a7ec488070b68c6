"""SVG drawings that cannot act: an SVG is a program as much as a picture.

Only drawing elements of the SVG namespace pass, references lead inside the file,
and nothing is fetched while it is read.
"""

import re
from typing import cast

from lxml import etree

from pubpipe.findings import Code
from pubpipe.reading.refusing import RefusedError

MOST_ELEMENTS = 5_000
MOST_USES = 20
"""Each `use` can double what is drawn: 20 of them, nested, at most a thousandfold."""
SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
DRAWING = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "title", "desc", "defs", "use", "symbol", "marker", "pattern",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "text", "tspan", "style",
    "metadata",
})  # fmt: skip
ALLOWED_PREFIXED = frozenset(
    {XLINK_HREF, "{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/XML/1998/namespace}lang"}
)
OUTSIDE_URL = re.compile(r"url\(\s*['\"]?\s*(?!#)[^)]", re.IGNORECASE)
ACTIVE_STYLE = re.compile(r"@import|@font-face|image-set\s*\(|expression\s*\(|javascript:|\\", re.IGNORECASE)


def svg_size(data: bytes) -> tuple[float, float]:
    """Width and height of an SVG that passed every check."""
    root = _svg_root(data)
    uses = 0
    for count, element in enumerate(root.iter(), 1):
        if count > MOST_ELEMENTS:
            raise RefusedError(Code.FIGURE_UNSUPPORTED, "The SVG has too many elements.", "Export a simpler drawing.")
        _check_element(element)
        uses += element.tag == f"{SVG}use"
    if uses > MOST_USES:
        raise RefusedError(Code.FIGURE_UNSUPPORTED, "The SVG repeats parts too often.", "Export it without clones.")
    return _declared_size(root)


def _svg_root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(Code.FIGURE_UNSUPPORTED, f"It is not well-formed: {error}.", "Export it again.") from error
    root = tree.getroot()
    if getattr(tree.docinfo, "internalDTD", None) is not None:
        raise _unsafe("a document type or entities", root)
    if root.tag != f"{SVG}svg":
        raise RefusedError(Code.FIGURE_UNSUPPORTED, "The file is not an SVG drawing.", "Use an SVG, PNG or JPEG file.")
    if any(not _is_comment(before) for before in root.itersiblings(preceding=True)):
        raise _unsafe("a processing instruction", root)
    return root


def _is_comment(element: etree._Element) -> bool:
    # A comment's tag is the function that makes comments.
    return cast("object", element.tag) is etree.Comment


def _check_element(element: etree._Element) -> None:
    if _is_comment(element):
        return
    if not isinstance(cast("object", element.tag), str):
        raise _unsafe("an entity or a processing instruction", element)
    name = etree.QName(element.tag)
    if not element.tag.startswith(SVG) or name.localname not in DRAWING:
        raise _unsafe(f"the element <{name.localname}>", element)
    for key, value in element.attrib.items():
        _check_attribute(str(key), str(value), element)
    if name.localname == "style" and _acts("".join(str(text) for text in element.itertext())):
        raise _unsafe("a style that fetches or acts", element)


def _check_attribute(key: str, value: str, element: etree._Element) -> None:
    if key.startswith("{") and key not in ALLOWED_PREFIXED:
        raise _unsafe(f"the attribute {etree.QName(key).localname}", element)
    if key.lower().startswith("on"):
        raise _unsafe(f"the script {key}", element)
    if key in ("href", XLINK_HREF) and not value.strip().startswith("#"):
        raise _unsafe(f"a reference to “{value[:40]}”", element)
    if _acts(value):
        raise _unsafe(f"an attribute {key} that fetches or acts", element)


def _acts(text: str) -> bool:
    return bool(OUTSIDE_URL.search(text) or ACTIVE_STYLE.search(text))


def _unsafe(what: str, element: etree._Element) -> RefusedError:
    return RefusedError(
        Code.FIGURE_UNSAFE,
        f"The SVG holds {what}.",
        "Export it as a plain SVG: shapes only, no scripts, links, embedded pictures or style sheets from elsewhere.",
        cast("int | None", element.sourceline),
    )


def _declared_size(root: etree._Element) -> tuple[float, float]:
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = [_pixels(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    if len(box) == 4 and box[2] and box[3]:
        return width or box[2], height or box[3]
    if width and height:
        return width, height
    raise RefusedError(
        Code.FIGURE_UNSUPPORTED, "The SVG has no size.", "Give it a viewBox, or width and height in pixels."
    )


def _pixels(text: str | None) -> float | None:
    match = re.fullmatch(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)(?:px)?\s*", text or "")
    return float(match[1]) if match else None
