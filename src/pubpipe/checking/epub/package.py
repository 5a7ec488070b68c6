"""The package: whether it says whose book it is, claims no more than it holds, and lists what is there."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pubpipe.checking.epub.book import HIDES, LANG, NAMESPACES, Book, beside
from pubpipe.model.article import Article

MIMETYPE = b"application/epub+zip"
NCX = "application/x-dtbncx+xml"
TRUETYPE = b"\x00\x01\x00\x00"
FEATURE = "schema:accessibilityFeature"

# EPUB Accessibility 1.1, sections 2.2 (discovery) and 4.1 (conformance).
CLAIMS = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    FEATURE,
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
    "dcterms:conformsTo",
    "a11y:certifiedBy",
)

_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+?)[\"']?\s*\)")


def faults_of_package(book: Book, article: Article) -> Iterator[str]:
    """Container and metadata."""
    first = book.first
    if (first.filename, first.compress_type, first.extra) != ("mimetype", zipfile.ZIP_STORED, b""):
        yield "The archive does not begin with an uncompressed `mimetype`."
    elif book.files["mimetype"] != MIMETYPE:
        yield "The file `mimetype` does not say that this is an EPUB."
    metadata = book.package.find("opf:metadata", NAMESPACES)
    if metadata is None:
        yield "The package has no metadata."
        return
    yield from faults_of_names(book, article)
    if not metadata.findtext("dc:identifier", "", NAMESPACES).strip():
        yield "The package has no identifier."
    yield from _faults_of_claims(book, metadata)


def faults_of_names(book: Book, article: Article) -> Iterator[str]:
    """Language and title."""
    languages = {book.package.get(LANG), book.package.findtext("opf:metadata/dc:language", "", NAMESPACES)}
    if languages != {article.language}:
        yield f"The package does not name its language, {article.language}."
    if book.package.findtext("opf:metadata/dc:title", "", NAMESPACES) != article.title:
        yield "The package does not have the article's title."


def _faults_of_claims(book: Book, metadata: etree._Element) -> Iterator[str]:
    said = {(meta.get("property", ""), (meta.text or "").strip()) for meta in metadata.iterfind("opf:meta", NAMESPACES)}
    for claim in CLAIMS:
        if not any(name == claim and value for name, value in said):
            yield f"The accessibility metadata lacks {claim}."
    speaks = any(item.media_overlay for item in book.items)
    if ((FEATURE, "synchronizedAudioText") in said) != speaks:
        yield "What the metadata says of speech in step with the text is not so."


def faults_of_files(book: Book) -> Iterator[str]:
    """Manifest against archive, and the files that every book must have."""
    listed = {item.name for item in book.items}
    linked = {
        beside(book.package_name, one.get("href", "")) for one in book.package.iterfind(".//opf:link", NAMESPACES)
    }
    for name in sorted(listed - set(book.files)):
        yield f"The manifest lists {name}, which is missing."
    for name in sorted(set(book.files) - listed - linked - {"mimetype", book.package_name}):
        if not name.startswith("META-INF/"):
            yield f"The manifest does not list {name}."
    if len(book.having("cover-image")) != 1:
        yield "The book does not have exactly one cover picture."
    if not any(item.media_type == NCX for item in book.items):
        yield "The table of contents for reading systems of EPUB 2 is missing."
    fonts = [item for item in book.items if item.media_type == "font/ttf"]
    if not fonts or not all(book.files.get(font.name, b"").startswith(TRUETYPE) for font in fonts):
        yield "The typeface is not embedded."
    for sheet in (item for item in book.items if item.media_type == "text/css"):
        yield from _faults_of_style(book, sheet.name, listed)


def _faults_of_style(book: Book, name: str, listed: set[str]) -> Iterator[str]:
    style = book.files.get(name, b"").decode("utf-8", "replace")
    for url in _CSS_URL.findall(style):
        if beside(name, url) not in listed:
            yield f"{name} uses {url}, which is not in the book."
    if hidden := HIDES.search(style):
        yield f"{name} can hide text: {hidden.group()}."
