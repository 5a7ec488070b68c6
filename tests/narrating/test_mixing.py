"""Cues to samples, exactly."""

import numpy
import pytest

from pubpipe.model.narration import Chapter, Chime, Cue, Hold, Pause, Script, Speech, Timeline
from pubpipe.narrating.mixing import mixed, timeline
from pubpipe.narrating.sounds import CHIME_CUE_SECONDS, Samples, bed, chime, tick

RATE = 24_000
GUIDED = (Speech("a", "Hold."), Chime("a", "start"), Hold("a", 3.0), Chime("a", "release"), Pause("a", 2.5))


def placed(*cues: Cue) -> Timeline:
    """The cues as one chapter, “Hold.” being half a second long."""
    return timeline(Script("t", "en", (Chapter("one", "One", cues),)), {"Hold.": RATE // 2}, RATE)


def whole(line: Timeline, speech: Samples | None = None) -> Samples:
    """The mixed sound in one piece, full scale being 1."""
    said = numpy.zeros(RATE // 2, numpy.float32) if speech is None else speech
    return (numpy.concatenate(list(mixed(line, {"Hold.": said}))) / 32767.0).astype(numpy.float32)


def without_bed(sound: Samples) -> Samples:
    """The sound less the bed that lies under it from its first sample on."""
    return sound - bed(RATE)[numpy.arange(len(sound)) % len(bed(RATE))]


def test_cues_and_chapters_follow_each_other_without_gaps() -> None:
    """Every time is a whole number of samples."""
    first, second = (Speech("a", "Hold."), Pause("a", 0.1)), (Pause("b", 1.0),)
    script = Script("t", "en", (Chapter("one", "One", first), Chapter("two", "Two", second)))
    line = timeline(script, {"Hold.": 7}, RATE)
    edges = [(cue.begin, cue.end) for chapter in line.chapters for cue in chapter.cues]
    assert edges == [(0, 7), (7, 2407), (2407, 26407)]
    assert [(chapter.begin, chapter.end) for chapter in line.chapters] == [(0, 2407), (2407, 26407)]


def test_each_piece_is_as_long_as_its_cue() -> None:
    """The sound follows the timeline to the sample."""
    line = placed(*GUIDED)
    pieces = list(mixed(line, {"Hold.": numpy.zeros(RATE // 2, numpy.float32)}))
    assert [len(piece) for piece in pieces] == [cue.end - cue.begin for cue in line.chapters[0].cues]


def test_a_hold_lasts_exactly_its_seconds_between_its_chimes() -> None:
    """From the onset of one chime to the onset of the other it is the dose and the start cue's tenth of a second."""
    hold = placed(*GUIDED).chapters[0].cues[2]
    assert hold.end - hold.begin == 3 * RATE
    assert CHIME_CUE_SECONDS["start"] <= 0.25


def test_a_tick_marks_each_full_second_within_a_hold() -> None:
    """None at its ends, where the chimes are."""
    line = placed(Hold("a", 4.0))
    sound = without_bed(whole(line))
    expected = numpy.zeros(4 * RATE, numpy.float32)
    for second in (1, 2, 3):
        expected[second * RATE : second * RATE + len(tick(RATE))] = tick(RATE)
    assert numpy.abs(sound - expected).max() < 1e-4


def test_a_chime_rings_on_under_what_follows() -> None:
    """It is not cut where its cue ends."""
    line = placed(Chime("a", "start"), Pause("a", 2.0))
    sound = without_bed(whole(line))
    assert numpy.abs(sound[: len(chime("start", RATE))] - chime("start", RATE)).max() < 1e-4


def test_the_two_chimes_differ() -> None:
    """A listener with closed eyes knows the start from the release."""
    assert numpy.corrcoef(chime("start", RATE), chime("release", RATE))[0, 1] < 0.5


def test_nothing_is_silent_and_the_bed_has_no_seam() -> None:
    """Pauses longer than the bed go on without a gap or a jump."""
    sound = whole(placed(Pause("a", 40.0)))
    loud = numpy.flatnonzero(numpy.abs(sound) > 2 / 32767)
    assert numpy.diff(loud).max() < 0.02 * RATE
    steps = numpy.abs(numpy.diff(sound))
    assert steps[len(bed(RATE)) - 1] <= steps.max() < 0.01


def test_speech_that_would_clip_with_the_bed_is_kept_in_range() -> None:
    """No sample wraps around."""
    loud = numpy.ones(RATE // 2, numpy.float32)
    assert whole(placed(Speech("a", "Hold.")), loud).max() == pytest.approx(1.0)
