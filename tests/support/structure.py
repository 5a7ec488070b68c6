"""A PDF's tag tree read from its objects: as text for people to review, and as what a screen reader would say.

By pikepdf, which shares no code with the maker's library nor with that of pubpipe's own check.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pikepdf


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element: its type, what its dictionary says, and its children; drawn text is a string."""

    role: str
    facts: tuple[tuple[str, str], ...]
    kids: tuple["Node | str", ...]

    def fact(self, name: str) -> str:
        """One of its entries or attributes, empty if it has none."""
        return dict(self.facts).get(name, "")

    @property
    def heard(self) -> str:
        """Its text in reading order, with what stands in place of pictures and of letters."""
        told = self.fact("Alt") or self.fact("ActualText")
        return told or "".join(kid if isinstance(kid, str) else kid.heard for kid in self.kids)

    def walk(self) -> Iterator["Node"]:
        """Itself and everything below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Structure:
    """The tag tree of one file."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(data))
        self._maps: dict[tuple[int, int], Mapping[int, str]] = {}
        self._texts: dict[tuple[int, int], Mapping[int, str]] = {}

    @cached_property
    def root(self) -> Node:
        """The Document element."""
        (document,) = _array(self._pdf.Root.StructTreeRoot.K)
        return self._node(document)

    @property
    def language(self) -> str:
        """The language of the file as a whole."""
        return str(self._pdf.Root.Lang)

    def words(self) -> list[str]:
        """Every word in reading order; what stands in different blocks does not run together."""
        return "\n".join(self.blocks()).split()

    def blocks(self) -> list[str]:
        """The text of each element that holds text by itself, in reading order."""
        return self.blocks_of(self.root)

    @staticmethod
    def blocks_of(node: Node) -> list[str]:
        """The same of a part of a tree."""
        return [text for text in _blocks(node) if text.strip()]

    def outline(self) -> str:
        """The tree as text: one line an element, with its facts and the beginning of its text."""
        return "\n".join(_lines(self.root, 0)) + "\n"

    def _node(self, element: pikepdf.Object) -> Node:
        page = element.get("/Pg")
        kids = tuple(kid for child in _array(element.get("/K", [])) if (kid := self._kid(child, page)) is not None)
        return Node(str(element.S)[1:], tuple(_facts(element)), kids)

    def _kid(self, child: pikepdf.Object | int, page: pikepdf.Object | None) -> "Node | str | None":
        if isinstance(child, int):
            assert page is not None
            return self._marked(page)[child]
        if child.get("/Type") == "/OBJR":
            words = child.Obj.get("/Contents", child.Obj.get("/TU", ""))
            return Node("OBJR", (("Contents", str(words)),), ())
        if child.get("/Type") == "/MCR":
            holder = child.get("/Stm", child.get("/Pg")) or page
            assert holder is not None
            return self._marked(holder)[int(child.MCID)]
        return self._node(child)

    def _marked(self, holder: pikepdf.Object) -> Mapping[int, str]:
        """The drawn text of a page or form by the number of its marked content."""
        key = holder.objgen
        if key not in self._texts:
            self._texts[key] = self._read(holder)
        return self._texts[key]

    def _read(self, holder: pikepdf.Object) -> Mapping[int, str]:
        texts: dict[int, str] = {}
        stack: list[int | None] = []
        font: Mapping[int, str] = {}
        for instruction in pikepdf.parse_content_stream(holder):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operands = instruction.operands
            match str(instruction.operator):
                case "BDC":
                    properties = operands[1]
                    number = int(properties.MCID) if "/MCID" in properties else None
                    stack.append(number)
                    if number is not None:
                        texts[number] = ""
                case "BMC":
                    stack.append(None)
                case "EMC":
                    stack.pop()
                case "Tf":
                    font = self._unicode(holder.Resources.Font[str(operands[0])])
                case "Tj" | "TJ":
                    current = next((one for one in reversed(stack) if one is not None), None)
                    if current is not None:
                        texts[current] += _decoded(operands[0], font)
                case _:
                    pass
        return texts

    def _unicode(self, font: pikepdf.Object) -> Mapping[int, str]:
        key = font.objgen
        if key not in self._maps:
            self._maps[key] = dict(_mapping(font.ToUnicode.read_bytes().decode("ascii")))
        return self._maps[key]


def _array(value: pikepdf.Object | list[pikepdf.Object]) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _facts(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    for name in ("Lang", "Alt", "ActualText", "E", "ID"):
        if f"/{name}" in element:
            yield name, str(element[f"/{name}"])
    for attributes in _array(element.get("/A", [])):
        for name, value in sorted(attributes.items()):
            if name not in ("/O", "/BBox", "/Placement"):
                yield name[1:], str(value).removeprefix("/")


def _mapping(table: str) -> Iterator[tuple[int, str]]:
    """Glyph numbers and texts of a ToUnicode table."""
    for begin in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", begin):
            yield int(glyph, 16), bytes.fromhex(text).decode("utf-16-be")


def _decoded(shown: pikepdf.Object, font: Mapping[int, str]) -> str:
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2))


_INLINE = frozenset({"Span", "Em", "Strong", "Link", "Code", "Quote", "Form", "Lbl", "OBJR"})


def _blocks(node: Node) -> Iterator[str]:
    """The text of a node block by block: what stands within a line stays together."""
    line = ""
    for kid in node.kids:
        if isinstance(kid, str) or kid.role in _INLINE or (kid.role == "Figure" and node.role == "P"):
            line += kid if isinstance(kid, str) else kid.heard
        else:
            yield line
            line = ""
            yield from [kid.heard] if kid.role == "Figure" else _blocks(kid)
    yield line


def _lines(node: Node, depth: int) -> Iterator[str]:
    facts = "".join(f" {name}={value}" for name, value in node.facts)
    yield f"{'  ' * depth}{node.role}{facts}"
    text = ""
    for kid in (*node.kids, Node("", (), ())):
        if isinstance(kid, str):
            text += kid
            continue
        if text:
            yield f"{'  ' * (depth + 1)}“{text}”"
            text = ""
        if kid.role:
            yield from _lines(kid, depth + 1)
