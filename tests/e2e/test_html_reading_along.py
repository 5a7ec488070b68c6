"""Reading and hearing in step: what lights up and when, what a press on a sentence does, and the countdown."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from pubpipe.model.narration import Cue, Hold, Narration, Speech
from tests import samples
from tests.e2e.large_print import opened, published, recordings, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLLOWING, HOLDING, PLAYER = (f"large_print/{name}.js" for name in ("following", "holding", "player"))
LONGEST_LAG = 0.1
"""Seconds of the recording by which the light may come late."""

WATCH = """([from, until, rate]) => new Promise((resolve) => {
    const audio = document.getElementById('page_sound-reading');
    const seen = [];
    const options = document.getElementById('page_speed-reading');
    options.value = String(rate);
    new MutationObserver((changes) => {
        for (const { target } of changes) {
            if (target.classList.contains('is-said')) seen.push([target.id, audio.currentTime]);
        }
    }).observe(document.querySelector('main'), { attributeFilter: ['class'], subtree: true });
    player.playFrom('reading', from);
    const look = () => (audio.currentTime >= until ? resolve(seen) : setTimeout(look, 20));
    look();
})"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is published."""
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: "Browser", file: Path) -> Iterator["Page"]:
    """The page in an open window."""
    with opened(browser, file) as shown:
        yield shown


def sentences() -> list[tuple[str, float]]:
    """Each place of the reading with the second at which it begins to be heard, by the timeline."""
    timeline = recordings()[1].timeline
    found: list[tuple[str, float]] = []
    for cue in (cue for chapter in timeline.chapters for cue in chapter.cues):
        if isinstance(cue.cue, Speech) and cue.cue.fragment and (not found or found[-1][0] != cue.cue.fragment):
            found.append((cue.cue.fragment, timeline.at(cue.begin)))
    return found


def begin_of(id: str) -> float:
    """When a place begins to be heard."""
    return next(begin for one, begin in sentences() if one == id)


def lag_faults(browser: "Browser", page_file: Path, rate: float, seconds: float = 30.0) -> list[str]:
    """Sentences that light up late or early, are left out, or come in another order, while it plays for a time."""
    first, last = 20.0, 20.0 + seconds
    wanted = [(id, begin) for id, begin in sentences() if first < begin < last - 1 and "part_" not in id]
    with opened(browser, page_file) as page:
        seen = page.evaluate(WATCH, [first, last, rate])
    found = [(id, at) for id, at in seen if id in dict(wanted)]
    faults = [
        f"{id} is lit {at - begin:.3f} s off"
        for (id, begin), (_, at) in zip(wanted, found, strict=False)
        if not -0.06 <= at - begin <= LONGEST_LAG
    ]
    if [id for id, _ in wanted] != [id for id, _ in found]:
        faults.append(f"lit are {[id for id, _ in found]}")
    assert len(wanted) > seconds / 4
    return faults


@pytest.mark.parametrize("rate", [1, 2])
def test_each_sentence_lights_up_as_it_is_heard(browser: "Browser", file: Path, rate: float) -> None:
    """Within a tenth of a second, at normal speed and at the highest."""
    assert lag_faults(browser, file, rate) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("requestAnimationFrame(follow)", "setTimeout(follow, 700)"),
        ("things[middle].begin <= ", "things[middle].begin + 0.3 <= "),
    ],
)
def test_a_light_that_lags_is_seen(browser: "Browser", tmp_path: Path, old: str, new: str) -> None:
    """The gate closes on one that follows too rarely, and on one that is late by a third of a second."""
    late = published(tmp_path, (PLAYER, old, new), (PLAYER, '"timeupdate", "seeked"', '"seeked"'))
    assert lag_faults(browser, late, 1, 10.0)


def lit(page: "Page") -> list[str]:
    """The ids of what is lit."""
    ids: list[str] = page.locator(".is-said").evaluate_all("all => all.map(one => one.id)")
    return ids


def press_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Sentences, doses and pictures that do not play from where they are read out."""
    faults = []
    with opened(browser, page_file) as page:
        for id in (
            "p1_1",
            "about-p1_1",
            "numbers-t1-r1-c2_1",
            "deep-figure_image",
            "side-neck-dose_hold",
            "reference-s1",
            "title_heading",
            "caution-1-title",
            "side-neck-s2_1",
        ):
            page.evaluate("player.current().audio.pause()")
            if id not in dict(sentences()):
                faults.append(f"{id} is not read out")
                continue
            box = page.locator(f"#{id}")
            box.scroll_into_view_if_needed()
            box.click(position={"x": 6, "y": 12})
            until(page, f"!audio.paused && audio.currentTime >= {begin_of(id)} - 0.01", "reading")
            now = page.evaluate("document.getElementById('page_sound-reading').currentTime")
            if now > begin_of(id) + 1.5:
                faults.append(f"{id} plays from {now}, not from {begin_of(id)}")
            until(page, "document.querySelector('.is-said')", "reading")
            if lit(page) != [id] and now < begin_of(id) + 0.5:
                faults.append(f"{lit(page)} is lit, not {id}")
    return faults


def test_a_press_on_a_sentence_plays_from_there(browser: "Browser", file: Path) -> None:
    """On a sentence, a cell, a picture, a dose, a reference, a title."""
    assert press_faults(browser, file) == []


def test_a_press_that_leads_elsewhere_is_seen(browser: "Browser", tmp_path: Path) -> None:
    """The gate closes."""
    wrong = published(tmp_path, (FOLLOWING, "place.cue.begin", "place.cue.begin + 4"))
    assert press_faults(browser, wrong)


def test_links_and_selections_go_on_working(page: "Page") -> None:
    """A link leads where it leads, a drag selects, a switched-off press does nothing; nothing plays."""
    page.locator(".article a[href='#stretches']").first.click()
    assert page.url.endswith("#stretches")
    sentence = page.locator("#p1_1")
    sentence.scroll_into_view_if_needed()
    box = sentence.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 10)
    page.mouse.up()
    assert page.evaluate("String(getSelection())")
    assert page.evaluate("player.recordings.every(({ audio }) => audio.paused)")
    # What is selected is where H begins.
    page.keyboard.press("h")
    until(page, f"!audio.paused && audio.currentTime >= {begin_of('p1_1')} - 0.01", "reading")
    page.keyboard.press("k")
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("#page_press").evaluate("one => one.click()")
    now = page.evaluate("player.current().audio.currentTime")
    sentence.click()
    page.wait_for_timeout(200)
    assert page.evaluate("[player.current().audio.paused, player.current().audio.currentTime]") == [True, now]


def test_sentences_are_no_stops_of_the_tab_key(page: "Page") -> None:
    """Two hundred of them would be a wall; keys lead from one to the next."""
    assert page.locator(".article span[tabindex], .article li[tabindex], .article [role=button]").count() == 0


CURSOR = """() => {
    const sentence = document.getElementById('about-p1_1');
    sentence.scrollIntoView({ block: 'center', behavior: 'instant' });
    getSelection().collapse(sentence.firstChild, 3);
}"""


def test_enter_plays_where_the_text_cursor_stands(page: "Page") -> None:
    """For those who read with a caret; one that was scrolled out of sight counts no more."""
    page.evaluate(CURSOR)
    page.keyboard.press("Enter")
    until(page, f"!audio.paused && audio.currentTime >= {begin_of('about-p1_1')} - 0.01", "reading")
    page.evaluate("player.toggle(); scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_timeout(100)
    page.keyboard.press("h")
    until(page, "!audio.paused && audio.currentTime < 5", "reading")


def in_view(page: "Page") -> bool:
    """Whether what is lit can be seen whole, above the bar."""
    seen: bool = page.evaluate(
        """() => {
            const { top, bottom } = document.querySelector('.is-said').getBoundingClientRect();
            return top >= 0 && bottom <= document.getElementById('page_deck').getBoundingClientRect().top;
        }"""
    )
    return seen


def test_the_page_follows_until_the_reader_scrolls(browser: "Browser", file: Path) -> None:
    """Then it leaves the reader alone, and a button leads back."""
    with opened(browser, file, width=390, height=844, reduced_motion="reduce") as page:
        page.evaluate(f"player.playFrom('reading', {begin_of('deep-figure_image')})")
        until(page, "document.querySelector('#deep-figure_image.is-said')", "reading")
        page.wait_for_timeout(100)
        assert in_view(page)
        page.mouse.move(200, 200)
        page.mouse.wheel(0, -6000)
        page.get_by_role("button", name="Back to the voice").wait_for()
        place = page.evaluate("scrollY")
        page.evaluate(f"document.getElementById('page_sound-reading').currentTime = {begin_of('caution-1-p1_1')}")
        until(page, "document.querySelector('#caution-1-p1_1.is-said')", "reading")
        page.wait_for_timeout(150)
        assert page.evaluate("scrollY") == place
        page.get_by_role("button", name="Back to the voice").click()
        page.wait_for_timeout(150)
        assert in_view(page)
        assert not page.get_by_role("button", name="Back to the voice").is_visible()


def test_following_can_be_switched_off(page: "Page") -> None:
    """The light goes on, the page stays."""
    page.locator("#page_follow").evaluate("one => one.click()")
    page.evaluate(f"player.playFrom('reading', {begin_of('disclaimer-1-p1_1')})")
    until(page, "document.querySelector('#disclaimer-1-p1_1.is-said')", "reading")
    page.wait_for_timeout(150)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize(
    ("motion", "place", "wanted"),
    [("reduce", "p1_1", "instant"), ("no-preference", "p1_1", "smooth"), ("no-preference", "tip-1-p1_1", "instant")],
)
def test_the_page_jumps_for_who_wants_no_motion(
    browser: "Browser", file: Path, motion: Literal["reduce", "no-preference"], place: str, wanted: str
) -> None:
    """It is there at once; and so it is for all where the way is long."""
    with opened(browser, file, reduced_motion=motion, height=1600) as page:
        page.evaluate("Element.prototype.scrollIntoView = function (how) { globalThis.scrolled ??= how?.behavior }")
        page.evaluate(f"player.playFrom('reading', {begin_of(place)})")
        until(page, "'scrolled' in globalThis && audio", "reading")
        assert page.evaluate("scrolled") == wanted


def test_a_session_lights_the_step_and_writes_what_is_said(page: "Page") -> None:
    """With the side, large, in the bar; the dose is lit in the hold."""
    page.evaluate("player.playFrom('session', 2.2)")
    until(page, "document.querySelector('#side-neck-s1.is-said')")
    assert page.locator("#page_caption").inner_text().split() == [
        "Right",
        "side",
        "Sit",
        "tall",
        "and",
        "let",
        "both",
        "arms",
        "hang.",
    ]
    size = "parseFloat(getComputedStyle(page_caption).fontSize)"
    assert page.evaluate(size) >= 28
    page.evaluate("player.playFrom('session', 4.7)")
    until(page, "document.querySelector('#side-neck-dose_hold.is-said')")


@pytest.fixture(scope="module")
def long_session() -> Narration:
    """A session that holds for 24 seconds and offers 6 more."""
    session = recordings()[0]
    first, second, third = session.script.chapters
    cues: list[Cue] = []
    for cue in second.cues:
        if isinstance(cue, Hold):
            cues += [dataclasses.replace(cue, seconds=24.0), dataclasses.replace(cue, seconds=6.0, is_optional=True)]
        else:
            cues.append(cue)
    return samples.spoken(first, dataclasses.replace(second, cues=tuple(cues)), third)


@pytest.fixture(scope="module")
def long_hold(long_session: Narration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with that session."""
    return published(tmp_path_factory.mktemp("page"), spoken=(long_session,))


HOLD = 4.65
"""Seconds at which the hold of that session begins."""


def shown(page: "Page") -> dict[str, Any]:
    """What the countdown shows."""
    found: dict[str, Any] = page.evaluate(
        """() => ({
            hidden: page_stage.hidden,
            what: document.getElementById('page_stage-what').textContent,
            number: document.getElementById('page_stage-number').textContent,
            side: document.getElementById('page_stage-side').textContent,
        })"""
    )
    return found


def countdown_faults(browser: "Browser", page_file: Path) -> list[str]:
    """Seconds that are not those that are left."""
    faults = []
    with opened(browser, page_file) as page:
        for at, what, number in (
            (0.3, "Hold", "24"),
            (1.3, "Hold", "23"),
            (12.5, "Hold", "12"),
            (23.3, "Hold", "1"),
            (24.4, "You may stay", "6"),
            (29.4, "You may stay", "1"),
        ):
            page.evaluate(f"player.playFrom('session', {HOLD + at})")
            until(page, f"!audio.seeking && audio.currentTime >= {HOLD + at} && !audio.paused")
            page.wait_for_timeout(60)
            page.evaluate("player.show()")
            seen = shown(page)
            now = page.evaluate("player.current().audio.currentTime") - HOLD
            left = (24 if now < 24 else 30) - now
            if seen["hidden"] or seen["what"] != what or abs(int(seen["number"] or -1) - left) > 1.01:
                faults.append(f"{now:.2f} s into it, {seen} is shown")
            if now < at + 0.5 and seen["number"] not in {number, str(int(number) - 1)}:
                faults.append(f"{now:.2f} s into it, {seen['number']} are left, not {number}")
            if seen["side"] != "Right side":
                faults.append(f"the side is {seen['side']}")
    return faults


def test_the_countdown_shows_the_seconds_that_are_left(browser: "Browser", long_hold: Path) -> None:
    """With the side, and whether the listener may let go."""
    assert countdown_faults(browser, long_hold) == []


def test_a_countdown_that_runs_ahead_is_seen(browser: "Browser", long_session: Narration, tmp_path: Path) -> None:
    """The gate closes."""
    ahead = published(tmp_path, (HOLDING, "cue.end - now - 0.02", "cue.end - now - 2"), spoken=(long_session,))
    assert countdown_faults(browser, ahead)


def number_height(page: "Page") -> tuple[float, float, float, float]:
    """Height of the number's digits, its width, and the window's height and width."""
    box = page.locator("#page_stage-number").bounding_box()
    assert box
    size: float = page.evaluate("parseFloat(getComputedStyle(document.getElementById('page_stage-number')).fontSize)")
    view = page.viewport_size
    assert view
    return size, box["width"], view["height"], view["width"]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (1280, 900), (320, 568)])
def test_the_countdown_is_as_large_as_the_window(browser: "Browser", long_hold: Path, width: int, height: int) -> None:
    """Two fifths of its height or three of its width, and nothing of it is cut off."""
    with opened(browser, long_hold, width=width, height=height) as page:
        page.evaluate(f"player.playFrom('session', {HOLD + 1})")
        until(page, "!page_stage.hidden")
        size, wide, window_height, window_width = number_height(page)
        assert size >= 0.4 * window_height or wide >= 0.6 * window_width
        stage = page.locator("#page_stage").bounding_box()
        assert stage
        for part in ("what", "number", "side"):
            box = page.locator(f"#page_stage-{part}").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= window_width
            assert box["y"] >= stage["y"] - 1
            assert box["y"] + box["height"] <= stage["y"] + stage["height"] + 1


def test_a_screen_reader_is_told_begin_half_and_end_and_no_more(browser: "Browser", long_hold: Path) -> None:
    """Politely, and not each second."""
    with opened(browser, long_hold) as page:
        page.evaluate(
            """() => {
                globalThis.told = [];
                new MutationObserver(() => told.push(page_status.textContent))
                    .observe(page_status, { childList: true, characterData: true, subtree: true });
            }"""
        )
        page.evaluate(f"player.playFrom('session', {HOLD - 0.4})")
        until(page, "!page_stage.hidden")
        for at in (11.6, 23.7, 29.7):
            page.evaluate(f"document.getElementById('page_sound-session').currentTime = {HOLD + at}")
            page.wait_for_timeout(1000)
        told = page.evaluate("told")
    assert told[0].startswith("Playing")
    assert told[1:] == [
        "Hold: 24 seconds.",
        "12 seconds left.",
        "Release, or stay for up to 6 seconds more.",
        "Release.",
    ]


def test_the_countdown_gives_way(browser: "Browser", long_hold: Path) -> None:
    """To Escape, to a press, to the focus, to a pause, and to who wants none."""
    with opened(browser, long_hold) as page:

        def begin() -> None:
            page.evaluate("player.playFrom('session', 2.2)")
            until(page, "audio.currentTime < 4")
            page.wait_for_timeout(60)
            page.evaluate(f"player.playFrom('session', {HOLD + 1})")
            until(page, "!page_stage.hidden")

        begin()
        page.keyboard.press("Escape")
        assert shown(page)["hidden"]
        page.wait_for_timeout(200)
        assert shown(page)["hidden"]
        page.reload()
        begin()
        page.locator("#page_stage").click()
        assert shown(page)["hidden"]
        page.reload()
        begin()
        page.locator("#page_settings > summary").focus()
        assert shown(page)["hidden"]
        page.reload()
        begin()
        page.get_by_role("button", name="Pause", exact=True).click()
        until(page, "page_stage.hidden")
        page.locator("#page_countdown").evaluate("one => one.click()")
        page.evaluate(f"player.playFrom('session', {HOLD + 1})")
        page.wait_for_timeout(300)
        assert shown(page)["hidden"]
        assert page.locator("#page_caption").inner_text().split()[:3] == ["Right", "side", "Hold:"]


def test_the_samples_are_what_these_tests_take_them_for() -> None:
    """A hold at the second that is named above."""
    timeline = samples.narration().timeline
    (hold,) = (cue for chapter in timeline.chapters for cue in chapter.cues if isinstance(cue.cue, Hold))
    assert timeline.at(hold.begin) == HOLD
