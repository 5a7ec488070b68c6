"""The voice that comes with pubpipe: hibari's “heart”, an American woman, spoken on this machine.

hibari says nothing, without an error, where it meets a character that it does not know, and slows
down by the length of a sentence squared. So text is checked before it is spoken, spoken sentence
by sentence, and measured afterwards. Its own silence around each sentence (half a second and more,
growing with slowness) is cut off: pauses are the script's to place.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices.pace import Paces, speed_for
from pubpipe.narrating.voices.phonetics import phones, unreadable
from pubpipe.narrating.voices.respelling import PRIMARY, SECONDARY, Syllable, sounds, syllables
from pubpipe.narrating.voices.voice import (
    Pronunciation,
    Sound,
    Utterance,
    checked_length,
    from_letters,
    marked,
    unsayable,
)

if TYPE_CHECKING:
    # Loaded when it is to speak, and not where what it said before is only mixed: that takes a third of a second.
    from hibari import Hibari

SAMPLE_RATE = 24_000
"""hibari's, which the engine is asked about when it is loaded."""
SPEAKER = "heart"
SEED = 0
"""hibari's breath noise is random; with a seed it is the same every time."""

# Words a minute against hibari's speed, measured over the speech of the sample's session (887 words).
# It climbs in steps, since hibari gives each sound a whole number of 12.5 ms frames. Between two
# lines the speed is interpolated.
PACES: Paces = (
    (106, 0.5),
    (111, 0.55),
    (126, 0.6),
    (130, 0.65),
    (139, 0.67),
    (146, 0.7),
    (150, 0.74),
    (155, 0.79),
    (166, 0.8),
    (181, 0.82),
    (195, 0.9),
    (202, 1.0),
)

LONGEST_SENTENCE = 300
"""Characters. hibari splits longer ones only at punctuation, and its time grows with the square."""
SENTENCE_GAP = 0.45
"""Seconds between two sentences of one utterance."""
LEAD_IN, FADE_OUT = 0.05, 0.15
"""Seconds of hibari's own silence kept around a sentence, so that no first or last sound is cut."""
SPEECH_LEVEL = 0.003
"""Of full scale: quieter than the end of an s, louder than the noise around a sentence (below 0.0001)."""

SHORTEST_WORD = 2
"""Letters. A syllable of no more is read by its letters: “us” is not the pronoun, nor “i” the letter."""

# IPA as respelling.sounds writes it, against the one-letter sounds of hibari's alphabet (misaki).
_MISAKI = (
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("oʊ", "O"),
    ("aʊ", "W"),
    ("ɔɪ", "Y"),
    ("ɒ", "ɑ"),
    ("x", "k"),
    ("ː", ""),
)


@dataclass(frozen=True)
class HibariVoice:
    """hibari's “heart” at a speed (1.0: its natural one, about 200 words a minute)."""

    speed: float
    name: str = "hibari"
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """Engine and what does its arithmetic, versions, speaker, speed and seed."""
        engine = f"hibari {version('hibari-tts')} onnxruntime {version('onnxruntime')} numpy {version('numpy')}"
        return f"{engine} {SPEAKER} {self.speed!r} {SEED}"

    @cached_property
    def _engine(self) -> "Hibari":
        try:
            return _loaded(os.getpid())
        except Exception as error:  # ONNX Runtime's errors have no class in common
            raise VoiceError(
                f"The voice “{self.name}” cannot be loaded ({error}).",
                "Install it again with: pip install --force-reinstall 'hibari-tts[fast]'.",
            ) from error

    def _phonemes(self, text: str) -> str:
        """The sounds of a text in hibari's alphabet."""
        engine = self._engine
        try:
            return "".join(engine.phonemize(text))
        except Exception as error:
            raise self._failed(text, error) from error

    def _failed(self, text: str, error: Exception) -> VoiceError:
        return VoiceError(
            f"The voice “{self.name}” failed at “{text}” ({error}).",
            "Try again; if it fails again, write the sentence in another way.",
        )

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Characters that it drops, words that it has no sounds for, respellings that cannot be read."""
        text = from_letters(utterance)
        characters = unsayable(text)
        if characters:
            return characters
        words = dict.fromkeys(word for word in text.split() if any(char.isalnum() for char in word))
        return unreadable(utterance) + tuple(word for word in words if not self._can_say(word))

    def _can_say(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = any(char in self._engine.vocab for char in self._phonemes(word) if char.isalpha())
        return self._known[word]

    def synthesise(self, utterance: Utterance) -> Sound:
        """The utterance, sentence by sentence. Raises VoiceError if a sentence stays silent."""
        gap = numpy.zeros(round(SENTENCE_GAP * SAMPLE_RATE), numpy.float32)
        parts: list[NDArray[numpy.float32]] = []
        for sentence in _sentences(utterance.text):
            sound = _speech_only(self._spoken(self._marked(sentence, utterance), utterance))
            if not sound.size:
                raise VoiceError(
                    f"The voice “{self.name}” has no sound for “{sentence}”.", "Write the sentence in another way."
                )
            parts += [gap, sound] if parts else [sound]
        whole = numpy.concatenate(parts) if parts else gap[:0]
        pcm = numpy.rint(numpy.clip(whole, -1.0, 1.0) * 32767.0).astype("<i2")
        return checked_length(Sound(pcm.tobytes(), SAMPLE_RATE), utterance, self.name)

    def _spoken(self, marked_text: str, utterance: Utterance) -> NDArray[numpy.float32]:
        """One sentence as the engine says it."""
        engine = self._engine
        try:
            samples: NDArray[numpy.float32] = engine(marked_text, speed=self.speed, seed=SEED)
        except Exception as error:
            raise self._failed(utterance.text, error) from error
        if not numpy.isfinite(samples).all():
            raise self._failed(utterance.text, ValueError("its sound holds samples that are no numbers"))
        return samples

    def _marked(self, text: str, utterance: Utterance) -> str:
        """The text with hibari's inline mark, [word](/sounds/), on each word that has a pronunciation."""
        here = Utterance(text, utterance.pronunciations)
        return marked(here, lambda word, one: f"[{word}](/{self._sounds(one)}/)")

    def _sounds(self, pronunciation: Pronunciation) -> str:
        """A pronunciation in hibari's alphabet; nothing if it cannot be read."""
        try:
            if pronunciation.ipa:
                return _misaki("".join(phones(pronunciation.ipa)))
            words = syllables(pronunciation.respelling)
        except ValueError:
            return ""
        said = " ".join("".join(self._syllable(syllable) for syllable in word) for word in words)
        # Where one syllable ends with the sound that the next begins with, it is said once.
        return re.sub(r"([^\Waeiouˈˌ])\1", r"\1", said)

    def _syllable(self, syllable: Syllable) -> str:
        """Its sounds: those of the dictionary where it is a word (“calm”), those of its letters elsewhere."""
        letters, lexicon = syllable.letters, self._engine.g2p.lexicon
        is_word = len(letters) > SHORTEST_WORD and "h" not in letters[1:] and lexicon.is_known(letters, "NN")
        if not is_word:
            return _misaki(sounds(syllable))
        said = self._phonemes(letters).replace(SECONDARY, "")
        if PRIMARY not in said:
            first = re.search(r"[AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵻ]", said)
            said = f"{said[: first.start()]}{PRIMARY}{said[first.start() :]}" if first else said
        return said.replace(PRIMARY, syllable.mark)


def load_engine() -> None:
    """Load the engine and its dictionaries before they are asked for; what goes wrong shows when they are."""
    with suppress(Exception):
        _loaded(os.getpid()).phonemize("a")


@cache
def _loaded(_process: int) -> "Hibari":
    """The engine, which speaks at any speed, once for each process: a forked one has not its threads."""
    # ONNX Runtime, which hibari loads here, reports its use to its makers unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import hibari

    engine = hibari.Hibari(voice=SPEAKER)
    if engine.sample_rate != SAMPLE_RATE:
        raise ValueError(f"it speaks at {engine.sample_rate} samples a second")
    return engine


def _misaki(ipa: str) -> str:
    """Sounds in IPA, in hibari's letters."""
    for written, letter in _MISAKI:
        ipa = ipa.replace(written, letter)
    return ipa


def _speech_only(sound: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    """The sound from shortly before its first speech to shortly after its last; nothing if there is none."""
    loud = numpy.flatnonzero(numpy.abs(sound) > SPEECH_LEVEL)
    if not loud.size:
        return sound[:0]
    begin = max(0, int(loud[0]) - round(LEAD_IN * SAMPLE_RATE))
    kept = sound[begin : int(loud[-1]) + round(FADE_OUT * SAMPLE_RATE)].copy()
    for edge, length in ((slice(None), LEAD_IN), (slice(None, None, -1), FADE_OUT)):
        ramp = numpy.linspace(0.0, 1.0, min(len(kept), round(length * SAMPLE_RATE)), dtype=numpy.float32)
        kept[edge][: len(ramp)] *= ramp
    return kept


def _sentences(text: str) -> list[str]:
    """Sentences, the longest parted at their punctuation, or between words where there is none."""
    from hibari import Hibari

    parts: list[str] = []
    for sentence in Hibari.split_sentences(text):
        rest = sentence
        while len(rest) > LONGEST_SENTENCE:
            cuts = [match.end() for match in re.finditer(r"[,;:—]\s", rest[:LONGEST_SENTENCE])]
            cut = cuts[-1] if cuts else rest.rfind(" ", 0, LONGEST_SENTENCE) + 1 or LONGEST_SENTENCE
            parts.append(rest[:cut].rstrip())
            rest = rest[cut:]
        parts.append(rest)
    return [part for part in parts if any(char.isalnum() for char in part)]


def open_voice(language: str, words_per_minute: int) -> HibariVoice:
    """“Heart” at the speed that gives about so many words a minute. Raises ImportError where hibari is missing."""
    del language
    if find_spec("hibari") is None:
        raise ModuleNotFoundError("No module named 'hibari'")
    return HibariVoice(round(speed_for(words_per_minute, PACES), 3))
