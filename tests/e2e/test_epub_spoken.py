"""A book that reads itself aloud: sound for the validators, and played from cover to colophon in a reading system."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from pubpipe.checking.epub import check
from pubpipe.checking.finished import Finished
from pubpipe.model.article import Article
from pubpipe.profile import Within
from tests.e2e.test_html_articles import ARTICLES
from tests.narrating.scripts import article
from tests.support.epub import NAMESPACES, OPF, parts, root
from tests.support.reading_system import Lit, opened
from tests.support.spoken import spoken_book
from tests.validators import ace, epubcheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FASTEST = 16.0
"""Times normal speed: what browsers play at most."""


@pytest.fixture(scope="module")
def spoken() -> Finished:
    """A short article, read and guided."""
    return spoken_book(article())


def in_order(book: bytes) -> list[str]:
    """The addresses of all fragments that are read, in the order of the spine and of each overlay."""
    files, package = parts(book), root(book, OPF)
    items = {item.get("id"): item for item in package.iterfind(".//opf:item", NAMESPACES)}
    documents = [items[one.get("idref")] for one in package.iterfind(".//opf:itemref", NAMESPACES)]
    overlays = [items[one.get("media-overlay")].get("href", "") for one in documents if one.get("media-overlay")]
    texts = (etree.fromstring(files[f"EPUB/{name}"]).iterfind(".//{*}text") for name in overlays)
    return [re.sub(r"^\.\./", "EPUB/", one.get("src", "")) for found in texts for one in found]


@pytest.mark.parametrize("make_article", ARTICLES, ids=lambda one: one.__name__)
def test_unusual_articles_are_read_whole(make_article: Callable[[], Article], tmp_path: Path) -> None:
    """Without a stretch, with twenty of them, with words wider than a phone."""
    book = spoken_book(make_article(), "reading")
    assert check(book) == ()
    path = tmp_path / "book.epub"
    path.write_bytes(book.data)
    assert epubcheck.check(path).messages == ()


@pytest.mark.parametrize("within", ["reading", "session", "both"])
def test_validators_have_nothing_to_say(within: Within, tmp_path: Path) -> None:
    """EPUBCheck with usage messages on, and Ace: not a single message, whatever the book holds."""
    path = tmp_path / "book.epub"
    path.write_bytes(spoken_book(within=within).data)
    assert epubcheck.check(path).messages == ()
    assert ace.check(path).messages == ()


@pytest.mark.parametrize("within", ["reading", "both"])
def test_a_reader_lights_up_every_fragment_in_order(browser: "Browser", spoken: Finished, within: Within) -> None:
    """At sixteen times their speed every kind of block, read, and a short book with its session.

    Each sentence, alternative and label lights up once, while the sound runs.
    """
    book = spoken if within == "both" else spoken_book(within=within)
    wanted = in_order(book.data)
    assert len(wanted) > 50
    with opened(browser, book.data) as reader:
        heard = reader.read_aloud(240, rate=FASTEST, until=wanted[-1].rpartition("/")[2])
    assert once(heard) == wanted
    assert all(one.sounds for one in heard)
    # A frame is a sixtieth of a second, and a busy machine leaves some out.
    late = [one for one in heard if not one.begin - 0.05 <= one.at <= one.end + FASTEST * 0.1]
    assert late == []


def once(heard: tuple[Lit, ...]) -> list[str]:
    """What lit up, without what a reader lights again when a sound begins."""
    return [one.text for number, one in enumerate(heard) if not number or heard[number - 1].text != one.text]


def test_what_is_read_stands_out(browser: "Browser", spoken: Finished) -> None:
    """Black on yellow and underlined, whatever the theme."""
    with opened(browser, spoken.data) as reader:
        reader.read_aloud(60, rate=4.0, until="p1_1")
        id, text, ground, line = reader.lit()
    assert id.endswith("p1_1")
    assert (text, ground, line) == ("rgb(0, 0, 0)", "rgb(255, 230, 128)", "underline")


def test_the_sample_reads_itself_from_cover_to_colophon(browser: "Browser", built_sample: Path) -> None:
    """The book that a reader downloads, with the voice that comes with it: nothing is left dark."""
    data = (built_sample / f"{built_sample.name}.epub").read_bytes()
    wanted = in_order(data)
    assert len(wanted) > 150
    with opened(browser, data) as reader:
        heard = reader.read_aloud(240, rate=FASTEST, until=wanted[-1].rpartition("/")[2])
    assert once(heard) == wanted
