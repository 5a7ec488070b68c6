"""A clinic's own on its paper: the letterhead in every shape, and its colour wherever pubpipe's would be."""

import ctypes
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.checking.pdf.tagged import read
from pubpipe.colour import BLACK, WHITE, Colour, contrast, parse
from pubpipe.formats.pdf.branding import LOGO_HEIGHT, LOGO_WIDTH, logo_size
from pubpipe.model.article import CalloutRole
from pubpipe.model.asset import Asset
from pubpipe.model.clinic import READABLE, Clinic, Logo
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.wording.web_address import printed_address
from tests import samples
from tests.support.clinics import SPINE, Branded, clinics, drawing
from tests.support.epub import callout
from tests.support.pdf import HANDOUT, changed, filler, made, own_templates, pages

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

BRANDED = clinics("A4", "Letter")
WIDEST, THICKEST = LOGO_WIDTH / 25.4 * 72, 4.0
"""Points: what is wider is the frame of the letterhead, what is thinner a line."""

HOUSE = parse("#0b4a5e")
"""The colour of the style sheet, for whoever has none of their own."""


def files(branded: Branded, templates: Templates | None = None) -> list[bytes]:
    """The handouts of a clinic, in which the engine found nothing."""
    profile = branded.profile.model_copy(update={"print": HANDOUT})
    whole = made(profile=profile, logo=branded.logo, templates=templates)
    assert whole.findings == ()
    return [one.data for one in whole.artifacts]


# The letterhead


@pytest.mark.parametrize("name", BRANDED)
def test_page_one_opens_with_the_letterhead(name: str) -> None:
    """The logo's alternative, the name as text, address, number and web address, then the title; no text is lost."""
    branded = BRANDED[name]
    clinic, article = branded.profile.clinic, samples.every_block()
    assert clinic is not None
    whole = made(profile=branded.profile, logo=branded.logo)
    told = [
        *([clinic.logo.alt] if clinic.logo else []),
        clinic.name,
        *clinic.address,
        *([f"Help line: {clinic.phone}"] if clinic.phone else []),
        *([printed_address(clinic.url)] if clinic.url else []),
        article.title,
    ]
    assert len(whole.artifacts) == 2
    for one in whole.artifacts:
        language = samples.publication(article).language
        assert check(Finished(one.name, one.media_type, one.data, article, language)) == ()
        pdf = read(one.data)
        places = [_letters(pdf.heard).find(_letters(text)) for text in told]
        assert -1 not in places
        assert places == sorted(places)
        logos = [figure for figure in pdf.figures if clinic.logo and figure.alternative == clinic.logo.alt]
        assert [figure.page for figure in logos] == ([1] if clinic.logo else [])


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def boxes(data: bytes) -> dict[str, Box]:
    """Where each piece of text and each part of the logo lies above the title; frames and lines are none of them."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text_page = page.get_textpage()
    found: dict[str, Box] = {}
    for number, item in enumerate(page.get_objects()):
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            found[f"{number} {text_page.get_text_bounded(left, bottom, right, top)}"] = (left, bottom, right, top)
        elif right - left < WIDEST and top - bottom > THICKEST:
            found[f"{number} logo"] = (left, bottom, right, top)
    document.close()
    title = max(top for name, (_, _, _, top) in found.items() if "Look after" in name)
    return {name: box for name, box in found.items() if box[1] > title}


def collisions(found: dict[str, Box]) -> Iterator[str]:
    """Pairs of which one lies on the other by more than a point; the parts of a logo may."""
    for (one, first), (other, second) in itertools.combinations(found.items(), 2):
        if one.endswith("logo") and other.endswith("logo"):
            continue
        width = min(first[2], second[2]) - max(first[0], second[0])
        height = min(first[3], second[3]) - max(first[1], second[1])
        if min(width, height) > 1:
            yield f"“{one}” and “{other}”"


@pytest.mark.parametrize("name", BRANDED)
def test_nothing_in_a_letterhead_lies_upon_another_thing(name: str) -> None:
    """Long names and addresses find a line of their own, on both sheets."""
    for data in files(BRANDED[name]):
        found = boxes(data)
        assert len(found) >= (2 if BRANDED[name].logo else 1)
        assert list(collisions(found)) == []


def test_a_letterhead_that_runs_into_itself_would_be_noticed(tmp_path: Path) -> None:
    """The measure of the test above sees a name on a logo, and a number on a name."""
    for part, left in (("sender", "-15mm"), ("contact", "-100mm")):
        css = f".masthead > .{part} {{ position: relative; left: {left} }}"
        data = files(BRANDED["a square logo"], own_templates(tmp_path / part, css))[0]
        assert list(collisions(boxes(data)))


def test_a_long_letterhead_leaves_the_announcement_of_a_warning_on_page_one() -> None:
    """What has to be read first is told there, above all that could push it away, when the warning stands later."""
    warning = callout("late", CalloutRole.WARNING)
    article = changed(title="Look after your neck and all that is below it " * 3, blocks=(filler("a", 14), warning))
    branded = BRANDED["a long name and a wide logo"]
    whole = made(article, branded.profile, logo=branded.logo)
    assert len(whole.artifacts) == 2
    for one in whole.artifacts:
        first = pages(one.data)[0]
        assert first.index("Warning Read page ") < first.index("Three stretches that ease a stiff neck.")


@pytest.mark.parametrize(
    ("width", "height", "printed"),
    [(64, 64, (16, 16)), (300, 60, (60, 12)), (30, 60, (8, 16)), (10_000, 10, (60, 0.06)), (150, 40, (60, 16))],
)
def test_a_logo_keeps_its_proportion(width: float, height: float, printed: tuple[float, float]) -> None:
    """Sixteen millimetres high, unless that would make it wider than sixty."""
    assert logo_size(drawing(SPINE, width, height)) == pytest.approx(printed, abs=0.01)
    assert (LOGO_WIDTH, LOGO_HEIGHT) == (60, 16)


def _raster(width: int, height: int) -> Asset:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (255, 0, 255)).save(out, "PNG")
    return Asset("logo.png", "image/png", out.getvalue(), width, height)


def _vector(width: int, height: int) -> Asset:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#f0f"/></svg>'
    )
    return drawing(svg.encode(), width, height)


@pytest.mark.parametrize("kind", [_raster, _vector])
@pytest.mark.parametrize("size", [(400, 400), (1000, 125), (100, 300)])
def test_a_logo_is_printed_in_its_size(kind: object, size: tuple[int, int]) -> None:
    """Measured on the page, whether it is a drawing or a picture of dots: nothing squeezes or crops it."""
    assert callable(kind)
    logo = kind(*size)
    clinic = Clinic(name="Clinic", phone="020 7946 0000", logo=Logo(file=logo.path, alt="A square"))
    (data,) = files(Branded(Profile(clinic=clinic), logo))
    document = pypdfium2.PdfDocument(data)
    scale = 10 / 72 * 25.4
    left, top, right, bottom = _extent(document[0].render(scale=scale).to_pil(), (255, 0, 255))
    document.close()
    assert ((right - left) / 10, (bottom - top) / 10) == pytest.approx(logo_size(logo), abs=0.3)
    assert left / 10 == pytest.approx(18, abs=0.3)


def _extent(page: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box around all dots of one colour."""
    dots = page.convert("RGB")
    columns = [x for x in range(dots.width) if any(dots.getpixel((x, y)) == colour for y in range(0, dots.height, 5))]
    rows = [y for y in range(dots.height) if any(dots.getpixel((x, y)) == colour for x in range(0, dots.width, 5))]
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


def test_labels_of_a_logo_are_in_the_package_s_font() -> None:
    """What the drawing asks for may not be on the machine that prints it."""
    for data in files(BRANDED["a wide logo"]):
        assert read(data).strange_fonts == ()
        assert pages(data)[0].count("Hillpoint") == 2


def test_a_profile_that_names_a_logo_and_none_that_is_given() -> None:
    """A picture is printed with the words of the profile that names it, and never without."""
    clinic = Clinic(name="Quiet Clinic")
    (data,) = files(Branded(Profile(clinic=clinic), drawing(SPINE, 30, 60)))
    assert "Quiet Clinic" in pages(data)[0]
    assert [figure.alternative for figure in read(data).figures if "spine" in figure.alternative.lower()] == []


# The colour


def colours(data: bytes) -> tuple[set[Colour], set[Colour]]:
    """Those of all text, and those with which anything else is filled, be it in a figure or on the page itself."""
    document = pypdfium2.PdfDocument(data)
    found: tuple[set[Colour], set[Colour]] = set(), set()
    for page in document:
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH]):
            parts = [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetFillColor(item, *parts)
            found[item.type == pdfium.FPDF_PAGEOBJ_PATH].add(Colour(*(part.value for part in parts[:3])))
    document.close()
    return found


def unreadable(data: bytes) -> list[Colour]:
    """Colours of text that have less than 7:1 on white; white is for what stands on the clinic's colour or on black."""
    return [one for one in colours(data)[0] - {WHITE} if contrast(one, WHITE) < READABLE]


@pytest.mark.parametrize("colour", ["#1f5f3a", "#7a1f3d", "#595959", "#000", "#0058ad"])
def test_the_clinic_s_colour_takes_the_place_of_pubpipe_s(colour: str) -> None:
    """In text, lines and the discs of numbers alike; what is black on purpose stays so, and all of it can be read."""
    clinic = Clinic(name="Example Clinic", colour=colour)
    for data in files(Branded(Profile(clinic=clinic, paper=("A4", "Letter")))):
        text, drawn = colours(data)
        assert text - {WHITE} <= {parse(colour), parse("#111"), BLACK}
        assert {parse(colour), WHITE} <= text
        assert parse(colour) in drawn
        assert HOUSE not in text | drawn
        assert unreadable(data) == []


def test_without_a_colour_the_style_sheet_s_own_is_used() -> None:
    """A clinic need not have one."""
    for branded in (Branded(Profile()), BRANDED["a name alone"]):
        text, drawn = colours(files(branded)[0])
        assert HOUSE in text & drawn


def test_a_pale_text_would_be_noticed(tmp_path: Path) -> None:
    """The measure of the tests above sees a grey that is lighter than can be read."""
    assert unreadable(files(BRANDED["no logo"], own_templates(tmp_path, ".facts { color: #777 }"))[0])
