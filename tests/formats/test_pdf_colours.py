"""The handout without colour, for other eyes, and on the ink that a page takes."""

import re
from pathlib import Path

import pytest

from bench.ink import coverages, sample_handouts
from pubpipe.figures.style import LIGHT
from pubpipe.packaged import packaged_templates
from tests.support.pdf import handout, made, own_templates
from tests.support.seeing import EYES, contrast

SIGN, TEXT = 3.0, 7.0
"""WCAG 2.2, success criteria 1.4.11 and 1.4.6."""

MEAN, MOST = 0.10, 0.20
"""Shares of ink: of a handout on the average, and of its darkest page."""

FOLDER = packaged_templates() / "handout"


def colours(*patterns: str) -> set[str]:
    """The colours that the files of a kind name."""
    texts = (path.read_text(encoding="utf-8") for pattern in patterns for path in FOLDER.glob(pattern))
    return {colour for text in texts for colour in re.findall(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?\b", text)}


@pytest.mark.parametrize("eyes", EYES)
def test_text_and_frames_stand_out_on_white_for_all_eyes(eyes: str) -> None:
    """Every colour of the style sheets that is not white is text somewhere, or a frame that tells boxes apart."""
    named = colours("handout.css", "fridge.css") - {"#fff"}
    assert {"#111", "#0b4a5e"} <= named
    assert {colour: contrast(colour, "#fff", eyes) for colour in named if contrast(colour, "#fff", eyes) < TEXT} == {}


@pytest.mark.parametrize("eyes", EYES)
def test_signs_stand_out_for_all_eyes(eyes: str) -> None:
    """Signs and marks are black and white, so that no eye and no printer makes one thing of two."""
    named = colours("*.svg")
    assert named == {"#000", "#111", "#fff"}
    assert all(contrast(colour, "#fff", eyes) >= SIGN for colour in named - {"#fff"})


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(("one", "other"), [(str(one), str(other)) for _, one, other in LIGHT.touching()])
def test_drawn_figures_are_told_apart_by_all_eyes(one: str, other: str, eyes: str) -> None:
    """Where two tones meet in a drawing, above all the stretched part on the body, and the arrow on paper."""
    assert contrast(one, other, eyes) >= SIGN


def test_eyes_differ() -> None:
    """A red that most eyes tell from black is too near to it for those without red cones."""
    assert contrast("#c00000", "#000", "most eyes") > SIGN
    assert contrast("#c00000", "#000", "protanopia") < SIGN
    assert contrast("#fff", "#000", "deuteranopia") == pytest.approx(21, abs=0.1)


def test_the_sample_spares_ink() -> None:
    """On both sheets, with the sheet to hang up: a clinic prints it by the hundred."""
    for one in sample_handouts():
        shares = coverages(one.data)
        assert len(shares) >= 7
        assert 0.01 < sum(shares) / len(shares) <= MEAN
        assert max(shares) <= MOST


def test_a_solid_ground_would_be_noticed(tmp_path: Path) -> None:
    """What the test above measures grows with the ink."""
    dark = made(templates=own_templates(tmp_path, ".stretch { background: #222 }")).artifacts[0].data
    assert max(coverages(handout())) <= MOST < max(coverages(dark))
