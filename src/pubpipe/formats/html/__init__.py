"""The large-print web page: one file that holds everything and asks the network for nothing.

Text, pictures, typeface, script and recording stand inside the page, so that it works from a
memory stick, an e-mail or a web site alike. A content security policy says so to the browser:
only the styles and scripts whose hashes it names run, and nothing is fetched. Without scripts
the page is the same text, with the browser's own audio controls.
"""

import re

from pubpipe.errors import OutputError
from pubpipe.formats.context import article_context
from pubpipe.formats.html.contents import contents
from pubpipe.formats.html.fonts import font_faces
from pubpipe.formats.html.inline import data_uri, inline
from pubpipe.formats.html.transcript import transcript
from pubpipe.formats.publication import Artifact, Made, Publication
from pubpipe.model.article import Figure
from pubpipe.model.narration import Hold, Timeline
from pubpipe.wording.clock import clock

MEDIA_TYPE = "text/html"
PAGE = "large_print/page.html"
STYLES = ("large_print/page.css", "large_print/dark.css")
SCRIPTS = ("large_print/theme.js", "large_print/player.js")

# The shared templates close `img` as XML asks; HTML has no such slash.
XML_SLASH = re.compile(r"(<img [^>]*?) ?/>")


def make(publication: Publication) -> Made:
    """The page `<id>.html`. Raises `OutputError` if a template or a figure's file is missing."""
    page = publication.templates.render(PAGE, _context(publication))
    page = XML_SLASH.sub(r"\1>", page).strip() + "\n"
    return Made((Artifact(f"{publication.article.id}.html", MEDIA_TYPE, page.encode("utf-8")),))


def _context(publication: Publication) -> dict[str, object]:
    read = publication.templates.read
    narration, words = publication.spoken, publication.language.interface
    clinic = publication.profile.clinic or publication.article.publisher
    minutes = max(1, round(narration.timeline.seconds / 60))
    one, many = words.listening_time
    return {
        **article_context(publication, href=_address, image=lambda figure: _picture(publication, figure)),
        "contents": contents(publication.article),
        "telephone": telephone_address(clinic.phone) if clinic.phone else None,
        "listening_time": (one if minutes == 1 else many).format(n=minutes),
        "chapters": transcript(narration, publication.language),
        "total": clock(narration.timeline.seconds),
        "holds": _holds(narration.timeline),
        "recording": data_uri("audio/mpeg", narration.mp3),
        "styles": tuple(inline(text, "style") for text in (font_faces(), *map(read, STYLES))),
        "scripts": tuple(inline(text, "script") for text in map(read, SCRIPTS)),
    }


def _address(block: str) -> str:
    return f"#{block}"


def _picture(publication: Publication, figure: Figure) -> str:
    asset = publication.assets.get(figure.path)
    if asset is None:
        raise OutputError(
            f"The figure “{figure.path}” of block “{figure.id}” was not read.",
            "Check that the file is in the article's folder, and build again.",
        )
    return data_uri(asset.media_type, asset.data)


def telephone_address(phone: str) -> str:
    """A tel: address (RFC 3966) for a number as people write it.

    The trunk zero of “+44 (0)20 …” is dialled only without the country code, so it is left out.
    """
    dialled = re.sub(r"\(0\)", "", phone) if phone.startswith("+") else phone
    return "tel:" + re.sub(r"[^+0-9]", "", dialled)


def _holds(timeline: Timeline) -> str:
    """The seconds at which each hold begins and ends, for the player: “12.5 32.5 60 80”."""
    timed = (cue for chapter in timeline.chapters for cue in chapter.cues if isinstance(cue.cue, Hold))
    return " ".join(f"{timeline.at(edge):.3f}" for cue in timed for edge in (cue.begin, cue.end))
