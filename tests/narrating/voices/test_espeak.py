"""The robot's voice, and our binding to its library."""

from pathlib import Path

import espeakng_loader
import numpy
import pytest

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices import open_voice
from pubpipe.narrating.voices.espeak import _MNEMONICS, AMERICAN, BRITISH, EspeakVoice
from pubpipe.narrating.voices.phonetics import CONSONANTS, VOWELS
from pubpipe.narrating.voices.voice import Pronunciation, Utterance

VOICE = EspeakVoice(BRITISH, 120)


@pytest.mark.parametrize("accent", [BRITISH, AMERICAN])
@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        ("car", "kɑːɹ"),
        ("therapy", "ˈθɛɹəpi"),
        ("letter", "ˈlɛtəɹ"),
        ("north", "nɔːɹθ"),
        ("thing", "θɪŋ"),
        ("judge", "dʒʌdʒ"),
        ("near", "nɪɹ"),
        ("lot", "lɒt"),
        ("goat", "ɡoʊt"),
    ],
)
def test_phones_sound_as_the_engine_says_the_word_itself(accent: str, word: str, ipa: str) -> None:
    """To the sample, in both accents: an r is silent in Britain where no vowel follows."""
    voice = EspeakVoice(accent, 120)
    given = Utterance(f"The {word}.", (Pronunciation(word, ipa=ipa),))
    assert voice.synthesise(given) == voice.synthesise(Utterance(f"The {word}."))


def test_a_respelling_is_spoken_as_sounds() -> None:
    """“SO-as” as the engine knows the word; its own guess at another word is replaced."""
    respelled = Utterance("The psoas.", (Pronunciation("psoas", ipa="ˈsoʊəz"),))
    assert VOICE.synthesise(respelled) == VOICE.synthesise(Utterance("The psoas."))
    other = Utterance("The psoas.", (Pronunciation("psoas", "puh-SO-as"),))
    assert VOICE.synthesise(other) != VOICE.synthesise(Utterance("The psoas."))


def test_brackets_in_the_text_are_not_read_as_phonemes() -> None:
    """Two of them begin phonemes, but only ours may."""
    assert VOICE.synthesise(Utterance("See [[note]] one.")) == VOICE.synthesise(Utterance("See ((note)) one."))


def test_the_accent_follows_the_language_tag() -> None:
    """British unless the article is American."""
    american, british = open_voice("espeak-ng", "en-US", 140), open_voice("espeak-ng", "en-GB", 140)
    text = Utterance("The car park.")
    assert american.synthesise(text) != british.synthesise(text)
    assert open_voice("espeak-ng", "en", 140) == british


def test_speech_is_heard_from_its_first_to_its_last_moment() -> None:
    """Pauses are the script's to place."""
    sound = VOICE.synthesise(Utterance("Keep your hips level."))
    loud = numpy.flatnonzero(numpy.abs(numpy.frombuffer(sound.pcm, "<i2").astype(int)) > 327)
    assert loud[0] < 0.1 * sound.rate
    assert sound.samples - loud[-1] < 0.3 * sound.rate


def test_a_failing_library_is_an_error_that_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing accent, missing data, a file that is no library; afterwards the voice works as before."""
    text = Utterance("Bend your left knee.")
    before = VOICE.synthesise(text)
    with pytest.raises(VoiceError, match="failed at “Bend your left knee"):
        EspeakVoice("gmw/none", 120).synthesise(text)
    broken = tmp_path / "libespeak-ng.so"
    broken.write_bytes(b"no library")
    with monkeypatch.context() as patched:
        patched.setattr(espeakng_loader, "get_library_path", lambda: str(broken))
        with pytest.raises(VoiceError, match="failed at") as caught:
            VOICE.synthesise(text)
    assert "pip install" in caught.value.remedy
    with monkeypatch.context() as patched:
        patched.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path / "none"))
        with pytest.raises(VoiceError, match="failed at"):
            VOICE.synthesise(text)
    assert VOICE.synthesise(text) == before


def test_every_phone_of_a_lexicon_has_a_name_in_the_engine() -> None:
    """What it has no name for it would read as something else."""
    assert set(_MNEMONICS) >= VOWELS | CONSONANTS
