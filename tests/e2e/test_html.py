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
    large_print.text,
    large_print.targets,
    large_print.reflow,
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


CSS, DARK = "large_print/page.css", "large_print/dark.css"
PAGE, BLOCKS = "large_print/page.html", "shared/blocks.html"

# What is wrong: the gate that must close, a word of what it must tell, and the change to the templates.
FAULTS: dict[str, tuple[Gate, str, tuple[Change, ...]]] = {
    "an attribute is made up": (markup, "colour", ((PAGE, "<main>", '<main colour="red">'),)),
    "a property is misspelt": (markup, "colour", ((CSS, "color: var(--ink);", "colour: var(--ink);"),)),
    "an alternative is dropped": (large_print.accessibility, "image-alt", ((BLOCKS, 'alt="{{ node.alt }}"', ""),)),
    "the language is dropped": (
        large_print.accessibility,
        "html-has-lang",
        ((PAGE, ' lang="{{ article.language }}"', ""),),
    ),
    "large words are dim": (large_print.accessibility, "contrast", ((CSS, "--quiet: #3b3b3b", "--quiet: #6b6b6b"),)),
    "a button has no name": (
        large_print.accessibility,
        "button-name",
        ((PAGE, "</svg> {{ words.back.format(n=10) }}", "</svg>"),),
    ),
    "a colour fades": (large_print.text, "light, 320: contrast", ((CSS, "--quiet: #3b3b3b", "--quiet: #6b6b6b"),)),
    "a dark colour fades": (
        large_print.text,
        "dark, 1280: contrast",
        ((DARK, "--warning: #ffbdb3", "--warning: #d06050"),),
    ),
    "the text is small": (large_print.text, "pixels", ((CSS, "font: 150%/1.5", "font: 140%/1.5"),)),
    "the lines are close": (large_print.text, "leading", ((CSS, "font: 150%/1.5", "font: 150%/1.4"),)),
    "the lines are long": (
        large_print.text,
        "length",
        ((CSS, "max-inline-size: 33rem", "max-inline-size: 50rem"), (CSS, "max-inline-size: 27.5rem", "")),
    ),
    "the text is justified": (large_print.text, "align", ((CSS, "text-align: start", "text-align: justify"),)),
    "stress is slanted": (large_print.text, "slant", ((CSS, "font-style: normal;\n", ""),)),
    "headings shout": (large_print.text, "capitals", ((CSS, "font-size: 1.1rem", "text-transform: uppercase"),)),
    "words are broken": (large_print.text, "hyphens", ((CSS, "hyphens: manual", "hyphens: auto"),)),
    "the typeface is lost": (large_print.text, "typeface", ((PAGE, "{{ faces.text | safe }}", ""),)),
    "a button is low": (
        large_print.targets,
        "summary",
        ((CSS, "min-block-size: 2.4rem;\n  padding: 0.35rem 0.8rem", "padding: 0"),),
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
        ((CSS, "max-inline-size: 27.5rem;\n  padding: 0.5rem", "min-inline-size: 20rem"),),
    ),
    "a box cuts its words": (
        large_print.reflow,
        "cut",
        ((CSS, ".dose {\n", ".dose {\n  block-size: 2rem;\n  overflow: hidden;\n"),),
    ),
    "the focus is faint": (large_print.keyboard, "light", ((CSS, "--focus: #0050c8", "--focus: #b8c8e8"),)),
    "the focus is thin": (large_print.keyboard, "width", ((CSS, "outline: 0.2rem solid", "outline: 1px solid"),)),
    "a button is passed over": (
        large_print.keyboard,
        "controls are reached",
        ((PAGE, 'id="page_back"', 'id="page_back" tabindex="-1"'),),
    ),
    "a warning looks like a tip": (
        large_print.callouts,
        "callout warning",
        ((CSS, "border-width: 0.35rem", "border-width: 0.125rem"),),
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
    "only a script can play": (large_print.without_script, "no controls", ((PAGE, " controls preload", " preload"),)),
    "the steps wait for a script": (
        large_print.without_script,
        "shoulder",
        ((BLOCKS, '<ol class="steps"', '<ol hidden class="steps"'),),
    ),
    "the print is small": (large_print.printed, "px", ((CSS, "font-size: 18pt", "font-size: 12pt"),)),
    "controls are printed": (large_print.printed, "'Play'", ((CSS, "  .player,\n  .contents,", "  .contents,"),)),
    "a stretch is torn": (large_print.printed, "torn", ((CSS, "  .stretch,\n  .dose,\n  .colophon {", "  .dose {"),)),
    "a warning's edge is grey": (large_print.printed, "edge", ((CSS, "    --warning: #000000;\n", ""),)),
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
