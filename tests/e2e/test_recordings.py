"""The sample's other recordings as a listener gets them: read in full, and each stretch by itself."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.metering import measured
from tests.validators import audio
from tests.validators.base import ROOT

ARTICLE = "hip-mobility-back-pain"
STEMS = (
    f"{ARTICLE}-reading",
    f"{ARTICLE}-1-hip-flexor-stretch",
    f"{ARTICLE}-2-pigeon-pose",
    f"{ARTICLE}-3-figure-four-stretch",
)
ENDINGS = (".mp3", ".m4b", ".vtt", "-chapters.json", "-transcript.txt")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's audio with all recordings but the session, which other tests build; by the default voice."""
    output = tmp_path_factory.mktemp("recordings")
    command = [sys.executable, "-m", "pubpipe", "build", str(ROOT / "source" / ARTICLE), "-o", str(output)]
    subprocess.run([*command, "--format", "audio", "--audio", "reading,stretches"], check=True, capture_output=True)
    return output / ARTICLE


def test_there_are_five_files_of_each_recording(built: Path) -> None:
    """And no others: the session was not asked for."""
    assert {path.name for path in built.iterdir()} == {f"{stem}{ending}" for stem in STEMS for ending in ENDINGS}


@pytest.mark.parametrize("stem", STEMS)
def test_each_recording_is_as_loud_as_the_session(built: Path, stem: str) -> None:
    """−16 ±1 LUFS, at most −1 dBTP, and a player that trims silence leaves 95 % and more."""
    found = measured(audio.read(built / f"{stem}.mp3"))
    assert found.loudness == pytest.approx(-16, abs=1)
    assert found.peak <= -1
    assert found.left > 0.95


@pytest.mark.parametrize("stem", STEMS)
def test_its_files_have_the_same_chapters(built: Path, stem: str) -> None:
    """By title, beginning and end, within 50 ms."""
    mp3, m4b = (audio.read(built / f"{stem}{ending}").chapters for ending in (".mp3", ".m4b"))
    listed = json.loads((built / f"{stem}-chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert len(mp3) > 2
    for one, two, three in zip(mp3, m4b, listed, strict=True):
        assert one.title == two.title == three["title"]
        for times in ((one.start, two.start, three["startTime"]), (one.end, two.end, three["endTime"])):
            assert max(times) - min(times) <= 0.05


def test_the_reading_has_a_chapter_for_each_section_in_order(built: Path) -> None:
    """Title, what stands before, in and behind the article's sections, references, and who made it."""
    chapters = audio.read(built / f"{STEMS[0]}.mp3").chapters
    source = (ROOT / "source" / ARTICLE / "article.md").read_text(encoding="utf-8")
    sections = [line.removeprefix("## ") for line in source.splitlines() if line.startswith("## ")]
    assert [chapter.title for chapter in chapters] == [
        "Hip mobility for back pain: stretches that work",
        "Introduction",
        *sections,
        "References",
        "About this article",
    ]
    assert all(after.start - before.end == pytest.approx(0, abs=0.01) for before, after in pairwise(chapters))


def test_a_stretch_by_itself_is_a_session_of_a_few_minutes(built: Path) -> None:
    """Introduction, warnings, one side, the other, the end."""
    for stem in STEMS[1:]:
        sound = audio.read(built / f"{stem}.mp3")
        titles = [chapter.title for chapter in sound.chapters]
        assert [titles[0], titles[1], titles[-1]] == ["Introduction", "Before you start", "To finish"]
        assert [title.rpartition(", ")[2] for title in titles[2:-1]] == ["right side", "left side"]
        assert 5 * 60 < sound.seconds < 10 * 60
