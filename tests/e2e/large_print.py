"""The gates of the large-print page: each opens the file in Chromium and tells what is wrong.

A gate that tells nothing lets the page pass. The limits are those of WCAG 2.2 at level AAA and of
the UKAAF and ACB rules for large print. Faults come one by one, so that a test that looks for a
certain one can stop at it.
"""

import dataclasses
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pubpipe.formats.html import make
from pubpipe.rendering import Templates, packaged_templates
from tests import samples
from tests.validators import axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Change = tuple[str, str, str]
"""A fault in a template: its file, the text that stands there, and the text instead."""

MEASURES = (Path(__file__).with_name("large_print.js")).read_text(encoding="utf-8")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
)

SMALLEST_TEXT = 24
LEAST_LEADING = 1.5
LONGEST_LINE = 70
LEAST_CONTRAST = 7
LEAST_EDGE_CONTRAST = 3
SMALLEST_TARGET = 44
NARROWEST = 320


@contextmanager
def opened(browser: "Browser", file: Path, *, width: int = 1280, height: int = 900, **context: Any) -> Iterator["Page"]:
    """The page from its file, without a network."""
    opened_context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **context)
    try:
        page = opened_context.new_page()
        page.goto(file.as_uri())
        yield page
    finally:
        opened_context.close()


def published(folder: Path, *changes: Change) -> Path:
    """The page with every block; `changes` are made to its templates first."""
    for name, old, new in changes:
        changed = folder / name
        changed.parent.mkdir(exist_ok=True)
        template = (changed if changed.exists() else packaged_templates() / name).read_text(encoding="utf-8")
        assert old in template, f"{name} no longer holds {old!r}, so this fault cannot be seeded"
        changed.write_text(template.replace(old, new, 1), encoding="utf-8")
    publication = samples.publication(spoken=samples.narration())
    (artifact,) = make(dataclasses.replace(publication, templates=Templates(folder))).artifacts
    file = folder / artifact.name
    file.write_bytes(artifact.data)
    return file


def measure(page: "Page", what: str) -> Any:
    """One of the measurements of large_print.js."""
    return page.evaluate(f"{MEASURES.strip().rstrip(';')}.{what}()")


def until(page: "Page", condition: str) -> None:
    """Waits until something is true of `audio`, and fails after fifteen seconds.

    Playwright's own waiting evaluates text inside the page, which the page's policy forbids.
    """
    for _ in range(600):
        if page.evaluate(f"(audio => {condition})(document.getElementById('page_audio'))"):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"it never came to this: {condition}")


def text(browser: "Browser", file: Path) -> Generator[str]:
    """Size, leading, length of lines, alignment, letterforms and contrast of every text."""
    for width in (NARROWEST, 1280):
        for scheme in SCHEMES:
            with opened(browser, file, width=width, color_scheme=scheme) as page:
                measure(page, "openAll")
                found = measure(page, "texts")
                faces = page.evaluate("Array.from(document.fonts).filter(face => face.status === 'loaded').length")
            for one in found:
                yield from (f"{scheme}, {width}: {fault}" for fault in _text_faults(one))
            if len(found) < 100:
                yield f"only {len(found)} texts were found"
            if faces != 2:
                yield f"{faces} faces of the typeface were loaded"


def _text_faults(one: dict[str, Any]) -> Iterator[str]:
    sound = {
        "pixels": one["pixels"] >= SMALLEST_TEXT,
        "leading": one["leading"] >= LEAST_LEADING - 0.001,
        "length": one["length"] <= LONGEST_LINE,
        "align": one["align"] in ("start", "left"),
        "slant": one["slant"] == "normal",
        "capitals": one["capitals"] == "none",
        "hyphens": one["hyphens"] != "auto",
        "contrast": one["contrast"] >= LEAST_CONTRAST,
    }
    return (f"{key} {one[key]} of {one['text']!r} in {one['where']}" for key, is_sound in sound.items() if not is_sound)


def accessibility(browser: "Browser", file: Path) -> Generator[str]:
    """Whatever axe finds or cannot decide, and every contrast that it measured below 7:1.

    Once as the page opens, once with all details open and the recording playing.
    """
    for scheme in SCHEMES:
        with opened(browser, file, color_scheme=scheme) as page:
            for state in ("as opened", "in use"):
                if state == "in use":
                    measure(page, "openAll")
                    page.locator("[data-begin]").nth(1).click()
                    until(page, "!audio.paused")
                result = axe.check_page(page, f"{scheme}, {state}")
                yield from (f"{result.subject}: {message}" for message in result.messages)
                yield from (f"contrast {one}" for one in result.contrasts if one.ratio < LEAST_CONTRAST)
                if len(result.contrasts) < 50:
                    yield f"only {len(result.contrasts)} contrasts were measured"
                if not {"color-contrast-enhanced", "target-size"} <= result.rules_run:
                    yield "axe did not apply the rules that matter here"


def targets(browser: "Browser", file: Path) -> Generator[str]:
    """Everything to press is at least 44 px wide and high."""
    for width in (NARROWEST, 1280):
        with opened(browser, file, width=width) as page:
            measure(page, "openAll")
            found = measure(page, "targets")
        if len(found) < 20:
            yield f"only {len(found)} targets were found"
        for one in found:
            if one["width"] < SMALLEST_TARGET or one["height"] < SMALLEST_TARGET:
                yield f"{width}: {one}"


def reflow(browser: "Browser", file: Path) -> Generator[str]:
    """At 320 px (1280 px at 400 %), also spaced out, nothing scrolls sideways, sticks out or is cut off."""
    for width in (NARROWEST, 700, 1280):
        with opened(browser, file, width=width, height=256) as page:
            for spacing in ("as it is", "spaced out"):
                measure(page, "openAll")
                if spacing == "spaced out":
                    measure(page, "spaceOut")
                found = measure(page, "overflow")
                if found["scrolls"] or found["outside"] or found["cut"]:
                    yield f"{width}, {spacing}: {found}"


def keyboard(browser: "Browser", file: Path) -> Generator[str]:
    """The order of the tab key's stops, and what does not show that it has the focus."""
    expected = ["Skip to the article", "page_theme", "page_play", "page_back", "1", "Chapters"]
    for context in COLOURS:
        with opened(browser, file, **context) as page:
            measure(page, "openAll")
            stops = list(_stops(page))
            count = page.locator("a[href], button, summary, input:checked").filter(visible=True).count()
        for one in stops:
            if one["style"] != "solid" or one["width"] < 3 or one["contrast"] < LEAST_EDGE_CONTRAST:
                yield f"{context}: {one}"
        # Where the reader's own colours rule, a button for colours would do nothing.
        wanted = [name for name in expected if "forced_colors" not in context or name != "page_theme"]
        if (first := [one["id"] for one in stops][: len(wanted)]) != wanted:
            yield f"the first stops are {first}"
        if count != len(stops):
            yield f"{len(stops)} of {count} controls are reached"


def _stops(page: "Page") -> Iterator[dict[str, Any]]:
    for _ in range(200):
        page.keyboard.press("Tab")
        found: dict[str, Any] = measure(page, "focus")
        if found["isBody"]:
            return
        yield found
    raise AssertionError("the tab key never leaves the page")


def callouts(browser: "Browser", file: Path) -> Generator[str]:
    """A warning is one by its edge, its sign and its word, with no help from colour."""
    for context in COLOURS:
        with opened(browser, file, **context) as page:
            found = measure(page, "callouts")
        thickest = max(one["edge"] for one in found if "warning" not in one["role"])
        for one in found:
            sound = one["contrast"] >= LEAST_EDGE_CONTRAST and one["sign"].startswith('"') and one["signEdge"] > 0
            if "warning" in one["role"]:
                sound = sound and one["edge"] > 2 * thickest and one["word"].startswith("Warning")
            if not sound:
                yield f"{context}: {one}"


def network(browser: "Browser", file: Path) -> Generator[str]:
    """Whatever the page asks for besides itself and what is inside it, and what the browser complains of."""
    told: list[str] = []
    with opened(browser, file) as blank:
        page = blank.context.new_page()
        page.on("request", lambda request: told.append(request.url))
        page.on("console", lambda message: told.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.goto(file.as_uri())
        measure(page, "openAll")
        if page.locator("#page_play").is_visible():
            page.locator("#page_play").click()
            until(page, "audio.currentTime > 0.2")
        else:
            told.append("the player did not come")
        pictures = page.evaluate("Array.from(document.images, image => image.naturalWidth)")
    if file.as_uri() not in told:
        yield "the page's own request was not seen"
    yield from (one for one in told if one != file.as_uri() and not one.startswith("data:"))
    yield from (f"picture {index} is not shown" for index, width in enumerate(pictures) if not width)


def without_script(browser: "Browser", file: Path) -> Generator[str]:
    """The browser's own controls are there, ours are not, and so is all of the text."""
    with opened(browser, file, java_script_enabled=False) as page:
        box = page.locator("audio").bounding_box()
        if not box or box["height"] < SMALLEST_TARGET or page.locator("audio[controls]").count() != 1:
            yield f"the recording has no controls: {box}"
        for control in ("#page_play", "#page_theme"):
            if page.locator(control).is_visible():
                yield f"{control} is shown"
        page.locator("#page_player a").click()
        page.locator(".transcript summary").click()
        for words in ("Keep your left shoulder low.", "20 to 30 seconds", "(Hold for 2 seconds.)"):
            if not page.get_by_text(words).first.is_visible():
                yield f"{words!r} is not shown"


def printed(browser: "Browser", file: Path) -> Generator[str]:
    """On paper: 18 points, no controls, black edges, and each stretch on one sheet."""
    import pypdfium2

    with opened(browser, file, color_scheme="dark") as page:
        sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
        page.emulate_media(media="print")
        found, edges = measure(page, "texts"), measure(page, "callouts")
    try:
        words = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets]
    finally:
        sheets.close()
    yield from (f"{one['pixels']} px: {one['text']}" for one in found if one["pixels"] < SMALLEST_TEXT)
    yield from (f"edge {one}" for one in edges if one["colour"] != "rgb(0, 0, 0)" or one["line"] == "none")
    whole = " ".join(words)
    yield from (f"{one!r} is printed" for one in ("Play", "Skip to", "Dark colours", "(Hold for") if one in whole)
    if "Warning: Stop and get help" not in whole:
        yield "the warning is not printed"
    for title in ("Side neck stretch", "Chin tuck", "Neck turn"):
        # On the sheet where a stretch begins, its last words follow.
        starts = (sheet.partition(f"{title} {title} eases") for sheet in words)
        if not any(begins and "come back to the middle." in rest for _, begins, rest in starts):
            yield f"“{title}” is torn apart"
