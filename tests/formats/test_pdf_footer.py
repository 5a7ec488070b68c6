"""The foot of each page: which leaflet it is, how new, whom to ask, and in which other formats."""

import itertools

import pypdfium2
import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats.pdf.editions import HANDOUT
from pubpipe.model.article import Article, Publisher
from tests import samples
from tests.support.pdf import BOTH, changed, made, pages

POINTS_PER_MM = 72 / 25.4
Box = tuple[float, float, float, float]

LONG = {
    "code": "Musculoskeletal physiotherapy leaflet 01",
    "version": "12.3 second revision",
    "publisher": Publisher(
        name="The Community Musculoskeletal Physiotherapy Service", phone="+44 (0)20 7946 0000 - 00 11"
    ),
}


def foot_boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """Left, bottom, right and top of each run of text below the page's own text, in points."""
    text = page.get_textpage()
    rects = [text.get_rect(index) for index in range(text.count_rects())]
    return [box for box in rects if box[3] < HANDOUT.margins.bottom * POINTS_PER_MM]


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs that share more than a hair's breadth."""
    return [
        (one, two)
        for one, two in itertools.combinations(boxes, 2)
        if min(one[2], two[2]) - max(one[0], two[0]) > 0.5 and min(one[3], two[3]) - max(one[1], two[1]) > 3
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ("Leaflet neck-care",)),
        ({"code": "MSK-012", "version": "2.1"}, ("Leaflet MSK-012", "Version 2.1")),
    ],
)
def test_every_page_names_the_leaflet(given: dict[str, str], told: tuple[str, ...]) -> None:
    """The clinic's code, or the article's id without one; the version where there is one and else none."""
    article = changed(**given)
    for words in pages(made(article).artifacts[0].data):
        assert all(part in words for part in told)
        assert ("Version" in words) == ("version" in given)


def test_every_page_says_in_which_other_formats_the_leaflet_is() -> None:
    """With the number to call, or without where the clinic has none."""
    with_number = pages(made().artifacts[0].data)
    assert all("large print, as audio or as an e-book: 020 7946 0000" in words for words in with_number)
    without = pages(made(changed(publisher=Publisher(name="Quiet Clinic"))).artifacts[0].data)
    assert all("Ask for this leaflet in other formats: large print, audio, e-book, web page." in one for one in without)


@pytest.mark.parametrize("article", [samples.every_block(), changed(**LONG)], ids=["sample", "long"])
def test_the_foot_has_room_for_its_lines(article: Article) -> None:
    """On both sheets its lines lie apart, inside what printers print, however long code, version and number are."""
    language = samples.publication(article).language
    for one in made(article, BOTH).artifacts:
        assert check(Finished(one.name, one.media_type, one.data, article, language)) == ()
        document = pypdfium2.PdfDocument(one.data)
        for page in document:
            boxes = foot_boxes(page)
            assert len(boxes) >= 5
            assert overlapping(boxes) == []
        document.close()


def test_lines_that_cover_each_other_would_be_seen() -> None:
    """The test above relies on it."""
    line = (50.0, 40.0, 200.0, 50.0)
    assert overlapping([line, (180.0, 42.0, 300.0, 52.0)])
    assert overlapping([line, (50.0, 28.0, 200.0, 39.0)]) == []
