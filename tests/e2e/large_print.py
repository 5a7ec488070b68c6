"""The gates of the large-print page: each opens the file in Chromium and tells what is wrong.

A gate that tells nothing lets the page pass. The limits are those of WCAG 2.2 at level AAA and of
the UKAAF and ACB rules for large print. Faults come one by one, so that a test that looks for a
certain one can stop at it.
"""

import dataclasses
import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubpipe.formats.html import make
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.packaged import packaged_templates
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from tests import samples
from tests.validators import axe, htmlcs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Change = tuple[str, str, str]
"""A fault in a template: its file, the text that stands there, and the text instead."""

MEASURES = (Path(__file__).with_name("large_print.js")).read_text(encoding="utf-8")
THEMES: tuple[dict[str, Any], ...] = tuple({"theme": name} for name in ("light", "dark", "contrast", "sepia"))
DEVICES: tuple[dict[str, Any], ...] = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"contrast": "more"})
FORCED: dict[str, Any] = {"forced_colors": "active"}

SMALLEST_TEXT = 24
LEAST_LEADING = 1.5
LONGEST_LINE = 70
LEAST_CONTRAST = 7
LEAST_EDGE_CONTRAST = 3
SMALLEST_TARGET = 44
NARROWEST = 320


@contextmanager
def opened(
    browser: "Browser", file: Path, *, width: int = 1280, height: int = 900, theme: str = "", **context: Any
) -> Iterator["Page"]:
    """The page from its file, without a network; `theme` was chosen at an earlier visit."""
    opened_context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **context)
    try:
        if theme:
            kept = json.dumps(json.dumps({"theme": theme}))
            opened_context.add_init_script(f"localStorage.setItem('pubpipe', {kept})")
        page = opened_context.new_page()
        page.goto(file.as_uri())
        yield page
    finally:
        opened_context.close()


@cache
def recordings() -> tuple[Narration, ...]:
    """The session and the reading of the article with every block."""
    return samples.narration(), samples.reading()


def published(
    folder: Path,
    *changes: Change,
    article: Article | None = None,
    spoken: tuple[Narration, ...] | None = None,
    embed: int = 15,
) -> Path:
    """The page with every block and both recordings, or another; `changes` are made to its templates first."""
    for name, old, new in changes:
        changed = folder / name
        changed.parent.mkdir(exist_ok=True)
        template = (changed if changed.exists() else packaged_templates() / name).read_text(encoding="utf-8")
        assert old in template, f"{name} no longer holds {old!r}, so this fault cannot be seeded"
        changed.write_text(template.replace(old, new, 1), encoding="utf-8")
    publication = dataclasses.replace(
        samples.publication(article, profile=Profile.model_validate({"html": {"embed": embed}})),
        templates=Templates(folder),
        narrations=recordings() if spoken is None else spoken,
    )
    made = make(publication).artifacts
    for artifact in made:
        (folder / artifact.name).write_bytes(artifact.data)
    return folder / made[0].name


def measure(page: "Page", what: str) -> Any:
    """One of the measurements of large_print.js."""
    return page.evaluate(f"{MEASURES.strip().rstrip(';')}.{what}()")


def until(page: "Page", condition: str, kind: str = "session") -> None:
    """Waits until something is true of `audio`, one of the recordings, and fails after fifteen seconds.

    Playwright's own waiting evaluates text inside the page, which the page's policy forbids.
    """
    for _ in range(600):
        if page.evaluate(f"(audio => {condition})(document.getElementById('page_sound-{kind}'))"):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"it never came to this: {condition}")


def text(browser: "Browser", file: Path) -> Generator[str]:
    """Size, leading, length of lines, alignment, letterforms and contrast of every text."""
    for width in (NARROWEST, 1280):
        for look in (*DEVICES, *THEMES[2:]):
            with opened(browser, file, width=width, **look) as page:
                measure(page, "openAll")
                found = measure(page, "texts")
                faces = page.evaluate("Array.from(document.fonts).filter(face => face.status === 'loaded').length")
            for one in found:
                yield from (f"{_named(look)}, {width}: {fault}" for fault in _text_faults(one))
            if len(found) < 100:
                yield f"only {len(found)} texts were found"
            if faces != 2:
                yield f"{faces} faces of the typeface were loaded"


def _named(look: dict[str, Any]) -> str:
    return " ".join(map(str, look.values()))


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


STATES = ("as opened", "reading", "holding", "with all open")


def accessibility(browser: "Browser", file: Path) -> Generator[str]:
    """Whatever axe finds or cannot decide, and every contrast that it measured below 7:1.

    In each theme: as the page opens, while a sentence is lit, in a hold, and with everything open.
    """
    for look in (*DEVICES[2:], *THEMES):
        with opened(browser, file, **look) as page:
            for state in STATES:
                _brought_to(page, state)
                # The bar lies over the end of the page alone, where there is nothing.
                height = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": 1280, "height": max(900, height)})
                result = axe.check_page(page, f"{_named(look)}, {state}")
                yield from (f"{result.subject}: {message}" for message in result.messages)
                yield from (f"contrast {one}" for one in result.contrasts if one.ratio < LEAST_CONTRAST)
                if state != "holding" and len(result.contrasts) < 50:
                    yield f"only {len(result.contrasts)} contrasts were measured"
                if not {"color-contrast-enhanced", "target-size"} <= result.rules_run:
                    yield "axe did not apply the rules that matter here"


def _brought_to(page: "Page", state: str) -> None:
    """The page in a state, where its recording stands still while it is looked at."""
    has_both = page.locator("audio").count() == 2
    if state == "reading" and has_both:
        page.get_by_text("Sit tall and let both arms hang.").or_(page.locator(".steps span")).first.click()
        until(page, "document.querySelector('.is-said')", "reading")
        page.evaluate("player.toggle()")
    elif state == "holding":
        page.evaluate("player.playFrom('session', player.recordings[0].cues.find(cue => cue.hold).begin + 0.5)")
        until(page, "!page_stage.hidden")
    elif state == "with all open":
        page.evaluate("player.current().audio.pause()")
        measure(page, "openAll")
    page.wait_for_timeout(100)


def another_engine(browser: "Browser", file: Path) -> Generator[str]:
    """The errors that HTML_CodeSniffer finds by WCAG 2 AAA, in each theme and with everything open."""
    for look in THEMES:
        with opened(browser, file, **look) as page:
            for state in ("as opened", "reading", "with all open"):
                _brought_to(page, state)
                result = htmlcs.check_page(page, f"{_named(look)}, {state}")
                yield from (f"{result.subject}: {message}" for message in result.messages)


def highlight(browser: "Browser", file: Path) -> Generator[str]:
    """Whatever lights up has words at 7:1 and a frame at 3:1, in each theme and with the reader's own colours."""
    for look in (*DEVICES, *THEMES, FORCED):
        with opened(browser, file, **look) as page:
            dark = measure(page, "marked")
            lit = measure(page, "lit")
        if len(lit) < 20 or dark:
            yield f"{len(lit)} places light up, and {dark} do before anything is heard"
        for one in lit:
            if one["contrast"] < LEAST_CONTRAST or one["frame"] < LEAST_EDGE_CONTRAST or one["width"] < 2:
                yield f"{_named(look)}: highlight {one}"


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
    for width, height in ((NARROWEST, 256), (700, 256), (1280, 256), (NARROWEST, 5000)):
        with opened(browser, file, width=width, height=height) as page:
            for spacing in ("as it is", "spaced out"):
                measure(page, "openAll")
                if spacing == "spaced out":
                    measure(page, "spaceOut")
                yield from _overflowing(page, f"{width} × {height}, {spacing}")


def magnified(browser: "Browser", file: Path) -> Generator[str]:
    """With the reader's own text size of 400 %, and the widest spacing, nothing is cut off either."""
    for width in (NARROWEST, 390, 1280):
        with opened(browser, file, width=width) as page:
            page.locator("#page_settings summary").click()
            for _ in range(8):
                page.locator("#page_larger").click()
            page.locator("#page_spacing").select_option("2.2")
            if page.locator("#page_size").inner_text() != "400%":
                yield "the text does not grow to 400 %"
            if page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") != 4 * SMALLEST_TEXT:
                yield "the text is not as large as it says"
            measure(page, "openAll")
            yield from _overflowing(page, f"{width}, 400 %")


def _overflowing(page: "Page", how: str) -> Iterator[str]:
    found = measure(page, "overflow")
    if found["scrolls"] or found["outside"] or found["cut"]:
        yield f"{how}: {found}"


FIRST_STOPS = (
    "Skip to the article",
    "Text and colours",
    "Follow the stretches",
    "Hear the text",
    "page_play",
    "page_back",
)


def keyboard(browser: "Browser", file: Path) -> Generator[str]:
    """The order of the tab key's stops, what does not show that it has the focus, and what hides behind the bar."""
    for look in (*DEVICES[:2], *THEMES[2:], FORCED):
        with opened(browser, file, **look) as page:
            for details in page.locator("main details:not(.options)").all():
                details.evaluate("each => { each.open = true }")
            stops = list(_stops(page))
            count = page.locator("a[href], button, summary, select, input:checked").filter(visible=True).count()
        for one in stops:
            if one["style"] != "solid" or one["width"] < 3 or one["contrast"] < LEAST_EDGE_CONTRAST:
                yield f"{_named(look)}: {one}"
            if one["hidden"]:
                yield f"{_named(look)}: hidden behind the bar: {one}"
        if (first := [one["id"] for one in stops][: len(FIRST_STOPS)]) != list(FIRST_STOPS):
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
    for context in (*DEVICES, *THEMES, FORCED):
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
            page.evaluate("document.getElementById('page_options').open = false")
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
        count = page.locator("audio").count()
        for player in page.locator("audio").all():
            box = player.bounding_box()
            if not box or box["height"] < SMALLEST_TARGET or page.locator("audio[controls]").count() != count:
                yield f"the recording has no controls: {box}"
        for control in ("#page_play", "#page_deck", "#page_settings", "[data-start]"):
            if page.locator(control).first.is_visible():
                yield f"{control} is shown"
        page.locator("#page_player a").click()
        page.locator(".transcript summary").first.click()
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
    yield from (
        f"{one!r} is printed"
        for one in ("Play", "Options", "Skip to", "Text and colours", "Listen", "(Hold for")
        if one in whole
    )
    if "Warning: Stop and get help" not in whole:
        yield "the warning is not printed"
    for title in ("Side neck stretch", "Chin tuck", "Neck turn"):
        # On the sheet where a stretch begins, its last words follow.
        starts = (sheet.partition(f"{title} {title} eases") for sheet in words)
        if not any(begins and "come back to the middle." in rest for _, begins, rest in starts):
            yield f"“{title}” is torn apart"
