"""The safety lock over the book: its warnings and disclaimers are in sight in every document that tells them."""

from collections.abc import Iterator

from lxml import etree

from pubpipe.checking.epub.book import NAMESPACES, Book, beside
from pubpipe.checking.finished import Finished
from pubpipe.checking.styles import Sheet, out_of_place, out_of_sight, safety_blocks
from pubpipe.findings import Finding
from pubpipe.model.article import nodes


def safety(book: Book, finished: Finished) -> Iterator[Finding]:
    """What takes a warning or disclaimer from a reader of the book."""
    texts = safety_blocks(finished.article, finished.language)
    known = {node.id for node in nodes(finished.article.blocks)}
    told = [root for root in book.told() if any(element.get("id") in known for element in root.iter())]
    yield from out_of_place(told, texts, finished.name)
    for name, root in book.documents.items():
        if any(root is one for one in told):
            yield from out_of_sight(root, tuple(_sheets(book, name, root)), texts, finished.name)


def _sheets(book: Book, name: str, root: etree._Element) -> Iterator[Sheet]:
    """The style sheets of a document; one that is not in the book counts as one that cannot be checked."""
    # An instruction of XML, which some reading systems follow and the parser leaves out.
    if b"<?xml-stylesheet" in book.files[name]:
        yield Sheet('@import "xml-stylesheet";')
    for link in root.iterfind(".//h:link", NAMESPACES):
        if "stylesheet" in link.get("rel", "").lower().split():
            address = link.get("href", "")
            text = _text(book.files.get(beside(name, address)))
            text = f'@import "{address}";' if text is None else text
            yield Sheet(text, link.get("media", ""))
    for style in root.iterfind(".//h:style", NAMESPACES):
        yield Sheet("".join(map(str, style.itertext())), style.get("media", ""))


def _text(data: bytes | None) -> str | None:
    """The text of a style sheet, None for one that is not there or not UTF-8."""
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None
