"""Layouts are freed when a document is made, and what lasts is not looked through for it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from pubpipe.formats.pdf.sweeping import about_to_lay_out, one_document, release


class _Layout:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    release()
    yield
    release()


def _laid_out() -> tuple[_Layout, weakref.ref[_Layout]]:
    about_to_lay_out()
    layout = _Layout()
    return layout, weakref.ref(layout)


def test_the_layouts_of_a_document_are_freed_at_its_end() -> None:
    """One or several, and only then: the collector rests meanwhile, and works again afterwards."""
    for count in (1, 2):
        with one_document():
            assert not gc.isenabled()
            seen = [_laid_out()[1] for _ in range(count)]
            assert all(one() for one in seen)
        assert gc.isenabled()
        assert not any(one() for one in seen)


def test_of_several_layouts_only_two_are_there_at_a_time() -> None:
    """Before the third one that is worse than the best goes; the best, which lasted through that, goes at the end."""
    with one_document():
        best, kept = _laid_out()
        worse = _laid_out()[1]
        assert worse()
        third = _laid_out()[1]
        assert worse() is None
        assert kept() is best
        del best
    assert kept() is None
    assert third() is None


def test_a_layout_that_lasts_while_another_document_ends_is_freed_too() -> None:
    """Two documents may be made at a time."""
    with one_document():
        layout, seen = _laid_out()
        with one_document():
            _laid_out()
        del layout
    assert seen() is None


def test_what_lasts_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a document of one layout only what was made since is."""
    looked: list[int] = []
    collect = gc.collect

    def noted(generation: int = 2) -> int:
        looked.append(generation)
        return collect(generation)

    monkeypatch.setattr(gc, "collect", noted)
    with one_document():
        _laid_out()
    assert looked == [1]
