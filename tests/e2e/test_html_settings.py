"""How the reader likes to read: sizes, colours and spacing, kept for the next visit if the browser keeps anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.large_print import opened, published

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTINGS = "large_print/settings.js"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
PAPERS = {
    "Light": "rgb(251, 250, 247)",
    "Dark": "rgb(20, 23, 26)",
    "High contrast": "rgb(0, 0, 0)",
    "Sepia": "rgb(246, 234, 211)",
}
LOOK = """() => {
    const style = getComputedStyle(document.getElementById('about-p1'));
    return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
            style.fontFamily.includes('Atkinson'), getComputedStyle(document.documentElement).backgroundColor,
            document.getElementById('about-p1').getBoundingClientRect().width];
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is published."""
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: "Browser", file: Path) -> Iterator["Page"]:
    """The page in an open window, with its settings open."""
    with opened(browser, file) as shown:
        shown.locator("#page_settings > summary").click()
        yield shown


@pytest.mark.parametrize(
    ("device", "paper"),
    [
        ({"color_scheme": "light"}, PAPERS["Light"]),
        ({"color_scheme": "dark"}, PAPERS["Dark"]),
        ({"color_scheme": "dark", "contrast": "more"}, PAPERS["High contrast"]),
        ({"color_scheme": "light", "contrast": "more"}, "rgb(255, 255, 255)"),
    ],
)
def test_colours_are_the_devices_until_the_reader_chooses(
    browser: "Browser", file: Path, device: dict[str, Any], paper: str
) -> None:
    """Each theme can be had on each device, and paper stays white."""
    with opened(browser, file, **device) as page:
        assert page.evaluate(PAPER) == paper
        page.locator("#page_settings > summary").click()
        for name, wanted in PAPERS.items():
            page.get_by_label(name, exact=True).check()
            if name != "Light" or "contrast" not in device:
                assert page.evaluate(PAPER) == wanted, name
        page.emulate_media(media="print")
        assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
        page.emulate_media(media="screen")
        page.get_by_label("As on this device").check()
        assert page.evaluate(PAPER) == paper


def chosen(page: "Page") -> None:
    """Another size, spacing, typeface, length and theme."""
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Smaller").click()
    page.get_by_label("Space between lines").select_option("Wide")
    page.get_by_label("Typeface").select_option("This device’s own")
    page.get_by_label("Length of lines").select_option("Short")
    page.get_by_label("Sepia").check()


def test_what_the_reader_chose_is_there_at_the_next_visit(page: "Page") -> None:
    """All of it, at once; and one button undoes it."""
    before = page.evaluate(LOOK)
    chosen(page)
    after = page.evaluate(LOOK)
    assert after[:4] == [30, 1.8, False, PAPERS["Sepia"]]
    assert after[4] / after[0] < before[4] / before[0]
    page.reload()
    assert page.evaluate(LOOK) == after
    page.locator("#page_settings > summary").click()
    assert page.get_by_label("Sepia").is_checked()
    assert page.locator("#page_size").inner_text() == "125%"
    page.get_by_role("button", name="Undo my changes").click()
    assert page.evaluate(LOOK) == before
    page.reload()
    assert page.evaluate(LOOK) == before


def test_a_choice_that_is_lost_is_seen(browser: "Browser", tmp_path: Path) -> None:
    """The test above can fail."""
    careless = published(tmp_path, (SETTINGS, "localStorage.setItem(NAME", "String(NAME"))
    with opened(browser, careless) as page:
        page.locator("#page_settings > summary").click()
        chosen(page)
        after = page.evaluate(LOOK)
        page.reload()
        assert page.evaluate(LOOK) != after


BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError') },
})"""


@pytest.mark.parametrize(
    "before",
    [
        BLOCKED,
        "localStorage.setItem('pubpipe', '{nonsense')",
        "localStorage.setItem('pubpipe', '[1]')",
        'localStorage.setItem(\'pubpipe\', \'{"size": "x", "theme": "none"}\')',
    ],
)
def test_without_a_store_or_with_a_broken_one_all_works_for_this_visit(
    browser: "Browser", file: Path, before: str
) -> None:
    """A page in a sandbox may keep nothing, and another page may have kept something else."""
    errors: list[str] = []
    with opened(browser, file) as blank:
        page = blank.context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(before)
        page.goto(file.as_uri())
        page.locator("#page_settings > summary").click()
        chosen(page)
        assert page.evaluate(LOOK)[:4] == [30, 1.8, False, PAPERS["Sepia"]]
        assert page.locator("#page_play").is_visible()
    assert errors == []


def test_escape_closes_the_settings(page: "Page") -> None:
    """And the focus is where it was."""
    page.get_by_label("Typeface").focus()
    page.keyboard.press("Escape")
    assert not page.get_by_label("Typeface").is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Text and colours"


def test_the_settings_work_by_keyboard_alone(page: "Page") -> None:
    """Buttons, radios and lists."""
    page.locator("#page_settings > summary").focus()
    press = page.keyboard.press
    press("Tab")
    press("Tab")
    press("Enter")
    assert page.locator("#page_size").inner_text() == "125%"
    press("Tab")
    press("ArrowDown")
    press("ArrowDown")
    assert page.evaluate(PAPER) == PAPERS["Dark"]
    press("Tab")
    press("ArrowDown")
    assert page.evaluate(LOOK)[1] == 1.8


def test_colours_are_not_offered_where_the_readers_own_rule(browser: "Browser", file: Path) -> None:
    """Under forced colours they would do nothing."""
    with opened(browser, file, forced_colors="active") as page:
        page.locator("#page_settings > summary").click()
        assert page.get_by_label("Typeface").is_visible()
        assert not page.get_by_label("Sepia").is_visible()
