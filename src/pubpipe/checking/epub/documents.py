"""One document of the book: language, title, headings, pictures, links."""

import itertools
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from pubpipe.checking.epub.book import LANG, NAMESPACES, Book, beside, is_cover

OUTWARD = frozenset({"http", "https", "mailto", "tel"})
_HEADINGS = tuple(f"{{{NAMESPACES['h']}}}h{level}" for level in range(1, 7))


def faults_of_document(book: Book, name: str, language: str) -> Iterator[str]:
    """What is wrong with the document `name`, which is to be in `language`."""
    root = book.documents[name]
    if (root.get("lang"), root.get(LANG)) != (language, language):
        yield f"{name} does not name its language, {language}."
    if not root.findtext("h:head/h:title", "", NAMESPACES).strip():
        yield f"{name} has no title."
    ids = [id for element in root.iter() if (id := element.get("id"))]
    if len(set(ids)) != len(ids):
        yield f"{name} has two elements with the same id."
    yield from _faults_of_headings(name, root)
    yield from _faults_of_pictures(book, name, root)
    for link in root.iterfind(".//h:a", NAMESPACES):
        if not _leads_somewhere(book, name, link.get("href", "")):
            yield f"A link of {name} leads nowhere: {link.get('href')}."


def _faults_of_headings(name: str, root: etree._Element) -> Iterator[str]:
    levels = [_HEADINGS.index(heading.tag) + 1 for heading in root.iter(*_HEADINGS)]
    if not is_cover(root) and (levels[:1] != [1] or levels.count(1) != 1):
        yield f"{name} does not begin with one heading of level 1."
    if any(below > above + 1 for above, below in itertools.pairwise(levels)):
        yield f"{name} leaves out a level of heading."


def _faults_of_pictures(book: Book, name: str, root: etree._Element) -> Iterator[str]:
    for image in root.iterfind(".//h:img", NAMESPACES):
        source = image.get("src", "")
        if not image.get("alt", "").strip():
            yield f"A picture of {name} has no text alternative: {source}."
        if beside(name, source) not in book.files:
            yield f"{name} shows {source}, which is not in the book."


def _leads_somewhere(book: Book, name: str, href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in OUTWARD
    target = book.documents.get(beside(name, parts.path) if parts.path else name)
    if target is None or not href:
        return False
    return not parts.fragment or any(element.get("id") == parts.fragment for element in target.iter())
