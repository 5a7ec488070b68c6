"""The tones of figures: those that touch are told apart, on light pages and on dark ones."""

from dataclasses import fields, replace

import pytest

from pubpipe.colour import contrast, parse
from pubpipe.figures.style import DARK, LIGHT, Style

LEAST = 3.0
"""WCAG 2.2, success criterion 1.4.11."""

STYLES = {"light": LIGHT, "dark": DARK}


def too_alike(style: Style) -> list[str]:
    """The pairs of touching tones with less contrast than that."""
    return [name for name, one, other in style.touching() if contrast(one, other) < LEAST]


@pytest.mark.parametrize("name", STYLES)
def test_touching_tones_are_told_apart(name: str) -> None:
    """In colour, and so on any copy in grey."""
    assert too_alike(STYLES[name]) == []


@pytest.mark.parametrize("name", STYLES)
def test_every_tone_is_measured(name: str) -> None:
    """No tone is left out of the pairs."""
    style = STYLES[name]
    tones = {field.name: getattr(style, field.name) for field in fields(style) if "Colour" in str(field.type)}
    measured = {tone for _, *pair in style.touching() for tone in pair}
    assert {key for key, tone in tones.items() if tone not in measured} == set()
    assert len(tones) > 5


def test_tones_that_are_too_alike_are_seen() -> None:
    """The measure itself: a mark as dark as the body, and a pale arrow."""
    assert "mark on body" in too_alike(replace(LIGHT, mark=parse("#1d4468")))
    assert too_alike(replace(LIGHT, arrow=parse("#ffc9a8"))) == ["arrow on paper"]
