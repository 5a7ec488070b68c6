"""The player of the large-print page, as people work it: by pointer, by keyboard, and not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests import samples
from tests.e2e import large_print
from tests.e2e.large_print import measure, opened, published, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE, PLAYER = "large_print/page.html", "large_print/player.js"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is published."""
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: "Browser", file: Path) -> Iterator["Page"]:
    """The page in an open window."""
    with opened(browser, file) as shown:
        yield shown


def state(page: "Page") -> tuple[bool, float, float]:
    """Whether the recording plays, where it is, and how fast it goes."""
    paused, now, rate = page.evaluate("[page_audio.paused, page_audio.currentTime, page_audio.playbackRate]")
    return not paused, now, rate


def begins() -> list[float]:
    """Where each chapter begins, by the timeline."""
    timeline = samples.narration().timeline
    return [timeline.at(chapter.begin) for chapter in timeline.chapters]


def test_it_plays_from_its_file_and_shows_the_time(page: "Page") -> None:
    """The sound advances at its own pace, and what is written keeps up with it."""
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "audio.currentTime >= 1 && document.getElementById('page_time').textContent === '0:01 of 0:08'")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    assert page.get_by_role("status").inner_text() == "Playing “Before you start” from 0:00."
    page.get_by_role("button", name="Pause", exact=True).click()
    playing, now, _ = state(page)
    assert not playing
    assert page.get_by_role("status").inner_text() == f"Paused at 0:0{int(now)}."
    page.get_by_role("button", name="Play", exact=True).wait_for()


def chapter_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Buttons that do not start the recording at the begin of their chapter."""
    faults = []
    with opened(browser, page_file) as page:
        measure(page, "openAll")
        # Where a press leads, as the browser reports it when it has arrived there.
        page.evaluate("page_audio.addEventListener('seeked', () => { window.arrived = page_audio.currentTime })")
        for index in (1, 2, 0):
            button = page.locator("[data-begin]").nth(index)
            button.click()
            until(page, "audio && 'arrived' in window")
            arrived = page.evaluate("[window.arrived, delete window.arrived][0]")
            until(page, f"!audio.paused && audio.currentTime > {begins()[index]} + 0.1")
            if not begins()[index] - 0.001 <= arrived <= begins()[index] + 0.3:
                faults.append(f"chapter {index} leads to {arrived}, not to {begins()[index]}")
            if button.get_attribute("aria-current") != "true" or page.locator("[aria-current]").count() != 1:
                faults.append(f"chapter {index} is not marked as the current one")
    return faults


def test_chapter_buttons_lead_to_their_chapters(browser: "Browser", file: Path) -> None:
    """Each starts the recording where the timeline has the chapter begin, and is then the current one."""
    assert chapter_faults(browser, file) == []


def test_a_wrong_chapter_time_is_seen(browser: "Browser", tmp_path: Path) -> None:
    """The gate of the chapters closes."""
    late = published(tmp_path, (PLAYER, "Number(button.dataset.begin)", "Number(button.dataset.begin) + 0.5"))
    assert any("leads to" in fault for fault in chapter_faults(browser, late))


def test_back_goes_ten_seconds_and_never_before_the_start(page: "Page") -> None:
    """The sample is shorter than that, so the start is where it leads."""
    page.evaluate("page_audio.currentTime = 5")
    until(page, "!audio.seeking && audio.currentTime === 5")
    page.get_by_role("button", name="Back 10 seconds").click()
    until(page, "audio.currentTime === 0")
    assert page.get_by_role("status").inner_text() == "Paused at 0:00."


def hold_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Speeds that are not the chosen one, or not the true one while a hold is timed."""
    faults = []
    with opened(browser, page_file) as page:
        page.get_by_role("radio", name="Slower").check()
        for seconds, expected in ((1.0, 0.75), (5.0, 1.0), (6.9, 0.75)):
            page.evaluate(f"page_audio.currentTime = {seconds}")
            until(page, f"!audio.seeking && audio.currentTime >= {seconds}")
            page.wait_for_timeout(50)
            if state(page)[2] != expected:
                faults.append(f"at {seconds} s the speed is {state(page)[2]}")
    return faults


def test_slower_speech_leaves_the_seconds_of_a_hold_alone(browser: "Browser", file: Path) -> None:
    """A dose lasts as long as the article says at every speed."""
    assert hold_faults(browser, file) == []


def test_a_stretched_hold_is_seen(browser: "Browser", tmp_path: Path) -> None:
    """The gate of the holds closes."""
    careless = published(tmp_path, (PLAYER, "chosen && !isHolding()", "chosen"))
    assert hold_faults(browser, careless) == ["at 5.0 s the speed is 0.75"]


def test_a_hold_takes_its_time_while_the_recording_plays(page: "Page") -> None:
    """Two seconds of hold pass in two seconds, within a quarter, though the speech around them is slowed."""
    page.get_by_role("radio", name="Slower").check()
    # Frames come when they can: each edge is reckoned back from the frame that saw it.
    seconds = page.evaluate(
        """() => new Promise((resolve) => {
            const audio = page_audio;
            const passed = (edge) => performance.now() / 1000 - (audio.currentTime - edge) / audio.playbackRate;
            let begun = null;
            const look = () => {
                if (begun === null && audio.currentTime >= 4.65) begun = passed(4.65);
                if (audio.currentTime >= 6.65) resolve(passed(6.65) - begun);
                else requestAnimationFrame(look);
            };
            audio.currentTime = 4.2;
            audio.play();
            look();
        })"""
    )
    assert seconds == pytest.approx(2.0, abs=0.25)


def test_the_end_is_told_and_play_begins_anew(page: "Page") -> None:
    """After the end, the same button plays from the start."""
    page.evaluate("page_audio.currentTime = 8.3")
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "audio.ended")
    page.get_by_text("The recording has ended.").wait_for()
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "!audio.paused && audio.currentTime < 5")


def test_everything_works_by_keyboard_alone(page: "Page") -> None:
    """Tab, Enter, Space and arrows reach and work every control."""
    press = page.keyboard.press
    press("Tab")
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "page_article"
    press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.contents') !== null")
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.reload()
    for key in ("Tab", "Tab", "Enter"):
        press(key)
    assert page.locator("#page_theme").get_attribute("aria-pressed") == "true"
    press("Tab")
    press("Space")
    until(page, "!audio.paused && audio.currentTime > 0.3")
    press("Enter")
    assert not state(page)[0]
    press("Tab")
    press("Space")
    until(page, "audio.currentTime === 0")
    press("Tab")
    press("ArrowDown")
    assert state(page)[2] == 0.75
    press("Tab")
    press("Enter")
    assert page.locator("[data-begin]").first.is_visible()
    for key in ("Tab", "Tab", "Enter"):
        press(key)
    until(page, f"!audio.paused && audio.currentTime >= {begins()[1]} - 0.001")


def test_names_and_states_are_there_for_screen_readers(page: "Page") -> None:
    """Landmarks, headings, names and states as the browser hands them on."""
    player = page.get_by_role("region", name="Listen").aria_snapshot()
    for line in (
        '- heading "Listen" [level=2]',
        '- button "Play"',
        '- button "Back 10 seconds"',
        "- status",
        '- group "Speed"',
        '- radio "Normal" [checked]',
        '- radio "Slower"',
    ):
        assert line in player
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1


@pytest.mark.parametrize("scheme", large_print.SCHEMES)
def test_the_button_turns_the_colours_round(browser: "Browser", file: Path, scheme: Literal["light", "dark"]) -> None:
    """From what the device says to the other and back, and paper stays white."""
    with opened(browser, file, color_scheme=scheme) as page:
        button = page.get_by_role("button", name="Dark colours")
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        seen = []
        for _ in range(3):
            seen.append((button.get_attribute("aria-pressed"), page.evaluate(paper)))
            button.click()
        dark, light = ("true", "rgb(20, 23, 26)"), ("false", "rgb(251, 250, 247)")
        assert seen == ([dark, light, dark] if scheme == "dark" else [light, dark, light])
        page.emulate_media(media="print")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_a_recording_that_cannot_be_played_leaves_the_browsers_controls(browser: "Browser", tmp_path: Path) -> None:
    """And says where its words are."""
    broken = published(tmp_path, (PAGE, 'src="{{ recording }}"', 'src="data:audio/mpeg;base64,AAAA"'))
    with opened(browser, broken) as page:
        page.get_by_text("The recording cannot be played here.").wait_for()
        assert page.locator("audio[controls]").count() == 1
        assert not page.locator("#page_play").is_visible()
        assert page.get_by_role("link", name="The recording is at the end of this page").is_visible()


def test_nothing_moves(page: "Page") -> None:
    """No transition and no animation, so there is none to be turned off."""
    assert page.evaluate("document.getAnimations().length") == 0
    moving = (
        "Array.from(document.querySelectorAll('*')).filter(e => parseFloat(getComputedStyle(e).transitionDuration))"
    )
    assert page.evaluate(f"{moving}.length") == 0
