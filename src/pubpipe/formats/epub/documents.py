"""The book's own documents as XHTML: cover, title page, contents, chapters, references.

Each document begins with a heading of level 1 of its own, and every block of the
article keeps its id in the one document that holds it: links, and whatever reads
along with the text, find it there.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.errors import OutputError
from pubpipe.formats.context import article_context
from pubpipe.formats.epub.chapters import REFERENCES_FILE, Chapter, Entry, addresses, chapters, contents
from pubpipe.formats.epub.cover import COVER_FILE, drawing
from pubpipe.formats.epub.metadata import CONFORMS_TO, COVER_IMAGE_ID, publisher, summary
from pubpipe.formats.epub.resource import FONT_FOLDER, Resource, fonts, pictures, styles
from pubpipe.formats.lettering import FAMILY, FONTS, LICENCE
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Figure

TEXT_FOLDER = "text"
STYLE_FILE = "style.css"
NAV_FILE = "nav.xhtml"
COLOPHON_FILE = "colophon.xhtml"
LICENCE_FILE = "licence.xhtml"
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The finished parts of the book in the order of the manifest, and its table of contents."""

    resources: tuple[Resource, ...]
    contents: tuple[Entry, ...]


def manuscript(publication: Publication) -> Manuscript:
    """Every file of the book but the package document and the container."""
    article, words = publication.article, publication.language.interface
    parts = chapters(article, words)
    images = pictures(article, publication.assets)
    entries = _entries(publication, parts)
    context = {
        **article_context(publication, href=_href(publication, parts), image=_image(images)),
        "contents": entries,
        "style": f"../{STYLE_FILE}",
        "cover_image": f"../{COVER_FILE}",
        "cover_alt": words.cover_alt.format(title=article.title, publisher=publisher(publication).name),
        "start": f"{TEXT_FOLDER}/{parts[0].file}#{parts[0].id}",
        "references_file": REFERENCES_FILE,
        "summary": summary(publication),
        "standard": CONFORMS_TO,
        "family": FAMILY,
        "licence_file": LICENCE_FILE,
        "licence": LICENCE.read_text(encoding="utf-8"),
    }
    return Manuscript((*_read(publication, parts, context), *_beside(publication, images)), entries)


def _read(publication: Publication, parts: tuple[Chapter, ...], context: Mapping[str, object]) -> Iterator[Resource]:
    """The documents of the spine, in reading order."""

    def page(id: str, template: str, file: str = "", **more: object) -> Resource:
        markup = publication.templates.render(f"epub/{template}", {**context, **more})
        return Resource(id, f"{TEXT_FOLDER}/{file or template}", XHTML, markup.encode(), linear=True)

    yield page("cover", "cover.xhtml")
    yield page("title", "title.xhtml")
    yield replace(page("nav", "nav.xhtml", style=STYLE_FILE), file=NAV_FILE, properties=("nav",))
    for part in parts:
        yield page(part.manifest_id, "chapter.xhtml", part.file, chapter=part)
    if publication.article.references:
        yield page("references", REFERENCES_FILE)
    yield page("colophon", COLOPHON_FILE)
    yield replace(page("licence", LICENCE_FILE), linear=False)


def _beside(publication: Publication, images: Mapping[str, Resource]) -> Iterator[Resource]:
    """What the documents need beside themselves: style, cover picture, fonts, pictures."""
    used = styles(publication.article)
    sheet = publication.templates.render(
        "epub/style.css",
        {"family": FAMILY, "fonts": {style: f"{FONT_FOLDER}/{FONTS[style].name}" for style in used}},
    )
    yield Resource("style", STYLE_FILE, "text/css", sheet.encode())
    yield Resource(COVER_IMAGE_ID, COVER_FILE, "image/svg+xml", drawing(publication), ("cover-image",))
    yield from fonts(used)
    yield from images.values()


def _entries(publication: Publication, parts: tuple[Chapter, ...]) -> tuple[Entry, ...]:
    words = publication.language.interface
    references = Entry("references_page", words.references, f"{REFERENCES_FILE}#references_page")
    colophon = Entry("colophon_page", words.about_book, f"{COLOPHON_FILE}#colophon_page")
    return (*contents(parts), *((references,) if publication.article.references else ()), colophon)


def _href(publication: Publication, parts: tuple[Chapter, ...]) -> Callable[[str], str]:
    found = addresses(publication.article, parts)

    def href(id: str) -> str:
        if id not in found:
            raise OutputError(
                f"A link of the article leads to “{id}”, which no block has as its id.",
                "Mend the link in the article.",
            )
        return found[id]

    return href


def _image(images: Mapping[str, Resource]) -> Callable[[Figure], str]:
    def image(figure: Figure) -> str:
        return posixpath.join("..", images[figure.path].file)

    return image
