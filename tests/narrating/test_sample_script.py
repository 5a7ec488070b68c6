"""The sample's guided session, as a listener on the floor hears it."""

import pytest

from pubpipe.model.narration import Narration, Pause, Speech
from pubpipe.narrating import readable
from pubpipe.reading import read_article
from tests.support.golden import Golden
from tests.support.spoken import placed
from tests.validators.base import ROOT

SOURCE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"


@pytest.fixture(scope="module")
def session() -> Narration:
    """The sample, narrated by the voice of exact times."""
    written = read_article(SOURCE).article
    assert written is not None
    return placed(written)


def test_the_script_of_the_sample_reads_as_it_should(session: Narration, golden: Golden) -> None:
    """Read the golden file aloud, and ask at each line: which limb, which side, how long, what next."""
    golden("narrating/sample.txt", readable(session.script))


def test_each_stretch_has_a_chapter_for_each_side(session: Narration) -> None:
    """And every cue of a side's chapter that has a side has that one."""
    stretches = [chapter for chapter in session.script.chapters if not chapter.id.startswith("_")]
    assert [chapter.id.rpartition("-")[2] for chapter in stretches] == ["right", "left"] * 3
    for chapter in stretches:
        assert {cue.side for cue in chapter.cues} - {None} == {chapter.id.rpartition("-")[2]}


def test_every_sentence_is_followed_by_a_wait(session: Narration) -> None:
    """Nothing is said in one breath with the next: the time to do it, or at least a breath, or the chime."""
    for chapter in session.script.chapters:
        for cue, following in zip(chapter.cues, chapter.cues[1:], strict=False):
            if isinstance(cue, Speech):
                assert isinstance(following, Pause), cue.text
