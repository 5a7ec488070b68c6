"""Article to sound: script (what is heard), timeline (when), recording (the sound itself).

The script is pure data, and the sound follows it to the sample. The recording is made once and
every format that speaks uses it, so that none can say another thing than the next.
"""

from pubpipe.errors import VoiceError
from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration, Script
from pubpipe.narrating.readable import readable
from pubpipe.narrating.script import build_script
from pubpipe.narrating.synthesis import Progress, unspeakable
from pubpipe.narrating.voices import VOICES, Voice, VoiceEntry, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import Language

__all__ = [
    "VOICES",
    "Progress",
    "Voice",
    "VoiceEntry",
    "build_script",
    "findings",
    "narrate",
    "open_voice",
    "readable",
]

FULL_SCALE = 32768.0


def findings(article: Article, profile: Profile, language: Language, voice: Voice) -> tuple[Finding, ...]:
    """What the voice could not say of the article, for reporting beside other findings; makes no sound."""
    return unspeakable(build_script(article, profile, language), article, voice)


def narrate(
    article: Article, profile: Profile, language: Language, voice: Voice, progress: Progress | None = None
) -> Narration:
    """The article's narration.

    progress is called with (done, total) utterances. Raises VoiceError where the voice cannot say
    a text or fails, and SourceError where the second side of a stretch would have to be guessed.
    """
    return _recorded(build_script(article, profile, language), article, voice, progress)


def _recorded(script: Script, article: Article, voice: Voice, progress: Progress | None) -> Narration:
    # numpy, scipy and the encoder load only when there is something to record.
    import numpy

    from pubpipe.narrating.encoding import LOSS, encode
    from pubpipe.narrating.mastering import TARGET_LUFS, mastered
    from pubpipe.narrating.mixing import mixed, timeline
    from pubpipe.narrating.synthesis import synthesise

    sounds = synthesise(script, article, voice, progress)
    rates = {sound.rate for sound in sounds.values()}
    if len(rates) != 1:
        raise VoiceError(f"The voice “{voice.name}” changed its sample rate: {sorted(rates)}.", "Choose another voice.")
    rate = rates.pop()
    spoken = (numpy.frombuffer(sound.pcm, "<i2").astype(numpy.float32) / FULL_SCALE for sound in sounds.values())
    speech = dict(zip(sounds, mastered(spoken, rate, TARGET_LUFS + LOSS), strict=True))
    placed = timeline(script, {text: len(sound) for text, sound in speech.items()}, rate)
    return Narration(script, placed, voice.name, encode(mixed(placed, speech), rate))
