"""The tag tree as objects of the PDF (ISO 32000-1, section 14.7; ISO 32000-2 for namespaces and destinations)."""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint.logger import LOGGER

from pubpipe.formats.pdf.tagging import destinations, links
from pubpipe.formats.pdf.tagging.marking import Mark, Plan
from pubpipe.formats.pdf.tagging.roles import GONE_IN_2, NEW_IN_2
from pubpipe.formats.pdf.tagging.shaping import shape
from pubpipe.formats.pdf.tagging.tree import Annotation, Content, Element, Tree

PDF_2 = "http://iso.org/pdf2/ssn"
PDF_1 = "http://iso.org/pdf/ssn"


class _Written(pydyf.Object):  # type: ignore[misc]  # the library carries no types
    """An object whose bytes are put together once: there are hundreds of structure elements in a leaflet."""

    data = b""


class Writer:
    """Puts one tree into one PDF.

    pages: the pages' content streams; second: whether the file is PDF 2.0.
    """

    def __init__(self, pdf: Any, streams: list[Any], plan: Plan, *, second: bool) -> None:
        self._pdf = pdf
        self._second = second
        self._streams = [*streams, *(group for group in plan.groups if group._tags)]  # noqa: SLF001
        self._numbers = {id(stream): number for number, stream in enumerate(self._streams)}
        self._owners: list[dict[int, Any]] = [{} for _ in self._streams]
        self._annotations: list[tuple[Any, Any]] = []
        self._ids: list[tuple[str, Any]] = []
        self._namespaces: dict[str, Any] = {}
        self.written: dict[int, Any] = {}

    def write(self, tree: Tree) -> None:
        """Shape the tree and write it with everything that belongs to it."""
        shape(tree.root)
        root = self._add({"Type": "/StructTreeRoot"})
        if self._second:
            for uri in (PDF_2, PDF_1):
                self._namespaces[uri] = self._add({"Type": "/Namespace", "NS": pydyf.String(uri)}).reference
            root["Namespaces"] = pydyf.Array(self._namespaces.values())
        # PDF 2.0 has them by its namespace; a program that does not know that reads the map.
        mapped = {role: f"/{nearest}" for role, nearest in sorted(NEW_IN_2.items())}
        root["RoleMap"] = pydyf.Dictionary(mapped)
        root["K"] = pydyf.Array([self._element(tree.root, root.reference)])
        self._number_streams(root)
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        if "Lang" not in self._pdf.catalog:
            LOGGER.error('The root of the document has no "lang"')
        self._detach()
        if self._second:
            destinations.add(self._pdf, tree, self.written)

    def _add(self, entries: dict[str, Any]) -> Any:
        part = pydyf.Dictionary(entries)
        self._pdf.add_object(part)
        return part

    # Structure elements

    def _element(self, element: Element, parent: bytes) -> bytes:
        """Write an element and all below it; its reference."""
        part = _Written()
        self._pdf.add_object(part)
        reference: bytes = part.reference
        self.written[id(element)] = reference
        page = _first_page(element)
        kids = [self._kid(kid, element, reference, page) for kid in element.kids]
        pieces = [
            b"<</Type/StructElem/S/",
            self._role(element).encode(),
            b"/P ",
            parent,
            b"/Pg ",
            self._pdf.page_references[page],
        ]
        if self._second:
            pieces += [b"/NS ", self._namespaces[PDF_1 if element.role in GONE_IN_2 else PDF_2]]
        for entry, text in element.entries.items():
            pieces += [b"/", entry.encode(), b" ", pydyf.String(text).data]
        if "ID" in element.entries:
            self._ids.append((element.entries["ID"], reference))
        if attributes := [one.data for one in self._attributes(element)]:
            pieces += [b"/A", *attributes] if len(attributes) == 1 else [b"/A[", *attributes, b"]"]
        part.data = b"".join((*pieces, b"/K[", b" ".join(kids), b"]>>"))
        return reference

    def _role(self, element: Element) -> str:
        """In PDF 2.0 a caption is a child of what it explains, which a picture with an alternative has no room for."""
        beside = element.role == "Caption" and element.parent is not None and element.parent.role != "Table"
        return "P" if self._second and beside else element.role

    def _attributes(self, element: Element) -> Iterator[Any]:
        for owner, values in element.attributes.items():
            if owner == "List":
                style = str(values["style"])
                if style == "Description" and not self._second:
                    style = "None"
                yield pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{style}"})
            elif values and (self._second or owner != "FENote"):
                plain = {name: pydyf.Array(one) if isinstance(one, tuple) else one for name, one in values.items()}
                yield pydyf.Dictionary({"O": f"/{owner}", **plain})

    def _kid(self, kid: Element | Content | Annotation, owner: Element, reference: bytes, page: int) -> bytes:
        if isinstance(kid, Element):
            return self._element(kid, reference)
        where: bytes = self._pdf.page_references[kid.page]
        if isinstance(kid, Content):
            return self._content(kid.mark, reference, where, same=kid.page == page)
        if owner.role == "Link":
            links.mend(owner, kid)
        self._annotations.append((reference, kid.object))
        return b"<</Type/OBJR/Obj %b/Pg %b>>" % (kid.object.reference, where)

    def _content(self, mark: Mark, owner: bytes, where: bytes, *, same: bool) -> bytes:
        number = self._numbers[id(mark.stream)]
        self._owners[number][mark.number] = owner
        within = number >= len(self._pdf.page_references)
        if same and not within:
            return b"%d" % mark.number
        stream = b"/Stm %b" % mark.stream.reference if within else b""
        return b"<</Type/MCR/Pg %b/MCID %d%b>>" % (where, mark.number, stream)

    # The ways back: from content, annotations and ids to structure elements

    def _number_streams(self, root: Any) -> None:
        numbers = pydyf.Array()
        for number, owners in enumerate(self._owners):
            row = (owners.get(one, "null") for one in range(max(owners, default=-1) + 1))
            numbers.extend((number, pydyf.Array(row)))
        for group in self._streams[len(self._pdf.page_references) :]:
            group.extra["StructParents"] = self._numbers[id(group)]
        count = len(self._owners)
        for count, (owner, annotation) in enumerate(self._annotations, start=len(self._owners)):
            annotation["StructParent"] = count
            numbers.extend((count, owner))
        root["ParentTree"] = self._add({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = count + 1
        if self._ids:
            names = (part for id, owner in sorted(self._ids) for part in (pydyf.String(id), owner))
            root["IDTree"] = self._add({"Names": pydyf.Array(names)}).reference

    def _detach(self) -> None:
        """Annotations that no structure element has are not for whoever listens: lines of joined links, furniture."""
        kept = {id(annotation) for _, annotation in self._annotations}
        links.detach(self._pdf, [one for one in _annotations(self._pdf.objects) if id(one) not in kept])


def _annotations(objects: Iterable[Any]) -> Iterator[Any]:
    for one in objects:
        if isinstance(one, dict) and one.get("Type") == "/Annot":
            yield one


def _first_page(element: Element) -> int:
    """The page on which an element begins: that of its first content."""
    return next(_pages(element), 0)


def _pages(element: Element) -> Iterator[int]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _pages(kid)
        else:
            yield kid.page
