"""The tree as the norm wants it: words in paragraphs, nothing empty, no boxes that only the layout needed."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pubpipe.formats.pdf.tagging.roles import GROUPING, INLINE
from pubpipe.formats.pdf.tagging.tree import Annotation, Content, Element

Kid = Element | Content | Annotation

_MAY_BE_EMPTY = frozenset({"TD", "TH", "Figure"})


def shape(element: Element) -> None:
    """Bring an element and all below it into shape."""
    for kid in element.kids:
        if isinstance(kid, Element):
            shape(kid)
    kids: Iterable[Kid] = (kid for kid in element.kids if not _is_empty(kid))
    if element.role in GROUPING:
        kids = _paragraphs(kids)
    if element.role in GROUPING or element.role in ("LBody", "TD", "TH"):
        kids = _unboxed(kids, lone=element.role in GROUPING)
    element.kids = _captioned(element, list(kids))
    for kid in element.kids:
        if isinstance(kid, Element):
            kid.parent = element
    if element.role == "L":
        _number(element)


def _is_empty(kid: Kid) -> bool:
    return isinstance(kid, Element) and not kid.kids and kid.role not in _MAY_BE_EMPTY


def _paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """What stands within a line, gathered into paragraphs."""
    for inline, run in groupby(kids, key=_is_inline):
        if inline:
            yield Element("P", kids=list(run))
        else:
            yield from run


def _is_inline(kid: Kid) -> bool:
    if not isinstance(kid, Element):
        return True
    return kid.role in INLINE or (kid.role in ("Figure", "Lbl") and kid.inline)


def _unboxed(kids: Iterable[Kid], *, lone: bool) -> Iterator[Kid]:
    """A plain box says nothing to who listens: what is in it takes its place.

    Only where nothing that belongs to the box goes lost: a caption beside its picture keeps it. lone: whether
    blocks may stand here beside others.
    """
    for kid in kids:
        if isinstance(kid, Element) and _says_nothing(kid) and (lone or len(kid.kids) == 1):
            yield from kid.kids
        else:
            yield kid


def _says_nothing(kid: Element) -> bool:
    captioned = any(isinstance(one, Element) and one.role == "Caption" for one in kid.kids)
    return kid.role == "Div" and not kid.entries and not captioned


def _captioned(element: Element, kids: list[Kid]) -> list[Kid]:
    """A caption stands first or last among the children of what it explains (ISO 14289-1, 7.2)."""
    captions = [kid for kid in kids if isinstance(kid, Element) and kid.role == "Caption"]
    if not captions or kids.index(captions[0]) in (0, len(kids) - 1):
        return kids
    others = [kid for kid in kids if kid is not captions[0]]
    return [captions[0], *others] if element.role == "Table" else [*others, captions[0]]


def _number(element: Element) -> None:
    """A list without labels has no numbering (ISO 32000-1, table 347)."""
    items = (kid for kid in element.kids if isinstance(kid, Element) and kid.role == "LI")
    labelled = any(isinstance(part, Element) and part.role == "Lbl" for item in items for part in item.kids)
    if not labelled:
        element.attributes["List"] = {"style": "None"}
