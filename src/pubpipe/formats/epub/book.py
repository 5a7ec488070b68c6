"""The package, assembled by EbookLib with ways round its traps, through its public API but for its clock.

- Documents are plain items: `EpubHtml` parses their markup as HTML 4 and drops attributes.
- The table of contents is a document of ours: `EpubNav` adds page lists that nobody asked for.
- The NCX is always there, since the spine always names one; it also serves EPUB 2 readers.
- The cover page stands in the spine like any other: `set_cover` hides it.
- Identifier and date of modification are set, so neither chance nor the clock is asked.
"""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from ebooklib import epub

from pubpipe.formats.epub.archive import MEDIA_TYPE
from pubpipe.formats.epub.chapters import Entry
from pubpipe.formats.epub.documents import TEXT_FOLDER, Manuscript
from pubpipe.formats.epub.metadata import IDENTIFIER_ID, Meta, identifier, metadata, modified
from pubpipe.formats.epub.narrated import Speaking
from pubpipe.formats.epub.resource import Resource
from pubpipe.formats.publication import Publication

FOLDER = "EPUB"
"""The package's folder, as EbookLib names it."""


def assemble(publication: Publication, manuscript: Manuscript, speaking: Speaking) -> bytes:
    """The book as EbookLib writes it, to be laid out anew."""
    article = publication.article
    book = epub.EpubBook()
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.set_identifier(identifier(publication))
    book.set_title(article.title)
    book.set_language(article.language)
    links = (_link(resource) for resource in manuscript.resources if resource.link)
    for meta in (*metadata(publication), *links, *speaking.metadata):
        book.add_metadata(meta.namespace, meta.name, meta.value, meta.attributes)
    # The overlays come in the order of the spine, the table of contents among them: EPUBCheck's MED-015.
    items = {resource.id: _item(resource) for resource in (*speaking.resources, *speaking.told(manuscript.resources))}
    for item in items.values():
        book.add_item(item)
    book.add_item(epub.EpubNcx())
    book.set_template("ncx", _ncx(article.language))
    book.toc = _navigation(manuscript.contents)
    book.spine = [
        (items[resource.id], "yes" if resource.linear else "no")
        for resource in manuscript.resources
        if resource.linear is not None
    ]
    return _written(book, publication)


def _item(resource: Resource) -> epub.EpubItem:
    # EbookLib writes what is in no manifest beside the package's folder rather than into it.
    file = f"{FOLDER}/{resource.file}" if resource.link else resource.file
    item = epub.EpubItem(resource.id, file, resource.media_type, resource.data)
    item.properties = list(resource.properties)
    item.media_overlay = resource.overlay
    item.manifest = not resource.link
    return item


def _link(resource: Resource) -> Meta:
    """What the package's metadata say of a file that no document shows (EPUB 3.3, section 5.5.7)."""
    attributes = {"rel": resource.link, "href": resource.file, "media-type": resource.media_type}
    return Meta(None, "link", "", attributes)


def _ncx(language: str) -> bytes:
    """An empty NCX in the book's language, which EbookLib fills in."""
    return (f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{language}"/>').encode()


def _navigation(entries: Iterable[Entry]) -> list[object]:
    made: list[object] = []
    for entry in entries:
        link = epub.Link(f"{TEXT_FOLDER}/{entry.href}", entry.label, f"entry-{entry.id}")
        made.append((link, _navigation(entry.entries)) if entry.entries else link)
    return made


def _written(book: epub.EpubBook, publication: Publication) -> bytes:
    out = io.BytesIO()
    options = {
        "mtime": modified(publication.article),
        "play_order": {"enabled": True, "start_from": 1},
        "raise_exceptions": True,
    }
    writer = _Writer(out, book, options)
    writer.process()
    writer.write()
    return out.getvalue()


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # the library carries no types
    """EbookLib's, but for its clock: a day before 1980 or after 2107 cannot stand in an archive."""

    def write(self) -> None:
        """All parts; `repack` lays them out anew."""
        self.out = _Archive(self.file_name, "w")
        self.out.writestr("mimetype", MEDIA_TYPE)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()


class _Archive(zipfile.ZipFile):
    """An archive that gives each entry the first day that one can have."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """One entry."""
        name = zinfo_or_arcname
        entry = zipfile.ZipInfo(name) if isinstance(name, str) else name
        super().writestr(entry, data, compress_type, compresslevel)
