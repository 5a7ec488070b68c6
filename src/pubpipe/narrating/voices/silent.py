"""A voice without a sound: every word takes its time, so that timing is tested without an engine."""

from dataclasses import dataclass

from pubpipe.narrating.voices.voice import BYTES_PER_SAMPLE, Sound, Utterance

RATE = 24_000


@dataclass(frozen=True, slots=True)
class SilentVoice:
    """Takes exactly 60 / words_per_minute seconds for each word, and refuses nothing."""

    words_per_minute: int
    name: str = "silent"

    @property
    def fingerprint(self) -> str:
        """Its rate is all that it is."""
        return f"silent {self.words_per_minute}"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Nothing: silence says everything equally well."""
        del utterance
        return ()

    def synthesise(self, utterance: Utterance) -> Sound:
        """Silence for as long as the words take."""
        samples = round(len(utterance.text.split()) * 60 / self.words_per_minute * RATE)
        return Sound(bytes(samples * BYTES_PER_SAMPLE), RATE)


def open_voice(language: str, words_per_minute: int) -> SilentVoice:
    """The silent voice of any language."""
    del language
    return SilentVoice(words_per_minute)
