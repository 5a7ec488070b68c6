"""An e-book by itself: what a reader needs of any, whoever made it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from pubpipe.checking.epub.book import LANG, NAMESPACES, Book, Unreadable, beside, inner_text, opened
from pubpipe.checking.epub.package import CLAIMS, MIMETYPE
from pubpipe.checking.loose import Loose
from pubpipe.findings import Finding

_FETCHES = ("src", "data", "poster", "{http://www.w3.org/1999/xlink}href")
_REMOTE = re.compile(r"(?:https?:)?//|ftp:|file:", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"(?:@import|url\()\s*(?:url\(\s*)?[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
_XHTML = f"{{{NAMESPACES['h']}}}"


def look(loose: Loose) -> Iterator[Finding]:
    """What is wrong with a book of which nothing else is known."""
    try:
        book = opened(loose.data)
    except Unreadable as error:
        yield loose.unsound(str(error), "Make the book again.")
        return
    yield from _package(loose, book)
    for name in book.documents:
        yield from _document(loose, book, name)
    for item in book.items:
        if item.media_type == "text/css":
            style = book.files.get(item.name, b"").decode("utf-8", "replace")
            for address in _REMOTE_STYLE.findall(style):
                yield loose.unsound(f"{item.name} fetches a file from elsewhere.", "Put it into the book.", address)


def _package(loose: Loose, book: Book) -> Iterator[Finding]:
    if book.first.filename != "mimetype" or book.files["mimetype"].strip() != MIMETYPE:
        yield loose.unsound("The archive does not begin with `mimetype`.", "Pack it as EPUB asks.")
    metadata = book.package.find("opf:metadata", NAMESPACES)
    for what in ("title", "language", "identifier"):
        if metadata is None or not metadata.findtext(f"dc:{what}", "", NAMESPACES).strip():
            yield loose.unsound(f"The package has no {what}.", "Name it in the package.")
    said = () if metadata is None else metadata.iterfind("opf:meta", NAMESPACES)
    named = {meta.get("property") for meta in said if (meta.text or "").strip()}
    for claim in (claim for claim in CLAIMS if claim not in named):
        yield loose.lacks(f"The accessibility metadata lacks {claim}.", "Say what is true of the book.")
    for item in book.items:
        if item.name not in book.files and not _REMOTE.match(item.name):
            yield loose.unsound("The manifest lists a file that is missing.", "Put it into the book.", item.name)
    if not book.spine:
        yield loose.unsound("The book has no reading order.", "List its documents in the spine.")
    links = book.contents()
    if not links:
        yield loose.unsound("The book has no table of contents.", "Make one from its headings.")
    if any(not inner_text(link).strip() for link in links):
        yield loose.unsound("A line of the table of contents has no words.", "Give it its heading's.")


def _document(loose: Loose, book: Book, name: str) -> Iterator[Finding]:
    root = book.documents[name]
    if not (root.get(LANG) or root.get("lang") or book.package.get(LANG)):
        yield loose.unsound(f"{name} does not say its language.", "Set xml:lang and lang.")
    if not root.findtext("h:head/h:title", "", NAMESPACES).strip():
        yield loose.unsound(f"{name} has no title.", "Give it one.")
    for element in root.iter(etree.Element):
        yield from _element(loose, book, name, element)


def _element(loose: Loose, book: Book, name: str, element: etree._Element) -> Iterator[Finding]:
    if element.tag == f"{_XHTML}img" and element.get("alt") is None:
        yield loose.unsound(f"A picture of {name} has no text alternative.", "Write one.", element.get("src", ""))
    if element.tag == f"{_XHTML}script":
        yield loose.lacks(f"{name} runs a script, which many readers do not.", "Do without it.")
    for attribute in _FETCHES:
        address = element.get(attribute, "")
        if _REMOTE.match(address):
            yield loose.unsound(f"{name} fetches a file from elsewhere.", "Put it into the book.", address)
        elif attribute == "src" and _is_lost(book, name, address):
            yield loose.unsound(f"{name} shows a file that is not in the book.", "Put it in.", address)


def _is_lost(book: Book, name: str, address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path) and not parts.scheme and beside(name, parts.path) not in book.files
