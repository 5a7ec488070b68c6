"""The PDF handout: its files, what it says of itself, its running lines, and that its bytes never change."""

import ctypes
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pubpipe.checking.pdf.tagged import read
from pubpipe.model.article import CalloutRole, Publisher
from pubpipe.model.clinic import Clinic
from pubpipe.profile import PrintEdition, PrintSettings, Profile
from tests import samples
from tests.support.epub import callout
from tests.support.pdf import BOTH, changed, elements, handout, made, pages, section
from tests.validators.base import ROOT

SMALLEST_BODY, SMALLEST = 12.0, 10.5
"""Points: body text as the NHS asks of leaflets, running lines a little less."""

CONTRAST = 7.0
"""WCAG 2.2, success criterion 1.4.6."""


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block, on A4, with a code."""
    return handout(profile=Profile(url="https://clinic.example/neck-care"))


@pytest.fixture(scope="module")
def words(sample: bytes) -> list[str]:
    """The words of the sample's pages."""
    return pages(sample)


# The files


def test_one_file_for_each_sheet() -> None:
    """Each edition has a file for each of the profile's sheets, in its order and once, and nothing is found wrong."""
    whole = made(profile=Profile(paper=("Letter", "A4", "Letter")))
    assert [(one.name, one.media_type) for one in whole.artifacts] == [
        ("neck-care-handout-letter.pdf", "application/pdf"),
        ("neck-care-handout-a4.pdf", "application/pdf"),
        ("neck-care-large-print-letter.pdf", "application/pdf"),
        ("neck-care-large-print-a4.pdf", "application/pdf"),
    ]
    assert whole.findings == ()
    sizes = []
    for one in whole.artifacts:
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            sizes.append({tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages})
    assert sizes == [{(0, 0, 612, 792)}, {(0, 0, 595, 842)}] * 2


def test_one_file_for_each_edition() -> None:
    """Those that the profile asks for, in its order and once."""
    orders: list[tuple[tuple[PrintEdition, ...], list[str]]] = [
        (("large-print", "handout", "large-print"), ["large-print", "handout"]),
        (("large-print",), ["large-print"]),
    ]
    for asked, told in orders:
        whole = made(profile=Profile(print=PrintSettings(editions=asked)))
        assert [one.name for one in whole.artifacts] == [f"neck-care-{name}-a4.pdf" for name in told]


def test_properties_come_from_the_article(sample: bytes) -> None:
    """Title, authors, summary, topics, language and dates are the article's; no clock was asked."""
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.ViewerPreferences.DisplayDocTitle) == "True"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Look after a stiff neck & shoulders"
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["xmp:CreateDate"] == "2025-10-15"
            assert xmp["xmp:ModifyDate"] == "2025-10-16"
    assert info == {
        "/Title": "Look after a stiff neck & shoulders",
        "/Author": "Clinic team, Ann Example",
        "/Subject": "Three stretches that ease a stiff neck.",
        "/Keywords": "neck, stiffness",
        "/Creator": "pubpipe",
        "/Producer": info["/Producer"],
        "/CreationDate": "D:20251015",
        "/ModDate": "D:20251016",
    }


def test_bookmarks_follow_the_headings(sample: bytes) -> None:
    """Sections, stretches and safety blocks have bookmarks below the title; a tip needs none."""
    document = pypdfium2.PdfDocument(sample)
    assert [(bookmark.level, bookmark.get_title()) for bookmark in document.get_toc()] == [
        (0, "Look after a stiff neck & shoulders"),
        (1, "Warning: Stop and get help"),
        (1, "About your neck"),
        (2, "In numbers"),
        (3, "A third level"),
        (1, "Stretches"),
        (2, "Side neck stretch"),
        (2, "Chin tuck"),
        (2, "Neck turn"),
        (1, "Please note"),
        (1, "References"),
    ]
    document.close()


def test_only_the_packaged_font_is_used(sample: bytes) -> None:
    """Every font is a subset of Atkinson Hyperlegible inside the file."""
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item]
    assert fonts
    assert {str(font.FontName).split("+")[1][:33] for font in fonts} == {
        "Atkinson-Hyperlegible-pubpipe" + end for end in ("", "-Bol", "-Ita")
    }


# What stands on the page


def test_page_one_opens_with_what_a_patient_needs(words: list[str]) -> None:
    """Clinic, help line, title, purpose, byline, reading time and dates come in this order, then the warning."""
    told = [
        "Example Clinic",
        "Help line: 020 7946 0000",
        "Look after a stiff neck & shoulders",
        "Three stretches that ease a stiff neck.",
        "By Clinic team, Ann Example",
        "About 1 minute to read",
        "Published 15 October 2025",
        "Last reviewed 16 October 2025",
        "Next review due 15 October 2028",
        "Warning: Stop and get help",
    ]
    places = [words[0].find(text) for text in told]
    assert -1 not in places
    assert places == sorted(places)


def test_every_page_says_whose_and_which_it_is(words: list[str]) -> None:
    """Each page has the help line, its number of so many and the dates; each after the first has clinic and title."""
    for number, text in enumerate(words, start=1):
        assert f"Page {number} of {len(words)}" in text
        for running in (
            "Help line: 020 7946 0000",
            "Published 15 October 2025",
            "Last reviewed 16 October 2025",
            "Next review due 15 October 2028",
        ):
            assert running in text[-300:]
    for text in words[1:]:
        assert "Example Clinic" in text
        assert "Look after a stiff neck & shoulders" in text


def test_running_lines_are_not_read_out_with_the_text(sample: bytes, words: list[str]) -> None:
    """The tag tree, which a screen reader follows, does not run into the header or footer of each page."""
    heard = " ".join(read(sample).heard.split())
    assert f"Page 1 of {len(words)}" in words[0]
    assert f"of {len(words)}" not in heard
    assert heard.count("Published 15 October 2025") == 1


def test_the_profile_s_clinic_takes_the_publisher_s_place() -> None:
    """A clinic that hands the article out puts its own name and number on it, long as they may be."""
    name = "The Community Musculoskeletal Physiotherapy Service of Example Town"
    clinic = Clinic(name=name, phone="+44 20 7946 9999", url="https://town.example/physio/")
    words = pages(handout(profile=Profile(clinic=clinic)))
    assert name in words[0]
    assert "town.example/physio" in words[0]
    assert all("Help line: +44 20 7946 9999" in text for text in words)
    assert all("The Community Musculoskeletal…" in text for text in words[1:])
    assert not any("Example Clinic" in text for text in words)


def test_a_clinic_without_a_number_has_no_help_line() -> None:
    """Nothing is made up: no label without a number behind it."""
    words = pages(handout(changed(publisher=Publisher(name="Quiet Clinic"))))
    assert all("Quiet Clinic" in text for text in words)
    assert not any("Help line" in text for text in words)


def test_a_warning_deep_inside_is_announced_on_page_one() -> None:
    """Page one names it and its page when the article comes to it later only; otherwise it stands there itself."""
    warning = callout("late", CalloutRole.WARNING)
    article = changed(
        blocks=(section("one", *(samples.paragraph(f"p{n}", "Words. " * 60) for n in range(12)), warning),)
    )
    words = pages(handout(article))
    page = next(number for number, text in enumerate(words, start=1) if number > 1 and "Warning" in text)
    assert f"Warning Read page {page} before you start." in words[0]
    assert "before you start" not in pages(handout())[0]


def test_paper_shows_where_a_link_leads(words: list[str]) -> None:
    """A web address follows the words that are linked, unless they are that address already."""
    assert "Read more online (example.org/neck?a=1&b=2) or see the stretches. Five" in words[0]
    references = next(text for text in words if "A journal of necks." in text)
    assert references.count("https://example.org/journal") == 1
    assert "(example.org/journal)" not in references


def _texts(data: bytes) -> list[tuple[str, float, tuple[int, int, int]]]:
    """Every piece of text with its size in points and its colour."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            matrix = pdfium.FS_MATRIX()
            colour = [ctypes.c_uint() for _ in range(4)]
            buffer = ctypes.create_string_buffer(4000)
            pdfium.FPDFTextObj_GetFontSize(item, size)
            pdfium.FPDFPageObj_GetMatrix(item, matrix)
            pdfium.FPDFPageObj_GetFillColor(item, *colour)
            length = pdfium.FPDFTextObj_GetText(
                item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), len(buffer)
            )
            text = buffer.raw[: max(length - 2, 0)].decode("utf-16-le").strip()
            red, green, blue, _ = (part.value for part in colour)
            found.append((text, size.value * abs(matrix.d), (red, green, blue)))
    document.close()
    return [one for one in found if one[0]]


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_is_large_and_dark_enough(sample: bytes) -> None:
    """Body text has 12 points or more, and everything 7:1 against white, or white against the dark bars."""
    texts = _texts(sample)
    running = (
        "Help line",
        "020 7946",
        "Page",
        "of",
        "Published",
        "Last reviewed",
        "Next review",
        "Example",
        "Look after",
        "Leaflet",
        "Ask for",
    )
    body = [size for text, size, _ in texts if not text.startswith(running) and not text.isdigit()]
    assert min(body) >= SMALLEST_BODY - 0.01
    assert min(size for _, size, _ in texts) >= SMALLEST - 0.01
    dark = {colour for _, _, colour in texts} - {(255, 255, 255)}
    assert all(1.05 / (_luminance(colour) + 0.05) >= CONTRAST for colour in dark)
    assert {text for text, _, colour in texts if colour == (255, 255, 255)} == {
        "Warning:",
        "Stop and get help",
        "1",
        "2",
        "3",
    }


def test_figures_have_the_alternatives_of_the_article(sample: bytes) -> None:
    """Each figure is tagged with its alternative, and only figures are: signs are not pictures to be read out."""
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        told = {str(element.Alt) for element in elements(pdf, "/Figure")}
    assert told == {
        "A grey circle above a black line.",
        *(f"A grey circle above a black line, for {name}-figure." for name in ("side-neck", "chin-tuck", "neck-turn")),
        "A square code for phone cameras. It leads to https://clinic.example/neck-care",
    }


# Reproducible bytes

MAKE = """
import hashlib
import time
time.time = lambda: float({clock})
from tests.support.pdf import BOTH, large, made
print([hashlib.sha256(one.data).hexdigest() for one in (*made(profile=BOTH).artifacts, *large("uk").artifacts)])
"""


def _made_elsewhere(clock: int, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", MAKE.format(clock=clock)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_same_source_same_bytes_whatever_was_made_before() -> None:
    """The first document of a process is what it would be as the second."""
    first, second = (made().artifacts[0].data for _ in range(2))
    assert first == second


def test_same_source_same_bytes_anywhere_and_at_any_time() -> None:
    """Neither time zone, locale, date, hash seed nor another rendering in the process changes a byte."""
    one = _made_elsewhere(0, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="0", LC_ALL="C.UTF-8")
    two = _made_elsewhere(2_000_000_000, TZ="America/Los_Angeles", PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1893456000")
    assert one == two
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: made(profile=BOTH), range(2))
    assert [one.data for one in first.artifacts] == [two.data for two in second.artifacts]
