"""The tag tree as a value: one structure element for each element of the markup, whatever lines and pages it runs over.

The engine's boxes are walked page by page in reading order. A box brings its content to the structure element
of its markup element, which the first of its boxes has made.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER

from pubpipe.formats.pdf.tagging.furniture import inner
from pubpipe.formats.pdf.tagging.marking import Mark, Plan, actual_text
from pubpipe.formats.pdf.tagging.roles import alternative, is_list_sign, numbering, role
from pubpipe.formats.pdf.tagging.spacing import Ending

_POINTS_PER_PIXEL = 0.75


@dataclass(eq=False, slots=True)
class Content:
    """A drawn piece on a page (from 0)."""

    page: int
    mark: Mark


@dataclass(eq=False, slots=True)
class Annotation:
    """A link's or form field's object on a page, as the engine made it; `others` are its further lines there."""

    page: int
    object: Any
    others: list[Any] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Element:
    """A structure element.

    role: its structure type; source: the element of the markup, None for one that the tree needs by itself;
    inline: whether it stands within a line; attributes: by owner, such as Table; entries: of its dictionary, such
    as Alt, as texts.
    """

    role: str
    parent: "Element | None" = None
    source: Any = None
    inline: bool = False
    kids: list["Element | Content | Annotation"] = field(default_factory=list)
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)

    def add(self, child: "Element") -> "Element":
        """Put a structure element behind the others, and give it back."""
        child.parent = self
        self.kids.append(child)
        return child


@dataclass(slots=True)
class Tree:
    """The finished tree: its root; the structure elements by what they stand for, and by the ids of the markup."""

    root: Element
    elements: dict[tuple[Any, str], Element] = field(default_factory=dict)


def build(pages: list[Any], root: Any, plan: Plan) -> Tree:
    """The tree of a painted document. pages: the engine's page boxes; root: the markup; plan: with its marks."""
    builder = _Builder(root, plan)
    for number, page in enumerate(pages):
        builder.page, builder.height = number, page.margin_height()
        for box in inner(page):
            builder.visit(box, builder.tree.root, footnotes=isinstance(box, boxes.FootnoteAreaBox))
    return builder.tree


class _Builder:
    """Walks through boxes, and knows which structure element each markup element has."""

    def __init__(self, root: Any, plan: Plan) -> None:
        self.tree = Tree(Element("Document", source=root))
        self.page = 0
        self.height = 0.0
        self._plan = plan
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._languages: dict[Any, str] = {}

    def visit(self, box: Any, parent: Element, *, footnotes: bool = False) -> None:
        """Bring a box and all in it into the tree."""
        if box in self._plan.artifacts:
            return
        element = parent if box.element is None else self._element(box, parent, footnotes=footnotes)
        self._annotate(box, element)
        mark = self._plan.marks.get(box)
        if mark:
            self._place(box, element, Content(self.page, mark))
        for child in inner(box):
            self.visit(child, element, footnotes=footnotes and box.element is None)

    # Which structure element a box belongs to

    def _element(self, box: Any, parent: Element, *, footnotes: bool) -> Element:
        source, pseudo = box.element, box.element_tag.partition("::")[2]
        if source.tag in ("html", "body"):
            return self.tree.root
        match pseudo:
            case "marker":
                return self._label(source, self._made(source, parent))
            case "footnote-call":
                return self._once(source, pseudo, lambda: parent.add(Element("Lbl", inline=True)))
            case "footnote-marker":
                note = self._made(source, parent)
                return self._once(source, pseudo, lambda: note.add(Element("Lbl", inline=True)))
            case "before" if is_list_sign(source, box.style):
                return self._label(source, self._made(source, parent))
            case "":
                self._made(source, parent, box, footnotes=footnotes)
            case _:
                self._made(source, parent)
        return self._body(source)

    def _once(self, source: Any, part: str, make: Any) -> Element:
        key = (source, part)
        if key not in self.tree.elements:
            self.tree.elements[key] = make()
        return self.tree.elements[key]

    def _body(self, source: Any) -> Element:
        return self.tree.elements.get((source, "body")) or self.tree.elements[source, ""]

    def _label(self, source: Any, item: Element) -> Element:
        """The label of a list item, which comes first whenever it is drawn."""

        def make() -> Element:
            label = Element("Lbl", item, inline=True)
            item.kids.insert(0, label)
            return label

        return self._once(source, "label", make)

    def _made(self, source: Any, parent: Element, box: Any = None, *, footnotes: bool = False) -> Element:
        """The structure element of a markup element, made when it is met first."""
        found = self.tree.elements.get((source, ""))
        if found:
            return found
        block = isinstance(box, boxes.BlockLevelBox)
        kind = "FENote" if footnotes else self._role(source, parent, block=block)
        language = self._own_language(source)
        if kind is None and language:
            kind = "Span"
        if kind is None:
            self.tree.elements[source, ""] = parent
            return parent
        element = Element(kind, source=source, inline=not block)
        self._put(element, self._home(source, parent, kind))
        self.tree.elements[source, ""] = element
        if language:
            element.entries["Lang"] = language
        self._describe(element, box)
        return element

    def _role(self, source: Any, parent: Element, *, block: bool) -> str | None:
        kind = role(source, block=block)
        # A link's words are its own, whatever blocks the markup puts in it.
        return None if parent.role == "Link" and kind in ("P", "Div", "Sect") else kind

    def _put(self, element: Element, home: Element) -> None:
        """At the end of what is there; a note stands right behind its call."""
        home.add(element)
        call = self.tree.elements.get((element.source, "footnote-call"))
        if call in home.kids:
            home.kids.remove(element)
            home.kids.insert(home.kids.index(call) + 1, element)

    def _home(self, source: Any, parent: Element, kind: str) -> Element:
        """Where a new structure element goes: a note to where it is called, a description into its list item."""
        if kind == "FENote":
            above = self._parents.get(source)
            while above is not None and (above, "") not in self.tree.elements:
                above = self._parents.get(above)
            return parent if above is None else self._body(above)
        if source.tag in ("dt", "dd"):
            last = parent.kids[-1] if parent.kids else None
            if source.tag == "dd" and isinstance(last, Element) and last.role == "LI":
                return last
            return parent.add(Element("LI"))
        return parent

    def _own_language(self, source: Any) -> str:
        """The language of an element where it is another than that around it."""
        language = self._language(source)
        above = self._parents.get(source)
        return language if above is not None and language != self._language(above) else ""

    def _language(self, source: Any) -> str:
        if source not in self._languages:
            above = self._parents.get(source)
            inherited = self._language(above) if above is not None else ""
            self._languages[source] = source.get("lang") or inherited
        return self._languages[source]

    # What a structure element tells beside its content

    def _describe(self, element: Element, box: Any) -> None:
        source = element.source
        if source.get("id"):
            # The name of the article's block, by which a finished file is held against it.
            element.entries["ID"] = source.get("id")
        match element.role:
            case "LI":
                self.tree.elements[source, "body"] = element.add(Element("LBody"))
            case "L":
                style = box.style["list_style_type"] if box is not None else None
                element.attributes["List"] = {"style": numbering(source, style)}
            case "Figure":
                element.entries["Alt"] = alternative(source)
                if not element.entries["Alt"]:
                    LOGGER.error('The picture "%s" has no alt text', source.get("src", source.tag)[:80])
            case "TH" | "TD" if box is not None:
                _describe_cell(element, box)
            case "FENote":
                element.entries.setdefault("ID", f"note{len(self.tree.elements)}")
                element.attributes["FENote"] = {"NoteType": "/Footnote"}
            case "Span" if source.tag == "abbr":
                element.entries["E"] = source.get("title")

    def _place(self, box: Any, element: Element, content: Content) -> None:
        """Put drawn content into its element, with its words where the letters drawn are others."""
        if isinstance(box, boxes.TextBox):
            words = actual_text(box, self._plan.endings.get(box, Ending()))
            if words is not None:
                element = element.add(Element("Span", inline=True, entries={"ActualText": words}))
        elif element.role == "Figure":
            self._draw(element, box)
        element.kids.append(content)

    def _draw(self, element: Element, box: Any) -> None:
        """The place of a picture on its page, in points from the page's lower left (ISO 32000-1, table 344)."""
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self.height - top - box.height, left + box.width, self.height - top)
        element.attributes["Layout"] = {
            "Placement": "/Inline" if element.inline else "/Block",
            "BBox": tuple(edge * _POINTS_PER_PIXEL for edge in edges),
        }

    def _annotate(self, box: Any, element: Element) -> None:
        """A link has one annotation on each page; a form field is a structure element of its own."""
        if box.link_annotation:
            link = element
            while link.role != "Link" and link.parent:
                link = link.parent
            here = (kid for kid in link.kids if isinstance(kid, Annotation) and kid.page == self.page)
            first = next(here, None)
            if first:
                first.others.append(box.link_annotation)
            else:
                link.kids.append(Annotation(self.page, box.link_annotation))
        if box.widget_annotation:
            field_element = element if element.role == "Form" else element.add(Element("Form", inline=True))
            field_element.kids.append(Annotation(self.page, box.widget_annotation))


def _describe_cell(element: Element, box: Any) -> None:
    table: dict[str, object] = {}
    if box.colspan > 1:
        table["ColSpan"] = box.colspan
    if box.rowspan > 1:
        table["RowSpan"] = box.rowspan
    if element.role == "TH":
        table["Scope"] = "/Row" if element.source.get("scope") in ("row", "rowgroup") else "/Column"
    element.attributes["Table"] = table
