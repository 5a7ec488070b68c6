"""What the handout's template is told beyond what every format tells its own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from string import Formatter

from pubpipe.formats.context import article_context
from pubpipe.formats.pdf.branding import branding, branding_resources
from pubpipe.formats.pdf.contents import contents
from pubpipe.formats.pdf.fetching import Resource, address
from pubpipe.formats.pdf.fitting import Fit
from pubpipe.formats.pdf.hanging import hanging_sheet, warnings
from pubpipe.formats.pdf.pictures import picture
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Stretch, Table
from pubpipe.model.text import Link, plain
from pubpipe.wording import Language
from pubpipe.wording.doses import DoseLine, dose_lines
from pubpipe.wording.web_address import link_address, printed_address

CLINIC_LENGTH, TITLE_LENGTH = 38, 50
"""Characters that fit on one line of the running header, side by side."""

STRETCH_LENGTH = 34
"""Characters that fit on two lines of the large print's running header, beside the article's title."""

LETTERS_ACROSS, CELL_SPACE = 34, 3
"""Letters that fit across the large print even in capitals, and the space between columns in letters."""


def handout_context(publication: Publication, fit: Fit, *, extras: bool) -> Mapping[str, object]:
    """The names that templates/handout uses. extras: whether the edition has a sheet to hang up when asked for."""
    words = publication.language.interface
    shared = article_context(
        publication, href=lambda block: f"#{block}", image=lambda figure: address("asset", figure.path)
    )
    clinic = publication.profile.clinic or publication.article.publisher
    formats = words.other_formats if clinic.phone else words.other_formats_unsaid
    return {
        **shared,
        **branding(publication),
        "running_title": shortened(publication.article.title, TITLE_LENGTH),
        "running_clinic": shortened(clinic.name, CLINIC_LENGTH),
        "running": _running_stretch,
        "page_of": _pieces(words.page_of),
        "identity": _identity(publication),
        "other_formats": _pieces(formats),
        "warning": warnings(publication)[0] if fit.announces_warning else None,
        "fridge": hanging_sheet(publication) if extras else None,
        "contents": contents(publication) if fit.contents else (),
        "plain": plain,
        "read_first": _pieces(words.read_first),
        "dose_lines": lambda stretch: _unbroken(stretch, publication.language),
        "tight": _is_tight,
        "link_words": _link_words,
        "link_address": link_address,
        "printed_address": printed_address,
        "fit": fit,
        "roomy": fit.heights,
    }


def resources(publication: Publication) -> Mapping[str, Resource]:
    """The pictures that the handout shows, by address."""
    pictures = {address("asset", path): picture(asset) for path, asset in publication.assets.items()}
    return {**pictures, **branding_resources(publication)}


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


def _unbroken(stretch: Stretch, language: Language) -> tuple[DoseLine, ...]:
    """The stretch's dose, of which no line ends between a number and its unit."""
    units = language.units
    names = "|".join(re.escape(name) for unit in (units.second, units.minute, units.time, units.set) for name in unit)
    space = re.compile(rf"(?<=\d) (?=(?:{names})\b)")
    lines = dose_lines(stretch.dose, stretch.sides, language)
    return tuple(replace(line, value=space.sub("\N{NO-BREAK SPACE}", line.value)) for line in lines)


def _identity(publication: Publication) -> tuple[str, ...]:
    """What tells this leaflet, and this issue of it, from every other: its code and version."""
    article, words = publication.article, publication.language.interface
    code = words.leaflet.format(code=article.code or article.id)
    return (code, words.version.format(version=article.version)) if article.version else (code,)


def _is_tight(table: Table) -> bool:
    """Whether the longest words of a table's columns, side by side, may be wider than the narrowest page."""
    rows = (table.header, *table.rows)
    columns = zip(*rows, strict=True)
    longest = (max(len(word) for cell in column for word in ["", *plain(cell.content).split()]) for column in columns)
    return sum(letters + CELL_SPACE for letters in longest) > LETTERS_ACROSS


def _link_words(link: Link) -> str:
    """A link's words without marks: the engine would tag a mark within a link as a second, unnamed link."""
    return plain(link.children)
