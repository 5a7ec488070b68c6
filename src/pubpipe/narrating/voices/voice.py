"""What a voice is given, what it gives back, and what every voice must be held to."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pubpipe.errors import VoiceError

BYTES_PER_SAMPLE = 2
FASTEST_LETTERS_PER_SECOND = 45.0
"""No voice speaks faster and is understood: auctioneers reach some 25 letters a second (400 words a minute)."""
SLOWEST_SECONDS_PER_LETTER = 1.0
"""A voice that takes longer for a letter is stuck."""
PAUSES_ALLOWED = 3.0
"""Seconds that an utterance of any length may take on top, for pauses at its punctuation."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound as PCM: signed 16-bit little-endian samples, one channel, `rate` of them a second."""

    pcm: bytes
    rate: int

    @property
    def samples(self) -> int:
        """How many samples it has."""
        return len(self.pcm) // BYTES_PER_SAMPLE

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.samples / self.rate


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word is said.

    respelling: in syllables, the stressed one in capitals, as in “ilio-SO-as”; ipa: in the
    International Phonetic Alphabet, which wins where there are both. One of the two is given.
    """

    word: str
    respelling: str = ""
    ipa: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the word, whole, however it is capitalised."""
        return re.compile(rf"(?<!\w){re.escape(self.word)}(?!\w)", re.IGNORECASE)


def pronunciation(word: str, said: str) -> Pronunciation:
    """How a word is said, as an article has it: IPA between slashes, or a respelling."""
    if len(said) > 2 and said[0] == said[-1] == "/":
        return Pronunciation(word, ipa=said[1:-1])
    return Pronunciation(word, said)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech in spoken form, with the pronunciations of words in it."""

    text: str
    pronunciations: tuple[Pronunciation, ...] = ()


class Voice(Protocol):
    """A voice. The same utterance gives the same bytes, however often and in whatever order it is asked for."""

    @property
    def name(self) -> str:
        """As in the table of voices."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the sound of a text may change: engine, version, speaker, rate."""
        ...

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """What the voice would leave out or garble, as written; empty when it can say it all. Makes no sound."""
        ...

    def synthesise(self, utterance: Utterance) -> Sound:
        """The utterance as sound. Raises VoiceError rather than return part of it."""
        ...


def marked(utterance: Utterance, mark: Callable[[str, Pronunciation], str]) -> str:
    """The text with each word that has a pronunciation as `mark` writes it, given the word as it stands there.

    Of two words that begin at one place the longer wins, and what `mark` wrote is not searched again.
    """
    known = sorted(utterance.pronunciations, key=lambda one: -len(one.word))
    if not known:
        return utterance.text
    words = re.compile("|".join(f"({one.pattern.pattern})" for one in known), re.IGNORECASE)
    return words.sub(lambda found: mark(found[0], known[(found.lastindex or 1) - 1]), utterance.text)


def unbracketed(utterance: Utterance) -> Utterance:
    """The utterance with round brackets for square ones, of which two begin phonemes for some engines."""
    return Utterance(utterance.text.translate({ord("["): "(", ord("]"): ")"}), utterance.pronunciations)


def respelled(utterance: Utterance) -> str:
    """The text for a voice that takes nothing but text: words with a respelling are respelled for it."""
    return marked(utterance, lambda word, one: one.respelling.lower() or word)


def from_letters(utterance: Utterance) -> str:
    """What an engine has to say from its letters: a plain word stands for each that has a pronunciation."""
    return marked(utterance, lambda _word, _one: "it")


def unsayable(text: str) -> tuple[str, ...]:
    """The characters that an engine for a language in Latin letters drops without a word, each once, in order.

    Letters of other scripts, emoji and other symbols, control characters. Punctuation may be
    silent, as a pause or not at all; but a text of nothing else is itself what cannot be said.
    """
    if not any(char.isalnum() for char in text):
        return (text,)
    return tuple(dict.fromkeys(char for char in text if not _is_sayable(char)))


def _is_sayable(char: str) -> bool:
    category = unicodedata.category(char)
    if category[0] == "L":
        return "LATIN" in unicodedata.name(char, "")
    if category == "Nd":
        return char.isascii()
    return char == " " or category[0] == "P" or char in "+%$£€" or (category[0] == "M" and char <= "\u036f")


def checked_length(sound: Sound, utterance: Utterance, voice: str) -> Sound:
    """The sound itself, if it can be the whole utterance. Raises VoiceError where it is too short or too long."""
    letters = sum(char.isalnum() for char in utterance.text)
    shortest = letters / FASTEST_LETTERS_PER_SECOND
    longest = letters * SLOWEST_SECONDS_PER_LETTER + PAUSES_ALLOWED
    if not shortest <= sound.seconds <= longest or not sound.samples:
        raise VoiceError(
            f"The voice “{voice}” made {sound.seconds:.2f} seconds of sound for “{utterance.text}”, "
            "which cannot be all of it.",
            "Write the sentence in another way, or choose another voice (`pubpipe voices`).",
        )
    return sound
