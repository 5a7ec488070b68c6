"""A PDF as a screen reader meets it: the tag tree in reading order, with facts of the file beside it.

With looks.py the only home of pypdfium2, a library that shares no code with the maker's.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pubpipe.checking.pdf.description import read_description
from pubpipe.checking.pdf.looks import Box, Look, Paint, Printed, looks, paints, printed

DEEPEST_TAG = 100
"""A tree that is deeper is broken or hostile; a handout's has about twelve levels."""

MOST_PAGES = 2_000
"""Of a longer document, nothing is read but how long it is."""
MOST_BOOKMARKS = 10_000
"""A chain of bookmarks may lead back to itself."""

UNPRINTABLE_POINTS = 12
"""The margin of 4.2 mm that desktop printers leave white whatever the page says."""


class UnreadableError(Exception):
    """The bytes are not a PDF that can be opened."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in the tag tree: its page (from 1) and text alternative, empty when it has none."""

    page: int
    alternative: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A text that runs into the unprintable edge of its page (from 1), so that paper does not show it whole."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the tag tree, and how it is painted; without looks it is heard and nothing of it is printed.

    blocks: the ids of all tags that it lies in, which are those of the article's blocks, the innermost last.
    """

    text: str
    looks: tuple[Look, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """What a PDF says of itself.

    pieces: the texts of the tag tree in its order, figures' alternatives included; running
    headers and footers are not part of the tree. sizes: of each page, in points.
    strange_fonts: names of fonts that are used and not embedded. bookmarks: titles in order.
    old_title: that of the older place beside the packet. scripts, attachments: how many it runs and carries.
    pages: how many there are; of more than MOST_PAGES none is read.
    """

    tagged: bool
    language: str
    title: str
    old_title: str
    authors: tuple[str, ...]
    pieces: tuple[Piece, ...]
    figures: tuple[Figure, ...]
    outside: tuple[Outside, ...]
    sizes: tuple[tuple[float, float], ...]
    strange_fonts: tuple[str, ...]
    bookmarks: tuple[str, ...]
    scripts: int
    attachments: int
    pages: int

    @property
    def heard(self) -> str:
        """All of the tag tree as one text."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def by_block(self) -> dict[str, str]:
        """The text of each tag that has an id, with all that lies in it."""
        found: dict[str, list[str]] = {}
        for piece in self.pieces:
            for id in piece.blocks:
                found.setdefault(id, []).append(piece.text)
        return {id: "\n".join(texts) for id, texts in found.items()}


def read(data: bytes) -> TaggedPdf:
    """Everything that the check asks of a PDF; UnreadableError when it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    try:
        count = len(document)
        pages = [_Page(document, number) for number in range(count)] if count <= MOST_PAGES else []
        described = read_description(data)
        return TaggedPdf(
            tagged=bool(pdfium.FPDFCatalog_IsTagged(document)),
            language=_Text()(pdfium.FPDFCatalog_GetLanguage, document),
            title=described.title,
            old_title=document.get_metadata_value("Title"),
            authors=described.authors,
            pieces=tuple(piece for page in pages for piece in page.heard),
            figures=tuple(figure for page in pages for figure in page.figures),
            outside=tuple(text for page in pages for text in page.outside),
            sizes=tuple(page.size for page in pages),
            strange_fonts=tuple(sorted({name for page in pages for name in page.strange_fonts})),
            bookmarks=tuple(bookmark.get_title() for bookmark in islice(document.get_toc(), MOST_BOOKMARKS)),
            scripts=max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document)),
            attachments=max(0, pdfium.FPDFDoc_GetAttachmentCount(document)),
            pages=count,
        )
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    finally:
        document.close()


class _Page:
    """One page, read at once, so that nothing of it stays open."""

    def __init__(self, document: Any, number: int) -> None:
        self._number = number + 1
        self.heard: list[Piece] = []
        self.figures: list[Figure] = []
        self.outside: list[Outside] = []
        self.strange_fonts: set[str] = set()
        page = document[number]
        text_page = page.get_textpage()
        self._text = _Text()
        self._edges = _cut_edges(page)
        self._marked, self._looks = self._read_objects(page, text_page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if tree:
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                self._read_tag(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
            pdfium.FPDF_StructTree_Close(tree)
        text_page.close()
        page.close()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, once a printing house has cut it."""
        left, bottom, right, top = self._edges
        return right - left, top - bottom

    def _read_objects(self, page: Any, text_page: Any) -> tuple[dict[int, str], dict[int, tuple[Look, ...]]]:
        """The text of each piece of marked content, by its number, and how it is painted."""
        marked: dict[int, str] = {}
        embedded: dict[int, bool] = {}
        texts: list[Printed] = []
        painted: list[Paint] = []
        for order, (item, level) in enumerate(_objects(page)):
            if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
                # What is inside a drawing has coordinates of its own; the drawing as a whole counts.
                if level == 0:
                    painted.extend(paints(item, order))
                continue
            text = self._text(pdfium.FPDFTextObj_GetText, item, text_page)
            one = printed(item, text, order, faint=level > 0)
            texts.append(one)
            marked[one.marked] = marked.get(one.marked, "") + text
            if text.strip() and not self._inside(one.box):
                self.outside.append(Outside(self._number, text))
            font = pdfium.FPDFTextObj_GetFont(item)
            key = ctypes.addressof(font.contents)
            if key not in embedded:
                embedded[key] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
                if not embedded[key]:
                    self.strange_fonts.add(_name(font))
        return marked, looks(texts, painted)

    def _inside(self, box: Box) -> bool:
        left, bottom, right, top = box
        page_left, page_bottom, page_right, page_top = self._edges
        return (
            left >= page_left + UNPRINTABLE_POINTS
            and bottom >= page_bottom + UNPRINTABLE_POINTS
            and right <= page_right - UNPRINTABLE_POINTS
            and top <= page_top - UNPRINTABLE_POINTS
        )

    def _read_tag(self, tag: Any, depth: int, blocks: tuple[str, ...] = ()) -> None:
        if not tag or depth > DEEPEST_TAG:
            return
        if id := self._text(pdfium.FPDF_StructElement_GetID, tag):
            blocks = (*blocks, id)
        if self._text(pdfium.FPDF_StructElement_GetType, tag) == "Figure":
            alternative = self._text(pdfium.FPDF_StructElement_GetAltText, tag)
            self.figures.append(Figure(self._number, alternative))
            self.heard.append(Piece(alternative, blocks=blocks))
            return
        if actual := self._text(pdfium.FPDF_StructElement_GetActualText, tag):
            self.heard.append(Piece(actual, tuple(self._looks_in(tag, depth)), blocks))
            return
        for index in range(pdfium.FPDF_StructElement_CountChildren(tag)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(tag, index)
            if child:
                self._read_tag(child, depth + 1, blocks)
            else:
                number = pdfium.FPDF_StructElement_GetChildMarkedContentID(tag, index)
                # Below 0 it is no text: what is printed and not tagged has that number too.
                text, painted = (self._marked.get(number, ""), self._looks.get(number, ())) if number >= 0 else ("", ())
                self.heard.append(Piece(text, painted, blocks))

    def _looks_in(self, tag: Any, depth: int) -> Iterator[Look]:
        """How all that stands under a tag is painted."""
        for index in range(pdfium.FPDF_StructElement_CountChildren(tag)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(tag, index)
            if child:
                yield from self._looks_in(child, depth + 1) if depth <= DEEPEST_TAG else ()
            elif (number := pdfium.FPDF_StructElement_GetChildMarkedContentID(tag, index)) >= 0:
                yield from self._looks.get(number, ())


def _cut_edges(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the paper that a reader holds: what is cut off and what is not there left out."""
    trim, media = page.get_trimbox(), page.get_mediabox()
    left, bottom = (max(edges) for edges in zip(trim[:2], media[:2], strict=True))
    right, top = (min(edges) for edges in zip(trim[2:], media[2:], strict=True))
    return left, bottom, right, top


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    """The objects of a page in the order of painting, and how many forms, which drawings become, each lies in."""
    pending = [(pdfium.FPDFPage_GetObject(page, index), 0) for index in range(pdfium.FPDFPage_CountObjects(page))]
    pending.reverse()
    while pending:
        item, level = pending.pop()
        yield item, level
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            inner = range(pdfium.FPDFFormObj_CountObjects(item))
            pending.extend((pdfium.FPDFFormObj_GetObject(item, index), level + 1) for index in reversed(inner))


class _Text:
    """Strings that the library hands out as UTF-16 into a buffer of ours, which most of them fit."""

    def __init__(self) -> None:
        self._grow(1024)

    def _grow(self, size: int) -> None:
        self._size, self._buffer = size, ctypes.create_string_buffer(size)
        self._start = ctypes.cast(self._buffer, ctypes.POINTER(ctypes.c_ushort))

    def __call__(self, function: Callable[..., int], *arguments: Any) -> str:
        """What one of its functions says; empty when that is nothing."""
        size = function(*arguments, self._start, self._size)
        if size > self._size:
            # The library has left the buffer as it was, and told how large one must be.
            self._grow(size)
            size = function(*arguments, self._start, size)
        return ctypes.string_at(self._buffer, size - 2).decode("utf-16-le", errors="replace") if size > 2 else ""


def _name(font: Any) -> str:
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", errors="replace")
