"""The EPUB before its judges: EPUBCheck, Ace, axe, and a narrow screen."""

import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pubpipe.checking.epub import check
from pubpipe.checking.finished import Finished
from pubpipe.formats.epub import make
from pubpipe.formats.publication import Publication
from pubpipe.model.article import CalloutRole, Publisher, Reference, Section
from pubpipe.model.asset import Asset
from pubpipe.wording import language_for
from tests import samples
from tests.support.epub import OPF, STYLE, callout, changed, packed, parts, section, spoiled
from tests.validators import ace, axe, epubcheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ABOUT = "EPUB/text/chapter-2.xhtml"
STRETCHES = "EPUB/text/chapter-3.xhtml"
ENGLISH = language_for("en-GB")
ODD = (
    "“Don’t” lift <5 kg & more; naïve café, Ω≈µ, עברית, 腰痛, a\N{COMBINING ACUTE ACCENT} \N{SLIGHTLY SMILING FACE} ]]>"
)


def png() -> bytes:
    """A grey picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def without_stretches() -> Publication:
    """The least that a book may hold: no stretch, no picture, no reference, no summary, no contact."""
    return samples.publication(
        changed(
            blocks=(section("care", "Care"), callout("note", CalloutRole.DISCLAIMER)),
            references=(),
            summary=None,
            keywords=(),
            publisher=Publisher(name="Clinic"),
        )
    )


def odd() -> Publication:
    """Long titles, characters that markup and file names stumble over, and ids that our own pages might use."""
    picture = Asset("figures/Ä b&c.png", "image/png", png(), 1, 1)
    article = samples.every_block()
    blocks = (
        *article.blocks,
        Section(
            id="references",
            level=1,
            title=samples.words(f"{ODD} " * 8),
            blocks=(
                samples.paragraph("title", ODD),
                samples.picture("toc", picture.path).model_copy(update={"alt": f'"{ODD}"'}),
                samples.stretch("cover", ODD),
                callout("chapter-1", CalloutRole.CAUTION),
            ),
        ),
        callout("licence", CalloutRole.WARNING),
    )
    article = article.model_copy(
        update={
            "id": "a" * 120,
            "title": f"{ODD} " * 12,
            "summary": ODD,
            "authors": (ODD, ODD),
            "keywords": (ODD,),
            "publisher": Publisher(name=ODD, phone="+44 (0)20 7946-0000", url="https://clinic.example/?a=1&b=%C3%A9"),
            "references": (*article.references, Reference(id="s3", text=ODD)),
            "blocks": blocks,
        }
    )
    return replace(samples.publication(article), assets={**samples.assets(), picture.path: picture})


BOOKS = {"every block": samples.publication, "without stretches": without_stretches, "odd": odd}


def made(publication: Publication) -> bytes:
    """The finished file."""
    return make(publication).artifacts[0].data


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block."""
    return made(samples.publication())


def written(folder: Path, book: bytes) -> Path:
    """The book on the disk, as validators want it."""
    path = folder / "book.epub"
    path.write_bytes(book)
    return path


# EPUBCheck and Ace


@pytest.mark.parametrize("name", BOOKS)
def test_our_own_check_passes(name: str) -> None:
    """Whatever the article holds, the finished book holds it."""
    publication = BOOKS[name]()
    finished = Finished("x.epub", "application/epub+zip", made(publication), publication.article, ENGLISH)
    assert check(finished) == ()


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_has_nothing_to_say(tmp_path: Path, name: str) -> None:
    """No message of any severity, usage notes included."""
    result = epubcheck.check(written(tmp_path, made(BOOKS[name]())))
    assert result.passed, result
    assert result.messages == ()


@pytest.mark.parametrize("name", BOOKS)
def test_ace_has_nothing_to_say(tmp_path: Path, name: str) -> None:
    """No assertion of Ace fails."""
    result = ace.check(written(tmp_path, made(BOOKS[name]())))
    assert result.passed, result


def test_epubcheck_sees_seeded_faults(tmp_path: Path, sample: bytes) -> None:
    """Errors, warnings and usage notes all turn the gate red."""
    faulty = spoiled(sample, ABOUT, 'id="about-l1-i2"', 'id="about-l1-i1"')
    faulty = spoiled(faulty, ABOUT, "chapter-3.xhtml#stretches", "chapter-3.xhtml#lost")
    faulty = spoiled(faulty, ABOUT, "picture-1.svg", "picture-2.svg")
    faulty = packed({**parts(faulty), "EPUB/stray.txt": b"stray"})
    result = epubcheck.check(written(tmp_path, faulty))
    assert not result.passed
    assert {"RSC-005", "RSC-012", "RSC-007", "OPF-003"} <= result.codes, result


def test_ace_sees_seeded_faults(tmp_path: Path, sample: bytes) -> None:
    """A picture without words, a package and a page without language, pale text and missing metadata turn it red."""
    faulty = spoiled(sample, ABOUT, ' alt="A grey circle above a black line."', "")
    faulty = spoiled(faulty, STRETCHES, ' lang="en-GB" xml:lang="en-GB"', "")
    faulty = spoiled(faulty, OPF, ' xml:lang="en-GB"', "")
    faulty = spoiled(faulty, OPF, '<meta property="schema:accessibilityHazard">none</meta>', "")
    faulty = spoiled(faulty, STYLE, "body {", "body { color: #aaaaaa; background: #ffffff;")
    result = ace.check(written(tmp_path, faulty))
    assert not result.passed
    expected = {"image-alt", "html-has-lang", "epub-lang", "metadata-accessibilityhazard", "color-contrast"}
    assert expected <= result.codes, result


# Contrast and reflow of the pages by themselves


def page_file(folder: Path, book: bytes, name: str) -> Path:
    """A document of the book on the disk, beside all that it needs."""
    with zipfile.ZipFile(written(folder, book)) as archive:
        archive.extractall(folder)
    return folder / name


# The one rule for web pages that a chapter is not held to: the main part is the book's, not each document's.
PART_OF_A_WHOLE = frozenset({"landmark-one-main"})
PAGES = [
    ("EPUB/text/title.xhtml", "Title page", "Look after a stiff neck & shoulders"),
    ("EPUB/text/chapter-1.xhtml", "Before you begin", "Before you begin"),
    (STRETCHES, "Stretches", "Stretches"),
]


@pytest.mark.parametrize(("name", "title", "heading"), PAGES)
def test_pages_pass_axe_with_a_contrast_of_seven_to_one(
    browser: "Browser", tmp_path: Path, sample: bytes, name: str, title: str, heading: str
) -> None:
    """Nothing violated that binds a chapter, nothing undecided, every text at 7:1 or more (WCAG 2.2, 1.4.6)."""
    file = page_file(tmp_path, sample, name)
    result = axe.check(browser, file, title=f"{title} – Look after a stiff neck & shoulders", heading=heading)
    assert result.codes <= PART_OF_A_WHOLE, result
    assert result.lowest_contrast >= 7


def test_a_contrast_of_five_to_one_is_noticed(browser: "Browser", tmp_path: Path, sample: bytes) -> None:
    """Ace lets grey text pass; this gate does not."""
    pale = spoiled(sample, STYLE, "body {", "li { color: #6b6b6b; } body {")
    name, title, heading = PAGES[1]
    file = page_file(tmp_path, pale, name)
    result = axe.check(browser, file, title=f"{title} – Look after a stiff neck & shoulders", heading=heading)
    assert 5 < result.lowest_contrast < 7


def overflow(browser: "Browser", file: Path) -> int:
    """By how many CSS pixels a page with text of twice the size is wider than a narrow phone."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    try:
        page.goto(file.as_uri())
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        assert page.locator("h1").count() == 1
        return int(page.evaluate("() => document.documentElement.scrollWidth")) - 320
    finally:
        page.close()


def test_pages_reflow_on_a_narrow_screen(browser: "Browser", tmp_path: Path, sample: bytes) -> None:
    """No page is wider than 320 CSS pixels, even with text of twice the size."""
    folder = page_file(tmp_path, sample, "")
    names = [name for name in parts(sample) if name.endswith(".xhtml") and not name.endswith("cover.xhtml")]
    assert {name: width for name in names if (width := overflow(browser, folder / name)) > 0} == {}


def test_a_wide_block_is_noticed(browser: "Browser", tmp_path: Path, sample: bytes) -> None:
    """A block of a fixed width turns that gate red."""
    wide = spoiled(sample, STYLE, ".stretch {", ".stretch { width: 30em;")
    assert overflow(browser, page_file(tmp_path, wide, STRETCHES)) > 0
