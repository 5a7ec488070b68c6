"""What is recognised by what it is made of: it sounds the same, and only what is new is mixed."""

from collections.abc import Sequence

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.memory import Memory
from pubpipe.model.article import Article
from pubpipe.model.narration import (
    Chapter,
    Chime,
    Cue,
    Hold,
    Mark,
    Narration,
    Pause,
    Script,
    Speech,
    TimedCue,
    Timeline,
)
from pubpipe.model.recording import SESSION
from pubpipe.narrating import mixing
from pubpipe.narrating.composition import Piece, Window
from pubpipe.narrating.encoding import encode
from pubpipe.narrating.mixing import Mixture, timeline
from pubpipe.narrating.remembering import key
from pubpipe.narrating.seams import BEFORE, BEHIND, seams
from pubpipe.narrating.sounds import Samples
from pubpipe.narrating.studio import Studio
from pubpipe.narrating.voices.silent import SilentVoice
from pubpipe.profile import Profile
from pubpipe.storing import Kept
from pubpipe.wording import language_for
from tests.narrating.said import Said
from tests.narrating.scripts import article

RATE = 8_000
LENGTHS = {"Kneel.": 900, "Breathe.": 1_300, "Let go.": 12_000}
SAID = Said(
    {
        text: numpy.random.default_rng(length).normal(0.0, 0.1, length).astype(numpy.float32)
        for text, length in LENGTHS.items()
    }
)
TEXTS = st.sampled_from(tuple(LENGTHS))
MARKS = st.lists(st.builds(Mark, st.floats(0.0, 2.5), TEXTS), max_size=2).map(tuple)
CUES: st.SearchStrategy[Cue] = st.one_of(
    st.builds(Speech, st.just("a"), TEXTS),
    st.builds(Pause, st.just("a"), st.sampled_from((0.2, 0.7, 2.0, 3.0))),
    st.builds(Hold, st.just("a"), st.sampled_from((1.0, 2.0, 7.0)), st.none(), MARKS, st.booleans()),
    st.builds(Chime, st.just("a"), st.sampled_from(("start", "release"))),
)
CHAPTERS = st.lists(st.lists(CUES, min_size=1, max_size=7), min_size=1, max_size=4)


def placed(chapters: Sequence[Sequence[Cue]]) -> Timeline:
    """Chapters of these cues, one after the other."""
    script = Script("t", "en", tuple(Chapter(str(n), "C", tuple(cues)) for n, cues in enumerate(chapters)))
    return timeline(script, LENGTHS, RATE)


def whole(mixture: Mixture) -> Piece:
    """All its samples."""
    return numpy.concatenate(list(mixture))


def windows(line: Timeline) -> list[Window]:
    """Those that are encoded: between seams, and chapters."""
    begins = [0, *(seam - BEFORE for seam in seams(line))]
    ends = [*(seam + BEHIND for seam in seams(line)), None]
    between = [Window(max(0, begin), end) for begin, end in zip(begins, ends, strict=True)]
    return between + [Window(one.begin, one.end) for one in line.chapters if one.begin < one.end]


def cut(sound: Piece, window: Window) -> bytes:
    """The samples of a window."""
    return sound[window.begin : window.end].tobytes()


@given(CHAPTERS, CHAPTERS)
def test_windows_of_one_origin_sound_the_same(chapters: list[list[Cue]], others: list[list[Cue]]) -> None:
    """Wherever they stand and whatever stands around them: chimes and words that ring into them are in it."""
    known: dict[str, bytes] = {}
    for line in (placed(chapters), placed(others + chapters), placed(chapters + others)):
        mixture = Mixture(line, SAID)
        sound = whole(mixture)
        for window in windows(line):
            samples = cut(sound, window)
            assert known.setdefault(key("origin", mixture.origin(window)), samples) == samples


@given(CHAPTERS, st.integers(0, 7))
def test_a_part_is_that_of_the_whole(chapters: list[list[Cue]], chosen: int) -> None:
    """To the sample, however few are wanted; and together the pieces are as long."""
    mixture = Mixture(placed(chapters), SAID)
    wanted = windows(mixture.placed)[chosen % 3 :: 3]
    sound, parts = whole(mixture), numpy.concatenate(list(mixture.within(wanted)))
    assert len(parts) == len(sound)
    assert all(cut(parts, window) == cut(sound, window) for window in wanted)


ONE = (Speech("a", "Kneel."), Chime("a", "start"), Hold("a", 7.0, None, (Mark(2.0, "Breathe."),)), Pause("a", 2.0))
OTHERS: dict[str, tuple[Cue, ...]] = {
    "words": (Speech("a", "Breathe."), *ONE[1:]),
    "no chime": (ONE[0], *ONE[2:]),
    "another chime": (ONE[0], Chime("a", "release"), *ONE[2:]),
    "a longer hold": (*ONE[:2], Hold("a", 8.0, None, (Mark(2.0, "Breathe."),)), ONE[3]),
    "an optional hold": (*ONE[:2], Hold("a", 7.0, None, (Mark(2.0, "Breathe."),), is_optional=True), ONE[3]),
    "a later word": (*ONE[:2], Hold("a", 7.0, None, (Mark(2.5, "Breathe."),)), ONE[3]),
    "another word": (*ONE[:2], Hold("a", 7.0, None, (Mark(2.0, "Kneel."),)), ONE[3]),
    "no word": (*ONE[:2], Hold("a", 7.0), ONE[3]),
    "a longer wait": (*ONE[:3], Pause("a", 3.0)),
    "another order": (ONE[1], ONE[0], *ONE[2:]),
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_sounds_otherwise_is_made_of_something_else(other: str) -> None:
    """Each thing that a listener could hear."""
    everything = Window(0, None)
    first, second = (Mixture(placed([cues, ONE]), SAID) for cues in (ONE, OTHERS[other]))
    assert whole(first).tobytes() != whole(second).tobytes()
    assert first.origin(everything) != second.origin(everything)


def test_the_noise_its_level_and_the_voice_are_in_it() -> None:
    """Each by itself."""
    line, everything = placed([ONE, ONE]), Window(0, None)
    louder = Said({text: 2 * sound for text, sound in SAID.items()})
    mixtures = (Mixture(line, SAID), Mixture(line, louder), Mixture(line, SAID, -60.0))
    assert len({key("origin", one.origin(everything)) for one in mixtures}) == len(mixtures)


@pytest.fixture
def under(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The samples of all that is mixed."""
    lengths: list[int] = []
    make = mixing._pcm

    def counted(sound: Samples) -> Piece:
        lengths.append(len(sound))
        return make(sound)

    monkeypatch.setattr(mixing, "_pcm", counted)
    return lengths


def test_an_edit_mixes_its_own_part_alone(under: list[int]) -> None:
    """And what comes of it is what comes of mixing everything."""
    memory = Kept()

    def recorded(written: Article, memory: Memory) -> Narration:
        studio = Studio(written, Profile(), language_for("en-GB"), SilentVoice(140), memory=memory)
        return studio.narrate(SESSION, ("mp3", "aac", "small", "parts"))

    first = recorded(article(), memory)
    everything = sum(under)
    assert everything >= first.timeline.samples
    under.clear()
    assert recorded(article(), memory) == first
    assert under == []
    edited = article().model_copy(update={"title": "Another title"})
    again = recorded(edited, memory)
    assert 0 < sum(under) < everything / 2
    assert again == recorded(edited, Kept()) != first


def test_a_sound_that_is_only_given_is_known_by_its_samples() -> None:
    """As a composition is by its origin: both are encoded to the same bytes."""
    mixture = Mixture(placed([ONE, ONE]), SAID)
    ends = tuple(chapter.end for chapter in mixture.placed.chapters)
    made = [
        encode(one, RATE, 48, ("mp3", "aac"), ends, seams(mixture.placed), Kept()) for one in (mixture, list(mixture))
    ]
    assert made[0] == made[1]


def test_twice_as_many_chapters_are_looked_at_twice_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not four times: an hour of cues is not gone through for each of its windows."""
    looks: list[TimedCue] = []
    until = mixing._heard_until

    def counted(timed: TimedCue, speech: Said, rate: int) -> int:
        looks.append(timed)
        return until(timed, speech, rate)

    monkeypatch.setattr(mixing, "_heard_until", counted)
    counts = []
    for chapters in (20, 40):
        mixture = Mixture(placed([ONE] * chapters), SAID)
        for window in windows(mixture.placed):
            mixture.origin(window)
        counts.append(len(looks))
        looks.clear()
    assert counts[1] < 2.5 * counts[0]
