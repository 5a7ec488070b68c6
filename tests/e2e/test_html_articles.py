"""The page of articles that are unlike the sample: without a stretch, with twenty, with words that do not fit."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.html import check
from pubpipe.formats.html import make
from pubpipe.model.article import Article, Section
from pubpipe.model.narration import Narration
from tests import samples
from tests.e2e import large_print
from tests.e2e.large_print import opened, published, until
from tests.validators import vnu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = "Hüftbeugermuskelgruppendehnungsübungsanleitung"


def _with(*blocks: object) -> Article:
    return samples.every_block().model_copy(update={"blocks": blocks, "references": ()})


def without_stretches() -> Article:
    """Prose alone, outside any section."""
    return _with(samples.paragraph("p1", "Rest. Then go for a walk."), samples.paragraph("p2", "Ask for help."))


def twenty_stretches() -> Article:
    """More chapters than a window holds."""
    stretches = tuple(samples.stretch(f"stretch-{number}", f"Stretch {number}") for number in range(1, 21))
    return _with(Section(id="all", level=1, title=samples.words("Stretches"), blocks=stretches))


def long_words() -> Article:
    """A word in every place that is wider than a phone."""
    section = Section(
        id="long",
        level=1,
        title=samples.words(LONG),
        blocks=(samples.paragraph("long-p1", f"{LONG} {LONG}."), samples.stretch("one", LONG)),
    )
    return _with(section).model_copy(update={"title": LONG, "summary": f"{LONG}."})


ARTICLES: tuple[Callable[[], Article], ...] = (without_stretches, twenty_stretches, long_words)


@pytest.fixture(params=ARTICLES, ids=lambda make_article: make_article.__name__, scope="module")
def article(request: pytest.FixtureRequest) -> Article:
    """Each of them in turn."""
    made: Article = request.param()
    return made


def spoken(article: Article) -> tuple[Narration, ...]:
    """What can be heard of an article: all of it has a reading."""
    return (samples.reading(article),)


@pytest.fixture(scope="module")
def file(article: Article, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page."""
    return published(tmp_path_factory.mktemp("page"), article=article, spoken=spoken(article))


def test_its_check_finds_nothing(article: Article) -> None:
    """Every text is there, and everything lights up."""
    publication = samples.publication(article)
    narrations = spoken(article)
    made = make(dataclasses.replace(publication, narrations=narrations)).artifacts[0]
    finished = Finished(made.name, made.media_type, made.data, article, publication.language, narrations=narrations)
    assert check(finished) == ()


def test_it_is_valid_html(file: Path) -> None:
    """Down to warnings and notes."""
    result = vnu.check(file)
    assert result.passed, str(result)


def test_nothing_of_it_is_cut_off(browser: "Browser", file: Path) -> None:
    """At 320 px, spaced out, and at 400 %."""
    assert list(large_print.reflow(browser, file)) == []
    assert list(large_print.magnified(browser, file)) == []


def test_it_can_be_heard_and_followed(browser: "Browser", file: Path) -> None:
    """The first sentence lights up, and every chapter can be reached."""
    with opened(browser, file) as page:
        page.get_by_role("button", name="Hear the text").click()
        until(page, "document.querySelector('#title_heading.is-said')", "reading")
        page.locator("#page_options > summary").click()
        page.get_by_text("Chapters").click()
        last = page.locator("[data-begin]").last
        last.click()
        until(page, f"audio.currentTime >= {last.get_attribute('data-begin')} - 0.01", "reading")
