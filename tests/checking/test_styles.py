"""The safety lock: whatever a style sheet or an attribute does to a warning is seen in the page and in the book."""

import dataclasses
import time
from xml.etree.ElementTree import Element

import pytest

from pubpipe.checking.epub import check as check_book
from pubpipe.checking.epub.book import opened as opened_book
from pubpipe.checking.epub.safety import safety as book_safety
from pubpipe.checking.finished import Finished
from pubpipe.checking.html import check as check_page
from pubpipe.checking.html.page import opened
from pubpipe.checking.html.safety import safety
from pubpipe.findings import Code, Finding
from pubpipe.formats.html import make
from pubpipe.wording import language_for
from tests import samples
from tests.support.epub import STYLE, book, parts, spoiled

ARTICLE = samples.every_block()
LANGUAGE = language_for(ARTICLE.language)
PAGE = make(samples.publication()).artifacts[0]
BOOK = book()
FIRST = "EPUB/text/chapter-1.xhtml"
LAST = "EPUB/text/chapter-4.xhtml"
WARNING = 'id="warning-1" role="note"'
SECONDS_ALLOWED = 0.05


def in_page(data: bytes) -> list[Finding]:
    """What the lock says of a page."""
    finished = Finished(PAGE.name, PAGE.media_type, data, ARTICLE, LANGUAGE)
    return [one for one in check_page(finished) if one.code is Code.SAFETY_HIDDEN]


def in_book(data: bytes) -> list[Finding]:
    """What the lock says of a book."""
    finished = Finished("neck-care.epub", "application/epub+zip", data, ARTICLE, LANGUAGE)
    return [one for one in check_book(finished) if one.code is Code.SAFETY_HIDDEN]


OPENED_PAGE = opened(Finished(PAGE.name, PAGE.media_type, PAGE.data, ARTICLE, LANGUAGE))
OPENED_BOOK = opened_book(
    spoiled(
        spoiled(BOOK, FIRST, "</head>", '<link rel="stylesheet" href="../own.css"/></head>'),
        LAST,
        "</head>",
        '<link rel="stylesheet" href="../own.css"/></head>',
    )
)
"""The book with one more sheet for the documents that hold safety blocks."""


def styled(css: str) -> list[Finding]:
    """What the lock says of a page and of a book with more style; both must say as much of the same blocks.

    Both are opened once, and get the style without being written again.
    """
    style = Element("style")
    style.text = css
    page = dataclasses.replace(OPENED_PAGE, elements=(*OPENED_PAGE.elements, style))
    files = {**OPENED_BOOK.files, "EPUB/own.css": css.encode()}
    finished = Finished("neck-care.epub", "application/epub+zip", BOOK, ARTICLE, LANGUAGE)
    in_one = list(safety(page))
    in_other = list(book_safety(dataclasses.replace(OPENED_BOOK, files=files), finished))
    assert {one.excerpt for one in in_one} == {one.excerpt for one in in_other}
    return [*in_one, *in_other]


HARMS = [
    "display: none",
    "display:NONE!important",
    "visibility: hidden",
    "visibility: collapse",
    "content-visibility: hidden",
    "opacity: 0",
    "opacity: 50%",
    "color: transparent",
    "color: rgb(0 0 0 / 0)",
    "-webkit-text-fill-color: transparent",
    "filter: opacity(0)",
    "filter: blur(1em)",
    "mask: linear-gradient(transparent, transparent)",
    "clip: rect(0 0 0 0)",
    "clip-path: inset(50%)",
    "font-size: 0",
    "font-size: 0.8em",
    "font-size: 80%",
    "font-size: 0.5rem",
    "font-size: 7px",
    "font-size: 6pt",
    "font-size: smaller",
    "font-size: x-small",
    "font-size: calc(1em * 0.5)",
    "font-size: min(2rem, 1vw)",
    "font-size: clamp(0.2rem, 1vw, 2rem)",
    "font-size: var(--nothing)",
    "--tiny: 0.1em; font-size: var(--tiny)",
    "--tiny: 0.1; font-size: calc(1em * var(--tiny))",
    "font: 4px sans-serif",
    "font: bold 0.5em/2 serif",
    "font: small-caption",
    "zoom: 0.2",
    "line-height: 0",
    "letter-spacing: -1em",
    "width: 0",
    "max-inline-size: 1px",
    "height: 0; overflow: hidden",
    "max-height: 0",
    "max-height: 3em; overflow: hidden",
    "overflow-x: clip; white-space: nowrap",
    "-webkit-line-clamp: 1",
    "position: absolute; left: -9999px",
    "position: fixed",
    "position: relative; left: -100vw",
    "margin-left: -9999px",
    "text-indent: -9999px",
    "text-indent: 100%",
    "transform: scale(0)",
    "transform: scaleY(0.1)",
    "transform: translateX(-100vw)",
    "transform: rotateX(90deg)",
    "scale: 0",
    "translate: -100vw",
    "order: 9",
    "z-index: -1",
    "flex-direction: column-reverse",
    "-webkit-text-security: disc",
    "d\\69splay: none",
    "font: 0/0 a",
    "font-size-adjust: 0",
    "content: url(data:image/gif;base64,x)",
    "text-decoration: line-through",
    "unicode-bidi: bidi-override; direction: rtl",
    "contain: strict",
]

HARMLESS = [
    "display: block",
    "visibility: visible",
    "opacity: 1",
    "opacity: 100%",
    "color: inherit",
    "filter: none",
    "mask: none",
    "clip: auto",
    "clip-path: none",
    "font-size: 1em",
    "font-size: 120%",
    "font-size: 2rem",
    "font-size: 30px",
    "font-size: 22pt",
    "font-size: larger",
    "font-size: inherit",
    "font-size: calc(1rem + 1vw)",
    "font-size: clamp(1rem, 5vw, 2rem)",
    "--big: 2em; font-size: var(--big)",
    "font-size: var(--nothing, 1em)",
    "font: inherit",
    "font: bold 1.2em/1.5 serif",
    "line-height: 1.2",
    "letter-spacing: 0.05em",
    "width: 100%",
    "max-width: 40em",
    "height: auto",
    "min-height: 0",
    "max-height: none; overflow: hidden",
    "overflow: hidden",
    "white-space: nowrap",
    "-webkit-line-clamp: none",
    "position: relative; top: 0",
    "margin: 0 auto",
    "margin-left: -0.5em",
    "text-indent: 1em",
    "transform: none",
    "transform: scale(1)",
    "translate: 0",
    "order: 0",
    "flex-direction: row",
    "border: 0",
    "content: normal",
    "text-decoration: underline",
    "unicode-bidi: isolate",
    "contain: layout",
    "font-size-adjust: 0.5",
]


@pytest.mark.parametrize("css", HARMS)
def test_a_declaration_that_takes_the_warning_away_is_found(css: str) -> None:
    """The warning, the file, the selector and the declaration are named; the disclaimer is not."""
    findings = styled(f".warning {{ {css} }}")
    assert {one.message.partition(" in ")[0] for one in findings} == {"“Stop and get help”"}
    assert all(".warning { " in one.message for one in findings)
    assert {one.message.partition(" in ")[2].split()[0] for one in findings} == {PAGE.name, "neck-care.epub"}


@pytest.mark.parametrize("css", HARMLESS)
def test_a_declaration_that_does_no_harm_is_let_pass(css: str) -> None:
    """A project may make its warnings look as it likes."""
    assert styled(f".warning {{ {css} }}") == []


@pytest.mark.parametrize(
    "css",
    [
        "@media print {{ {} }}",
        "@media screen and (max-width: 1px) {{ @supports (display: grid) {{ {} }} }}",
        "@layer own {{ {} }}",
        "@container (width > 1px) {{ {} }}",
        "body {{ {} }}",
        "body {{ @media print {{ & {} }} }}",
    ],
)
def test_a_rule_counts_under_any_condition(css: str) -> None:
    """Some reader is in each of them."""
    assert styled(css.format(".warning { display: none }"))


@pytest.mark.parametrize(
    "selector",
    [
        "#warning-1",
        "html",
        "body",
        ":root :has(> .callout-title)",
        "[role=note]",
        ".warning li",
        ".warning .callout-title",
        ".warning > *",
        ".warning *",
        ".callout:not(.tip):not(.caution)",
        ":is(.warning, .caution)",
        "p, .warning",
        ".warning:hover",
        ".warning:not(:hover)",
        ":root[data-spacing='9'] .warning",
        ".warning::first-line",
        ".warning:some-day(x)",
        "epub|*",
    ],
)
def test_every_selector_that_reaches_the_warning_counts(selector: str) -> None:
    """By id, from an ancestor, into the block, at times, or in words that pubpipe does not know."""
    assert any("“Stop and get help”" in one.message for one in styled(f"{selector} {{ display: none }}"))


@pytest.mark.parametrize(
    "selector", [".tip", ".caution .callout-title", ".stretch *", "nav", "[hidden]", ".warning::before", "figure, img"]
)
def test_a_selector_that_does_not_reach_it_is_let_pass(selector: str) -> None:
    """The lock is about safety blocks only."""
    assert styled(f"{selector} {{ opacity: 0.9 }}") == []


def test_an_animation_is_followed() -> None:
    """What hides in the end hides."""
    assert styled("@keyframes away { to { opacity: 0 } } .warning { animation: away 1s }")
    assert styled("@keyframes away { to { opacity: 1 } } .warning { animation: away 1s }") == []


@pytest.mark.parametrize(
    "css",
    [
        ".warning { color: #fff }",
        ".warning { color: #fff; background: #fff }",
        ".warning li { color: white; background-color: rgb(250, 250, 250) }",
        ".warning { background: #222 } .warning li { color: #222222 }",
        ".warning { --pale: #fdfdfd } .warning li { color: var(--pale); background: hsl(0 0% 100%) }",
    ],
)
def test_letters_in_the_colour_of_their_ground_are_found(css: str) -> None:
    """Whichever of the two was changed; a book's page is white where nothing else is said."""
    assert any(
        "in the colour of their ground" in one.message
        for one in in_book(spoiled(BOOK, STYLE, "body {", f"{css} body {{"))
    )


def test_a_colour_is_held_against_its_ground_in_each_theme() -> None:
    """A rule of a theme meets the rules that always hold; a condition does not meet another one's."""
    base = ".warning.callout, .warning.callout * { color: #ffffff; background: #222222 }"
    assert styled(base) == []
    (page, found) = styled(f"{base} @media print {{ .warning.callout * {{ background: #fefefe }} }}")
    assert "@media print { .warning.callout * { background: #fefefe } }" in page.message
    assert "@media print" in found.message


def test_a_colour_that_is_lost_in_the_dark_is_found() -> None:
    """Black letters are well seen on the light page, and not at all in its dark theme."""
    findings = in_page(PAGE.data.replace(b"</head>", b"<style>.warning li { color: #111 }</style></head>", 1))
    assert any("in the colour of their ground" in one.message for one in findings)
    assert in_book(spoiled(BOOK, STYLE, "body {", ".warning li { color: #111 } body {")) == []


def test_a_style_sheet_that_is_not_at_hand_is_refused() -> None:
    """What cannot be read could hide anything."""
    assert in_page(PAGE.data.replace(b"</head>", b'<link rel="stylesheet" href="data:text/css,p"></head>', 1))
    assert in_page(PAGE.data.replace(b"</head>", b'<style>@import "a.css";</style></head>', 1))
    assert in_book(spoiled(BOOK, STYLE, "body {", '@import "a.css"; body {'))
    assert in_book(spoiled(BOOK, FIRST, "../style.css", "../styles.css"))
    instruction = '<?xml-stylesheet href="a.css"?><!DOCTYPE html>'
    assert in_book(spoiled(BOOK, FIRST, "<!DOCTYPE html>", instruction))


def test_a_class_that_a_script_sets_counts() -> None:
    """The page has it only later."""
    css = b"<style>.is-huge .warning { display: none }</style></head>"
    assert in_page(PAGE.data.replace(b"</head>", css, 1))


MARKUP = [
    (WARNING, f"{WARNING} hidden", "hidden"),
    (WARNING, f'{WARNING} hidden="until-found"', "hidden"),
    (WARNING, f"{WARNING} inert", "inert"),
    (WARNING, f"{WARNING} popover", "popover"),
    (WARNING, f'{WARNING} aria-hidden="true"', "aria-hidden"),
    (WARNING, f'{WARNING} style="font-size: 2px"', 'style="font-size: 2px"'),
    ('<ul id="warning-1-l1">', '<ul id="warning-1-l1" style="display:none">', 'style="display: none"'),
    ('id="warning-1-p1_1"', 'id="warning-1-p1_1" hidden', "hidden"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MARKUP)
def test_an_attribute_that_hides_is_found(old: str, new: str, reason: str) -> None:
    """In the page and, as XML has it, in the book."""
    assert old in PAGE.data.decode()
    in_xml = new if new.endswith(('"', ">")) else f'{new}=""'
    page = in_page(PAGE.data.replace(old.encode(), new.encode(), 1))
    found = in_book(spoiled(BOOK, FIRST, old, in_xml))
    for findings in (page, found):
        assert {one.excerpt for one in findings} == {"Stop and get help"}
        assert any(reason in one.message for one in findings)


@pytest.mark.parametrize("tag", ["details", "dialog", "template", "noscript", "small", "svg", "del"])
def test_an_element_that_is_not_shown_is_found(tag: str) -> None:
    """Around the warning in the book."""
    text = f'<{tag}><div class="callout warning"'
    opening = spoiled(BOOK, FIRST, '<div class="callout warning"', text)
    found = in_book(spoiled(opening, FIRST, "</ul>\n\n</div>", f"</ul>\n\n</div></{tag}>"))
    assert any(tag in one.message for one in found)


def block(text: str) -> str:
    """The markup of the warning in a document."""
    start = text.index('<div class="callout warning"')
    return text[start : text.index("</div>", start) + len("</div>")]


def test_a_warning_that_stands_twice_is_found() -> None:
    """With its id or without it."""
    page = PAGE.data.decode()
    warning = block(page)
    assert any("2 times" in one.message for one in in_page(page.replace(warning, warning * 2, 1).encode()))
    copy = warning.replace(' id="', ' data-id="')
    (found,) = in_page(page.replace(warning, warning + copy, 1).encode())
    assert "says its words 2 times, not 1" in found.message


def test_a_warning_that_is_split_is_found() -> None:
    """All words are there, but not together."""
    page = PAGE.data.decode()
    warning = block(page)
    split = warning.replace('<ul id="warning-1-l1">', '</div><p>Advertisement</p><div><ul id="warning-1-l1">', 1)
    assert any("not whole" in one.message for one in in_page(page.replace(warning, split, 1).encode()))
    inside = warning.replace('<ul id="warning-1-l1">', '<p>Advertisement</p><ul id="warning-1-l1">', 1)
    assert any("not whole" in one.message for one in in_page(page.replace(warning, inside, 1).encode()))


def test_a_warning_that_is_moved_is_found() -> None:
    """Behind the first stretch, or out of the article."""
    page = PAGE.data.decode()
    warning = block(page)
    head, tail = page.replace(warning, "", 1).rsplit('<div class="callout disclaimer"', 1)
    late = f'{head}{warning}<div class="callout disclaimer"{tail}'
    assert any("after the first stretch" in one.message for one in in_page(late.encode()))
    outside = page.replace(warning, "", 1).replace("</main>", f"{warning}</main>")
    assert any("0 times" in one.message for one in in_page(outside.encode()))


def test_a_warning_in_a_later_chapter_is_found() -> None:
    """The order of the book's documents counts, not only that within one."""
    warning = block(parts(BOOK)[FIRST].decode())
    without = spoiled(BOOK, FIRST, warning, "")
    late = spoiled(without, LAST, '<div class="callout disclaimer"', f'{warning}<div class="callout disclaimer"')
    assert any("after the first stretch" in one.message for one in in_book(late))


def test_our_own_templates_pass_and_the_look_is_quick() -> None:
    """Every build pays for it."""
    assert in_page(PAGE.data) == []
    assert in_book(BOOK) == []
    times = []
    for _ in range(4):
        begin = time.process_time()
        assert list(safety(OPENED_PAGE)) == []
        times.append(time.process_time() - begin)
    assert min(times) < SECONDS_ALLOWED
