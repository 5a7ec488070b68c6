"""Article to sound: script (what is heard), timeline (when), recording (the sound itself).

The script is pure data, and the sound follows it to the sample. The recording is made once and
every format that speaks uses it, so that none can say another thing than the next.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from pubpipe.errors import VoiceError
from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration, Script, speeches
from pubpipe.narrating.readable import readable
from pubpipe.narrating.script import build_script
from pubpipe.narrating.synthesis import Progress, synthesise, unspeakable
from pubpipe.narrating.voices import VOICES, Voice, VoiceEntry, open_voice
from pubpipe.narrating.voices.voice import Sound
from pubpipe.profile import MASTERINGS, AudioSettings, Profile
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

ROUNDS = 4
"""How often the announced length is worded anew; the second wording is right but at the edge between two."""


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

    def write(seconds: float | None) -> Script:
        return build_script(article, profile, language, seconds)

    return _recorded(*_announced(write, article, voice, progress), voice, profile.audio)


def _announced(
    write: Callable[[float | None], Script], article: Article, voice: Voice, progress: Progress | None
) -> tuple[Script, Mapping[str, Sound]]:
    """The script that says how long its own recording takes, and its sounds.

    Only what has been spoken has a length, and saying it takes time as well: so the script is
    written again until its words are those of its length.
    """
    # numpy loads only when there is something to record; so do scipy and the encoder below.
    from pubpipe.narrating.mixing import timeline

    script = write(None)
    sounds = synthesise(script, article, voice, progress)
    for _ in range(ROUNDS):
        lengths = {text: sound.samples for text, sound in sounds.items()}
        again = write(timeline(script, lengths, _rate(sounds, voice)).seconds)
        if again == script:
            break
        script, sounds = again, synthesise(again, article, voice, progress, sounds)
    return script, sounds


def _rate(sounds: Mapping[str, Sound], voice: Voice) -> int:
    """The sample rate of all sounds. Raises VoiceError if there is not exactly one."""
    rates = {sound.rate for sound in sounds.values()}
    if len(rates) != 1:
        raise VoiceError(f"The voice “{voice.name}” changed its sample rate: {sorted(rates)}.", "Choose another voice.")
    return rates.pop()


def _recorded(script: Script, sounds: Mapping[str, Sound], voice: Voice, settings: AudioSettings) -> Narration:
    from pubpipe.narrating.encoding import LOSS, encode
    from pubpipe.narrating.mastering import integrated, mastered, mean_level
    from pubpipe.narrating.mixing import mixed, timeline
    from pubpipe.narrating.spooling import Resampled

    master = MASTERINGS[settings.mastering]
    rate = master.rate or _rate(sounds, voice)
    raw = Resampled(sounds, rate)
    placed = timeline(script, {text: len(sound) for text, sound in raw.items()}, rate)
    times = Counter(speech.text for speech in speeches(script))
    measure = integrated(rate) if master.measure == "lufs" else mean_level(times, placed.samples)
    speech = mastered(raw, rate, master.target + LOSS, master.ceiling, measure)
    encoded = encode(mixed(placed, speech, master.bed), rate, master.kilobits)
    return Narration(script, placed, voice.name, encoded.mp3, encoded.aac)
