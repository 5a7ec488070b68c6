"""The files inside the book: what each is called, what kind it is, and the ones that are not written by us.

Fonts come from their package and pictures from the article; both are copied as they stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pubpipe.errors import OutputError
from pubpipe.formats.epub.chapters import inlines
from pubpipe.formats.lettering import FONTS, Style
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.text import Emphasis
from pubpipe.model.walks import figures

FONT_FOLDER = "fonts"

_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the book.

    id: in the package; file: path from the package's folder; properties: those of its
    manifest item; linear: None outside the spine, True in the default reading order, False
    for a document that only a link leads to; told: the chapter of the recording that reads it;
    overlay: the id of the media overlay that reads along with it; link: the relation by which the
    package's metadata name a file that stands in no manifest.
    """

    id: str
    file: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    linear: bool | None = None
    told: str = ""
    overlay: str | None = None
    link: str = ""


def pictures(article: Article, assets: Mapping[str, Asset]) -> dict[str, Resource]:
    """The article's pictures by the path that it names them by, each once, in the order of their first use."""
    made: dict[str, Resource] = {}
    for figure in figures(article):
        if figure.path in made:
            continue
        if figure.path not in assets:
            raise OutputError(
                f"The picture “{figure.path}” of block “{figure.id}” is not there to be put into the EPUB.",
                "Put the file beside the article, or remove the figure.",
            )
        asset = assets[figure.path]
        id = f"picture-{len(made) + 1}"
        made[figure.path] = Resource(id, f"images/{id}.{_ENDINGS[asset.media_type]}", asset.media_type, asset.data)
    return made


def fonts(styles: Iterable[Style]) -> tuple[Resource, ...]:
    """The typeface in the given styles; each file carries the words of its own licence."""
    return tuple(
        Resource(f"font-{style}", f"{FONT_FOLDER}/{FONTS[style].name}", "font/ttf", FONTS[style].read_bytes())
        for style in styles
    )


def styles(article: Article) -> tuple[Style, ...]:
    """The styles of type that the article uses; italic is only embedded where words are stressed."""
    always: tuple[Literal["regular", "bold"], ...] = ("regular", "bold")
    stressed = any(isinstance(inline, Emphasis) for inline in inlines(article))
    return (*always, "italic") if stressed else always
