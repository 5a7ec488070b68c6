"""The voice that comes with pubpipe."""

import subprocess
import sys

import numpy
import pytest

from pubpipe.errors import VoiceError
from pubpipe.narrating import voices
from pubpipe.narrating.voices import open_voice
from pubpipe.narrating.voices.hibari import LONGEST_SENTENCE, PACES, HibariVoice, _sentences
from pubpipe.narrating.voices.pace import speed_for
from pubpipe.narrating.voices.phonetics import CONSONANTS, VOWELS
from pubpipe.narrating.voices.voice import Pronunciation, Utterance

TERMS = (
    ("iliopsoas", "ilio-SO-as", "ˌɪliOsˈOæs"),
    ("piriformis", "pirri-FOR-mis", "pˌɪɹifˈɔɹmɪs"),
    ("gluteals", "GLUE-tee-als", "ɡlˈutiælz"),
    ("sciatic", "sigh-ATTIC", "sIˈæTɪk"),
    ("Sciaticalm", "sigh-ATTIC-calm", "sIˈæTɪkɑm"),
)


@pytest.fixture(scope="module")
def voice() -> HibariVoice:
    """The voice at its usual pace, loaded once."""
    opened = open_voice("hibari", "en-GB", 140)
    assert isinstance(opened, HibariVoice)
    return opened


def test_the_same_text_gives_the_same_bytes(voice: HibariVoice) -> None:
    """From another instance too, and whatever was said before."""
    text = Utterance("Bend your left knee. Hold for 20 to 30 seconds.")
    first = voice.synthesise(text)
    other = open_voice("hibari", "en-GB", 140)
    other.synthesise(Utterance("And release."))
    assert other.synthesise(text) == first
    assert voice.synthesise(text) == first


def test_speech_is_heard_from_its_first_to_its_last_moment(voice: HibariVoice) -> None:
    """The engine's own half second of silence at either end is gone."""
    sound = numpy.abs(numpy.frombuffer(voice.synthesise(Utterance("Keep your hips level.")).pcm, "<i2").astype(int))
    loud = numpy.flatnonzero(sound > 327)
    assert loud[0] < 0.1 * 24_000
    assert len(sound) - loud[-1] < 0.3 * 24_000


@pytest.mark.parametrize("text", ["left 😀 leg", "left\x07leg", "нога", "مرحبا", "日本", "½", "…"])
def test_what_it_would_leave_out_is_refused_beforehand(voice: HibariVoice, text: str) -> None:
    """The engine itself says nothing and raises nothing."""
    assert voice.refused(Utterance(text))


@pytest.mark.parametrize("text", ["Bend your knee, “slowly”.", "At 9 a.m. call NHS one one one.", "2.", "Zürich café"])
def test_what_it_can_say_is_not_refused(voice: HibariVoice, text: str) -> None:
    """And has a sound."""
    assert voice.refused(Utterance(text)) == ()
    assert voice.synthesise(Utterance(text)).seconds > 0.3


@pytest.mark.parametrize(("word", "respelling", "sounds"), TERMS)
def test_terms_are_pronounced_as_respelled(voice: HibariVoice, word: str, respelling: str, sounds: str) -> None:
    """Its phonemes, with the stress where the capitals are; word syllables (“calm”) as its dictionary has them."""
    utterance = Utterance(f"The {word}.", (Pronunciation(word, respelling),))
    assert voice.refused(utterance) == ()
    (phonemes,) = voice._engine.phonemize(voice._marked(utterance.text, utterance))
    assert phonemes.split(maxsplit=1)[1] == f"{sounds}."


def test_a_pronunciation_changes_the_sound(voice: HibariVoice) -> None:
    """It is not only carried along."""
    plain = voice.synthesise(Utterance("The iliopsoas."))
    assert voice.synthesise(Utterance("The iliopsoas.", (Pronunciation("iliopsoas", "ilio-SO-as"),))) != plain


def test_a_respelling_that_cannot_be_read_is_refused(voice: HibariVoice) -> None:
    """Before anything is spoken."""
    assert voice.refused(Utterance("The psoas.", (Pronunciation("psoas", "s0-as"),))) == ("s0-as",)


def test_long_sentences_are_parted_at_punctuation_or_between_words() -> None:
    """The engine's time grows with the square of a sentence's length; no word is lost or cut."""
    for text in ("breathe in, and breathe out, " * 40, "breathe in and breathe out " * 40):
        parts = _sentences(text)
        assert max(map(len, parts)) <= LONGEST_SENTENCE
        assert " ".join(parts).split() == text.split()


def test_a_faster_pace_is_a_faster_voice() -> None:
    """Within the profile's bounds every pace has a speed, rising with it."""
    speeds = [speed_for(pace, PACES) for pace in range(100, 201, 10)]
    assert speeds == sorted(speeds)
    assert 0.5 <= speeds[0] < speeds[-1] <= 1.0
    assert open_voice("hibari", "en", 120).fingerprint != open_voice("hibari", "en", 150).fingerprint


def test_every_phone_of_a_lexicon_has_a_letter_of_the_engine(voice: HibariVoice) -> None:
    """What it has no letter for it would leave out of the word."""
    letters = {phone: voice._sounds(Pronunciation("x", ipa=f"{phone}ə")) for phone in VOWELS | CONSONANTS}
    assert {phone: said for phone, said in letters.items() if not said or set(said) - set(voice._engine.vocab)} == {}


def test_the_engine_is_not_loaded_before_it_speaks() -> None:
    """Which takes a third of a second, and a recording of what it said before needs none of it."""
    code = (
        "import sys; from pubpipe.narrating.voices import open_voice; open_voice('hibari', 'en', 140).fingerprint;"
        "print([name for name in ('hibari', 'onnxruntime', 'scipy') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_that_it_is_not_installed_is_said_before_it_is_to_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what installs it."""
    monkeypatch.setattr("pubpipe.narrating.voices.hibari.find_spec", lambda _: None)
    voices._OPEN.clear()
    with pytest.raises(VoiceError, match="not installed") as caught:
        open_voice("hibari", "en", 140)
    assert "hibari-tts" in caught.value.remedy


FORKED = """
import os, signal
from pubpipe.narrating.voices import make_ready, open_voice
from pubpipe.narrating.voices.voice import Utterance
make_ready(None)
child = os.fork()
if not child:
    signal.alarm(60)
    make_ready(None)
    voice = open_voice("hibari", "en", 140)
    os._exit(0 if voice.synthesise(Utterance("Breathe out.")).pcm else 1)
print(os.waitpid(child, 0)[1])
"""


def test_a_forked_process_loads_an_engine_of_its_own() -> None:
    """It can neither use nor let go of its parent's, whose threads it has not."""
    found = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "0"
