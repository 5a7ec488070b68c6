"""The sample's recording as an impartial listener hears it: the right side first, then the left."""

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from pubpipe import narrating
from pubpipe.model.narration import Speech
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from pubpipe.wording.laterality import mirror
from tests.support.spoken import placed
from tests.validators import audio, pocketsphinx

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
ENGLISH = language_for("en-GB")
SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
SLACK_SECONDS = 0.1
"""An MP3 decoder's delay, and half of the breath before and after a sentence."""


class Said(NamedTuple):
    """A sentence of the recording that names a side, and its sound."""

    sentence: str
    side: str
    stretch: str
    samples: npt.NDArray[np.float32]
    rate: int


@pytest.fixture(scope="module")
def sentences(built_sample: Path) -> tuple[Said, ...]:
    """Every sentence with a side, each once, cut from the published file where the timeline has it."""
    article = read_article(SAMPLE).article
    assert article is not None
    profile = Profile()
    voice = narrating.open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    timeline = placed(article, profile, voice).timeline
    sound = audio.read(built_sample / f"{article.id}.mp3")
    stretches = {block: chapter.id for chapter in timeline.chapters for block in {c.cue.block for c in chapter.cues}}
    found: dict[str, Said] = {}
    for timed in (cue for chapter in timeline.chapters for cue in chapter.cues):
        cue = timed.cue
        if isinstance(cue, Speech) and cue.side and SIDE.search(cue.text) and cue.text not in found:
            begin = round((timeline.at(timed.begin) - SLACK_SECONDS) * sound.sample_rate)
            end = round((timeline.at(timed.end) + SLACK_SECONDS) * sound.sample_rate)
            samples = sound.samples[0, begin:end]
            found[cue.text] = Said(cue.text, cue.side.value, stretches[cue.block], samples, sound.sample_rate)
    return tuple(found.values())


def sides(sentence: str) -> tuple[str, ...]:
    """The sides that a sentence names, in order."""
    return tuple(match.lower() for match in SIDE.findall(sentence))


def test_a_listener_hears_the_sides_that_are_meant(sentences: tuple[Said, ...]) -> None:
    """In every sentence that names a side PocketSphinx, free to hear either, hears the one of the script."""
    assert len(sentences) >= 18
    wrong = [
        one.sentence
        for one in sentences
        if pocketsphinx.heard(one.sentence, one.samples, one.rate) != sides(one.sentence)
    ]
    assert wrong == []


def test_both_sides_are_heard_for_every_stretch(sentences: tuple[Said, ...]) -> None:
    """Each stretch has sentences for the right side and for the left, and they are not the same sentences."""
    for side in ("right", "left"):
        assert sum(one.side == side for one in sentences) >= 9
    mirrored = {mirror(one.sentence, ENGLISH) for one in sentences if one.side == "right"}
    assert sum(one.sentence in mirrored for one in sentences if one.side == "left") >= 8


def test_a_wrong_side_would_be_heard(sentences: tuple[Said, ...]) -> None:
    """The gate itself: the sound of one side, held against the script of the other, is found out every time."""
    for one in sentences:
        wanted = sides(mirror(one.sentence, ENGLISH))
        if wanted != sides(one.sentence):
            assert pocketsphinx.heard(one.sentence, one.samples, one.rate) != wanted


def test_another_sentence_is_not_taken_for_this_one(sentences: tuple[Said, ...]) -> None:
    """Half of a sentence is not the sentence."""
    one = max(sentences, key=lambda said: len(said.sentence))
    assert pocketsphinx.heard(one.sentence, one.samples[: len(one.samples) // 3], one.rate) is None
