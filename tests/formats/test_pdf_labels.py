"""Labels in drawings: how small they are, how large that makes a figure, and that none too small is printed."""

from dataclasses import replace

import pytest

from pubpipe.findings import Code, Finding
from pubpipe.formats.pdf import make
from pubpipe.formats.pdf.labels import least_height, smallest_label
from pubpipe.formats.publication import Made
from pubpipe.model.article import Article, SourceLine
from pubpipe.model.asset import Asset
from pubpipe.profile import LargePrint, PrintSettings, Profile
from tests import samples
from tests.support.glyphs import measure
from tests.support.pdf import HANDOUT, changed

LABEL = '<text x="20" y="40" {}>Head</text>'


def drawing(inside: str, root: str = 'viewBox="0 0 480 320"') -> Asset:
    """A drawing of 480 by 320 pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" {root}><title>T</title>{inside}</svg>'
    return Asset("figures/circle.svg", "image/svg+xml", svg.encode(), 480, 320)


@pytest.mark.parametrize(
    ("inside", "pixels"),
    [
        (LABEL.format(""), 16),
        (LABEL.format('font-size="30"'), 30),
        (LABEL.format('font-size="12pt"'), 16),
        (LABEL.format('style="fill: red; font-size: 24px"'), 24),
        (LABEL.format('style="font: bold 20px/1.2 sans-serif"'), 20),
        (LABEL.format('font-size="30"') + LABEL.format('font-size="18"'), 18),
        ('<g font-size="40"><text>Head <tspan font-size="50%">small</tspan></text></g>', 20),
        ('<g font-size="40"><text><tspan font-size="2em">large</tspan></text></g>', 80),
        ('<g font-size="40"><text><tspan font-size="2em">large</tspan> tail</text></g>', 40),
        ('<g transform="scale(.5)">' + LABEL.format('font-size="30"') + "</g>", 15),
        ('<g transform="translate(9 9) scale(2, 0.5)">' + LABEL.format('font-size="30"') + "</g>", 15),
        ('<g transform="matrix(0 2 -2 0 5 5)">' + LABEL.format('font-size="30"') + "</g>", 60),
        ("<style>text { font-size: 14px } .big { font-size: 40px }</style>" + LABEL.format('font-size="30"'), 14),
        ("<style>.x { fill: red }</style>" + LABEL.format('font-size="30"'), 30),
        ("<text> </text>", None),
        ('<path d="M0 0H9" font-size="3"/>', None),
    ],
)
def test_the_smallest_label_of_a_drawing(inside: str, pixels: float | None) -> None:
    """By attribute, style, style sheet and inheritance, in any unit, as transformations leave it."""
    assert smallest_label(drawing(inside)) == (None if pixels is None else pytest.approx(pixels))


def test_a_drawing_s_units_are_not_its_pixels() -> None:
    """A drawing whose units are twice as fine has labels half as large."""
    assert smallest_label(drawing(LABEL.format('font-size="30"'), 'viewBox="0 0 960 640"')) == pytest.approx(15)


def test_a_photograph_has_no_labels_that_could_be_known() -> None:
    """Its letters are pixels."""
    assert smallest_label(Asset("a.png", "image/png", b"", 480, 320)) is None


def test_the_height_from_which_labels_can_be_read() -> None:
    """A label of 32 pixels in a drawing of 320 has 16 points from 160 points of height on."""
    assert least_height(drawing(LABEL.format('font-size="32"')), 16) == pytest.approx(160 / 72 * 25.4)
    assert least_height(drawing(""), 16) == 0.0


def _with(label_size: int, rules: LargePrint, article: Article | None = None) -> Made:
    profile = Profile(paper=("A4", "Letter"), print=PrintSettings(editions=("large-print",), large_print=rules))
    asset = drawing(LABEL.format(f'font-size="{label_size}"'))
    return make(replace(samples.publication(article, profile), assets={asset.path: asset}))


@pytest.mark.parametrize(("rules", "smallest"), [("uk", 16), ("us", 18)])
def test_a_figure_is_as_large_as_its_labels_ask_for(rules: LargePrint, smallest: float) -> None:
    """Letters that would be too small in a small figure make it larger; on the pages none is under the smallest."""
    whole = _with(20, rules)
    assert whole.findings == ()
    for one in whole.artifacts:
        labels = [line for line in measure(one.data).lines if line.text == "Head"]
        assert len(labels) == 4
        assert min(label.size for label in labels) >= smallest


def test_labels_that_cannot_be_read_at_any_size_are_refused() -> None:
    """With the figure, its line in the article, how small the label would be, and by how much to enlarge it."""
    figure = samples.picture("f").model_copy(update={"source": SourceLine(file="article.md", line=7)})
    found: tuple[Finding, ...] = _with(8, "uk", changed(blocks=(figure,), references=())).findings
    assert {(one.code, str(one.position), one.excerpt) for one in found} == {
        (Code.SMALL_LABEL, "article.md:7", "figures/circle.svg")
    }
    assert "at 8.2 points" in found[0].message
    assert "no letter under 16" in found[0].message
    assert "2.0 times as large" in found[0].remedy


def test_what_is_refused_would_have_been_too_small() -> None:
    """The size in the message is the size that the finished page has."""
    figure = samples.picture("f")
    whole = _with(8, "uk", changed(blocks=(figure,), references=()))
    (label,) = [line for line in measure(whole.artifacts[0].data).lines if line.text == "Head"]
    assert f"at {label.size:.1f} points" in whole.findings[0].message


def test_the_handout_is_not_held_to_it() -> None:
    """Its figures stand beside the dose."""
    asset = drawing(LABEL.format('font-size="8"'))
    publication = replace(samples.publication(profile=Profile(print=HANDOUT)), assets={asset.path: asset})
    assert make(publication).findings == ()
