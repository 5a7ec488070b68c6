"""The print benchmark measures what it says, and the budgets that do not depend on the clock are kept in every run."""

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint.text import line_break
from weasyprint.text.fonts import font_features

from bench.print import Same, memory, publication, two_pages
from pubpipe.formats import pdf
from pubpipe.formats.publication import Publication
from pubpipe.profile import Profile
from tests.support.pdf import own_templates
from tests.support.structure import Structure

MOST_MEGABYTES, MOST_GROWTH = 100, 3
LARGEST_KILOBYTES = 150


def test_the_short_handout_has_two_pages_and_is_the_same_for_both() -> None:
    """What is compared is one markup: its words are in our file, and the bare engine draws as many pages."""
    same = Same(two_pages())
    assert same.pages == 2
    ours, bare = same.ours(), same.bare()
    assert "Kneel on your right knee" in "\n".join(Structure(ours).blocks())
    assert all(data.startswith(b"%PDF-") for data in (ours, bare))
    assert b"pdfuaid" in ours
    assert b"pdfuaid" not in bare


def test_memory_stays_flat() -> None:
    """A process that makes handouts holds at most 100 megabytes, and no more after thirty than after three."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        held = pool.apply(memory, (two_pages(), 30))
    assert [number for number, _ in held] == [3, 15, 30]
    sizes = [size for _, size in held]
    assert max(sizes) <= MOST_MEGABYTES
    assert sizes[-1] - sizes[0] <= MOST_GROWTH


def _with_features(wanted: Publication, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many texts ask for features of their font, of which the engine never frees the list."""
    asked: list[object] = []

    def features(*values: object) -> object:
        found = font_features(*values)
        asked.extend([found] if found else [])
        return found

    with monkeypatch.context() as patched:
        patched.setattr(line_break, "font_features", features)
        pdf.make(wanted)
    return len(asked)


def test_nothing_leaks_with_the_features_of_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of either edition has any; a style sheet that asks for one is noticed."""
    wanted = replace(two_pages(), profile=Profile())
    assert _with_features(wanted, monkeypatch) == 0
    figures = own_templates(tmp_path, "td { font-variant-numeric: tabular-nums }")
    assert _with_features(replace(wanted, templates=figures), monkeypatch) > 0


def test_the_sample_s_handout_is_small() -> None:
    """At most 150 kilobytes, fonts and figures and the sheet to hang up included."""
    assert len(pdf.make(publication()).artifacts[0].data) <= 1000 * LARGEST_KILOBYTES
