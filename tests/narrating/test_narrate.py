"""From article to recording, with the silent voice: exact times, real MP3."""

from dataclasses import dataclass

import numpy
import pytest

from pubpipe.decoding import decode
from pubpipe.errors import VoiceError
from pubpipe.findings import Code
from pubpipe.model.article import Article
from pubpipe.model.dose import Pace
from pubpipe.model.narration import Hold, Narration, Speech, Tone, speeches
from pubpipe.model.recording import SESSION
from pubpipe.narrating import findings, narrate, open_voice
from pubpipe.narrating.recordings import script_of
from pubpipe.narrating.sounds import Samples, chime
from pubpipe.narrating.voices.voice import Sound, Utterance
from pubpipe.profile import AudioSettings, Profile
from pubpipe.wording.listening_time import listening_time, rounded
from tests.narrating.scripts import ENGLISH, article, stretch
from tests.samples import every_block
from tests.support.spoken import placed

RATE = 24_000


@pytest.fixture(scope="module")
def recorded() -> Narration:
    """A short article, narrated."""
    return narrate(article(), Profile(), ENGLISH, open_voice("silent", "en-GB", 140))


@pytest.fixture(scope="module")
def heard(recorded: Narration) -> Samples:
    """The recording as a player hears it, full scale being 1."""
    return (numpy.frombuffer(decode(recorded.mp3, RATE).pcm, "<i2") / 32768.0).astype(numpy.float32)


def onset(sound: Samples, tone: Tone, about: int) -> int:
    """Where a chime begins, within half a second of a place."""
    shape = chime(tone, RATE)
    first = max(0, about - RATE // 2)
    window = sound[first : about + RATE // 2 + len(shape)]
    return first + int(numpy.correlate(window, shape, "valid").argmax())


def test_the_recording_is_the_script_placed_in_time(recorded: Narration) -> None:
    """Cue for cue, and every word takes its time."""
    assert recorded.script == script_of(SESSION, article(), Profile(), ENGLISH, recorded.timeline.seconds)
    assert recorded.voice == "silent"
    placed = [timed for chapter in recorded.timeline.chapters for timed in chapter.cues]
    assert [timed.cue for timed in placed] == [cue for chapter in recorded.script.chapters for cue in chapter.cues]
    for timed in placed:
        if isinstance(timed.cue, Speech):
            assert timed.end - timed.begin == round(len(timed.cue.text.split()) * 60 / 140 * RATE)


@pytest.mark.parametrize("written", [article(), every_block()], ids=["short", "every block"])
@pytest.mark.parametrize("pace", ["gentle", "full"])
def test_the_announced_length_is_the_true_one(written: Article, pace: Pace) -> None:
    """Within 5 %, with the words that announce it."""
    profile = Profile(audio=AudioSettings(pace=pace))
    spoken = placed(written, profile)
    (announced,) = (speech.text for speech in speeches(spoken.script) if "takes about" in speech.text)
    assert announced == f"This session takes about {listening_time(spoken.timeline.seconds, ENGLISH)}."
    assert rounded(spoken.timeline.seconds) == pytest.approx(spoken.timeline.seconds, rel=0.05)


def test_two_narrations_are_byte_identical(recorded: Narration) -> None:
    """Sound included."""
    assert narrate(article(), Profile(), ENGLISH, open_voice("silent", "en-GB", 140)) == recorded


def test_holds_are_as_long_in_the_file_as_their_dose(recorded: Narration, heard: Samples) -> None:
    """From chime to chime, in what a player decodes, within a quarter of a second."""
    holds = [timed for one in recorded.timeline.chapters for timed in one.cues if isinstance(timed.cue, Hold)]
    assert [hold.cue.is_optional for hold in holds if isinstance(hold.cue, Hold)] == [False, True] * 2
    for timed, stay in zip(holds[::2], holds[1::2], strict=True):
        assert isinstance(timed.cue, Hold)
        assert isinstance(stay.cue, Hold)
        start = onset(heard, "start", timed.begin)
        assert (onset(heard, "release", timed.end) - start) / RATE == pytest.approx(timed.cue.seconds, abs=0.05)
        whole = timed.cue.seconds + stay.cue.seconds
        assert (onset(heard, "release", stay.end) - start) / RATE == pytest.approx(whole, abs=0.05)


def test_the_file_is_as_long_as_its_timeline(recorded: Narration, heard: Samples) -> None:
    """But for what MP3 adds."""
    assert len(heard) / RATE == pytest.approx(recorded.timeline.seconds, abs=0.1)


def test_nothing_in_the_file_is_long_enough_silent_to_be_trimmed(heard: Samples) -> None:
    """Though the voice says nothing at all, no player finds 0.8 s of digital silence."""
    sounding = numpy.flatnonzero(numpy.abs(heard) > 1.5 / 32768)
    assert numpy.diff(sounding).max() < 0.8 * RATE


def test_progress_counts_the_utterances() -> None:
    """The last call says that all are done."""
    calls: list[tuple[int, int]] = []
    narrate(
        article(),
        Profile(),
        ENGLISH,
        open_voice("silent", "en-GB", 140),
        lambda done, total: calls.append((done, total)),
    )
    assert calls
    assert calls[-1][0] == calls[-1][1]


@dataclass
class FailingVoice:
    """Dies, or changes its rate, after some utterances."""

    says: int
    changes_rate: bool = False
    name: str = "failing"
    fingerprint: str = "failing"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """A certain character."""
        return ("😀",) if "😀" in utterance.text else ()

    def synthesise(self, utterance: Utterance) -> Sound:
        """A second of silence, as long as it can."""
        del utterance
        self.says -= 1
        if self.says < 0 and not self.changes_rate:
            raise VoiceError("The voice died.", "Try again.")
        return Sound(bytes(2 * RATE), RATE if self.says >= 0 else 16_000)


def test_a_voice_that_dies_halfway_fails_the_whole_recording() -> None:
    """There is no half a narration, and no other voice takes over."""
    with pytest.raises(VoiceError, match="died"):
        narrate(article(), Profile(), ENGLISH, FailingVoice(3))


def test_a_voice_that_changes_its_rate_is_refused() -> None:
    """It would play too fast or too slowly from there on."""
    with pytest.raises(VoiceError, match="changed its sample rate"):
        narrate(article(), Profile(), ENGLISH, FailingVoice(3, changes_rate=True))


def test_what_the_voice_cannot_say_is_reported_without_a_sound() -> None:
    """As findings, before any narration."""
    written = article(stretch(steps=("Sit down 😀.",)))
    voice = FailingVoice(0)
    assert [one.code for one in findings(written, Profile(), ENGLISH, voice)] == [Code.UNSPEAKABLE]
    assert voice.says == 0
