"""The large-print web page: one file that holds everything and asks the network for nothing.

Text, pictures, typeface, scripts and recordings stand inside the page, so that it works from a
memory stick, an e-mail or a web site alike; recordings longer than a profile allows lie beside it.
A content security policy says so to the browser: only the styles and scripts whose hashes it names
run, and nothing is fetched from elsewhere. Without scripts the page is the same text, with the
browser's own audio controls; without recordings it is the same text, and small.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from pubpipe.errors import OutputError
from pubpipe.formats.context import article_context, sentences_of
from pubpipe.formats.html.contents import contents
from pubpipe.formats.html.fonts import font_faces
from pubpipe.formats.html.inline import Inlined, data_uri, inline
from pubpipe.formats.html.linked_data import linked_data, script_safe
from pubpipe.formats.html.sound import Sound, sounds
from pubpipe.formats.publication import Artifact, Made, Publication
from pubpipe.model.article import Figure
from pubpipe.model.text import Inlines, Text
from pubpipe.wording.lists import listed
from pubpipe.wording.web_address import telephone_address

MEDIA_TYPE = "text/html"
FOLDER = "large_print"
PAGE = f"{FOLDER}/page.html"
STYLES = ("page", "controls", "blocks", "settings", "player", "hearing", "print")
THEMES = (
    ("dark", "screen and (prefers-color-scheme: dark)"),
    ("contrast", "screen and (prefers-color-scheme: dark) and (prefers-contrast: more)"),
    ("sepia", "not all"),
)
"""Colours other than the light ones, and for which screens they are unless the reader chooses."""
SCRIPTS = ("player", "following", "holding", "keys")

# The shared templates close `img` as XML asks; HTML has no such slash.
XML_SLASH = re.compile(r"(<img [^>]*?) ?/>")


def make(publication: Publication) -> Made:
    """The page `<id>.html`, and its recordings if they lie beside it.

    Raises `OutputError` if a template or a figure's file is missing.
    """
    heard = sounds(publication)
    page = publication.templates.render(PAGE, _context(publication, heard))
    page = XML_SLASH.sub(r"\1>", page).strip() + "\n"
    name = f"{publication.article.id}.html"
    written = Artifact(name, MEDIA_TYPE, page.encode("utf-8"), narrations=publication.narrations)
    return Made((written, *(sound.beside for sound in heard if sound.beside)))


def _context(publication: Publication, heard: tuple[Sound, ...]) -> dict[str, object]:
    article, clinic = publication.article, publication.profile.clinic or publication.article.publisher
    faces, settings = (
        inline(font_faces(publication.memory), "style"),
        inline(_read(publication, "settings.js"), "script"),
    )
    styles = [inline(_read(publication, f"{name}.css"), "style") for name in STYLES]
    themes = [(name, media, inline(_read(publication, f"{name}.css"), "style")) for name, media in THEMES]
    scripts = [inline(_read(publication, f"{name}.js"), "script") for name in SCRIPTS] if heard else []
    # Data is no script, and browsers ask for no leave to hold it; the Nu checker 26 does.
    data = inline(script_safe(linked_data(publication, heard)), "script")
    cues = inline(script_safe(_for_scripts(publication, heard)), "script")
    return {
        **article_context(publication, href=_address, image=lambda figure: _picture(publication, figure)),
        "page": publication.language.page,
        "names": listed(article.authors, publication.language),
        "summary": _sentences(article.summary) if article.summary else (),
        "locale": article.language.replace("-", "_"),
        "contents": contents(article),
        "sentences": sentences_of(publication),
        "telephone": telephone_address(clinic.phone) if clinic.phone else None,
        "sounds": heard,
        "cues": cues,
        "linked_data": data,
        "faces": faces,
        "styles": styles,
        "themes": themes,
        "settings": settings,
        "scripts": scripts,
        "style_sources": _sources(faces, *styles, *(style for _, _, style in themes)),
        "script_sources": _sources(data, settings, *((cues, *scripts) if scripts else ())),
    }


def _read(publication: Publication, name: str) -> str:
    return publication.templates.read(f"{FOLDER}/{name}")


def _sources(*inlined: Inlined) -> str:
    return " ".join(one.source for one in inlined)


def _address(block: str) -> str:
    return f"#{block}"


def _sentences(text: str) -> Inlines:
    return (Text(value=text),)


def _picture(publication: Publication, figure: Figure) -> str:
    asset = publication.assets.get(figure.path)
    if asset is None:
        raise OutputError(
            f"The figure “{figure.path}” of block “{figure.id}” was not read.",
            "Check that the file is in the article's folder, and build again.",
        )
    return data_uri(asset.media_type, asset.data)


def _for_scripts(publication: Publication, heard: Iterable[Sound]) -> Mapping[str, object]:
    """What the player's scripts know: its words, and for each recording when what is shown."""
    return {
        "words": asdict(publication.language.page),
        "recordings": {
            sound.kind: {"total": sound.total, "cues": [cue.as_json() for cue in sound.cues]} for sound in heard
        },
    }
