"""The sheet to hang up: one page at the end, each stretch once with its dose, a box for each day, warnings first."""

import functools
import io
import string
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.checking.pdf.tagged import read
from pubpipe.findings import Code
from pubpipe.formats import pdf
from pubpipe.formats.publication import Artifact
from pubpipe.model.article import Article, CalloutRole
from pubpipe.packaged import packaged_templates
from pubpipe.profile import PrintSettings, Profile
from pubpipe.wording import language_for
from pubpipe.wording.doses import dose_lines
from tests import samples
from tests.support.epub import callout
from tests.support.pdf import BOTH, changed, elements, made, own_templates, pages, section, stretch_of
from tests.validators import page_validation

HUNG = Profile(paper=("A4", "Letter"), print=PrintSettings(editions=("handout",), fridge_sheet=True))
ENGLISH = language_for("en-GB")
WORDS = ENGLISH.interface
SMALLEST, PEN_MM = 10.5, 7.0
TITLE = WORDS.fridge_sheet


def with_stretches(count: int) -> Article:
    """A warning and so many stretches, each with a dose of every part."""
    return changed(
        blocks=(samples.every_block().blocks[1], *(stretch_of(id, 3) for id in string.ascii_lowercase[:count])),
        references=(),
    )


@functools.cache
def hung(count: int) -> tuple[Artifact, ...]:
    """The handouts of so many stretches with their sheet, on both papers; made once."""
    return made(with_stretches(count), HUNG).artifacts


def sheets(data: bytes) -> list[int]:
    """The pages, from 0, from the sheet's first on."""
    words = pages(data)
    first = next(number for number, text in enumerate(words) if WORDS.fridge_tick in text)
    return list(range(first, len(words)))


def boxes(data: bytes, page: int) -> list[tuple[float, float]]:
    """Widths and heights in millimetres of the squares that are drawn on a page, right of the figures."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for item in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = item.get_bounds()
        width, height = ((edge * 25.4 / 72) for edge in (right - left, top - bottom))
        if left > 80 * 72 / 25.4 and abs(width - height) < 0.1 and PEN_MM <= width < 12:
            found.append((width, height))
    document.close()
    return found


@pytest.mark.parametrize("count", [1, 3, 4, 8, 12])
def test_one_page_holds_every_stretch(count: int) -> None:
    """On either sheet, on a front side, in the article's order, with its dose in words and seven boxes for a pen."""
    article = with_stretches(count)
    for one in hung(count):
        assert check(Finished(one.name, one.media_type, one.data, article, ENGLISH)) == ()
        (page,) = sheets(one.data)
        assert page % 2 == 0
        words = pages(one.data)[page]
        names = [f"Stretch of the {id}" for id in string.ascii_lowercase[:count]]
        assert sorted(names, key=words.index) == names
        stretch = stretch_of("a", 3)
        for line in dose_lines(stretch.dose, stretch.sides, ENGLISH):
            assert words.count(line.value) == count
        assert words.count(f"{WORDS.hold}: 20 to 30 seconds") == count
        assert [day for day in WORDS.days if day in words] == list(WORDS.days)
        assert len(boxes(one.data, page)) == 7 * count


def test_more_stretches_take_the_pages_that_they_need() -> None:
    """Days above the boxes on each of them, and no row lost."""
    for one in hung(20):
        numbers = sheets(one.data)
        assert len(numbers) == 2
        assert sum(len(boxes(one.data, page)) for page in numbers) == 7 * 20
        assert all(" ".join(WORDS.days) in pages(one.data)[page] for page in numbers)


@pytest.mark.parametrize("count", [3, 12])
def test_letters_are_large_enough(count: int) -> None:
    """However low the rows."""
    data = hung(count)[0].data
    document = pypdfium2.PdfDocument(data)
    page = document[sheets(data)[0]]
    sizes = [item.get_font_size() * item.get_matrix().d for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]
    document.close()
    assert min(map(abs, sizes)) >= SMALLEST - 0.01


def _late_warning() -> Article:
    """An article with a warning on page one and another pages after it."""
    late = callout("late", CalloutRole.WARNING).model_copy(update={"title": samples.words("Too late")})
    filler = section("care", *(samples.paragraph(f"p{n}", "Words of care. " * 60) for n in range(9)))
    return changed(blocks=(samples.every_block().blocks[1], filler, late, samples.stretch("x", "X")))


def _points_right(words: list[str]) -> bool:
    """Whether the last page names the page of each of those warnings."""
    page = next(number for number, text in enumerate(words, start=1) if number > 1 and "Too late" in text)
    assert page > 2
    pointers = ("Stop and get help Read page 1 before you start.", f"Too late Read page {page} before you start.")
    return all(pointer in words[-1] for pointer in pointers)


def test_it_points_to_every_warning_and_repeats_none() -> None:
    """By its page, wherever that is, with a link; the warning's own text stays where the article has it."""
    words = pages(made(_late_warning(), HUNG).artifacts[0].data)
    assert _points_right(words)
    assert sum(text.count("you feel dizzy") for text in words) == 1


def test_a_wrong_page_would_be_noticed(tmp_path: Path) -> None:
    """A style sheet that points to another page than the warning's."""
    css = '.where .target-page::before { content: "1" }'
    templates = own_templates(tmp_path, css, sheet="fridge.css")
    publication = replace(samples.publication(_late_warning(), HUNG), templates=templates)
    assert not _points_right(pages(pdf.make(publication).artifacts[0].data))


def test_it_is_a_table_for_those_who_hear_it() -> None:
    """Headers for the days and for each stretch, figures with their alternatives again, nothing said of the boxes."""
    data = hung(3)[0].data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(list(elements(pdf, "/TH"))) == 8 + 3
        assert len(list(elements(pdf, "/TD"))) == 7 * 3
        assert len(list(elements(pdf, "/Caption"))) == 1
        assert len(list(elements(pdf, "/Figure"))) == 3 + 3
    heard = " ".join(read(data).heard.split())
    assert heard.index(TITLE) > heard.index("Breathe slowly")
    assert WORDS.fridge_tick in heard


def test_the_norm_is_kept(tmp_path: Path) -> None:
    """With the sheet, and with the empty back before it, the file is still PDF/UA-1."""
    for count in (3, 4):
        for one in hung(count):
            path = tmp_path / one.name
            path.write_bytes(one.data)
            assert page_validation.check(path).passed


def test_an_empty_page_before_it_is_empty() -> None:
    """Where the article ends on a front side, the back is left blank; nothing else is."""
    data = hung(4)[0].data
    words = pages(data)
    assert [number for number, text in enumerate(words) if not text] == [len(words) - 2]


def test_without_the_setting_nothing_changes() -> None:
    """Neither for those who did not ask, nor in an article without stretches; nor do the article's own pages."""
    plain, hung = (
        made(profile=Profile(print=PrintSettings(editions=("handout",), fridge_sheet=on))) for on in (False, True)
    )
    assert not any(TITLE in text for text in pages(plain.artifacts[0].data))
    assert plain.pages == hung.pages
    advice = changed(blocks=samples.every_block().blocks[:2])
    assert made(advice, HUNG).artifacts == made(advice, BOTH).artifacts


def test_the_large_print_has_none() -> None:
    """It is a part of the handout."""
    profile = Profile(print=PrintSettings(fridge_sheet=True, editions=("large-print",)))
    assert not any(TITLE in text for text in pages(made(profile=profile).artifacts[0].data))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ line.value }}</li>", '{{ line.value | replace("20", "80") }}</li>', Code.PARITY_DOSE),
        (
            "{{ line.value }}</li>",
            '{{ line.value | replace("right, then left", "left, then right") }}</li>',
            Code.PARITY_SIDE,
        ),
        ('alt="{{ stretch.figure.alt }}"', 'alt="A picture"', Code.PARITY_ALTERNATIVE),
        ("{{ warning.title }}", "Note", Code.PARITY_TEXT),
        ("in sheet.stretches %}", "in sheet.stretches[1:] %}", Code.PARITY_TEXT),
    ],
)
def test_a_sheet_that_differs_from_the_article_is_seen(tmp_path: Path, old: str, new: str, code: Code) -> None:
    """Though the pages before it are whole: another dose, side or alternative, a lost warning or row."""
    article = with_stretches(2)
    templates = own_templates(tmp_path)
    text = (packaged_templates() / "handout" / "fridge.html").read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / "handout" / "fridge.html").write_text(text.replace(old, new), encoding="utf-8")
    one = made(article, Profile(print=HUNG.print), templates).artifacts[0]
    found = check(Finished(one.name, one.media_type, one.data, article, ENGLISH))
    assert code in {finding.code for finding in found}
