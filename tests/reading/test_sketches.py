"""Figures from poses are judged when the article is read, and drawn when their picture is asked for."""

import pickle
from pathlib import Path
from typing import cast

import pytest

from pubpipe.figures import drawing
from pubpipe.model.asset import Asset
from pubpipe.reading import Reading, read_article
from pubpipe.reading.drawing import Pictures, Sketch, _drawn
from pubpipe.reading.poses import library

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
PATH = "library/hip-flexor"
LOADED = Asset("a.png", "image/png", b"picture", 10.0, 20.0)


@pytest.fixture
def reading() -> Reading:
    """The sample, whose three figures are drawn from poses."""
    return read_article(SAMPLE)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the drawings, as they are made by a process that has made none."""
    titles: list[str] = []
    _drawn.cache_clear()
    make = drawing.svg

    def noted(*arguments: object, title: str, **named: object) -> str:
        titles.append(title)
        return make(*arguments, title=title, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "svg", noted)
    return titles


def test_reading_draws_nothing(drawn: list[str], reading: Reading) -> None:
    """Nor does asking which pictures there are."""
    assert len(reading.assets) == 3
    assert PATH in reading.assets
    assert "library/no-such" not in reading.assets
    assert drawn == []


def test_a_picture_is_drawn_once(drawn: list[str], reading: Reading) -> None:
    """However often it is asked for, and it alone."""
    first = reading.assets[PATH]
    assert reading.assets[PATH] is first
    assert reading.assets.get(PATH) is first
    assert first.data.startswith(b"<svg")
    assert len(drawn) == 1
    assert len(dict(reading.assets)) == len(drawn) == 3


def test_what_is_read_again_is_not_drawn_again(drawn: list[str]) -> None:
    """As with each save, and for each patient's copy; another title is another drawing."""
    first, again = (dict(read_article(SAMPLE).assets) for _ in range(2))
    assert first == again
    assert len(drawn) == 3
    (name, pose), *_ = library()
    assert Sketch(name, pose, "One", "").drawn() != Sketch(name, pose, "Another", "").drawn()
    assert len(drawn) == 5


def test_a_picture_that_is_not_there_is_a_key_error(reading: Reading) -> None:
    """As with any mapping."""
    with pytest.raises(KeyError, match="no-such"):
        _ = reading.assets["library/no-such"]


def test_drawings_travel_to_another_process(drawn: list[str], reading: Reading) -> None:
    """Drawn or not, and are the same there."""
    before = _travelled(reading)
    assert drawn == []
    assert before.assets == reading.assets == _travelled(reading).assets


def _travelled(reading: Reading) -> Reading:
    return cast("Reading", pickle.loads(pickle.dumps(reading)))  # noqa: S301 - what was just written


def test_pictures_from_the_disk_stand_beside_drawings(drawn: list[str]) -> None:
    """In order: what is to be drawn, and then what was loaded."""
    (name, pose), *_ = library()
    pictures = Pictures({name: Sketch(name, pose, "A title", "")}, {LOADED.path: LOADED})
    assert list(pictures) == [name, LOADED.path]
    assert pictures[LOADED.path] is LOADED
    assert drawn == []


def test_a_drawing_says_what_its_sketch_says() -> None:
    """As text, whatever XML would take it for."""
    (_, pose), *_ = library()
    asset = Sketch("poses/a", pose, "A <b> & c", "d > e").drawn()
    assert (asset.path, asset.media_type) == ("poses/a", "image/svg+xml")
    assert b"<title>A &lt;b&gt; &amp; c</title>\n<desc>d &gt; e</desc>" in asset.data
