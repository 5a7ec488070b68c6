"""What an e-book says around its article: cover, contents and colophon, as words with the ids of what shows them.

The book shows these words and its recording says them, so both have them from here.
Ids hold an underscore, which those of the article's blocks cannot.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pubpipe.model.article import Article, Block, Publisher, Section, Stretch, nodes
from pubpipe.model.pages import Pages
from pubpipe.model.recording import RecordingName
from pubpipe.model.text import Citation, plain, walk
from pubpipe.model.walks import figures, inline_texts, stretches
from pubpipe.wording.dates import long_date
from pubpipe.wording.language import Language
from pubpipe.wording.parts import Part
from pubpipe.wording.reading_time import reading_time
from pubpipe.wording.web_address import telephone_address

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The exact string that EPUB Accessibility 1.1, section 4.1.2 asks for."""
REFERENCES, SESSION, COLOPHON = "references_page", "session_page", "colophon_page"
"""Ids of what stands behind the article's parts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the colophon; level: that of a heading, 0 for none; href: where it leads, if anywhere."""

    id: str
    text: str
    level: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: the id of what it leads to, its label, lines below it."""

    id: str
    label: str
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything of a book that is not of the article; cover: the words for its picture.

    publisher: the lines of the title page below the authors.
    """

    cover: str
    publisher: tuple[Line, ...]
    contents: tuple[Entry, ...]
    summary: str
    colophon: tuple[Line, ...]


def matter(
    article: Article,
    parts: tuple[Part, ...],
    clinic: Publisher,
    address: str | None,
    recordings: Collection[RecordingName],
    pages: Pages,
    language: Language,
) -> Matter:
    """The book's own words. address: of the article on the web; recordings: those that the book holds."""
    summary = accessibility_summary(article, recordings, pages, language)
    return Matter(
        cover=language.interface.cover_alt.format(title=article.title, publisher=clinic.name),
        publisher=tuple(_publisher(article, clinic, language)),
        contents=tuple(_contents(article, parts, recordings, language)),
        summary=summary,
        colophon=tuple(_colophon(article, clinic, address, summary, language)),
    )


def flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The lines of a table of contents from top to bottom."""
    for entry in entries:
        yield entry
        yield from flat(entry.entries)


def accessibility_summary(
    article: Article, recordings: Collection[RecordingName], pages: Pages, language: Language
) -> str:
    """For people: one sentence for each thing that the book has or lacks."""
    words = language.interface
    cites = any(
        isinstance(one, Citation) for node in nodes(article.blocks) for text in inline_texts(node) for one in walk(text)
    )
    return " ".join(
        (
            words.access_text,
            words.access_pictures if figures(article) else words.access_cover,
            words.access_stretches if stretches(article) else words.access_sections,
            *((words.access_references,) if cites else ()),
            *((words.access_reading,) if "reading" in recordings else ()),
            *((words.access_session,) if "session" in recordings else ()),
            *(() if recordings else (words.access_no_audio,)),
            words.access_pages if pages.first else words.access_no_pages,
        )
    )


def _contents(
    article: Article, parts: Iterable[Part], recordings: Collection[RecordingName], language: Language
) -> Iterator[Entry]:
    """The parts, and below them their sections and stretches; then what stands behind them."""
    words = language.interface
    for part in parts:
        yield Entry(part.id, part.title, tuple(_below(part.blocks)))
    if article.references:
        yield Entry(REFERENCES, words.references)
    if "session" in recordings:
        yield Entry(SESSION, words.guided_session)
    yield Entry(COLOPHON, words.about_book)


def _below(blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        match block:
            case Section():
                yield Entry(block.id, plain(block.title), tuple(_below(block.blocks)))
            case Stretch():
                yield Entry(block.id, plain(block.title))
            case _:
                pass


def _publisher(article: Article, clinic: Publisher, language: Language) -> Iterator[Line]:
    """Who answers for the article, how old it is, and where to ask."""
    words = language.interface
    yield Line("title_publisher", clinic.name)
    yield Line("title_reviewed", words.reviewed.format(date=long_date(article.reviewed, language)))
    if clinic.phone:
        yield Line("title_phone", f"{words.help_line}: {clinic.phone}", href=telephone_address(clinic.phone))


def _colophon(
    article: Article, clinic: Publisher, address: str | None, summary: str, language: Language
) -> Iterator[Line]:
    """What else there is to know of the article, and how the book is made."""
    words = language.interface
    yield Line("colophon_heading", words.about_book, level=1)
    yield Line("title_reading_time", reading_time(article, language))
    for name, pattern, date in (
        ("published", words.published, article.published),
        ("review_due", words.review_due, article.review_due),
    ):
        yield Line(f"title_{name}", pattern.format(date=long_date(date, language)))
    if clinic.url:
        yield Line("title_url", clinic.url, href=clinic.url)
    if address:
        yield Line("title_online", f"{words.scan_code}: {address}", href=address)
    yield Line("colophon_accessibility", words.accessibility, level=2)
    yield Line("colophon_summary", summary)
    yield Line("colophon_standard", words.made_to.format(standard=STANDARD))
    yield Line("colophon_typeface", words.typeface, level=2)
    yield Line("colophon_licence", words.typeface_licence)
