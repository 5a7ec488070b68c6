"""The tally of a finished file: what it was held against by kind, and that a fault is counted where it belongs."""

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.html import check
from pubpipe.checking.tally import Tally, tally
from pubpipe.formats.html import make
from tests import samples

PUBLICATION = samples.publication()
PAGE = make(PUBLICATION).artifacts[0]


def tallied(data: bytes) -> dict[str, Tally]:
    """The tally of a page by kind."""
    finished = Finished(PAGE.name, PAGE.media_type, data, PUBLICATION.article, PUBLICATION.language)
    return {one.kind: one for one in tally(finished, check(finished))}


def test_a_sound_page_has_every_kind_and_none_that_differs() -> None:
    """The sample has all five."""
    found = tallied(PAGE.data)
    assert set(found) == {"text", "dose", "side", "alternative", "safety"}
    assert all(one.total > 0 and one.differing == 0 for one in found.values())


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("dose", "20 to 30 seconds", "20 to 35 seconds"),
        ("alternative", "A grey circle", "A circle"),
        ("safety", "Stop", "Go on"),
        ("side", "right side", "left side"),
    ],
)
def test_a_fault_is_counted_by_its_kind(kind: str, old: str, new: str) -> None:
    """A changed dose is no lost text."""
    text = PAGE.data.decode()
    assert old in text, f"the page no longer holds {old!r}"
    found = tallied(text.replace(old, new).encode())
    assert found[kind].differing > 0
    assert found[kind].total == tallied(PAGE.data)[kind].total


def test_a_file_without_texts_has_no_tally() -> None:
    """A recording is not compared by its texts."""
    sound = Finished("a.mp3", "audio/mpeg", b"", PUBLICATION.article, PUBLICATION.language)
    assert tally(sound, ()) == ()
