"""Cues to samples, exactly."""

from collections.abc import Sequence

import numpy
import pytest

from pubpipe.model.narration import Chapter, Chime, Cue, Hold, Mark, Pause, Script, Speech, Timeline
from pubpipe.narrating.mixing import mixed, timeline
from pubpipe.narrating.sounds import Samples, TickKind, bed, chime, tick
from tests.narrating.said import Said

RATE = 24_000
GUIDED = (Speech("a", "Hold."), Chime("a", "start"), Hold("a", 3.0), Chime("a", "release"), Pause("a", 2.5))


def placed(*cues: Cue) -> Timeline:
    """The cues as one chapter, “Hold.” being half a second long."""
    return timeline(Script("t", "en", (Chapter("one", "One", cues),)), {"Hold.": RATE // 2}, RATE)


def whole(line: Timeline, speech: Samples | None = None) -> Samples:
    """The mixed sound in one piece, full scale being 1."""
    said = numpy.zeros(RATE // 2, numpy.float32) if speech is None else speech
    return (numpy.concatenate(list(mixed(line, Said({"Hold.": said})))) / 32767.0).astype(numpy.float32)


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
    pieces = list(mixed(line, Said({"Hold.": numpy.zeros(RATE // 2, numpy.float32)})))
    assert [len(piece) for piece in pieces] == [cue.end - cue.begin for cue in line.chapters[0].cues]


def test_a_hold_lasts_exactly_its_seconds_between_its_chimes() -> None:
    """From the onset of one chime to the onset of the other it is the dose, to the sample: a chime is an instant."""
    _, start, hold, release, _ = placed(*GUIDED).chapters[0].cues
    assert hold.end - hold.begin == 3 * RATE
    assert release.begin - start.begin == 3 * RATE
    assert start.begin == start.end


def ticks(seconds: int, steady: Sequence[int], closing: Sequence[int], kind: TickKind = "steady") -> Samples:
    """A hold's sound with ticks of a kind, and with those of the last seconds, at the seconds given."""
    sound = numpy.zeros(seconds * RATE, numpy.float32)
    kinds: tuple[tuple[Sequence[int], TickKind], ...] = ((steady, kind), (closing, "closing"))
    for places, kind_there in kinds:
        for second in places:
            knock = tick(RATE, kind_there)
            sound[second * RATE : second * RATE + len(knock)] = knock
    return sound


@pytest.mark.parametrize(
    ("hold", "steady", "kind", "closing"),
    [
        (Hold("a", 8.0), (1, 2), "steady", (3, 4, 5, 6, 7)),
        (Hold("a", 3.0), (), "steady", (1, 2)),
        (Hold("a", 8.0, is_optional=True), (1, 2), "quiet", (3, 4, 5, 6, 7)),
    ],
)
def test_a_tick_marks_each_second_and_another_the_last_five(
    hold: Hold, steady: Sequence[int], kind: TickKind, closing: Sequence[int]
) -> None:
    """None at its ends, where the chimes are; an optional stay is quieter but for its last seconds."""
    sound = without_bed(whole(placed(hold)))
    assert numpy.abs(sound - ticks(round(hold.seconds), steady, closing, kind)).max() < 1e-4


def test_the_kinds_of_ticks_sound_different() -> None:
    """The last ones higher and louder, so that nobody has to count; those of a stay out of the way."""
    steady, quiet, closing = tick(RATE), tick(RATE, "quiet"), tick(RATE, "closing")
    assert abs(numpy.corrcoef(steady, closing)[0, 1]) < 0.5
    assert numpy.abs(closing).max() > numpy.abs(steady).max() > 2 * numpy.abs(quiet).max()


def test_words_lie_over_a_running_hold_without_making_it_longer() -> None:
    """Each from its own second on, with the ticks under them."""
    said = numpy.full(RATE // 2, 0.25, numpy.float32)
    line = placed(Hold("a", 8.0, marks=(Mark(4.25, "Hold."),)), Pause("a", 1.0))
    assert line.samples == 9 * RATE
    expected = numpy.zeros(9 * RATE, numpy.float32)
    expected[: 8 * RATE] = ticks(8, (1, 2), (3, 4, 5, 6, 7))
    expected[round(4.25 * RATE) : round(4.75 * RATE)] += said
    assert numpy.abs(without_bed(whole(line, said)) - expected).max() < 1e-4


def test_words_too_long_for_their_hold_are_heard_to_their_end() -> None:
    """They go on under what follows, and nothing moves."""
    said = numpy.full(RATE // 2, 0.25, numpy.float32)
    line = placed(Hold("a", 1.0, marks=(Mark(0.75, "Hold."),)), Pause("a", 1.0))
    sound = without_bed(whole(line, said))
    assert line.samples == 2 * RATE
    assert sound[round(0.75 * RATE) : round(1.25 * RATE)] == pytest.approx(0.25, abs=1e-3)


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


def test_the_bed_goes_on_the_same_whatever_is_said_over_it() -> None:
    """Words are heard once, and not again when the bed has come round."""
    said = numpy.full(RATE // 2, 0.25, numpy.float32)
    sound = without_bed(whole(placed(Speech("a", "Hold."), Pause("a", 20.0), Pause("a", 40.0)), said))
    assert numpy.abs(sound[: len(said)] - said).max() < 1e-4
    assert numpy.abs(sound[len(said) :]).max() < 1e-4


def test_speech_that_would_clip_with_the_bed_is_kept_in_range() -> None:
    """No sample wraps around."""
    loud = numpy.ones(RATE // 2, numpy.float32)
    assert whole(placed(Speech("a", "Hold.")), loud).max() == pytest.approx(1.0)
