"""The only home of WeasyPrint: markup and style sheets in, a tagged PDF and every complaint out.

The engine leaves out what it cannot do and says so in a log line only, so the
lines of a rendering are part of its result here. It can load nothing but what
it is handed: addresses with a private scheme (see `fetching`).
"""

import io
import re
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pydyf
import weasyprint
from weasyprint import CSS, HTML, Document
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from pubpipe.formats.pdf import tagging
from pubpipe.formats.pdf.conformance import FALLBACK, NORMS, Norms
from pubpipe.formats.pdf.fetching import Fetcher
from pubpipe.formats.pdf.hearing import complaints
from pubpipe.formats.pdf.remembering import font_configuration, render
from pubpipe.formats.pdf.sweeping import about_to_lay_out, uncollected
from pubpipe.formats.pdf.xmp import packet
from pubpipe.profile import Conformance

FONT_FAMILY = "Atkinson Hyperlegible pubpipe"
"""The family that style sheets name: a private name, so that a copy installed on the machine is never taken instead."""

_MM_PER_PIXEL = 25.4 / 96
_POINTS_PER_MM = 72 / 25.4
_PRINT_FLAG = 4

# The engine breaks a line after its first word when the text before a mark fits on the line without its
# last space and not with it. So that space gets a box of its own.
_SPACE_BEFORE_MARK = re.compile(r" (<(?:a|abbr|b|em|strong)\b)")

# Pango's font map must not be used by two threads at a time.
_ENGINE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element with an id lies: page from 0, edges in millimetres from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Markup laid out on pages, not yet a file: where each id begins, and what the engine complained of."""

    places: Mapping[str, Place]
    complaints: tuple[str, ...]
    document: Document
    fetcher: Fetcher


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF; the engine's complaints in its own words; signs that a font of the machine's stands in for.

    fallback: the engine's version, if it is one that our tags are not made for and that has put in its own.
    """

    data: bytes
    complaints: tuple[str, ...]
    strangers: tuple[str, ...]
    fallback: str = ""


def lay_out(markup: str, styles: tuple[str, ...], fetcher: Fetcher) -> Layout:
    """Pages of `markup`, with `styles` applied in order and pictures from `fetcher`.

    Style sheets and fonts are read once per process; pictures are read anew each
    time, since two articles may call different pictures by the same name.
    """
    markup = _SPACE_BEFORE_MARK.sub(r"<span> </span>\1", markup)
    with _ENGINE, complaints() as lines, uncollected():
        about_to_lay_out()
        sheets = [_style_sheet(style) for style in styles]
        html = HTML(string=markup, url_fetcher=fetcher)
        document = render(html, font_config=_font_configuration(), stylesheets=[sheet.css for sheet in sheets])
        said = (*(line for sheet in sheets for line in sheet.complaints), *lines)
        return Layout(_places(document), said, document, fetcher)


def write(layout: Layout, conformance: Conformance, bleed: float = 0.0) -> Rendered:
    """The tagged file. Painting can bring complaints of its own, such as a sign that no font has.

    bleed: millimetres beyond the sheet's edges that its pages declare, of all the paper that they have there.
    """
    ours = tagging.is_tested()
    norms = NORMS[conformance] if ours else FALLBACK
    with _ENGINE, complaints() as lines, uncollected():
        data = _written(layout.document, norms, bleed, ours=ours)
        said = (*layout.complaints, *lines, *layout.fetcher.refusals)
        version = "" if ours else str(weasyprint.__version__)
        return Rendered(data, tuple(dict.fromkeys(said)), _strangers(layout.document), version)


def _written(document: Document, norms: Norms, bleed: float, *, ours: bool) -> bytes:
    """The file with our tags or, under an engine that they were not made for, with its own."""

    def finish(_document: Document, pdf: Any) -> None:
        _declare(pdf, document.metadata, norms)
        _box(pdf, bleed)
        if not ours:
            _print_links(pdf)
        _compress(pdf)

    if ours:
        # The engine would open its file anew each time and leave it open.
        document.color_profiles["srgb"] = _srgb()
        return tagging.write_pdf(document, finish, pdf_variant=norms.variant, pdf_tags=True, output_intent="ours")
    data: bytes = document.write_pdf(finisher=finish, pdf_variant=norms.variant, pdf_tags=True)
    return data


def _declare(pdf: Any, metadata: Any, norms: Norms) -> None:
    """Say what the file is and which norms it keeps, in place of the engine's own words."""
    stream = next(one for one in pdf.objects if getattr(one, "extra", {}).get("Type") == "/Metadata")
    stream.stream = [packet(metadata, norms, f"WeasyPrint {weasyprint.__version__}")]
    stream.compress = False
    if not norms.has_info:
        pdf.info.clear()
    for one in pdf.objects:
        # Smoothing pictures is left to no program's taste (ISO 19005-2, 6.2.8).
        if getattr(one, "extra", {}).get("Interpolate"):
            one.extra["Interpolate"] = "false"


def _box(pdf: Any, bleed: float) -> None:
    """Say how far each page may be painted beyond its edge, where the engine says ten points at most."""
    points = bleed * _POINTS_PER_MM
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page":
            left, bottom, right, top = page["TrimBox"]
            page["BleedBox"] = pydyf.Array([left - points, bottom - points, right + points, top + points])


def _compress(pdf: Any) -> None:
    """Compress each stream once: the engine would do it again to make the file's identifier."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            plain = b"\n".join(pydyf._to_bytes(item) for item in stream.stream)  # noqa: SLF001 - as its `data` does
            stream.stream, stream.compress = [zlib.compress(plain, 9)], False
            stream.extra["Filter"] = "/FlateDecode"


def _print_links(pdf: Any) -> None:
    """Links belong to the printed page too (ISO 32000-1, table 165)."""
    for part in pdf.objects:
        if isinstance(part, dict) and part.get("Type") == "/Annot":
            part["F"] = _PRINT_FLAG


def _places(document: Document) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for number, page in enumerate(document.pages):
        for name, edges in page.anchors.items():
            places.setdefault(name, Place(number, *(edge * _MM_PER_PIXEL for edge in edges)))
    return places


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A parsed style sheet with what was said of it, to be said again each time it is used."""

    css: CSS
    complaints: tuple[str, ...]


@lru_cache(maxsize=16)
def _style_sheet(text: str) -> _Sheet:
    with complaints() as lines:
        fetcher = Fetcher({})
        css = CSS(string=text, font_config=_font_configuration(), url_fetcher=fetcher)
        return _Sheet(css, (*lines, *fetcher.refusals))


@lru_cache(maxsize=1)
def _font_configuration() -> FontConfiguration:
    """One for the whole process: a fresh one costs a fifth of a rendering, and memory that does not come back."""
    return font_configuration()


def _srgb() -> ColorProfile:
    """The colours that an archived file's numbers mean: those of the engine's own package.

    Read anew for each document, since the engine's copy is written out otherwise once it has been asked for its name.
    """
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc")
    return ColorProfile(io.BytesIO(profile.read_bytes()), profile.name, "relative-colorimetric", (["r"], ["g"], ["b"]))


def _strangers(document: Document) -> tuple[str, ...]:
    """The signs set in fonts that are not the package's own: single characters or what is drawn as one."""
    others = [font for font in document.fonts.values() if font.family != FONT_FAMILY]
    return tuple(sorted({sign for font in others for sign in font.to_unicode.values()}))
