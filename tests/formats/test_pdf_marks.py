"""The marks beside a dose: one small sign for each part of it and each side, never in place of the words."""

import io
import itertools
import re
from pathlib import Path
from urllib.parse import quote

import numpy
import pypdfium2
import pytest
from weasyprint import HTML

from pubpipe.formats import pdf
from pubpipe.formats.pdf import context
from pubpipe.formats.pdf.editions import HANDOUT
from pubpipe.formats.pdf.engine import Layout, Place, write
from pubpipe.formats.pdf.fitting import Fit
from pubpipe.formats.pdf.sheets import sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Side, Stretch
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.packaged import packaged_templates
from pubpipe.rendering import Templates
from pubpipe.wording.doses import dose_lines
from tests import samples
from tests.support.pdf import changed, own_templates

MARKS = ("hold", "repeat", "sets", "rest", "often", "side-right", "side-left", "side-both")
PARTS = ("hold", "repeat", "sets", "rest", "sides", "frequency")
MARK_MM = 5.0
DOTS_PER_MM = 300 / 25.4


def source(mark: str) -> str:
    """A mark's SVG."""
    return (packaged_templates() / "handout" / f"{mark}.svg").read_text(encoding="utf-8")


def drawn(mark: str) -> numpy.ndarray:
    """A mark as printed 6 mm wide in grey at 300 dots per inch: 0 is black, 1 is white."""
    style = "<style>@page { size: 6mm 8mm; margin: 0 } body { margin: 0 } img { width: 6mm; height: 8mm }</style>"
    data = HTML(string=f'{style}<img src="data:image/svg+xml,{quote(source(mark))}">').write_pdf()
    document = pypdfium2.PdfDocument(data)
    grey = document[0].render(scale=300 / 72, grayscale=True).to_numpy()
    document.close()
    return numpy.asarray(grey, dtype=float).squeeze() / 255


def full_dose(sides: tuple[Side, ...] = (Side.RIGHT, Side.LEFT)) -> Stretch:
    """A stretch whose dose has every part."""
    dose = Dose(
        hold=Duration(lower=30, upper=60),
        repeat=Span(lower=3, upper=3),
        sets=Span(lower=2, upper=3),
        rest=Duration(lower=10, upper=10),
        frequency=Frequency(times=Span(lower=2, upper=2), period="day"),
    )
    return samples.stretch("x", "A stretch", dose=dose, sides=sides)


def laid_out(stretch: Stretch, fit: Fit, templates: Templates | None = None) -> Layout:
    """The handout of one stretch on A4."""
    given = samples.publication(changed(blocks=(stretch,), references=()))
    publication = Publication(given.article, given.profile, given.language, given.assets, templates or given.templates)
    return pdf._laid_out(publication, HANDOUT, sheet("A4", HANDOUT.margins), fit)


def inks(layout: Layout) -> dict[str, float]:
    """How much of the place of each part's mark is inked."""
    document = pypdfium2.PdfDocument(io.BytesIO(write(layout, "archive").data))
    found = {}
    for part in PARTS:
        place: Place = layout.places[f"x-dose_{part}"]
        grey = document[place.page].render(scale=300 / 72, grayscale=True).to_numpy().squeeze()
        left, top = round((place.left + 0.5) * DOTS_PER_MM), round((place.top + 0.5) * DOTS_PER_MM)
        size = round(MARK_MM * DOTS_PER_MM)
        found[part] = 1 - float(grey[top : top + size, left : left + size].mean()) / 255
    document.close()
    return found


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_dark_wordless_and_neither_faint_nor_a_blot(mark: str) -> None:
    """Black and white only (WCAG 1.4.11 wants 3:1), no text, and some of its area inked, at its printed size."""
    assert set(re.findall(r"#\w+", source(mark))) <= {"#111", "#fff"}
    assert "<text" not in source(mark)
    assert 0.12 < 1 - drawn(mark).mean() < 0.6


def test_no_mark_is_taken_for_another() -> None:
    """In grey, each differs from each other one in a tenth of its area at least."""
    pictures = {mark: drawn(mark) for mark in MARKS}
    for one, two in itertools.combinations(MARKS, 2):
        assert (abs(pictures[one] - pictures[two]) > 0.5).mean() > 0.1, (one, two)


def test_the_mark_of_a_side_fills_that_side() -> None:
    """As in a mirror: the right half for the right, the left half for the left, both for both."""
    halves = {}
    for side in ("right", "left", "both"):
        picture = 1 - drawn(f"side-{side}")
        middle = picture.shape[1] // 2
        halves[side] = (picture[:, :middle].mean(), picture[:, middle:].mean())
    assert halves["right"][1] > 1.8 * halves["right"][0]
    assert halves["left"][0] > 1.8 * halves["left"][1]
    assert halves["both"][0] == pytest.approx(halves["both"][1], rel=0.1)


@pytest.mark.parametrize("fit", [Fit(), Fit(heights={"x": 60.0})], ids=["beside", "below"])
def test_each_part_of_a_dose_has_its_mark(fit: Fit, tmp_path: Path) -> None:
    """Beside a figure and below one; without the style sheet's marks the same places are empty."""
    assert min(inks(laid_out(full_dose(), fit)).values()) > 0.1
    bare = own_templates(tmp_path, "li[class^=dose-] { background: none !important }")
    assert max(inks(laid_out(full_dose(), fit, bare)).values()) < 0.01


@pytest.mark.parametrize("sides", [(Side.RIGHT,), (Side.LEFT,), (Side.RIGHT, Side.LEFT)])
def test_sides_are_told_by_words_and_mark(sides: tuple[Side, ...], tmp_path: Path) -> None:
    """The mark is that of the stretch's sides: with every other one taken away it is still there."""
    name = "both" if len(sides) > 1 else sides[0].value
    others = ", ".join(f".dose > .side-{one}" for one in ("right", "left", "both") if one != name)
    kept = own_templates(tmp_path, f"{others} {{ background: none !important }}")
    assert inks(laid_out(full_dose(sides), Fit(), kept))["sides"] > 0.1


def test_the_dose_below_a_figure_has_room_for_its_parts() -> None:
    """What the figure's height is worked out from is at least what the parts take."""
    layout = laid_out(full_dose(), Fit(heights={"x": 60.0}))
    dose = layout.places["x-dose"]
    card = full_dose()
    told = pdf.fitting._dose_height(card, dose.right - dose.left, samples.publication(changed(blocks=(card,))))
    assert 0 <= told - (dose.bottom - dose.top) < 20


def ends_in_a_number(folder: Path) -> bool:
    """Whether a line of the dose does, at any of many widths."""
    for width in range(26, 44, 2):
        narrow = own_templates(folder / str(width), f".dose > li {{ width: {width}mm }}")
        document = pypdfium2.PdfDocument(write(laid_out(full_dose(), Fit(), narrow), "archive").data)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        dose = text[text.index("Hold:") : text.index("Start:")]
        if any(re.search(r"\d\s*$", line) for line in dose.splitlines()):
            return True
    return False


def test_no_line_ends_between_a_number_and_its_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the dose is; without our care a line of it would."""
    assert not ends_in_a_number(tmp_path / "ours")
    monkeypatch.setattr(context, "_unbroken", lambda one, language: dose_lines(one.dose, one.sides, language))
    assert ends_in_a_number(tmp_path / "careless")
