"""espeak-ng: a robot's voice, clear and tireless, in its own library; no system package is needed.

espeak keeps the phase of its oscillators in the library's own variables from one text to the next,
so that the same text never sounds the same twice. Nothing in its interface resets them. So the
library is loaded afresh for each utterance (5 ms), which starts it from nothing every time.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from threading import Lock

import espeakng_loader

from pubpipe.errors import VoiceError
from pubpipe.narrating.voices.pace import Paces, speed_for
from pubpipe.narrating.voices.phonetics import GAP, VOWELS, R, phones_of, unreadable
from pubpipe.narrating.voices.respelling import PRIMARY, SECONDARY
from pubpipe.narrating.voices.voice import (
    BYTES_PER_SAMPLE,
    Pronunciation,
    Sound,
    Utterance,
    checked_length,
    from_letters,
    marked,
    unbracketed,
    unsayable,
)

BRITISH, AMERICAN = "gmw/en", "gmw/en-US"
"""Voice files of espeak-ng's data."""

PACES: Paces = ((101, 80), (120, 100), (143, 120), (168, 140), (191, 160), (215, 180))
"""Words a minute against espeak's speed, measured over the speech of the sample's session (887 words)."""

# espeak's names for phones, in its table for English; where the accents differ, each says its own.
_MNEMONICS = {phone: phone for phone in "pbtdkfvszhmnlwjxiu"} | {
    "aɪ": "aI", "aʊ": "aU", "eɪ": "eI", "oʊ": "oU", "ɔɪ": "OI", "iː": "i:", "ɪ": "I", "ɛ": "E", "æ": "a",
    "ɑː": "A:", "ɒ": "0", "ɔː": "O:", "ʊ": "U", "uː": "u:", "ʌ": "V", "ə": "@", "ɜː": "3:",
    "ɡ": "g", "θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɹ": "r", "tʃ": "tS", "dʒ": "dZ",
    PRIMARY: "'", SECONDARY: ",",
}  # fmt: skip
# A vowel with an r that no vowel follows: in Britain the r is silent, in America it colours the vowel.
_BEFORE_R = {"ɑː": "A@", "ɔː": "O@", "ɜː": "3:", "ə": "3", "ɛ": "e@", "ɪ": "i@3", "ʊ": "U@"}

_SYNCHRONOUS, _DO_NOT_EXIT = 2, 0x8000
_RATE = 1
_UTF8, _PHONEMES = 1, 0x100
_OK = 0
"""Values of espeak-ng's speak_lib.h."""

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """espeak-ng with an accent (its voice file) at a speed (its own measure of words a minute)."""

    accent: str
    speed: int
    name: str = "espeak-ng"

    @property
    def fingerprint(self) -> str:
        """Engine, version of the library's package, accent and speed."""
        return f"espeak-ng {version('espeakng-loader')} {self.accent} {self.speed}"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Characters that it spells out or drops, and pronunciations that cannot be read."""
        return unsayable(from_letters(utterance)) + unreadable(utterance)

    def synthesise(self, utterance: Utterance) -> Sound:
        """The utterance as sound. Raises VoiceError where the engine fails or stays silent."""
        try:
            sound = self._spoken(marked(unbracketed(utterance), _mnemonics))
        except OSError as error:
            raise VoiceError(
                f"The voice “{self.name}” failed at “{utterance.text}” ({error}).",
                "Install it again with: pip install --force-reinstall 'pubpipe[espeak]'.",
            ) from error
        if not any(sound.pcm):
            raise VoiceError(
                f"The voice “{self.name}” has no sound for “{utterance.text}”.", "Write it in another way."
            )
        return checked_length(sound, utterance, self.name)

    def _spoken(self, text: str) -> Sound:
        """The sound of marked text. Raises OSError where the library fails."""
        pcm = bytearray()

        def keep(samples: int | None, count: int, _events: int | None) -> int:
            if samples and count > 0:
                pcm.extend(ctypes.string_at(samples, count * BYTES_PER_SAMPLE))
            return 0

        callback = _Callback(keep)
        data = text.encode()
        with _fresh_library() as (library, rate):
            library.espeak_SetSynthCallback(callback)
            _expect_ok(library.espeak_SetVoiceByName(self.accent.encode()), "set the accent")
            _expect_ok(library.espeak_SetParameter(_RATE, self.speed, 0), "set the speed")
            flags = _UTF8 | _PHONEMES
            _expect_ok(library.espeak_Synth(data, len(data) + 1, 0, 1, 0, flags, None, None), "speak")
        return Sound(bytes(pcm), rate)


def _mnemonics(_word: str, pronunciation: Pronunciation) -> str:
    """A word as espeak takes phonemes: [[m'Vs@l]]."""
    phones = (*phones_of(pronunciation), GAP, GAP)
    said, skipped = "", False
    for at, (phone, after) in enumerate(pairwise(phones[:-1])):
        if skipped:
            skipped = False
        elif after == R and phone in _BEFORE_R and not _vowel_at(phones, at + 2):
            said, skipped = said + _BEFORE_R[phone], True
        else:
            said += _MNEMONICS.get(phone, "||" if phone == GAP else phone)
    return f"[[{said}]]"


def _vowel_at(phones: tuple[str, ...], at: int) -> bool:
    return phones[at] in VOWELS or (phones[at] in (PRIMARY, SECONDARY) and phones[at + 1] in VOWELS)


def _expect_ok(status: int, what: str) -> None:
    if status != _OK:
        raise OSError(f"espeak-ng could not {what}: status {status}")


@contextmanager
def _fresh_library() -> Iterator[tuple[ctypes.CDLL, int]]:
    """The library as if just started, with its samples a second; unloaded again afterwards."""
    with _ONE_AT_A_TIME:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        library.espeak_Synth.argtypes = (
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        )  # fmt: skip
        library.espeak_SetSynthCallback.argtypes = (_Callback,)
        try:
            data = os.fsencode(espeakng_loader.get_data_path())
            rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT)
            if rate <= 0:
                raise OSError("espeak-ng could not read its data")
            yield library, rate
        finally:
            library.espeak_Terminate()
            unload = ctypes.CDLL(None).dlclose
            unload.argtypes = (ctypes.c_void_p,)
            unload(library._handle)  # noqa: SLF001 - ctypes documents it and offers no other way


def open_voice(language: str, words_per_minute: int) -> EspeakVoice:
    """The accent of the language tag at the speed that gives about so many words a minute."""
    accent = AMERICAN if language == "en-US" else BRITISH
    return EspeakVoice(accent, round(speed_for(words_per_minute, PACES)))
