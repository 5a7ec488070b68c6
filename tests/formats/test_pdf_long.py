"""Handouts of every length: whatever is printed, nothing is torn, lost or alone, and long ones have contents."""

import io
from dataclasses import replace
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats import pdf
from pubpipe.formats.pdf import fitting
from pubpipe.formats.pdf.contents import contents
from pubpipe.formats.pdf.editions import HANDOUT
from pubpipe.formats.pdf.engine import Layout, write
from pubpipe.formats.pdf.fitting import LONG_PAGES, ends_nearly_empty, last_page
from pubpipe.formats.pdf.sheets import Sheet, sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, CalloutRole, Node, Section, nodes
from pubpipe.model.walks import callouts, stretches
from pubpipe.profile import PrintSettings, Profile
from pubpipe.rendering import Templates
from tests import samples
from tests.support.long_articles import ARTICLES, WARNING
from tests.support.pdf import changed, filler, own_templates, pages, section
from tests.validators import page_validation

SHEETS = [sheet(paper, HANDOUT.margins) for paper in ("A4", "Letter")]
DOTS_PER_MM = 50 / 25.4
EDGE_MM = 1.0


@pytest.fixture(scope="module", params=[(name, one) for name in ARTICLES for one in SHEETS], ids=str)
def long(request: pytest.FixtureRequest) -> "Printed":
    """Each article on each sheet."""
    name, one = request.param
    return Printed(ARTICLES[name](), one)


class Printed:
    """An article's handout: where things lie, and the finished file."""

    def __init__(self, article: Article, page: Sheet, templates: Templates | None = None) -> None:
        given = samples.publication(article)
        self.article, self.page = article, page
        self.publication = Publication(
            article, given.profile, given.language, given.assets, templates or given.templates
        )
        self.layout: Layout = pdf._fitted(self.publication, HANDOUT, page)
        self.data = write(self.layout, "archive").data
        self.words = pages(self.data)

    def page_of(self, node: Node) -> int:
        """The page, from 0, on which a node begins."""
        return self.layout.places[node.id].page


def torn(printed: Printed) -> list[str]:
    """The stretches and warnings of which a part begins on another page than the whole."""
    places = printed.layout.places
    whole = [*stretches(printed.article), *callouts(printed.article, CalloutRole.WARNING)]
    return [
        one.id
        for one in whole
        if {places[inner.id].page for inner in nodes([one])} != {printed.page_of(one)}
        or places[one.id].bottom > printed.page.height - printed.page.bottom + 0.1
    ]


def alone(printed: Printed) -> list[str]:
    """The headings that what they announce does not follow on their page."""
    sections = (node for node in nodes(printed.article.blocks) if isinstance(node, Section))
    return [
        one.id
        for one in sections
        if printed.layout.places[f"{one.id}-title"].page != printed.page_of(next(iter(one.blocks)))
    ]


def mislisted(printed: Printed) -> bool:
    """Whether a long handout lists no contents, or a short one does."""
    return ("Contents" in printed.words[0]) != (len(printed.words) > LONG_PAGES)


def wasted(printed: Printed) -> bool:
    """Whether its last page has next to nothing on it, and setting the text closer would save it."""
    if not ends_nearly_empty(printed.layout.places, printed.page):
        return False
    fit, _ = pdf._opened(printed.publication, HANDOUT, printed.page)
    closer = pdf._laid_out(printed.publication, HANDOUT, printed.page, replace(fit, snug=True))
    return last_page(closer.places) < last_page(printed.layout.places)


def inked_margins(data: bytes) -> list[int]:
    """The pages, from 1, with ink left or right of the text's own width."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, start=1):
        grey = page.render(scale=50 / 72, grayscale=True).to_numpy().squeeze()
        strip = int((HANDOUT.margins.side - EDGE_MM) * DOTS_PER_MM)
        if min(numpy.min(grey[:, :strip]), numpy.min(grey[:, -strip:])) < 250:
            found.append(number)
    document.close()
    return found


def linked(data: bytes) -> set[str]:
    """The ids that links on page one and two lead to."""
    with pikepdf.open(io.BytesIO(data)) as file:
        notes = [note for page in list(file.pages)[:2] for note in page.get("/Annots", pikepdf.Array())]
        return {str(note["/Dest"]) for note in notes if "/Dest" in note}


# Every length


def test_every_word_is_there_and_on_the_sheet(long: Printed) -> None:
    """The check of finished files has nothing to say, and no ink leaves the width of the text."""
    name = f"neck-care-handout-{long.page.name}.pdf"
    assert check(Finished(name, "application/pdf", long.data, long.article, long.publication.language)) == ()
    assert inked_margins(long.data) == []


def test_nothing_is_torn_or_alone(long: Printed) -> None:
    """Stretches and warnings are whole, and headings have what they announce below them."""
    assert torn(long) == []
    assert alone(long) == []


def test_a_page_is_not_wasted(long: Printed) -> None:
    """A last page with next to nothing on it stands only where setting the text closer does not save it."""
    assert not wasted(long)


# Contents


def test_long_handouts_list_what_stands_where(long: Printed) -> None:
    """On page one, and two if need be: sections, warnings and stretches, each with the number of its page."""
    assert not mislisted(long)
    if "Contents" not in long.words[0]:
        return
    opening = " ".join(long.words[:2])
    entries = contents(long.publication)
    for entry in entries:
        assert f"{entry.title} {long.layout.places[entry.id].page + 1} " in opening
    assert {entry.id for entry in entries} <= linked(long.data)


def test_the_list_holds_what_readers_look_up() -> None:
    """Sections of two levels, warnings and stretches in the article's order, then what follows the article."""
    entries = contents(samples.publication(profile=Profile(print=PrintSettings(fridge_sheet=True))))
    assert [(entry.level, entry.title) for entry in entries] == [
        (1, "Stop and get help"),
        (1, "About your neck"),
        (2, "In numbers"),
        (1, "Stretches"),
        (2, "Side neck stretch"),
        (2, "Chin tuck"),
        (2, "Neck turn"),
        (1, "References"),
        (1, "My stretches this week"),
    ]


def test_the_list_takes_no_warning_from_page_one() -> None:
    """It follows the part that holds the first warning; where that is too long for it, page one says where to read."""
    chapters = ARTICLES["forty pages"]().blocks[1:13]
    short = Printed(changed(blocks=(section("first", WARNING), *chapters)), SHEETS[0])
    assert short.words[0].index("you feel dizzy") < short.words[0].index("Contents")
    assert "before you start" not in short.words[0]
    late = Printed(changed(blocks=(section("first", WARNING, *filler("f", 40).blocks), *chapters)), SHEETS[0])
    page = late.layout.places[WARNING.id].page + 1
    assert f"Stop and get help Read page {page} before you start." in late.words[0]


def test_the_list_keeps_the_norm(tmp_path: Path) -> None:
    """In one column and in two, the file is still PDF/UA-1."""
    chapters = ARTICLES["forty pages"]().blocks
    for number in (9, 12):
        printed = Printed(changed(blocks=chapters[:number]), SHEETS[0])
        assert "Contents" in printed.words[0]
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(printed.data)
        assert page_validation.check(path).passed


# Red when broken


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".stretch, .callout { break-inside: auto }", torn),
        ("h2, h3 { break-after: auto } p { orphans: 9; widows: 9 }", alone),
        ("table { width: 112% }", lambda printed: inked_margins(printed.data)),
    ],
)
def test_each_rule_is_needed(css: str, fault: object, tmp_path: Path) -> None:
    """Without it the longest article, or that of many stretches, has the fault."""
    assert callable(fault)
    templates = own_templates(tmp_path, css)
    assert any(fault(Printed(ARTICLES[name](), SHEETS[0], templates)) for name in ("twenty stretches", "forty pages"))


def test_a_list_at_another_length_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long handout without one, and a short one with it."""
    monkeypatch.setattr(fitting, "LONG_PAGES", 99)
    assert mislisted(Printed(ARTICLES["forty pages"](), SHEETS[0]))
    monkeypatch.setattr(fitting, "LONG_PAGES", 0)
    assert mislisted(Printed(samples.every_block(), SHEETS[0]))


def test_a_wasted_page_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that is two lines too long for its pages is set closer, and is caught where it is not."""
    article = changed(blocks=(section("first", WARNING), filler("care", 22)))
    assert not wasted(Printed(article, SHEETS[0]))
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "ends_nearly_empty", lambda *_: False)
        spread = Printed(article, SHEETS[0])
    assert wasted(spread)
