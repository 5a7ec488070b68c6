"""Where the large print's pages end: stretches and callouts stay whole; what no page holds is parted in one place."""

from pathlib import Path

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats import pdf
from pubpipe.formats.pdf.editions import LARGE_PRINTS
from pubpipe.formats.pdf.engine import Place
from pubpipe.formats.pdf.fitting import Fit
from pubpipe.formats.pdf.sheets import Sheet, sheet
from pubpipe.formats.pdf.wholeness import endless, whole
from pubpipe.formats.publication import Made, Publication
from pubpipe.model.article import Article, Callout, CalloutRole, Cell, Publisher, Section, Stretch, Table
from pubpipe.model.dose import Dose, Duration
from pubpipe.model.walks import stretches
from pubpipe.profile import LargePrint, Paper, PrintSettings, Profile
from pubpipe.rendering import Templates
from tests import samples
from tests.support.glyphs import measure
from tests.support.pdf import bullets, changed, filler, large, made, own_templates, page_of, pages, section, stretch_of

SHEETS: list[tuple[LargePrint, Paper]] = [("uk", "A4"), ("uk", "Letter"), ("us", "A4"), ("us", "Letter")]
LONG_WORD = "Arbeiterunfallversicherungsgesetzgebungsverfahrensordnung" * 3
FIRST = samples.every_block().blocks[1]


def _brief(id: str, steps: int) -> Stretch:
    """A stretch with little beside its steps, of which there are so many."""
    dose = Dose(hold=Duration(lower=20, upper=30))
    return stretch_of(id, steps).model_copy(update={"dose": dose, "equipment": (), "notes": ()})


TEN = changed(blocks=(FIRST, section("ten", *(_brief(name, 1 + 2 * n) for n, name in enumerate("abcdefghij")))))


def on(rules: LargePrint, paper: Paper) -> Profile:
    """A profile for the large print on one sheet."""
    return Profile(paper=(paper,), print=PrintSettings(editions=("large-print",), large_print=rules))


def faults(whole: Made, article: Article) -> list[str]:
    """What the engine or the check has to say of the files."""
    language = samples.publication(article).language
    found = list(whole.findings)
    for one in whole.artifacts:
        found += check(Finished(one.name, one.media_type, one.data, article, language))
    return [f"{finding.message} {finding.excerpt}" for finding in found]


# Stretches


def torn(article: Article, words: list[str]) -> list[str]:
    """The stretches whose dose and last step are not on one page."""
    found = []
    for stretch in stretches(article):
        first, last = (f"step {number} of the {stretch.id}," for number in (1, len(stretch.steps)))
        title = next(n for n, page in enumerate(words) if f"Stretch of the {stretch.id} eases" in page)
        if not title == page_of(first, words) == page_of(last, words):
            found.append(stretch.id)
    return found


def _measured(publication: Publication, rules: LargePrint, page: Sheet) -> tuple[Fit, dict[str, Place]]:
    """The decisions for a sheet, and where everything lies on an endless one."""
    edition = LARGE_PRINTS[rules]
    places = dict(pdf._laid_out(publication, edition, endless(page), Fit()).places)
    return whole(publication, places, page, edition.smallest), places


@pytest.mark.parametrize(("rules", "paper"), SHEETS)
def test_only_a_stretch_that_no_page_can_hold_is_parted(rules: LargePrint, paper: Paper) -> None:
    """Of ten, longer and longer, each is on one page unless it and a figure of 30 mm are higher than a page."""
    publication = samples.publication(TEN, on(rules, paper))
    page = sheet(paper, LARGE_PRINTS[rules].margins)
    _, places = _measured(publication, rules, page)
    room = page.height - page.top - page.bottom
    too_high = []
    for stretch in stretches(TEN):
        figure, card = places[f"{stretch.id}-figure_image"], places[stretch.id]
        top = places["ten"].top if stretch.id == "a" else card.top
        if card.bottom - top - (figure.bottom - figure.top) + 30 > room - 1:
            too_high.append(stretch.id)
    words = pages(made(TEN, on(rules, paper)).artifacts[0].data)
    assert torn(TEN, words) == too_high
    assert 0 < len(too_high) < 10


@pytest.mark.parametrize(("rules", "paper"), SHEETS)
def test_a_parted_stretch_has_its_steps_together(rules: LargePrint, paper: Paper) -> None:
    """Dose and preparation are on the first of two pages in a row, every step with its side on the second."""
    words = pages(made(TEN, on(rules, paper)).artifacts[0].data)
    for stretch in stretches(TEN):
        (title,) = (n for n, page in enumerate(words) if f"Stretch of the {stretch.id} eases" in page)
        steps = {page_of(f"step {n} of the {stretch.id},", words) for n in range(1, len(stretch.steps) + 1)}
        assert steps == {title + (stretch.id in torn(TEN, words))}
        for text in ("Hold:", "Start:", "You should feel it in:"):
            assert text in words[title]
        assert "These steps are for your right side." in words[min(steps)]


def test_a_careless_style_sheet_tears_stretches(tmp_path: Path) -> None:
    """The test above sees a stretch that is torn although a page would hold it."""
    css = "main { padding-top: 60mm } .stretch, .steps { break-inside: auto !important }"
    careless = own_templates(tmp_path, css, sheet="large_print.css")
    sound = torn(TEN, pages(made(TEN, on("uk", "A4")).artifacts[0].data))
    assert len(torn(TEN, pages(made(TEN, on("uk", "A4"), careless).artifacts[0].data))) > len(sound)


@pytest.mark.parametrize(("rules", "paper"), SHEETS)
def test_figures_are_as_large_as_leaves_their_stretch_whole(rules: LargePrint, paper: Paper) -> None:
    """A longer stretch has a smaller figure down to 30 mm; parted, its figure is large again. None is distorted."""
    publication = samples.publication(TEN, on(rules, paper))
    page = sheet(paper, LARGE_PRINTS[rules].margins)
    fit, _ = _measured(publication, rules, page)
    places = pdf._kept_whole(publication, LARGE_PRINTS[rules], page).places
    printed = {card.id: places[f"{card.id}-figure_image"] for card in stretches(TEN)}
    heights = [box.bottom - box.top for name, box in printed.items() if name not in fit.parted]
    assert min(heights) >= 30
    assert heights[1:] == sorted(heights[1:], reverse=True)
    assert heights[1] > heights[-1]
    assert min(printed[name].bottom - printed[name].top for name in fit.parted) > 60
    for box in printed.values():
        assert (box.right - box.left) / (box.bottom - box.top) == pytest.approx(1.5, abs=0.01)


def test_a_section_s_heading_stays_with_its_first_stretch() -> None:
    """Whether that is whole or parted, no page has a heading alone."""
    for steps in (2, 16):
        article = changed(blocks=(FIRST, section("stretches", stretch_of("a", steps), stretch_of("b", 2))))
        for one in large("uk", article).artifacts:
            words = pages(one.data)
            assert page_of("About stretches", words) == page_of("Stretch of the a eases", words)


def test_a_page_that_carries_a_stretch_on_says_which() -> None:
    """Its header names the stretch by number and title, shortened where long; a page without one names none."""
    long = "A long title of a stretch that goes on and on"
    stretch = stretch_of("a", 12).model_copy(update={"title": samples.words(long)})
    article = changed(blocks=(FIRST, section("s", stretch), section("after", samples.paragraph("p", "The end."))))
    (one, _) = large("uk", article).artifacts
    lines = measure(one.data).lines
    second = next(line.page for line in lines if "step 12 of" in line.text)
    head = [part.text.replace("\xa0", " ") for line in lines if line.page == second for part in line.parts][:3]
    assert "1 A long title of a stretch" in head
    assert any(text.endswith("that…") for text in head)
    assert not any("that…" in line.text for line in lines if line.page not in (second - 1, second))


# Callouts, headings


def _warnings() -> Article:
    """Warnings with more and more text between them, so that some come to the end of a page."""
    blocks: list[Callout | Section] = []
    for n in range(10, 34):
        inside = (
            samples.paragraph(f"n{n}-p", f"First of n{n}."),
            bullets(f"n{n}-l", "Stop.", "Rest.", f"Last of n{n}."),
        )
        blocks += [
            section(f"b{n}", *(samples.paragraph(f"n{n}-line{m}", "A line between.") for m in range(n * 5 % 13))),
            Callout(id=f"n{n}", role=CalloutRole.WARNING, title=samples.words("Stop"), blocks=inside),
        ]
    return changed(blocks=tuple(blocks))


def _torn_warnings(whole: Made) -> list[str]:
    words = pages(whole.artifacts[0].data)
    return [f"n{n}" for n in range(10, 34) if page_of(f"First of n{n}.", words) != page_of(f"Last of n{n}.", words)]


def test_a_page_s_end_tears_no_warning(tmp_path: Path) -> None:
    """Each is on one page; with a careless style sheet some are not."""
    article = _warnings()
    assert _torn_warnings(large("uk", article)) == []
    assert _torn_warnings(large("us", article)) == []
    careless = ".callout, .callout ul { break-inside: auto } li, ul { break-before: auto !important }"
    assert _torn_warnings(large("uk", article, own_templates(tmp_path, careless, sheet="large_print.css"))) != []


def test_page_one_announces_a_warning_on_a_later_page() -> None:
    """As in the handout; the page that it names has the warning."""
    article = changed(blocks=(filler("text", 8), FIRST, stretch_of("a", 2)))
    for one in large("us", article).artifacts:
        words = pages(one.data)
        number = page_of("Warning: Stop and get help", words) + 1
        assert number > 1
        assert f"Read page {number} before you start." in words[0]


# Nothing lost


def test_what_is_longer_than_a_page_keeps_every_word() -> None:
    """A stretch of 60 steps, a warning of 40 paragraphs: carried on, all of it there and in order."""
    reasons = (samples.paragraph(f"w-p{n}", f"Reason number {n} to stop at once. " * 3) for n in range(40))
    article = changed(
        blocks=(Callout(id="w", role=CalloutRole.WARNING, blocks=tuple(reasons)), stretch_of("long", 60)),
    )
    for rules, _ in SHEETS[::2]:
        whole = large(rules, article)
        assert faults(whole, article) == []
        for one in whole.artifacts:
            words = pages(one.data)
            assert page_of("step 60 of the long,", words) > page_of("step 1 of the long,", words)


def test_a_stretch_without_a_figure_or_a_side_is_parted_too() -> None:
    """Before its steps, since no line says for which side they are."""
    bare: Stretch = stretch_of("bare", 12).model_copy(update={"figure": None, "sides": ()})
    text = tuple(samples.paragraph(f"bare-i{n}", "Why this is good for you. " * 4) for n in range(3))
    article = changed(blocks=(FIRST, bare.model_copy(update={"introduction": text}), samples.paragraph("p", "End.")))
    whole = large("us", article)
    assert faults(whole, article) == []
    words = pages(whole.artifacts[1].data)
    assert len({page_of(f"step {n} of the bare,", words) for n in range(1, 13)}) == 1
    assert page_of("step 1 of the bare,", words) == page_of("You should feel it in:", words) + 1


def _table(id: str, word: str) -> Table:
    """Three columns of one word."""
    header = tuple(Cell(id=f"{id}-h{n}", content=samples.words(word), header="column") for n in range(3))
    row = tuple(Cell(id=f"{id}-c{n}", content=samples.words(f"{word} {n}")) for n in range(3))
    return Table(id=id, header=header, rows=(row,))


def test_long_titles_and_words_stay_on_the_sheet() -> None:
    """A word longer than a line is broken, in titles, text, tables and running lines; nothing runs over the edge."""
    wide, narrow = (_table(id, word) for id, word in (("wide", LONG_WORD), ("narrow", "WALKING")))
    clinic = Publisher(name=f"Clinic of {LONG_WORD}", url=f"https://{LONG_WORD}.example/")
    stretch = stretch_of("x", 12).model_copy(update={"title": samples.words(LONG_WORD), "targets": LONG_WORD})
    article = changed(
        title=f"{LONG_WORD} and all that you can do about it " * 2,
        publisher=clinic,
        blocks=(FIRST, samples.paragraph("p", LONG_WORD), wide, narrow, stretch),
    )
    for rules, _ in SHEETS[::2]:
        assert faults(large(rules, article), article) == []


def test_a_text_over_the_edge_would_be_noticed(tmp_path: Path) -> None:
    """The check that the tests above rely on sees text that leaves the sheet."""
    wide: Templates = own_templates(tmp_path, "h1 { white-space: nowrap; margin-left: 120mm }", sheet="large_print.css")
    whole = large("uk", templates=wide)
    assert [fault for fault in faults(whole, samples.every_block()) if "edge of the paper" in fault]
