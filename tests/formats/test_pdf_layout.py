"""Where the handout's pages end: nothing that belongs together is torn, and nothing is lost for its size."""

import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats import pdf
from pubpipe.formats.pdf import engine, fitting
from pubpipe.formats.pdf.editions import HANDOUT
from pubpipe.formats.pdf.fetching import Fetcher
from pubpipe.formats.pdf.fitting import Fit, ends_nearly_empty, figure_heights, last_page
from pubpipe.formats.pdf.sheets import sheet
from pubpipe.formats.publication import Made
from pubpipe.model.article import Article, Callout, CalloutRole, Cell, Paragraph, Publisher, Section, Table
from pubpipe.rendering import Templates
from tests import samples
from tests.support.pdf import BOTH, bullets, changed, filler, made, own_templates, page_of, pages, section, stretch_of

A4 = sheet("A4", HANDOUT.margins)
LONG_WORD = "Arbeiterunfallversicherungsgesetzgebungsverfahrensordnung" * 3


def faults(whole: Made, article: Article) -> list[str]:
    """What the engine or the check has to say of the files, which hold every word of the article if it is nothing."""
    language = samples.publication(article).language
    found = list(whole.findings)
    for one in whole.artifacts:
        found += check(Finished(one.name, one.media_type, one.data, article, language))
    return [f"{finding.message} {finding.excerpt}" for finding in found]


# Together


def test_ten_stretches_each_stay_whole() -> None:
    """Title, dose and every step of a stretch are on one page, on both sheets, whatever stands before."""
    stretches = tuple(stretch_of(name, 2 + n % 5) for n, name in enumerate("abcdefghij"))
    article = changed(blocks=(*samples.every_block().blocks[:2], section("stretches", *stretches)))
    whole = made(article, BOTH)
    assert faults(whole, article) == []
    for one in whole.artifacts:
        words = pages(one.data)
        for stretch in stretches:
            told = [
                f"Stretch of the {stretch.id}",
                *(f"step {n} of the {stretch.id}," for n in (1, len(stretch.steps))),
            ]
            assert len({page_of(text, [page.replace("eases", "") for page in words]) for text in told[1:]}) == 1
            assert told[0] in words[page_of(told[1], words)]


def _torn(article: Article, pairs: Mapping[str, str], css: str, folder: Path) -> list[str]:
    """The texts that are on another page than the text that they belong with."""
    words = pages(made(article, templates=own_templates(folder, css)).artifacts[0].data)
    return [first for first, second in pairs.items() if page_of(first, words) != page_of(second, words)]


def _lines(name: str, number: int) -> tuple[Paragraph, ...]:
    return tuple(samples.paragraph(f"{name}-line{n}", "A line between.") for n in range(number))


def _many(kind: str) -> tuple[Article, dict[str, str]]:
    """Things of a kind with more and more text between them, so that some come to the end of a page."""
    blocks = []
    pairs = {}
    for n in range(10, 34):
        name = f"n{n}"
        first, last = f"The first words of {name}.", f"The last words of {name}."
        pairs[first] = last
        if kind == "warning":
            inside = (samples.paragraph(f"{name}-p", first), bullets(f"{name}-l", "Stop.", "Rest.", "Wait.", last))
            thing: tuple[Callout, ...] | tuple[Section, ...] = (
                Callout(id=name, role=CalloutRole.WARNING, title=samples.words("Stop"), blocks=inside),
            )
        elif kind == "heading":
            titled = section(name, samples.paragraph(f"{name}-p", f"{last} {'And more of it. ' * 30}"))
            thing = (titled.model_copy(update={"title": samples.words(first)}),)
        elif kind == "list":
            thing = (
                section(name, samples.paragraph(f"{name}-p", "Things:"), bullets(f"{name}-l", first, "Two.", last)),
            )
        else:
            cells = [[first, "1"], ["Neck", "2"], [last, "3"]]
            rows = tuple(
                tuple(Cell(id=f"{name}-c{r}{c}", content=samples.words(text)) for c, text in enumerate(row))
                for r, row in enumerate(cells)
            )
            header = tuple(Cell(id=f"{name}-h{c}", content=samples.words("Head"), header="column") for c in (1, 2))
            thing = (section(name, Table(id=f"{name}-t", caption=samples.words("Caption"), header=header, rows=rows)),)
        blocks += [section(f"before-{name}", *_lines(name, n * 7 % 23)), *thing]
    return changed(blocks=tuple(blocks)), pairs


@pytest.mark.parametrize(
    ("kind", "careless"),
    [
        ("warning", ".callout { break-inside: auto } li { break-before: auto !important }"),
        ("heading", "h1, h2, h3 { break-after: auto } p { orphans: 1 }"),
        ("list", "li { break-before: auto !important }"),
        ("table", "tbody tr { break-before: auto !important }"),
    ],
)
def test_a_page_s_end_tears_nothing_that_belongs_together(
    kind: str, careless: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning, a heading with its text, a short list and a small table stay whole; without our care they do not."""
    monkeypatch.setattr(fitting, "LONG_PAGES", 99)  # so that headings stand in their place alone
    article, pairs = _many(kind)
    assert _torn(article, pairs, "", tmp_path / "ours") == []
    assert _torn(article, pairs, careless, tmp_path / "careless") != []


# Nothing lost


def test_a_stretch_longer_than_a_page_keeps_every_step() -> None:
    """What cannot stay whole is carried on, and all of it is there in order."""
    article = changed(
        blocks=(*samples.every_block().blocks[:2], stretch_of("long", 60), samples.paragraph("p", "End."))
    )
    whole = made(article, BOTH)
    assert faults(whole, article) == []
    words = pages(whole.artifacts[0].data)
    assert page_of("step 60 of the long,", words) > page_of("step 1 of the long,", words)


def test_a_warning_longer_than_a_page_keeps_every_word() -> None:
    """The same holds for a warning."""
    blocks = tuple(samples.paragraph(f"w-p{n}", f"Reason number {n} to stop at once. " * 3) for n in range(40))
    article = changed(blocks=(Callout(id="w", role=CalloutRole.WARNING, blocks=blocks),))
    assert faults(made(article, BOTH), article) == []


def test_an_article_without_stretches() -> None:
    """Advice alone makes a handout too: no figure, no reference, no summary, no topics."""
    blocks = (samples.every_block().blocks[1], filler("care", 3))
    article = changed(blocks=blocks, references=(), summary=None, keywords=(), publisher=Publisher(name="Clinic"))
    assert faults(made(article, BOTH), article) == []


def test_long_titles_and_words_stay_on_the_sheet() -> None:
    """A word longer than a line is broken, in titles, text, tables and running lines; nothing runs over the edge."""
    header = tuple(Cell(id=f"h{n}", content=samples.words(LONG_WORD), header="column") for n in range(4))
    row = tuple(Cell(id=f"c{n}", content=samples.words(f"{LONG_WORD} {n}")) for n in range(4))
    article = changed(
        title=f"{LONG_WORD} and all that you can do about it " * 2,
        publisher=Publisher(name=f"Clinic of {LONG_WORD}", phone="020 7946 0000", url=f"https://{LONG_WORD}.example/"),
        blocks=(
            samples.paragraph("p", LONG_WORD),
            Section(
                id="s", level=1, title=samples.words(LONG_WORD), blocks=(Table(id="t", header=header, rows=(row,)),)
            ),
            samples.stretch("x", LONG_WORD).model_copy(update={"targets": LONG_WORD, "starting_position": LONG_WORD}),
        ),
    )
    assert faults(made(article, BOTH), article) == []


def test_a_text_over_the_edge_would_be_noticed(tmp_path: Path) -> None:
    """The check that the tests above rely on sees text that leaves the sheet."""
    whole = made(templates=own_templates(tmp_path, "h1 { white-space: nowrap; margin-left: 120mm }"))
    assert [fault for fault in faults(whole, samples.every_block()) if "edge of the paper" in fault]


# Fitting


def test_a_figure_grows_into_the_room_below_its_stretch() -> None:
    """A stretch that is alone on its page shows its figure above the dose and larger, and still ends on the page."""
    stretches = (samples.stretch("first", "A first stretch"), samples.stretch("alone", "A stretch alone"))
    publication = samples.publication(changed(blocks=stretches, references=()))
    before = pdf._laid_out(publication, HANDOUT, A4, Fit()).places
    after = pdf._fitted(publication, HANDOUT, A4).places
    figure, dose, card = (f"alone{part}" for part in ("-figure", "-dose", ""))
    assert before[figure].bottom > before[dose].top
    assert after[figure].bottom <= after[dose].top
    grown = after[figure].bottom - after[figure].top
    assert grown > 1.2 * (before[figure].bottom - before[figure].top)
    assert before[card].bottom < after[card].bottom <= A4.height - A4.bottom


def test_a_figure_stays_where_other_text_follows_on_its_page() -> None:
    """Room below other text is not the stretch's."""
    publication = samples.publication(
        changed(blocks=(samples.stretch("x", "X"), samples.paragraph("p", "More.")), references=())
    )
    places = pdf._laid_out(publication, HANDOUT, A4, Fit()).places
    assert figure_heights(publication, places, A4) == {}


def test_a_figure_that_would_push_a_block_off_its_page_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The larger layout counts only if every block stays on its page; else the smaller one is published."""
    monkeypatch.setattr(pdf, "figure_heights", lambda *_: {})
    small = made().artifacts[0].data
    monkeypatch.setattr(pdf, "figure_heights", lambda *_: {"side-neck": 230.0})
    assert made().artifacts[0].data == small


def test_a_last_page_with_next_to_nothing_on_it_is_saved() -> None:
    """Text is set a little closer when that brings the last lines back to the page before."""
    saved = []
    for paragraphs in range(11, 17):
        publication = samples.publication(changed(blocks=(filler("text", paragraphs),), references=()))
        plain = pdf._laid_out(publication, HANDOUT, A4, Fit()).places
        fitted = pdf._fitted(publication, HANDOUT, A4).places
        if ends_nearly_empty(plain, A4):
            saved.append(last_page(plain) - last_page(fitted))
        else:
            assert fitted == plain
    assert 1 in saved


SENTENCE = (
    '<html lang="en"><title>T</title><p>The <em>Journal of Necks</em> is a research journal. It has reported that '
    "exercises aimed at a stiff neck improve how the shoulders move and ease discomfort <b>at once</b>, or soon.</p>"
)


def _early_ends() -> list[float]:
    """The widths of page at which a line of the sentence ends although the next words would fit on it."""
    found = []
    for step in range(40):
        width = 150 + step / 2
        style = f"@page {{ size: {width}mm 90mm; margin: 10mm }} * {{ font: 12pt '{engine.FONT_FAMILY}' }}"
        layout = engine.lay_out(SENTENCE, (Templates().read("handout/handout.css"), style), Fetcher({}))
        document = pypdfium2.PdfDocument(engine.write(layout, "archive").data)
        lines = document[0].get_textpage().get_text_range().splitlines()
        document.close()
        if min(map(len, lines[:-1])) < max(map(len, lines)) / 2:
            found.append(width)
    return found


def test_a_line_ends_only_where_the_next_word_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text before a mark that fits without its last space is not cut after one word, as the engine by itself would."""
    assert _early_ends() == []
    monkeypatch.setattr(engine, "_SPACE_BEFORE_MARK", re.compile("(?!)()"))
    assert _early_ends() != []
