"""A web page by itself: what a reader needs of any, whoever made it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pubpipe.checking.html.alone import FETCHED_BY_STYLE
from pubpipe.checking.html.page import DEEPEST, KEPT, LARGEST_MARKUP, depth, parsed, shortened
from pubpipe.checking.loose import Loose
from pubpipe.findings import Finding

ERRORS_TOLD = 5

_FETCHES = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "object": ("data",),
    "embed": ("src",),
    "link": ("href",),
}
"""Attributes by which an element fetches something (HTML, index of attributes)."""


def look(loose: Loose) -> Iterator[Finding]:
    """What is wrong with a page of which nothing else is known."""
    short, _ = shortened(loose.data)
    if len(short) > LARGEST_MARKUP:
        yield loose.unsound(f"The page has more than {LARGEST_MARKUP // 1_000_000} megabytes of markup.", "Split it.")
        return
    try:
        text = short.decode("utf-8")
    except UnicodeDecodeError as error:
        yield loose.unsound(f"The page is not UTF-8 text: {error.reason}.", "Save it as UTF-8.")
        return
    if depth(text) > DEEPEST:
        yield loose.unsound(f"The page has more than {DEEPEST} elements within each other.", "Export it again.")
        return
    root, errors = parsed(text)
    for one in errors[:ERRORS_TOLD]:
        yield loose.unsound("The markup is broken.", "Mend it, or export the page again.", one)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    yield from _document(loose, root, elements)
    for element in elements:
        yield from _element(loose, element)


def _document(loose: Loose, root: Element, elements: list[Element]) -> Iterator[Finding]:
    if not root.get("lang", "").strip():
        yield loose.unsound("The page does not say its language.", "Set lang on its html element.")
    if not any(one.tag == "title" and "".join(one.itertext()).strip() for one in elements):
        yield loose.unsound("The page has no title.", "Give it one.")
    for tag, what in (("h1", "heading of level 1"), ("main", "main part")):
        if sum(one.tag == tag for one in elements) != 1:
            yield loose.lacks(f"The page does not have exactly one {what}.", f"Mark it up as {tag}.")
    if not any(one.tag == "meta" and one.get("name", "").lower() == "viewport" for one in elements):
        yield loose.lacks("The page does not fit itself to small screens.", "Set the viewport.")
    names = [one.attrib["id"] for one in elements if "id" in one.attrib]
    if len(names) != len(set(names)):
        yield loose.unsound("Two elements of the page have the same id, so links to it are uncertain.", "Rename one.")
    words = (part for one in elements if one.tag == "body" for part in one.itertext())
    if not any(part.strip() for part in words):
        yield loose.unsound("The page has no words.", "Export it again.")


def _element(loose: Loose, element: Element) -> Iterator[Finding]:
    if element.tag == "img" and "alt" not in element.attrib:
        yield loose.unsound("A picture has no text alternative.", "Write one.", element.get("src", "")[:KEPT])
    for attribute in _FETCHES.get(element.tag, ()):
        address = element.get(attribute, "")
        if address and not address.startswith(("data:", "#")) and not _is_beside(element, address):
            yield loose.unsound(
                f"The page's {element.tag} element fetches a file.", "Put the file into the page.", address[:200]
            )
    style = (element.text or "") if element.tag == "style" else element.get("style", "")
    if found := FETCHED_BY_STYLE.search(style):
        yield loose.unsound("A style sheet fetches a file.", "Put it into the page.", style[found.start() :][:KEPT])


def _is_beside(element: Element, address: str) -> bool:
    """A recording in the page's own folder, or a link that fetches nothing."""
    if element.tag == "link":
        return not {"stylesheet", "icon", "preload", "prefetch"} & set(element.get("rel", "").lower().split())
    return element.tag in {"audio", "source"} and not (":" in address or address.startswith("/") or ".." in address)
