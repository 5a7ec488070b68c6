"""Bookmarks and links that lead to structure elements as well as to places on pages (ISO 14289-2, 8.8)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

from pubpipe.formats.pdf.tagging.tree import Element, Tree


def add(pdf: Any, tree: Tree, written: Mapping[int, Any]) -> None:
    """Give every bookmark and every link within the file its structure destination.

    written: the references of the tree's elements by their Python identity.
    """
    places = dict(_named_places(pdf))
    targets = _targets(tree)
    headings = iter([one for one in elements(tree.root) if one.role[:1] == "H" and one.role[1:].isdigit()])
    for part in pdf.objects:
        if not isinstance(part, dict) or "Dest" not in part:
            continue
        if part.get("Subtype") == "/Link":
            name = part.pop("Dest").string
            _lead(part, places[name], targets.get(name), written)
        elif "Title" in part:
            target = next((one for one in headings if _same(part["Title"].string, one)), None)
            _lead(part, part.pop("Dest"), target, written)


def elements(element: Element) -> Iterator[Element]:
    """An element and all below it, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from elements(kid)


def _lead(part: Any, place: Any, target: Element | None, written: Mapping[int, Any]) -> None:
    action = {"S": "/GoTo", "D": place}
    reference = written.get(id(target)) if target else None
    if reference:
        action["SD"] = pydyf.Array([reference, *place[1:]])
    part["A"] = pydyf.Dictionary(action)


def _same(title: str, heading: Element) -> bool:
    """Whether a bookmark is that of a heading, by their letters."""
    words = "".join("".join(heading.source.itertext()).split())
    return words in "".join(title.split())


def _named_places(pdf: Any) -> Iterator[tuple[str, Any]]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield name.string, place


def _targets(tree: Tree) -> Mapping[str, Element]:
    """The structure elements by the ids of the markup; an element without one leads to the one that holds it."""
    found: dict[str, Element] = {}
    for (source, part), element in tree.elements.items():
        name = source.get("id") if part == "" else None
        if name:
            found.setdefault(name, element)
    return found
