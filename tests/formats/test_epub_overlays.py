"""Overlays as they are written: what can be left, when each clip begins, and what is said of their length."""

import pytest
from lxml import etree

from pubpipe.checking.finished import Finished
from pubpipe.formats.epub.overlays import Clip, clock, joined
from tests.support.epub import NAMESPACES, metadata, parts
from tests.support.spoken import spoken_book

TYPE, TEXTREF = (f"{{{NAMESPACES['epub']}}}{name}" for name in ("type", "textref"))


@pytest.fixture(scope="module")
def spoken() -> Finished:
    """Every kind of block, read and guided."""
    return spoken_book()


def test_lists_and_tables_can_be_left(spoken: Finished) -> None:
    """Each that is read is a sequence of its own, inside that of the list around it."""
    root = etree.fromstring(parts(spoken.data)["EPUB/smil/chapter-2.smil"])
    sequences = {
        (one.get(TEXTREF) or "").partition("#")[2]: (one.get(TYPE), len(one.findall(".//{*}par")))
        for one in root.iterfind(".//{*}seq")
    }
    assert sequences["numbers-t1"] == ("table", 13)
    assert sequences["about-l1"][0] == "list"
    nested = list(root.iterfind(".//{*}seq//{*}seq"))
    assert nested
    assert all(one.get(TYPE) == "list" for one in nested)


def test_clips_follow_each_other_without_a_gap() -> None:
    """The first from the beginning of the sound, the last to its end, in whole milliseconds."""
    assert joined({"a": 0.05, "b": 1.2344, "c": 2.0}, 3.0006, "x.mp3") == {
        "a": Clip("x.mp3", 0, 1234),
        "b": Clip("x.mp3", 1234, 2000),
        "c": Clip("x.mp3", 2000, 3001),
    }


def test_times_are_written_in_full() -> None:
    """Hours, minutes, seconds, milliseconds."""
    assert (clock(0), clock(61_005), clock(3_600_000)) == ("0:00:00.000", "0:01:01.005", "1:00:00.000")


def test_the_package_announces_what_is_read_and_how_it_looks(spoken: Finished) -> None:
    """A length for each overlay and one for all, who speaks, and the class of what is read."""
    overlays = [name for name in parts(spoken.data) if name.endswith(".smil")]
    assert len(metadata(spoken.data, "media:duration")) == len(overlays) + 1
    assert metadata(spoken.data, "media:narrator") == ["A synthetic voice (silent)"]
    assert metadata(spoken.data, "media:active-class") == ["-epub-media-overlay-active"]
    assert metadata(spoken.data, "media:playback-active-class") == ["-epub-media-overlay-playing"]
    assert "auditory" in metadata(spoken.data, "schema:accessModeSufficient")
    assert "synchronizedAudioText" in metadata(spoken.data, "schema:accessibilityFeature")


def test_the_highlight_stays_during_pauses_and_holds(spoken: Finished) -> None:
    """In the session a clip goes on until the next begins: on the step while it is done, on the hold while it lasts."""
    root = etree.fromstring(parts(spoken.data)["EPUB/smil/session.smil"])
    text = parts(spoken.data)["EPUB/text/session.xhtml"].decode()
    page = etree.fromstring(text.encode())
    words = {one.get("id"): one.text or "" for one in page.iter() if one.get("id")}
    lengths: dict[str, float] = {}
    for par in root.iterfind(".//{*}par"):
        shown, sound = par.find("{*}text"), par.find("{*}audio")
        assert shown is not None
        assert sound is not None
        said = words[(shown.get("src") or "").partition("#")[2]]
        begin, end = (float((sound.get(name) or "").rpartition(":")[2]) for name in ("clipBegin", "clipEnd"))
        lengths.setdefault(said, (end - begin) % 60)
    hold = next(said for said in lengths if said.startswith("(Hold for 20"))
    assert lengths[hold] == pytest.approx(10, abs=0.01)
    assert lengths["Halfway."] == pytest.approx(10, abs=0.01)
    assert lengths["Tilt your right ear towards your right shoulder."] > 4
