"""What a printing house needs around the sheet: bleed, marks outside it, and boxes that say so."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats.pdf.sheets import MARKS_MM
from pubpipe.profile import PrintSettings, Profile
from tests import samples
from tests.support.pdf import made
from tests.validators import page_validation, verapdf

POINTS_PER_MM = 72 / 25.4
DPI = 150


def printed(**wish: object) -> bytes:
    """The handout with these wishes under `print:`."""
    settings = PrintSettings.model_validate({"editions": ("handout",), **wish})
    whole = made(profile=Profile(print=settings))
    assert whole.findings == ()
    return whole.artifacts[0].data


def boxes(data: bytes) -> list[dict[str, list[float]]]:
    """The boxes of each page, in millimetres."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {
                name: [float(edge) / POINTS_PER_MM for edge in page.obj[f"/{name}"]]
                for name in ("MediaBox", "BleedBox", "TrimBox")
            }
            for page in pdf.pages
        ]


def around(edge: float) -> list[float]:
    """A4 with so many millimetres more on each side."""
    return [-edge, -edge, 210 + edge, 297 + edge]


@pytest.mark.parametrize(
    ("wish", "bleed", "paper"),
    [
        ({}, 0, 0),
        ({"bleed": "3mm"}, 3, 3),
        ({"bleed": "5 mm", "marks": True}, 5, 5 + MARKS_MM),
        ({"bleed": "3mm", "marks": True}, 3, 3 + MARKS_MM),
        ({"marks": True}, 0, MARKS_MM),
    ],
)
def test_every_page_has_the_boxes_that_were_asked_for(wish: dict[str, object], bleed: float, paper: float) -> None:
    """The sheet itself is the TrimBox, the bleed lies around it, and the paper holds the marks as well."""
    for page in boxes(printed(**wish)):
        for name, edge in (("TrimBox", 0), ("BleedBox", bleed), ("MediaBox", paper)):
            assert page[name] == pytest.approx(around(edge), abs=0.05), name


def ink_around(data: bytes, inner: float) -> int:
    """Dark pixels of page one that lie more than so many millimetres outside the sheet."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    left, bottom, right, top = page.get_trimbox()
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
    page_left, _, _, page_top = page.get_mediabox()
    edge = inner * POINTS_PER_MM
    box = (left - edge - page_left, page_top - top - edge, right + edge - page_left, page_top - bottom + edge)
    picture.paste(255, tuple(round(one * DPI / 72) for one in box))
    document.close()
    return sum(picture.histogram()[:128])


def test_marks_lie_outside_the_bleed() -> None:
    """Four corners have them, and no cut within the bleed leaves a trace; without the wish there are none."""
    assert ink_around(printed(bleed="3mm", marks=True), 3.5) > 100
    assert ink_around(printed(bleed="3mm", marks=True), 0) == ink_around(printed(bleed="3mm", marks=True), 3.5)
    assert ink_around(printed(bleed="3mm"), 0) == 0


def test_the_files_keep_their_promises(tmp_path: Path) -> None:
    """Marks are no part of what is read, for either validator, and the check of every build finds nothing."""
    path = tmp_path / "neck-care-handout-a4.pdf"
    path.write_bytes(printed(bleed="3mm", marks=True))
    assert [str(one) for one in verapdf.check_all([path], ["ua1", "2a"]).values() if not one.passed] == []
    assert page_validation.check(path).passed
    article = samples.every_block()
    publication = samples.publication(article)
    finished = Finished(path.name, "application/pdf", path.read_bytes(), article, publication.language)
    assert check(finished) == ()


@pytest.mark.parametrize("bleed", ["3", "3cm", "-1mm", "30mm", True, [3], ""])
def test_a_bleed_that_is_none_is_refused(bleed: object) -> None:
    """Rather than taken for some other."""
    with pytest.raises(ValueError, match=r"millimetres|less than or equal"):
        PrintSettings.model_validate({"bleed": bleed})
