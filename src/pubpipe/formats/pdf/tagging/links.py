"""Links as one thing to whoever hears them: one annotation a page however many lines, named by its words."""

from typing import Any

import pydyf

from pubpipe.formats.pdf.tagging.tree import Annotation, Element

_PRINT_FLAG = 4


def mend(link: Element, annotation: Annotation) -> None:
    """Make one annotation of a link's lines on a page, with the link's words as its description."""
    one = annotation.object
    one["F"] = _PRINT_FLAG  # A link belongs to the printed page too (ISO 32000-1, table 165).
    if annotation.others:
        _join(one, annotation.others)
    words = spoken(link.source)
    one["Contents"] = pydyf.String(words)
    if not "".join(link.source.itertext()).strip():
        link.entries["Alt"] = words


def spoken(source: Any) -> str:
    """What a link is called: its title, else its words, else those for its pictures, else where it leads."""
    words = " ".join("".join(source.itertext()).split())
    pictures = " ".join(image.get("alt") or "" for image in source.iter("img")).strip()
    return source.get("title") or words or pictures or source.get("href") or ""


def _join(one: Any, others: list[Any]) -> None:
    """The lines' rectangles as quadrilaterals of one annotation, within the smallest rectangle around them."""
    edges = [_ordered(part["Rect"]) for part in (one, *others)]
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    one["Rect"] = pydyf.Array((min(lefts), min(bottoms), max(rights), max(tops)))
    one["QuadPoints"] = pydyf.Array(
        edge for left, bottom, right, top in edges for edge in (left, bottom, right, bottom, left, top, right, top)
    )


def _ordered(rectangle: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(edge) for edge in rectangle)
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def detach(pdf: Any, gone: list[Any]) -> None:
    """Take annotations off their pages: further lines of joined links, and links in what is never read out."""
    references = {annotation.reference for annotation in gone}
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page" and "Annots" in page:
            kept = [reference for reference in page["Annots"] if reference not in references]
            page["Annots"] = pydyf.Array(kept)
    for annotation in gone:
        annotation.clear()
