"""What a voice has said before: an utterance that is remembered is neither spoken nor asked about again."""

from functools import cached_property

from pubpipe.narrating.remembering import Memory, code_of, key, sealed, unsealed
from pubpipe.narrating.voices.voice import BYTES_PER_SAMPLE, Sound, Utterance, Voice

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

    def has(self, utterance: Utterance) -> bool:
        """Whether the voice has said it, and so can."""
        return self.recalled(utterance) is not None

    def keep(self, utterance: Utterance, sound: Sound) -> None:
        """Remembers its sound."""
        self._memory.put(self._key(utterance), sealed(sound.rate.to_bytes(_RATE_BYTES, "big") + sound.pcm))

    def _key(self, utterance: Utterance) -> str:
        said = [[one.word, one.respelling, one.ipa] for one in utterance.pronunciations]
        return key("utterance", *self._speaker, utterance.text, said)

    @cached_property
    def _speaker(self) -> tuple[str, ...]:
        """The voice, and the code that refuses texts, speaks them and cuts and measures their sound."""
        code = (code_of("pubpipe.narrating.voices"), code_of("pubpipe", "decoding"))
        return (self._voice.name, self._voice.fingerprint, *code)
