"""The player of the large-print page, as people work it: by pointer, by keyboard, and not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.large_print import measure, opened, published, recordings, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE, RECORDINGS = "large_print/page.html", "large_print/player.html"
PLAYER, FOLLOWING, HOLDING = (f"large_print/{name}.js" for name in ("player", "following", "holding"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is published."""
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: "Browser", file: Path) -> Iterator["Page"]:
    """The page in an open window."""
    with opened(browser, file) as shown:
        yield shown


def state(page: "Page", kind: str = "session") -> tuple[bool, float, float]:
    """Whether a recording plays, where it is, and how fast it goes."""
    values = "(one => [one.paused, one.currentTime, one.playbackRate])"
    paused, now, rate = page.evaluate(f"{values}(document.getElementById('page_sound-{kind}'))")
    return not paused, now, rate


def begins(number: int = 0) -> list[float]:
    """Where each chapter of a recording begins, by the timeline."""
    timeline = recordings()[number].timeline
    return [timeline.at(chapter.begin) for chapter in timeline.chapters]


def test_it_plays_from_its_file_and_shows_the_time(page: "Page") -> None:
    """The sound advances at its own pace, and what is written keeps up with it."""
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "audio.currentTime >= 1 && page_time.textContent === '0:01 of 0:08'")
    assert page.get_by_role("status").inner_text() == "Playing “Before you start” from 0:00."
    page.get_by_role("button", name="Pause", exact=True).click()
    playing, now, _ = state(page)
    assert not playing
    assert page.get_by_role("status").inner_text() == f"Paused at 0:0{int(now)}."
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_one_recording_plays_at_a_time(page: "Page") -> None:
    """Each has its own button; to start one is to stop the other, which keeps its place."""
    page.get_by_role("button", name="Follow the stretches").click()
    until(page, "!audio.paused && audio.currentTime > 0.3")
    page.get_by_role("button", name="Hear the text").click()
    until(page, "!audio.paused", "reading")
    playing, now, _ = state(page)
    assert not playing
    assert now > 0.3
    page.locator("#page_options > summary").click()
    assert page.get_by_role("radio", name="The text").is_checked()
    page.get_by_role("radio", name="The guided stretches").check()
    assert not state(page, "reading")[0]
    assert state(page)[1] == now


def chapter_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Buttons that do not start their recording at the begin of their chapter."""
    faults = []
    with opened(browser, page_file, height=3000) as page:
        for number, kind in enumerate(("session", "reading")):
            page.evaluate(f"player.playFrom('{kind}', 0)")
            page.evaluate("player.current().audio.addEventListener('seeked', e => { arrived = e.target.currentTime })")
            measure(page, "openAll")
            for index in (1, 2, 0):
                page.evaluate("delete globalThis.arrived")
                button = page.locator(f"[data-only={kind}] [data-begin]").nth(index)
                button.click()
                until(page, "audio && 'arrived' in globalThis")
                arrived = page.evaluate("arrived")
                until(page, f"!audio.paused && audio.currentTime > {begins(number)[index]} + 0.1", kind)
                if not begins(number)[index] - 0.001 <= arrived <= begins(number)[index] + 0.3:
                    faults.append(f"chapter {index} leads to {arrived}, not to {begins(number)[index]}")
                if button.get_attribute("aria-current") != "true":
                    faults.append(f"chapter {index} is not marked as the current one")
                if page.locator("[aria-current]").filter(visible=True).count() != 1:
                    faults.append("there is not one current chapter")
    return faults


def test_chapter_buttons_lead_to_their_chapters(browser: "Browser", file: Path) -> None:
    """Each starts the recording where the timeline has the chapter begin, and is then the current one."""
    assert chapter_faults(browser, file) == []


def test_a_wrong_chapter_time_is_seen(browser: "Browser", tmp_path: Path) -> None:
    """The gate of the chapters closes."""
    late = published(tmp_path, (PLAYER, "Number(button.dataset.begin)", "Number(button.dataset.begin) + 0.5"))
    assert any("leads to" in fault for fault in chapter_faults(browser, late))


def test_back_goes_ten_seconds_and_never_before_the_start(page: "Page") -> None:
    """The session of this page is shorter than that, so the start is where it leads."""
    page.evaluate("document.getElementById('page_sound-session').currentTime = 5")
    until(page, "!audio.seeking && audio.currentTime === 5")
    page.get_by_role("button", name="Back 10 s").click()
    until(page, "audio.currentTime === 0")
    assert page.get_by_role("status").inner_text() == "Paused at 0:00."
    page.evaluate("player.playFrom('reading', 30); player.toggle()")
    until(page, "audio.paused && audio.currentTime >= 30", "reading")
    page.get_by_role("button", name="Back 10 s").click()
    until(page, "audio.currentTime >= 20 && audio.currentTime < 21", "reading")


def test_only_a_reading_can_be_hurried(page: "Page") -> None:
    """From slower to twice as fast, and the choice is there at the next visit; a session is never hurried."""
    page.locator("#page_options > summary").click()
    offered = page.locator("#page_speed-session option").evaluate_all("all => all.map(one => one.value)")
    assert offered == ["0.75", "1"]
    page.get_by_role("radio", name="The text").check()
    page.get_by_label("Speed").filter(visible=True).select_option("Twice as fast")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Hear the text").click()
    until(page, "audio.currentTime > 1 && audio.playbackRate === 2", "reading")
    page.reload()
    page.get_by_role("button", name="Hear the text").click()
    until(page, "audio.currentTime > 0.5 && audio.playbackRate === 2", "reading")


def hold_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Speeds that are not the chosen one, or not the true one while a hold is timed."""
    faults = []
    with opened(browser, page_file) as page:
        page.locator("#page_options > summary").click()
        page.get_by_label("Speed").filter(visible=True).select_option("Slower")
        for seconds, expected in ((1.0, 0.75), (5.0, 1.0), (7.2, 0.75)):
            page.evaluate(f"player.playFrom('session', {seconds}); player.toggle()")
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
    careless = published(tmp_path, (PLAYER, "cue && cue.hold ? 1 : Number", "Number"))
    assert hold_faults(browser, careless) == ["at 5.0 s the speed is 0.75"]


def test_a_hold_takes_its_time_while_the_recording_plays(page: "Page") -> None:
    """Two seconds of hold pass in two seconds, within a quarter, though the speech around them is slowed."""
    page.evaluate("document.getElementById('page_speed-session').value = '0.75'")
    # Frames come when they can: each edge is reckoned back from the frame that saw it.
    seconds = page.evaluate(
        """() => new Promise((resolve) => {
            const audio = document.getElementById('page_sound-session');
            const passed = (edge) => performance.now() / 1000 - (audio.currentTime - edge) / audio.playbackRate;
            let begun = null;
            const look = () => {
                if (begun === null && audio.currentTime >= 4.65) begun = passed(4.65);
                if (audio.currentTime >= 6.65) resolve(passed(6.65) - begun);
                else requestAnimationFrame(look);
            };
            player.playFrom('session', 4.2);
            look();
        })"""
    )
    assert seconds == pytest.approx(2.0, abs=0.25)


def test_the_end_is_told_and_play_begins_anew(page: "Page") -> None:
    """After the end nothing is lit, and the same button plays from the start."""
    page.evaluate("player.playFrom('session', 8.3)")
    until(page, "audio.ended")
    page.get_by_text("The recording has ended.").wait_for()
    assert page.locator(".is-said").count() == 0
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "!audio.paused && audio.currentTime < 5")


def tab_to(page: "Page", name: str) -> None:
    """Presses the tab key until the focus is on what has this id or these words."""
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        if reached[-1] == name:
            return
    raise AssertionError(f"{name} is not reached; these are: {reached}")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_player_works_by_keyboard_alone(page: "Page", key: str) -> None:
    """Tab, Enter and Space reach and work every button, in the order of the page."""
    press = page.keyboard.press
    press("Tab")
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "page_article"
    page.reload()
    tab_to(page, "Hear the text")
    press(key)
    until(page, "!audio.paused && audio.currentTime > 0.3", "reading")
    tab_to(page, "page_play")
    press(key)
    assert not state(page, "reading")[0]
    tab_to(page, "page_back")
    press(key)
    until(page, "audio.currentTime === 0", "reading")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_options_work_by_keyboard_alone(page: "Page", key: str) -> None:
    """Arrows choose a recording and a speed; Escape closes, and the focus is where it was."""
    press = page.keyboard.press
    tab_to(page, "Options")
    press(key)
    press("Tab")
    press("ArrowDown")
    assert page.get_by_role("radio", name="The text").is_checked()
    tab_to(page, "page_speed-reading")
    press("ArrowDown")
    assert page.locator("#page_speed-reading").input_value() == "1.25"
    tab_to(page, "Chapters")
    press(key)
    press("Tab")
    press("Tab")
    press(key)
    until(page, f"!audio.paused && audio.currentTime >= {begins(1)[1]} - 0.001", "reading")
    tab_to(page, "page_next")
    before = state(page, "reading")[1]
    press(key)
    until(page, f"audio.currentTime > {before} + 0.1", "reading")
    tab_to(page, "page_follow")
    press("Space")
    assert not page.locator("#page_follow").is_checked()
    press("Escape")
    assert not page.locator("#page_options").get_attribute("open")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Options"


def test_shortcuts_are_listed_work_and_can_be_switched_off(page: "Page") -> None:
    """One letter each, with none of the modifiers, and not where a letter is typed (WCAG 2.1.4)."""
    page.locator("#page_options > summary").click()
    page.get_by_text("Keyboard shortcuts").click()
    assert page.locator(".keys kbd").all_inner_texts() == ["K", "J", "N", "P", "H", "F", "Esc"]
    page.keyboard.press("Escape")
    press = page.keyboard.press
    press("k")
    until(page, "!audio.paused")
    press("k")
    assert not state(page)[0]
    page.evaluate("player.playFrom('reading', 60); player.toggle()")
    press("j")
    until(page, "audio.currentTime < 52", "reading")
    now = page.evaluate("player.current().audio.currentTime")
    press("n")
    until(page, f"!audio.paused && audio.currentTime > {now}", "reading")
    press("p")
    press("p")
    until(page, f"audio.currentTime < {now}", "reading")
    press("f")
    assert not page.locator("#page_follow").is_checked()
    press("Control+k")
    assert state(page, "reading")[0]
    page.locator("#page_keys").evaluate("one => one.click()")
    press("k")
    assert state(page, "reading")[0]
    page.reload()
    press("k")
    page.wait_for_timeout(100)
    assert not state(page)[0]


def test_names_and_states_are_there_for_screen_readers(page: "Page") -> None:
    """Landmarks, headings, names and states as the browser hands them on."""
    page.locator("#page_options > summary").click()
    player = page.get_by_role("region", name="Listen").aria_snapshot()
    for line in (
        '- heading "Listen" [level=2]',
        '- button "Follow the stretches"',
        '- button "Hear the text"',
        '- button "Play"',
        '- button "Back 10 s"',
        "- status",
        '- group "What to hear"',
        '- radio "The guided stretches" [checked]',
        '- radio "The text, read aloud"',
        '- combobox "Speed"',
        '- option "Normal" [selected]',
        '- checkbox "Follow the text" [checked]',
        '- checkbox "Large countdown in holds" [checked]',
        '- button "Hear from what is on screen"',
    ):
        assert line in player, line
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1
    page.locator("#page_settings > summary").click()
    settings = page.get_by_role("banner").aria_snapshot()
    for line in (
        '- group "Text size:"',
        '- button "Larger"',
        '- radio "As on this device" [checked]',
        '- radio "High contrast"',
        '- combobox "Space between lines"',
        '- combobox "Typeface"',
        '- combobox "Length of lines"',
        '- button "Undo my changes"',
    ):
        assert line in settings, line


def test_a_recording_that_cannot_be_played_leaves_the_browsers_controls(browser: "Browser", tmp_path: Path) -> None:
    """And says where its words are."""
    broken = published(tmp_path, (RECORDINGS, 'src="{{ sound.address }}"', 'src="data:audio/mpeg;base64,AAAA"'))
    with opened(browser, broken) as page:
        page.get_by_text("The recording cannot be played here.").wait_for()
        assert page.locator("audio[controls]").count() == 2
        assert not page.locator("#page_play").is_visible()
        assert page.get_by_role("link", name="Listen at the end of this page").is_visible()


def test_recordings_beside_the_page_play_from_a_folder(browser: "Browser", tmp_path: Path) -> None:
    """Copied to a stick with its sound, the page plays; nothing else is asked for."""
    beside = published(tmp_path, embed=0)
    assert sorted(one.name for one in tmp_path.glob("*.*")) == [
        "neck-care-page-reading.mp3",
        "neck-care-page-session.mp3",
        "neck-care.html",
    ]
    asked: list[str] = []
    with opened(browser, beside) as blank:
        page = blank.context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(beside.as_uri())
        page.get_by_role("button", name="Hear the text").click()
        until(page, "audio.currentTime > 0.3", "reading")
        page.evaluate("player.playFrom('reading', 60)")
        until(page, "audio.currentTime > 60.2", "reading")
        assert page.locator(".is-said").count() == 1
    folder = tmp_path.as_uri()
    assert {one for one in asked if not one.startswith("data:")} <= {
        f"{folder}/{name}" for name in ("neck-care.html", "neck-care-page-session.mp3", "neck-care-page-reading.mp3")
    }


def test_a_page_with_one_recording_offers_no_choice(browser: "Browser", tmp_path: Path) -> None:
    """And follows that one."""
    only = published(tmp_path, spoken=recordings()[1:])
    with opened(browser, only) as page:
        assert page.locator("[data-start]").count() == 1
        assert page.locator("input[name=page_recording]").count() == 0
        page.get_by_role("button", name="Hear the text").click()
        until(page, "document.querySelector('.is-said')", "reading")


def test_a_page_without_a_recording_has_no_player(browser: "Browser", tmp_path: Path) -> None:
    """Its settings work all the same, and nothing complains."""
    told: list[str] = []
    with opened(browser, published(tmp_path, spoken=())) as blank:
        page = blank.context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(blank.url)
        page.locator("#page_settings > summary").click()
        page.get_by_label("Dark", exact=True).check()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 23, 26)"
    assert told == []


@pytest.mark.parametrize(
    ("width", "height", "size", "stays"),
    [
        (390, 844, 100, True),
        (390, 844, 400, True),
        (1280, 900, 400, True),
        (320, 568, 200, True),
        (844, 390, 100, True),
        (320, 256, 100, False),
        (1280, 256, 100, False),
    ],
)
def test_the_bar_stays_while_there_is_room_for_the_text(
    browser: "Browser", file: Path, width: int, height: int, size: int, *, stays: bool
) -> None:
    """Never more than about a third of the window, its words never below 24 px; else it stands in its place."""
    with opened(browser, file, width=width, height=height) as page:
        page.evaluate(f"memory.set('size', {size})")
        page.reload()
        bar = page.evaluate(
            """() => ({
                position: getComputedStyle(page_deck).position,
                height: page_deck.getBoundingClientRect().height,
                bottom: page_deck.getBoundingClientRect().bottom,
                pixels: parseFloat(getComputedStyle(page_play).fontSize),
            })"""
        )
        assert bar["pixels"] >= 24
        assert (bar["position"] == "fixed") == stays
        if stays:
            assert bar["height"] <= 0.35 * height
            assert bar["bottom"] == height


def test_nothing_moves(page: "Page") -> None:
    """No transition and no animation, so there is none to be turned off."""
    page.evaluate("player.playFrom('session', 5)")
    until(page, "!page_stage.hidden")
    assert page.evaluate("document.getAnimations().length") == 0
    moving = (
        "Array.from(document.querySelectorAll('*')).filter(e => parseFloat(getComputedStyle(e).transitionDuration))"
    )
    assert page.evaluate(f"{moving}.length") == 0
