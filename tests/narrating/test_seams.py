"""Where a recording is cut, and that nothing but waits that are no dose is touched for it."""

from collections.abc import Iterator

import numpy
import pytest

from pubpipe.model.article import Article
from pubpipe.model.dose import Dose, Duration
from pubpipe.model.narration import Chapter, Hold, Pause, Script, Speech, TimedCue, Timeline, speeches
from pubpipe.model.recording import READING, SESSION, Recording
from pubpipe.narrating.mixing import Bed, Mixture, timeline
from pubpipe.narrating.readable import readable
from pubpipe.narrating.recordings import script_of
from pubpipe.narrating.seams import BEFORE, BEHIND, FADE, GRID, ROOM, lengthened, seams
from pubpipe.narrating.sounds import Samples, bed
from pubpipe.profile import Profile
from tests.narrating.said import Said
from tests.narrating.scripts import ENGLISH, article, stretch

RATE = 24_000
WORDS = tuple(f"Word {number}." for number in range(3))
OTHER = "Something else that takes much longer. " * 40
RESTING = article(
    stretch(Dose(hold=Duration(lower=5, upper=5), rest=Duration(lower=10, upper=10), repeat=None), notes=("Breathe.",))
)


def lengths(script: Script) -> dict[str, int]:
    """Of every text, by its letters."""
    return {speech.text: 999 * len(speech.text) for speech in speeches(script)}


def placed_of(written: Article, recording: Recording = SESSION) -> Timeline:
    """A recording of an article, placed in time."""
    script = script_of(recording, written, Profile(), ENGLISH)
    return timeline(script, lengths(script), RATE)


def cues(placed: Timeline) -> Iterator[TimedCue]:
    """All cues in order."""
    return (timed for chapter in placed.chapters for timed in chapter.cues)


def small(*waits: float, first: str = WORDS[0]) -> Timeline:
    """A timeline of short chapters with these waits at their ends."""
    texts = (first, *WORDS[1:])
    script = Script(
        "T",
        "en",
        tuple(Chapter(str(n), "C", (Speech("b", texts[n]), Pause("b", wait))) for n, wait in enumerate(waits)),
    )
    return timeline(script, {text: RATE + 7 * len(text) for text in texts}, RATE)


@pytest.mark.parametrize("recording", [SESSION, READING])
def test_every_chapter_but_the_first_has_a_seam_before_it(recording: Recording) -> None:
    """On the frames of every codec, with room on both sides in the wait, and a fixed way before the first word."""
    placed = placed_of(article(), recording)
    found = seams(placed)
    assert list(found) == sorted(set(found))
    assert {chapter.begin - BEHIND for chapter in placed.chapters[1:]} <= set(found)
    ends = {timed.end: timed for timed in cues(placed)}
    for seam in found:
        assert [seam % frame for frame in (576, 1152, 1024)] == [0, 0, 0]
        wait = ends[seam + BEHIND]
        assert isinstance(wait.cue, Pause)
        assert wait.begin <= seam - BEFORE - FADE


def test_what_is_said_of_a_hold_is_cut_off_from_the_steps() -> None:
    """So that a changed step leaves the holds as they are; and a reading has seams before the titles in a chapter."""
    session = placed_of(article())
    spoken = [timed for timed in cues(session) if isinstance(timed.cue, Speech)]
    blocks = [timed.cue.block for timed in spoken]
    first, last = blocks.index("kneel-s1"), blocks.index("kneel-s2")
    assert blocks[last + 1] == "kneel"
    assert [spoken[number].begin - BEHIND in seams(session) for number in (first, last, last + 1)] == [
        True,
        False,
        True,
    ]
    reading = placed_of(article(stretch(), stretch(id="lunge")), READING)
    titles = [timed for timed in cues(reading) if isinstance(timed.cue, Speech) and timed.cue.block == "lunge"]
    assert titles[0].begin - BEHIND in seams(reading)


@pytest.mark.parametrize("written", [article(), RESTING])
@pytest.mark.parametrize("recording", [SESSION, READING])
def test_only_waits_at_seams_are_longer_than_the_script_asks_for(written: Article, recording: Recording) -> None:
    """By less than half a second; holds, rests and words keep their time to the sample."""
    placed = placed_of(written, recording)
    for timed in cues(placed):
        if isinstance(timed.cue, Pause | Hold):
            longer = timed.end - timed.begin - round(timed.cue.seconds * RATE)
            assert 0 <= longer < GRID
            if longer:
                assert timed.end - BEHIND in seams(placed) or timed.end == placed.samples
                assert isinstance(timed.cue, Pause)
                assert timed.cue.seconds != 10


def test_a_wait_that_is_too_short_has_no_seam() -> None:
    """It keeps its length, and what follows is encoded with it."""
    short = (ROOM - 1) / RATE
    placed = small(short, 1.0, 1.0)
    assert placed.chapters[0].cues[-1].end - placed.chapters[0].cues[-1].begin == ROOM - 1
    assert seams(placed) == (placed.chapters[2].begin - BEHIND,)
    enough = TimedCue(Pause("b", 1.0), 5, 5 + ROOM)
    assert (lengthened(enough).end - BEHIND) % GRID == 0
    assert 0 <= lengthened(enough).end - enough.end < GRID
    said = TimedCue(Speech("b", "Word."), 0, 10 * ROOM)
    assert lengthened(said) == said
    assert seams(Timeline(RATE, ())) == ()


def sound(placed: Timeline) -> Samples:
    """All of it, with a voice that hums."""
    speech = {text: numpy.full(RATE + 7 * len(text), 0.1, numpy.float32) for text in (*WORDS, OTHER)}
    return numpy.concatenate(list(Mixture(placed, Said(speech)))).astype(numpy.float32)


def test_the_sound_of_a_part_does_not_depend_on_the_others() -> None:
    """From before its seam, where encoders find their stride, to as far behind its end as they look ahead."""
    one, other = small(1.0, 1.5, 1.0), small(1.0, 1.5, 1.0, first=OTHER)
    (first, second), (changed_first, changed_second) = seams(one), seams(other)
    assert first != changed_first
    part = sound(one)[first - BEFORE : second + BEHIND]
    assert (part == sound(other)[changed_first - BEFORE : changed_second + BEHIND]).all()
    assert (sound(one)[second - BEFORE :] == sound(other)[changed_second - BEFORE :]).all()


def test_the_noise_changes_over_without_a_click() -> None:
    """It is as loud as everywhere, and no step between two samples is higher than elsewhere."""
    noise = bed(RATE)
    changing = Bed(noise, (GRID * 5, GRID * 9)).under(0, GRID * 12)
    assert numpy.abs(numpy.diff(changing)).max() <= 1.1 * numpy.abs(numpy.diff(noise)).max()
    level = numpy.sqrt(numpy.convolve(changing**2, numpy.ones(RATE // 10) / (RATE // 10), "valid"))
    usual = numpy.sqrt(numpy.convolve(noise**2, numpy.ones(RATE // 10) / (RATE // 10), "valid"))
    assert usual.min() * 0.8 < level.min() < level.max() < usual.max() * 1.2


@pytest.mark.parametrize("size", [1, 7, FADE // 3, GRID])
def test_noise_in_pieces_is_the_noise_in_one(size: int) -> None:
    """Wherever it is cut."""
    whole = Bed(bed(RATE), (GRID * 2,))
    pieces = [whole.under(at, min(at + size, GRID * 3)) for at in range(GRID, GRID * 3, size)][: 40_000 // size + 3]
    joined = numpy.concatenate(pieces)
    assert (joined == whole.under(GRID, GRID + len(joined))).all()


def test_a_script_with_times_tells_how_long_is_waited() -> None:
    """A wait before a seam is a little longer than the script asks for, and the line says so."""
    script = Script("A title", "en-GB", (Chapter("a", "A", (Pause("a", 0.7), Pause("a", 1.0))), Chapter("b", "B", ())))
    placed = timeline(script, {}, 24_000)
    lines = readable(script, placed).splitlines()
    lasts = [cue.end - cue.begin for cue in placed.chapters[0].cues]
    assert lasts[-1] > 24_000
    assert [line.split("(")[1] for line in lines if "(" in line and "en-GB" not in line] == [
        f"{round(one / 24_000, 2):g} s)" for one in lasts
    ]
    assert "(0.7 s)" in readable(script)
