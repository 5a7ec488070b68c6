"""The book's own documents as XHTML: cover, title page, contents, chapters, references, session, colophon.

Each document begins with a heading of level 1 of its own, and every block of the
article keeps its id in the one document that holds it: links, and whatever reads
along with the text, find it there.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.errors import OutputError
from pubpipe.formats.context import article_context, sentences_of
from pubpipe.formats.epub.chapters import (
    COLOPHON_FILE,
    REFERENCES_FILE,
    SESSION_FILE,
    Entry,
    addresses,
    contents,
    file_of,
)
from pubpipe.formats.epub.cover import COVER_FILE, drawing
from pubpipe.formats.epub.metadata import COVER_IMAGE_ID, book_matter
from pubpipe.formats.epub.overlays import ACTIVE, PLAYING
from pubpipe.formats.epub.pronunciation import lexicon
from pubpipe.formats.epub.resource import FONT_FOLDER, Resource, fonts, pictures, styles
from pubpipe.formats.epub.session import scenes
from pubpipe.formats.lettering import FAMILY, FONTS
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Figure
from pubpipe.model.text import Inlines, Text
from pubpipe.wording.book import COLOPHON, REFERENCES, SESSION
from pubpipe.wording.parts import Part, parts

TEXT_FOLDER = "text"
STYLE_FILE = "style.css"
NAV_FILE = "nav.xhtml"
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The finished parts of the book in the order of the manifest, and its table of contents."""

    resources: tuple[Resource, ...]
    contents: tuple[Entry, ...]


def manuscript(publication: Publication) -> Manuscript:
    """Every file of the book but the package document, the container and what speaks."""
    article, words = publication.article, publication.language.interface
    all_parts, around = parts(article, words), book_matter(publication)
    found = addresses(article, all_parts)
    images = pictures(article, publication.assets)
    entries = contents(around.contents, found)
    session = publication.recorded("session")
    spelled = lexicon(article)
    context = {
        **article_context(publication, href=_href(found), image=_image(images)),
        "contents": entries,
        "sentences": sentences_of(publication),
        "text": _text,
        "style": f"../{STYLE_FILE}",
        "lexicon": f"../{spelled.file}" if spelled else "",
        "cover_image": f"../{COVER_FILE}",
        "cover_alt": around.cover,
        "start": f"{TEXT_FOLDER}/{file_of(all_parts[0])}#{all_parts[0].id}",
        "references_file": REFERENCES_FILE,
        "publisher": around.publisher,
        "pages": publication.pages.first,
        "page_list": tuple((page, found.get(block, "title.xhtml")) for block, page in publication.pages.first.items()),
        "colophon": around.colophon,
        "titled": publication.recorded("book") is not None,
        "scenes": scenes(session, publication.language) if session else (),
    }
    beside = (*_beside(publication, images), *((spelled,) if spelled else ()))
    return Manuscript((*_read(publication, all_parts, context), *beside), entries)


def _text(value: str) -> Inlines:
    """Plain words as the article has its own."""
    return (Text(value=value),)


def _read(publication: Publication, all_parts: tuple[Part, ...], context: Mapping[str, object]) -> Iterator[Resource]:
    """The documents of the spine, in reading order; `told` names the chapter of the recording that reads each."""

    def page(id: str, template: str, told: str, file: str = "", **more: object) -> Resource:
        markup = publication.templates.render(f"epub/{template}", {**context, **more})
        return Resource(id, f"{TEXT_FOLDER}/{file or template}", XHTML, markup.encode(), linear=True, told=told)

    yield page("cover", "cover.xhtml", "_cover")
    yield page("title", "title.xhtml", "_title")
    here = {name: str(context[name]).removeprefix("../") for name in ("style", "lexicon")}
    yield replace(page("nav", "nav.xhtml", "_contents", **here), file=NAV_FILE, properties=("nav",))
    for part in all_parts:
        yield page(f"chapter-{part.number}", "chapter.xhtml", part.id, file_of(part), part=part)
    if publication.article.references:
        yield page("references", REFERENCES_FILE, REFERENCES)
    if context["scenes"]:
        yield page("session", SESSION_FILE, SESSION)
    yield page("colophon", COLOPHON_FILE, COLOPHON)


def _beside(publication: Publication, images: Mapping[str, Resource]) -> Iterator[Resource]:
    """What the documents need beside themselves: style, cover picture, fonts, pictures."""
    used = styles(publication.article)
    sheet = publication.templates.render(
        "epub/style.css",
        {
            "family": FAMILY,
            "fonts": {style: f"{FONT_FOLDER}/{FONTS[style].name}" for style in used},
            "active": ACTIVE if publication.narrations else "",
            "playing": PLAYING,
        },
    )
    yield Resource("style", STYLE_FILE, "text/css", sheet.encode())
    yield Resource(COVER_IMAGE_ID, COVER_FILE, "image/svg+xml", drawing(publication), ("cover-image",))
    yield from fonts(used)
    yield from images.values()


def _href(found: Mapping[str, str]) -> Callable[[str], str]:
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
