"""What the handout's template is told beyond what every format tells its own."""

from collections.abc import Mapping
from string import Formatter

from pubpipe.formats.context import article_context
from pubpipe.formats.pdf.fetching import Resource, address
from pubpipe.formats.pdf.fitting import Fit
from pubpipe.formats.pdf.qr import QrCode, qr_code
from pubpipe.formats.publication import Publication
from pubpipe.model.article import CalloutRole, Stretch
from pubpipe.model.asset import Asset
from pubpipe.model.text import Link, plain
from pubpipe.model.walks import callouts
from pubpipe.wording.web_address import link_address, printed_address

CLINIC_LENGTH, TITLE_LENGTH = 38, 50
"""Characters that fit on one line of the running header, side by side."""

STRETCH_LENGTH = 34
"""Characters that fit on two lines of the large print's running header, beside the article's title."""

# Labels in a figure are set in the handout's font: any other would be the machine's own.
_LABELS = (
    b'<style>text,tspan,textPath{font-family:"Atkinson Hyperlegible pubpipe" !important}</style>'  # see handout.css
)
_CODE_NAME = "address"


def handout_context(publication: Publication, fit: Fit) -> Mapping[str, object]:
    """The names that templates/handout uses."""
    words, url = publication.language.interface, publication.profile.url
    shared = article_context(
        publication, href=lambda block: f"#{block}", image=lambda figure: address("asset", figure.path)
    )
    clinic = publication.profile.clinic or publication.article.publisher
    return {
        **shared,
        "running_title": shortened(publication.article.title, TITLE_LENGTH),
        "running_clinic": shortened(clinic.name, CLINIC_LENGTH),
        "running": _running_stretch,
        "page_of": _pieces(words.page_of),
        "warning": _announced(publication) if fit.announces_warning else None,
        "read_first": _pieces(words.read_first),
        "link_words": _link_words,
        "link_address": link_address,
        "printed_address": printed_address,
        "fit": fit,
        "roomy": fit.heights,
        "code": _code(url, words.code_leads_to) if url else None,
    }


def resources(publication: Publication) -> Mapping[str, Resource]:
    """The pictures that the handout shows, by address."""
    pictures = {address("asset", path): _picture(asset) for path, asset in publication.assets.items()}
    url = publication.profile.url
    return {**pictures, address("code", _CODE_NAME): qr_code(url).picture} if url else pictures


def shortened(text: str, length: int) -> str:
    """A name or title as a running header has room for it: without its subtitle, and cut at a word if need be."""
    text = text.partition(": ")[0]
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def _running_stretch(stretch: Stretch) -> str:
    """A stretch's title as the header of a page that carries it on has room for it."""
    return shortened(plain(stretch.title), STRETCH_LENGTH)


def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    """A pattern's words, each with the field that follows them: the style sheet fills in page numbers."""
    return tuple((text, field) for text, field, _, _ in Formatter().parse(pattern))


def _announced(publication: Publication) -> Mapping[str, str]:
    """What page one says of the first warning when that lies on a later page."""
    warning = callouts(publication.article, CalloutRole.WARNING)[0]
    return {"id": warning.id, "title": plain(warning.title) or publication.language.interface.warning}


def _link_words(link: Link) -> str:
    """A link's words without marks: the engine would tag a mark within a link as a second, unnamed link."""
    return plain(link.children)


def _code(url: str, alternative: str) -> Mapping[str, object]:
    code: QrCode = qr_code(url)
    return {
        "image": address("code", _CODE_NAME),
        "alt": alternative.format(address=url),
        "width": code.width,
        "url": url,
        "address": printed_address(url),
    }


def _picture(asset: Asset) -> Resource:
    before, end, after = asset.data.rpartition(b"</svg>")
    if asset.media_type == "image/svg+xml" and b"<text" in before:
        return Resource(asset.media_type, before + _LABELS + end + after)
    return Resource(asset.media_type, asset.data)
