"""What a voice has said before: an utterance that is remembered is neither spoken nor asked about again.

Beside each sound lies its label, which is all that is read where nobody listens.
"""

from contextlib import suppress
from functools import cached_property

from pubpipe.memory import Memory
from pubpipe.narrating.labelled import Label
from pubpipe.narrating.remembering import code_of, key, sealed, unsealed
from pubpipe.narrating.voices.voice import BYTES_PER_SAMPLE, Sound, Utterance, Voice
from pubpipe.packing import packed, unpacked

_RATE_BYTES = 4
_HIGHEST_RATE = 768_000
"""Samples a second; what claims more is no sound of a voice."""


class Repertoire:
    """A voice and a memory. Only what the voice accepted and said whole is ever put there."""

    def __init__(self, voice: Voice, memory: Memory) -> None:
        self._voice, self._memory = voice, memory

    def recalled(self, utterance: Utterance) -> Sound | None:
        """Its sound; None if the voice has not said it, or if what is remembered cannot be right."""
        data = unsealed(self._memory.get(self._key(utterance)))
        if data is None or len(data) <= _RATE_BYTES or (len(data) - _RATE_BYTES) % BYTES_PER_SAMPLE:
            return None
        rate = int.from_bytes(data[:_RATE_BYTES], "big")
        return Sound(data[_RATE_BYTES:], rate) if 0 < rate <= _HIGHEST_RATE else None

    def label(self, utterance: Utterance) -> Label | None:
        """What is known of its sound; None if the voice has not said it."""
        data = unsealed(self._memory.get(self._key(utterance, "label")))
        with suppress(ValueError, TypeError):
            if data is not None:
                return Label(*unpacked(data)[0])
        return None

    def has(self, utterance: Utterance) -> bool:
        """Whether the voice has said it, and so can."""
        return self.label(utterance) is not None

    def keep(self, utterance: Utterance, sound: Sound) -> None:
        """Remembers its sound."""
        self._memory.put(self._key(utterance), sealed(sound.rate.to_bytes(_RATE_BYTES, "big") + sound.pcm))
        label = Label.of(sound)
        self._memory.put(self._key(utterance, "label"), sealed(packed([label.rate, label.samples, label.digest])))

    def sound(self, utterance: Utterance) -> Sound:
        """Its sound, which is spoken again where only its label was left. Raises VoiceError as the voice does."""
        sound = self.recalled(utterance)
        if sound is None:
            sound = self._voice.synthesise(utterance)
            self.keep(utterance, sound)
        return sound

    def _key(self, utterance: Utterance, kind: str = "utterance") -> str:
        said = [[one.word, one.respelling, one.ipa] for one in utterance.pronunciations]
        return key(kind, *self._speaker, utterance.text, said)

    @cached_property
    def _speaker(self) -> tuple[str, ...]:
        """The voice, and the code that refuses texts, speaks them and cuts and measures their sound."""
        code = (code_of("pubpipe.narrating.voices"), code_of("pubpipe", "decoding"))
        return (self._voice.name, self._voice.fingerprint, *code)
