"""The sample article's large print as finished files: each stretch on one page, its picture large enough to see."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from pubpipe.checking.parity import expected
from pubpipe.formats.pdf import make
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Callout, Stretch, nodes
from pubpipe.model.walks import stretches
from pubpipe.profile import LargePrint, Paper, PrintSettings, Profile
from pubpipe.reading import Reading, read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for
from tests.support.pdf import elements, own_templates, pages
from tests.validators.base import ROOT

SHEETS: list[tuple[LargePrint, Paper]] = [("uk", "A4"), ("uk", "Letter"), ("us", "A4"), ("us", "Letter")]
LANGUAGE = language_for("en-GB")
SMALLEST_MM = 30.0
"""Of a figure's height."""


@cache
def reading() -> Reading:
    """The sample article with its pictures."""
    return read_article(ROOT / "source" / "hip-mobility-back-pain" / "article.md")


def sample() -> Article:
    """The sample article."""
    article = reading().article
    assert article is not None
    return article


def printed(rules: LargePrint, paper: Paper, templates: Templates | None = None) -> bytes:
    """The sample's large print on a sheet."""
    settings = PrintSettings(editions=("large-print",), large_print=rules)
    profile = Profile(paper=(paper,), print=settings)
    (one,) = make(Publication(sample(), profile, LANGUAGE, reading().assets, templates or Templates(), ())).artifacts
    return one.data


@cache
def sound(rules: LargePrint, paper: Paper) -> bytes:
    """The same with pubpipe's own templates, made once."""
    return printed(rules, paper)


def torn(data: bytes) -> list[str]:
    """The stretches and callouts of which no page has every text, in the article's order."""
    words = pages(data)
    whole = [node for node in nodes(sample().blocks) if isinstance(node, Stretch | Callout)]
    return [one.id for one in whole if not any(_all_in(_texts(one.id), page) for page in words)]


def _texts(id: str) -> list[str]:
    return [
        one.text
        for one in expected(sample(), LANGUAGE)
        if not one.alternative and (one.block == id or one.block.startswith(f"{id}-"))
    ]


def _all_in(texts: list[str], page: str) -> bool:
    at = 0
    for text in texts:
        at = page.find(" ".join(text.split()), at)
        if at < 0:
            return False
        at += len(text)
    return True


def figures(data: bytes) -> list[tuple[int, float]]:
    """The page, from 0, and the height in millimetres of each figure, by what the tags say of it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = []
        for element in elements(pdf, "/Figure"):
            _, bottom, _, top = (float(edge) for edge in element.A.BBox)
            found.append((numbers[element.Pg.objgen], (top - bottom) * 25.4 / 72))
        return sorted(found)


@pytest.mark.parametrize(("rules", "paper"), SHEETS)
def test_no_stretch_and_no_callout_is_split_over_pages(rules: LargePrint, paper: Paper) -> None:
    """Title, dose, preparation, side and every step are on one page; so are a warning's reasons."""
    assert (len(_texts("warning-1")), len(_texts("pigeon-pose"))) == (9, 16)
    assert torn(sound(rules, paper)) == []


@pytest.mark.parametrize(("rules", "paper"), SHEETS)
def test_each_figure_stands_large_with_its_stretch(rules: LargePrint, paper: Paper) -> None:
    """On the page of its stretch, 30 mm high at least."""
    words = pages(sound(rules, paper))
    homes = [next(n for n, page in enumerate(words) if _all_in(_texts(one.id), page)) for one in stretches(sample())]
    found = figures(sound(rules, paper))
    assert [page for page, _ in found] == homes
    assert min(height for _, height in found) >= SMALLEST_MM


@pytest.mark.parametrize("css", ["", ".stretch { --apart: 14pt; --near: 7pt }", "html { --card: 1.3 !important }"])
def test_looser_stretches_would_be_torn(css: str, tmp_path: Path) -> None:
    """What keeps the longest stretch on the smallest page is the distances in stretches: wider, it is parted."""
    templates = own_templates(tmp_path, css, sheet="large_print.css")
    assert torn(printed("us", "Letter", templates)) == (["pigeon-pose"] if css else [])
