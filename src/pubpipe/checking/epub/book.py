"""The book as it is found in the file: archive, package, documents, and the words that a reader gets."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

CONTAINER = "META-INF/container.xml"
XHTML = "application/xhtml+xml"
NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_FILES = 10_000
LARGEST_BYTES = 600_000_000
"""Of all files together, unpacked: an e-book with ten hours of sound has half of it."""
SMALL_BYTES = 1_000_000
MOST_TIMES = 200
"""How much larger a file that is not small may become when it is unpacked; text becomes ten times as large."""
HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility", re.IGNORECASE)
"""Declarations of CSS that take text from the reader."""


class Unreadable(Exception):  # noqa: N818 - a state of the file
    """The file cannot be opened as a book at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the manifest lists, by its name within the archive."""

    name: str
    media_type: str
    properties: frozenset[str]
    media_overlay: str | None


@dataclass(frozen=True, slots=True)
class Book:
    """The opened book.

    first: the archive's first entry; documents: every XHTML file by its name; spine: the names of
    those in the default reading order.
    """

    first: zipfile.ZipInfo
    files: dict[str, bytes]
    package_name: str
    package: etree._Element
    items: tuple[Item, ...]
    documents: dict[str, etree._Element]
    spine: tuple[str, ...]

    def having(self, value: str) -> list[Item]:
        """The items with a property of the manifest, such as "nav"."""
        return [item for item in self.items if value in item.properties]

    def told(self) -> Iterator[etree._Element]:
        """The documents that tell the article: those of the spine but cover and contents."""
        aside = {item.name for item in self.having("nav")}
        for name in self.spine:
            root = self.documents.get(name)
            if root is not None and name not in aside and not is_cover(root):
                yield root

    def contents(self) -> list[etree._Element]:
        """The links of the table of contents; none when there is no such table, or more than one."""
        found = self.having("nav")
        root = self.documents.get(found[0].name) if len(found) == 1 else None
        table = None if root is None else root.find(".//h:nav[@epub:type='toc']", NAMESPACES)
        return [] if table is None else table.findall(".//h:a", NAMESPACES)


def opened(data: bytes) -> Book:
    """The book in the file; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _bounded(entries)
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"The archive cannot be opened: {error}.") from error
    rootfile = _parsed(files, CONTAINER).find("c:rootfiles/c:rootfile", NAMESPACES)
    package_name = "" if rootfile is None else rootfile.get("full-path", "")
    package = _parsed(files, package_name)
    items = {item.get("id", ""): _item(item, package_name) for item in package.iterfind(".//opf:item", NAMESPACES)}
    references = [
        (reference.get("idref", ""), reference.get("linear") != "no")
        for reference in package.iterfind(".//opf:itemref", NAMESPACES)
    ]
    for id, _ in references:
        if id not in items:
            raise Unreadable(f"The spine names “{id}”, which the manifest does not list.")
    documents = {item.name: _parsed(files, item.name) for item in items.values() if item.media_type == XHTML}
    spine = tuple(items[id].name for id, linear in references if linear)
    return Book(entries[0], files, package_name, package, tuple(items.values()), documents, spine)


def _bounded(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that would fill the memory: what it says of its sizes is what is read of it at most."""
    if not entries:
        raise Unreadable("The archive is empty.")
    if len(entries) > MOST_FILES:
        raise Unreadable(f"The archive has {len(entries)} files, more than {MOST_FILES}.")
    if sum(entry.file_size for entry in entries) > LARGEST_BYTES:
        raise Unreadable(f"The archive holds more than {LARGEST_BYTES // 1_000_000} megabytes.")
    for entry in entries:
        if entry.file_size > SMALL_BYTES and entry.file_size > MOST_TIMES * max(1, entry.compress_size):
            raise Unreadable(f"{entry.filename} becomes more than {MOST_TIMES} times as large when it is unpacked.")


def _item(element: etree._Element, package_name: str) -> Item:
    return Item(
        beside(package_name, element.get("href", "")),
        element.get("media-type", ""),
        frozenset(element.get("properties", "").split()),
        element.get("media-overlay"),
    )


def _parsed(files: dict[str, bytes], name: str) -> etree._Element:
    if name not in files:
        raise Unreadable(f"The file {name or 'that holds the package'} is missing.")
    if b"<!ENTITY" in files[name]:
        raise Unreadable(f"{name} declares entities.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(files[name], parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name} is not well-formed: {error.msg}.") from error


def beside(name: str, path: str) -> str:
    """The name within the archive of a path that the file `name` uses."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))


def is_cover(root: etree._Element) -> bool:
    """Whether the document is the cover page."""
    return root.find(".//h:img[@role='doc-cover']", NAMESPACES) is not None


def inner_text(element: etree._Element) -> str:
    """What a person reads or hears of an element, alternatives of pictures in their place."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    if is_silent(element):
        return
    yield element.text or ""
    yield element.get("alt", "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def is_silent(element: etree._Element) -> bool:
    """Whether a reader gets nothing of an element."""
    return (
        etree.QName(element).localname in ("head", "script", "style", "template")
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or HIDES.search(element.get("style", "")) is not None
    )
