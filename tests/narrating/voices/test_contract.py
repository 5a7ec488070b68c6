"""What is asked of every voice that can be heard without a network, one after the other."""

import subprocess
import sys
from itertools import count
from unittest.mock import patch

import espeakng_loader
import numpy
import pytest
from hibari import Hibari
from piper import PiperVoice

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices import VOICES, Voice, open_voice
from pubpipe.narrating.voices.voice import Pronunciation, Utterance

SPEAKING = tuple(entry.name for entry in VOICES if not entry.online and entry.name != "silent")
TEXT = Utterance("Bend your left knee slowly. Hold for 20 seconds, and breathe.")
CUES = (
    "Stretch 1 of 3: Hip flexor stretch.",
    "Do each stretch only as far as you can without pain.",
    "Your hip flexors are the muscles that lift your thigh.",
    "You should feel a stretch, but it should not hurt.",
    "If it hurts, ease off or stop.",
    "Kneel on your right knee.",
    "Hold for 20 to 30 seconds.",
    "Repeat 3 times.",
)
ENGINES = {
    "hibari": (Hibari, "__call__"),
    "piper": (PiperVoice, "phoneme_ids_to_audio"),
    "espeak-ng": (espeakng_loader, "get_library_path"),
}
"""Where each engine can be made to fail: what it is asked for, time after time."""
TERM = Pronunciation("iliopsoas", "ilio-SO-as")


@pytest.fixture(scope="module", params=SPEAKING)
def voice(request: pytest.FixtureRequest) -> Voice:
    """Each voice at the usual pace, opened once."""
    return open_voice(request.param, "en-GB", 140)


def test_the_voices_under_this_contract_are_those_of_the_table() -> None:
    """A voice that is added is held to it; one that is missing here was never tested."""
    assert SPEAKING == ("hibari", "piper", "espeak-ng")


def test_the_same_text_gives_the_same_bytes_whatever_was_said_before(voice: Voice) -> None:
    """In another instance too."""
    first = voice.synthesise(TEXT)
    other = open_voice(voice.name, "en-GB", 140)
    other.synthesise(Utterance("And release."))
    assert other.synthesise(TEXT) == first
    assert voice.synthesise(TEXT) == first
    assert other.fingerprint == voice.fingerprint


def test_the_same_text_gives_the_same_bytes_in_another_process(voice: Voice) -> None:
    """Two builds are two processes."""
    code = (
        "import hashlib; from pubpipe.narrating.voices import open_voice; "
        "from pubpipe.narrating.voices.voice import Utterance; "
        f"voice = open_voice({voice.name!r}, 'en-GB', 140); "
        f"print(hashlib.sha256(voice.synthesise(Utterance({TEXT.text!r})).pcm).hexdigest())"
    )
    one, two = (subprocess.check_output([sys.executable, "-c", code], text=True) for _ in range(2))
    assert one == two


def test_it_lasts_as_long_as_speech_does(voice: Voice) -> None:
    """Eleven words, around 140 a minute, and the pauses at their punctuation."""
    assert 3.5 < voice.synthesise(TEXT).seconds < 7.5


def test_it_is_heard(voice: Voice) -> None:
    """Loud, unclipped, and with no gap that a listener would take for the end."""
    sound = voice.synthesise(TEXT)
    level = numpy.abs(numpy.frombuffer(sound.pcm, "<i2").astype(int))
    assert 3_000 < level.max() <= 32_767
    assert numpy.count_nonzero(level >= 32_767) < 10
    loud = numpy.flatnonzero(level > 300)
    assert numpy.diff(loud).max() < 0.8 * sound.rate


@pytest.mark.parametrize("text", ["left 😀 leg", "left\x07leg", "нога", "مرحبا", "日本", "½", "…", ""])
def test_what_it_would_leave_out_is_refused_beforehand(voice: Voice, text: str) -> None:
    """Named, so that the author can find it."""
    assert voice.refused(Utterance(text))


@pytest.mark.parametrize("text", ["Left.", "2.", "Bend your knee, “slowly”.", "Zürich café [sic]", "a < b"])
def test_what_is_not_refused_has_a_sound(voice: Voice, text: str) -> None:
    """Nothing between the two: refused, or heard."""
    if not voice.refused(Utterance(text)):
        sound = voice.synthesise(Utterance(text))
        assert numpy.abs(numpy.frombuffer(sound.pcm, "<i2").astype(int)).max() > 1_000


def test_plain_text_is_refused_by_none(voice: Voice) -> None:
    """Refusing is for what cannot be said."""
    assert voice.refused(TEXT) == ()


@pytest.mark.parametrize("one", [TERM, Pronunciation("iliopsoas", ipa="ˌɪlioʊˈsoʊəs")], ids=["respelling", "IPA"])
def test_a_pronunciation_changes_the_sound(voice: Voice, one: Pronunciation) -> None:
    """Whether an author respelled it or a lexicon gives its IPA."""
    said = Utterance("The iliopsoas is a muscle.", (one,))
    assert voice.refused(said) == ()
    assert voice.synthesise(said) != voice.synthesise(Utterance(said.text))


@pytest.mark.parametrize("one", [Pronunciation("нога", "noh-GAH"), Pronunciation("нога", ipa="nɑˈɡɑ")])
def test_a_word_in_another_script_is_said_as_its_pronunciation_says(voice: Voice, one: Pronunciation) -> None:
    """That is what the author is told to give; without one it is refused."""
    said = Utterance("Bend your нога slowly.", (one,))
    assert voice.refused(Utterance(said.text)) == ("н", "о", "г", "а")
    assert voice.refused(said) == ()
    assert voice.synthesise(said).seconds > voice.synthesise(Utterance("Bend your slowly.")).seconds


@pytest.mark.parametrize("one", [Pronunciation("psoas", "s0-as"), Pronunciation("psoas", ipa="ˈʙʙ")])
def test_a_pronunciation_that_cannot_be_read_is_refused(voice: Voice, one: Pronunciation) -> None:
    """Rather than guessed at."""
    assert voice.refused(Utterance("The psoas.", (one,))) == (one.ipa or one.respelling,)


def test_a_faster_pace_is_a_faster_voice(voice: Voice) -> None:
    """And another fingerprint, for a cache to tell them apart."""
    fast = open_voice(voice.name, "en-GB", 190)
    assert fast.synthesise(TEXT).seconds < 0.9 * voice.synthesise(TEXT).seconds
    assert fast.fingerprint != voice.fingerprint


def test_the_pace_asked_for_is_the_pace_spoken(voice: Voice) -> None:
    """Within a tenth on cues of a few words, of which no two lots have the same letters to a word."""
    seconds = sum(voice.synthesise(Utterance(text)).seconds for text in CUES)
    assert sum(len(text.split()) for text in CUES) * 60 / seconds == pytest.approx(140, rel=0.1)


def test_an_engine_that_dies_halfway_is_an_error_and_nothing_else(voice: Voice) -> None:
    """Not half an utterance; and once the engine is well again, the voice is what it was."""
    before = voice.synthesise(TEXT)
    home, part = ENGINES[voice.name]
    works, calls = getattr(home, part), count(1)

    def dies(*arguments: object, **options: object) -> object:
        if next(calls) == 2:
            raise OSError("the engine is gone")
        return works(*arguments, **options)

    with patch.object(home, part, dies), pytest.raises(VoiceError, match="the engine is gone") as caught:
        assert all(voice.synthesise(TEXT) == before for _ in range(2))
    assert "Bend your left knee" in caught.value.message
    assert caught.value.remedy
    assert voice.synthesise(TEXT) == before
