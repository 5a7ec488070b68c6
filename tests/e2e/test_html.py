"""The large-print page in a browser: seen, heard, pressed, printed; and each gate shown red once."""

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import large_print
from tests.e2e.large_print import Change, published
from tests.validators import vnu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Gate = Callable[["Browser", Path], Generator[str]]


def markup(_: "Browser", file: Path) -> Generator[str]:
    """What the Nu Html Checker remarks, down to warnings and notes."""
    result = vnu.check(file)
    yield from map(str, result.messages)
    if not result.passed:
        yield "not passed"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is published."""
    return published(tmp_path_factory.mktemp("page"))


GATES: tuple[Gate, ...] = (
    markup,
    large_print.accessibility,
    large_print.another_engine,
    large_print.highlight,
    large_print.text,
    large_print.targets,
    large_print.reflow,
    large_print.magnified,
    large_print.keyboard,
    large_print.callouts,
    large_print.network,
    large_print.without_script,
    large_print.printed,
)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_the_page_passes(gate: Gate, browser: "Browser", file: Path) -> None:
    """No gate has anything to say."""
    assert list(gate(browser, file)) == []


CSS, DARK, PARTS = "large_print/page.css", "large_print/dark.css", "large_print/blocks.css"
PRINT, HEARING, SEPIA = "large_print/print.css", "large_print/hearing.css", "large_print/sepia.css"
CONTROLS = "large_print/controls.css"
PAGE, PLAYER, BLOCKS = "large_print/page.html", "large_print/player.html", "shared/blocks.html"

# What is wrong: the gate that must close, a word of what it must tell, and the change to the templates.
FAULTS: dict[str, tuple[Gate, str, tuple[Change, ...]]] = {
    "an attribute is made up": (markup, "colour", ((PAGE, "<main>", '<main colour="red">'),)),
    "a property is misspelt": (markup, "colour", ((CSS, "color: var(--ink);", "colour: var(--ink);"),)),
    "an alternative is dropped": (large_print.accessibility, "image-alt", ((BLOCKS, 'alt="{{ node.alt }}"', ""),)),
    "another engine misses an alternative": (
        large_print.another_engine,
        "H37",
        ((BLOCKS, 'alt="{{ node.alt }}"', ""),),
    ),
    "another engine misses the language": (
        large_print.another_engine,
        "H57",
        ((PAGE, ' lang="{{ article.language }}"', ""),),
    ),
    "the language is dropped": (
        large_print.accessibility,
        "html-has-lang",
        ((PAGE, ' lang="{{ article.language }}"', ""),),
    ),
    "large words are dim": (large_print.accessibility, "contrast", ((CSS, "--quiet: #3b3b3b", "--quiet: #6b6b6b"),)),
    "a button has no name": (
        large_print.accessibility,
        "button-name",
        ((PLAYER, " {{ page.start[sound.kind] }}</button>", "</button>"),),
    ),
    "a colour fades": (large_print.text, "light, 320: contrast", ((CSS, "--quiet: #3b3b3b", "--quiet: #6b6b6b"),)),
    "a dark colour fades": (
        large_print.text,
        "dark, 1280: contrast",
        ((DARK, "--warning: #ffbdb3", "--warning: #d06050"),),
    ),
    "the text is small": (large_print.text, "pixels", ((CSS, "calc(150% *", "calc(140% *"),)),
    "the lines are close": (large_print.text, "leading", ((CSS, "var(--leading, 1.5)", "1.4"),)),
    "the lines are long": (
        large_print.text,
        "length",
        ((CSS, "--measure: 27.5rem", "--measure: 44rem"),),
    ),
    "the text is justified": (large_print.text, "align", ((CSS, "text-align: start", "text-align: justify"),)),
    "stress is slanted": (large_print.text, "slant", ((CSS, "font-style: normal;\n", ""),)),
    "headings shout": (large_print.text, "capitals", ((CSS, "font-size: 1.1rem", "text-transform: uppercase"),)),
    "words are broken": (large_print.text, "hyphens", ((CSS, "hyphens: manual", "hyphens: auto"),)),
    "the typeface is lost": (large_print.text, "typeface", ((PAGE, "{{ faces.text | safe }}", ""),)),
    "a button is low": (
        large_print.targets,
        "summary",
        ((CONTROLS, "min-block-size: 2.4rem;\n  padding: 0.35rem 0.8rem", "padding: 0"),),
    ),
    "a link is thin": (
        large_print.targets,
        "more",
        ((CSS, "padding-block: 0.35rem;\n  text-decoration", "text-decoration"),),
    ),
    "a citation is narrow": (
        large_print.targets,
        "[1]",
        ((CSS, "padding-inline: 0.6rem 0.3rem", "padding-inline: 0"),),
    ),
    "a picture is wide": (
        large_print.reflow,
        "img",
        ((PARTS, "max-inline-size: var(--measure);\n  padding: 0.5rem", "min-inline-size: 20rem"),),
    ),
    "a box cuts its words": (
        large_print.reflow,
        "cut",
        ((PARTS, ".dose {\n", ".dose {\n  block-size: 2rem;\n  overflow: hidden;\n"),),
    ),
    "a highlight fades": (
        large_print.highlight,
        "light: highlight",
        ((CSS, "--mark: #ffe680", "--mark: #a08020"),),
    ),
    "a dark highlight fades": (
        large_print.highlight,
        "dark: highlight",
        ((DARK, "--on-mark: #14171a", "--on-mark: #80642a"),),
    ),
    "a highlight is colour alone": (
        large_print.highlight,
        "'frame'",
        ((HEARING, "outline: 0.12em solid var(--mark-edge)", "outline: 0"),),
    ),
    "a link keeps its colour in a highlight": (
        large_print.highlight,
        "dark: highlight {'where': 'a",
        ((HEARING, ".is-said.is-said.is-said * {\n  color: inherit", ".x {\n  color: inherit"),),
    ),
    "a theme has no colours": (large_print.accessibility, "sepia", ((SEPIA, "--ink: #33241a", "--ink: #c0a890"),)),
    "a word does not break at 400 %": (
        large_print.magnified,
        "400 %",
        ((CSS, "overflow-wrap: anywhere", "overflow-wrap: normal"),),
    ),
    "the text stays as it is": (large_print.magnified, "as large", ((CSS, " * var(--size, 1)", " * 1"),)),
    "the focus hides behind the bar": (
        large_print.keyboard,
        "hidden behind",
        ((CSS, "scroll-padding-block: 1rem calc(var(--bar, 0px) + 1rem);", ""),),
    ),
    "the focus has no ring": (
        large_print.keyboard,
        "'none'",
        ((CSS, "  outline: 0.2rem solid var(--focus);\n", "  outline: none;\n"),),
    ),
    "the focus is faint": (large_print.keyboard, "light", ((CSS, "--focus: #0050c8", "--focus: #b8c8e8"),)),
    "the focus is thin": (large_print.keyboard, "width", ((CSS, "outline: 0.2rem solid", "outline: 1px solid"),)),
    "a button is passed over": (
        large_print.keyboard,
        "controls are reached",
        ((PLAYER, 'id="page_back"', 'id="page_back" tabindex="-1"'),),
    ),
    "a warning looks like a tip": (
        large_print.callouts,
        "callout warning",
        ((PARTS, "border-width: 0.35rem", "border-width: 0.125rem"),),
    ),
    "a warning is not called one": (large_print.callouts, "callout warning", ((BLOCKS, "{{ word }}:", ""),)),
    # A looser policy alone fetches nothing.
    "a picture is fetched": (
        large_print.network,
        "http://127.0.0.1:9/a.png",
        (
            (PAGE, "img-src data:", "img-src *"),
            (PAGE, "<main>", '<main><img alt="Dot" src="http://127.0.0.1:9/a.png">'),
        ),
    ),
    "a script is not the policy's": (
        large_print.network,
        "console",
        ((PAGE, "{{ script.text | safe }}", "{{ script.text | safe }} "),),
    ),
    "only a script can play": (large_print.without_script, "no controls", ((PLAYER, " controls preload", " preload"),)),
    "the steps wait for a script": (
        large_print.without_script,
        "shoulder",
        ((BLOCKS, '<ol class="steps"', '<ol hidden class="steps"'),),
    ),
    "the print is small": (large_print.printed, "px", ((PRINT, "font-size: 18pt", "font-size: 12pt"),)),
    "controls are printed": (large_print.printed, "'Listen'", ((PRINT, "  .player,\n  .contents,", "  .contents,"),)),
    "a stretch is torn": (large_print.printed, "torn", ((PRINT, "  .stretch,\n  .dose,\n  .colophon {", "  .dose {"),)),
    "a warning's edge is grey": (large_print.printed, "edge", ((PRINT, "    --warning: #000000;\n", ""),)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_gate_closes(name: str, browser: "Browser", tmp_path: Path) -> None:
    """A fault that was put into the templates is seen, and seen as what it is."""
    gate, told, changes = FAULTS[name]
    faults = []
    with closing(gate(browser, published(tmp_path, *changes))) as found:
        for fault in found:
            faults.append(fault)
            if told in fault:
                return
    pytest.fail(f"The gate let this pass; it told only of {faults}")
