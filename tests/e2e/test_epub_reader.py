"""The EPUB in a reading system: it opens, every page of it shows, and nothing of the article is out of sight."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pubpipe.checking import parity
from pubpipe.model.article import Article
from pubpipe.wording import language_for
from tests import samples
from tests.support.epub import STYLE, book, spoiled
from tests.support.reading_system import THEMES, Reader, Theme, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ABOUT = "EPUB/text/chapter-2.xhtml"
ENGLISH = language_for("en-GB")


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block."""
    return book()


@pytest.fixture
def reader(browser: "Browser", sample: bytes) -> Iterator[Reader]:
    """The sample, opened."""
    with opened(browser, sample) as reader:
        yield reader


def all_words(reader: Reader) -> str:
    """What a person sees who reads the book from cover to cover."""
    words = []
    for number in range(reader.documents()):
        reader.turn_to(number)
        words.append(reader.text())
    return "\n".join(words)


def seen(article: Article) -> tuple[parity.Expected, ...]:
    """The texts that must be visible."""
    return tuple(one for one in parity.expected(article, ENGLISH) if not one.alternative)


def test_reader_lists_the_contents(reader: Reader) -> None:
    """The table of contents has the article's sections and stretches under their own names."""
    assert reader.labels() == [
        ["Before you begin", []],
        ["About your neck", [["In numbers", [["A third level", []]]]]],
        ["Stretches", [["Side neck stretch", []], ["Chin tuck", []], ["Neck turn", []]]],
        ["Important information", []],
        ["References", []],
        ["About this book", []],
    ]
    for target in ("In numbers", "Neck turn"):
        reader.follow(target)
        assert reader.place() == target


def test_reader_shows_every_document(reader: Reader) -> None:
    """Every document of the spine renders, in the typeface of the book, with all its pictures and no complaint."""
    assert reader.documents() == 9
    for number in range(reader.documents()):
        reader.turn_to(number)
        assert reader.pictures_missing() == []
        assert reader.text().strip() or number == 0
        assert reader.fonts_failed() == []
    assert reader.complaints == []


def test_reader_shows_every_word(reader: Reader) -> None:
    """What is visible says what the article says: no style sheet hides a block."""
    assert parity.compare(seen(samples.every_block()), all_words(reader), "the reader") == ()


@pytest.mark.parametrize(
    "rule",
    [
        ".warning { display: none }",
        ".disclaimer { visibility: hidden }",
        "#warning-1-p1 { content-visibility: hidden }",
    ],
)
def test_reader_notices_hidden_words(browser: "Browser", sample: bytes, rule: str) -> None:
    """A style that hides a safety block turns that gate red."""
    faulty = spoiled(sample, STYLE, "body {", f"{rule}\nbody {{")
    with opened(browser, faulty) as reader:
        findings = parity.compare(seen(samples.every_block()), all_words(reader), "the reader")
    assert findings


def test_reader_complains_of_a_broken_document(browser: "Browser", sample: bytes) -> None:
    """A picture that is not in the book shows as missing."""
    with opened(browser, spoiled(sample, ABOUT, "picture-1.svg", "picture-2.svg")) as reader:
        reader.turn_to(4)
        assert reader.pictures_missing() == ["../images/picture-2.svg"]


POP_UP = """async () => {
  const { FootnoteHandler } = await import('./foliate-js/footnotes.js')
  const notes = new FootnoteHandler()
  const shown = new Promise(resolve => notes.addEventListener('render', event => resolve(event.detail)))
  notes.addEventListener('before-render', event => document.body.append(event.detail.view))
  view.addEventListener('link', event => notes.handle(view.book, event))
  view.renderer.getContents()[0].doc.querySelector('a.citation').click()
  const { view: note } = await shown
  return note.renderer.getContents()[0].doc.body.textContent.trim()
}"""


def test_a_citation_pops_up_what_it_cites(reader: Reader) -> None:
    """Readers that know notes show the reference in place, and it is the one whose mark was pressed."""
    reader.turn_to(4)
    assert reader.ask(POP_UP) == "A journal of necks. https://example.org/journal"


@pytest.mark.parametrize("theme", THEMES)
def test_text_takes_the_colours_of_the_theme(reader: Reader, theme: Theme) -> None:
    """No text has a colour of its own, so a dark or a sepia page stays readable."""
    for number in range(1, reader.documents()):
        reader.turn_to(number)
        reader.theme(theme)
        assert reader.stubborn_colours(theme) == []


def test_a_fixed_colour_of_text_is_noticed(browser: "Browser", sample: bytes) -> None:
    """Black text, harmless on white, is found on the dark page."""
    with opened(browser, spoiled(sample, STYLE, "body {", "li { color: #111111 } body {")) as reader:
        reader.turn_to(3)
        reader.theme("dark")
        assert reader.stubborn_colours("dark") == ["rgb(17, 17, 17)"]


def test_callouts_differ_in_the_shape_of_their_frames(reader: Reader) -> None:
    """On paper-like screens without colour, a warning has the heaviest frame and no two kinds look the same."""
    frames = {}
    for number in (3, 4, 6):
        reader.turn_to(number)
        frames.update(reader.frames())
    assert set(frames) == {"warning", "caution", "tip", "disclaimer"}
    assert len(set(frames.values())) == 4
    style, *widths = frames["warning"]
    assert style == "solid"
    assert min(float(width) for width in widths) >= 6
