"""One recording after the other, with one voice: what several of them say is spoken once."""

from collections import Counter
from collections.abc import Collection, Iterator

from pubpipe.errors import VoiceError
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration, Script, speeches
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import Codec, Recording
from pubpipe.narrating.archive import Archive
from pubpipe.narrating.labelled import Label, Labelled
from pubpipe.narrating.recordings import script_of
from pubpipe.narrating.synthesis import Progress, synthesise
from pubpipe.narrating.voices import Voice
from pubpipe.narrating.voices.voice import Sound
from pubpipe.profile import MASTERINGS, Profile
from pubpipe.wording import Language

ANNOUNCING = ("session", "stretch")
"""The kinds of recordings that say how long they take."""
ROUNDS = 4
"""How often the announced length is worded anew; the second wording is right but at the edge between two."""


class Studio:
    """An article, how it shall sound, and all that was spoken of it so far."""

    def __init__(
        self,
        article: Article,
        profile: Profile,
        language: Language,
        voice: Voice,
        pages: Pages = NO_PAGES,
        memory: Memory = FORGETFUL,
    ) -> None:
        self._article, self._profile, self._language, self._voice = article, profile, language, voice
        self._pages, self._memory = pages, memory
        self._known: Labelled | None = None

    def narrate(self, recording: Recording, codecs: Collection[Codec], progress: Progress | None = None) -> Narration:
        """One recording. progress is called with (done, total) utterances. Raises VoiceError and SourceError."""
        script, sounds = self._spoken(recording, progress)
        return self._made(recording, script, sounds, codecs)

    def record(self, recording: Recording, codecs: Collection[Codec], progress: Progress | None = None) -> str:
        """One recording, in the memory: its key there. One that was made of the same before is not made again."""
        script, sounds = self._spoken(recording, progress)
        master, archive = MASTERINGS[self._profile.audio.mastering], Archive(self._memory)
        name = archive.name(recording, script, sounds, master, codecs, self._voice.name)
        return archive.kept(name) or archive.keep(name, self._made(recording, script, sounds, codecs))

    def speak(self, recording: Recording, progress: Progress | None = None) -> None:
        """Says all that one recording says, and records nothing. Raises as `narrate` does."""
        self._spoken(recording, progress)

    def _spoken(self, recording: Recording, progress: Progress | None) -> tuple[Script, Labelled]:
        script, sounds = self._announced(recording, progress)
        self._known = _either(sounds, self._known)
        return script, sounds

    def _announced(self, recording: Recording, progress: Progress | None) -> tuple[Script, Labelled]:
        """The script that says how long its own recording takes, and its sounds.

        Only what has been spoken has a length, and saying it takes time as well: so the script is
        written again until its words are those of its length.
        """
        # numpy loads only when there is something to record; so does the encoder below.
        from pubpipe.narrating.mixing import timeline

        script = self._script(recording, None)
        sounds = self._synthesised(script, progress, self._known)
        for _ in range(ROUNDS if recording.kind in ANNOUNCING else 0):
            lengths = {text: sounds.label(text).samples for text in sounds}
            again = self._script(recording, timeline(script, lengths, self._rate(sounds)).seconds)
            if again == script:
                break
            script, sounds = again, self._synthesised(again, progress, _either(sounds, self._known))
        return script, sounds

    def _synthesised(self, script: Script, progress: Progress | None, known: Labelled | None) -> Labelled:
        return synthesise(script, self._article, self._voice, progress, known, memory=self._memory)

    def _script(self, recording: Recording, seconds: float | None) -> Script:
        return script_of(recording, self._article, self._profile, self._language, seconds, self._pages)

    def _rate(self, sounds: Labelled) -> int:
        """The sample rate of all sounds. Raises VoiceError if there is not exactly one."""
        rates = {sounds.label(text).rate for text in sounds}
        if len(rates) != 1:
            raise VoiceError(
                f"The voice “{self._voice.name}” changed its sample rate: {sorted(rates)}.", "Choose another voice."
            )
        return rates.pop()

    def _made(self, recording: Recording, script: Script, sounds: Labelled, codecs: Collection[Codec]) -> Narration:
        from pubpipe.narrating.encoding import LOSS, encode
        from pubpipe.narrating.loudness import integrated, mean_level
        from pubpipe.narrating.mastering import STEP, mastered
        from pubpipe.narrating.mixing import Mixture, timeline
        from pubpipe.narrating.seams import seams
        from pubpipe.narrating.spooling import Resampled

        master = MASTERINGS[self._profile.audio.mastering]
        rate = master.rate or self._rate(sounds)
        raw = Resampled(sounds, rate)
        placed = timeline(script, {text: raw.samples(text) for text in raw}, rate)
        times = Counter(speech.text for speech in speeches(script))
        measure = integrated(rate, self._memory) if master.measure == "lufs" else mean_level(times, placed.samples)
        speech = mastered(raw, rate, master.target + LOSS, master.ceiling, measure, STEP)
        ends = tuple(chapter.end for chapter in placed.chapters)
        sound = Mixture(placed, speech, master.bed)
        encoded = encode(sound, rate, master.kilobits, codecs, ends, seams(placed), self._memory)
        voice = self._voice.name
        return Narration(script, placed, voice, encoded.mp3, encoded.aac, recording, encoded.small, encoded.parts)


def _either(first: Labelled, second: Labelled | None) -> Labelled:
    return first if second is None else _Either(first, second)


class _Either(Labelled):
    """The sounds of two mappings, each read where it lies: none is kept in memory."""

    def __init__(self, first: Labelled, second: Labelled) -> None:
        self._both = (first, second)

    def __getitem__(self, text: str) -> Sound:
        return self._with(text)[text]

    def label(self, text: str) -> Label:
        """What is known of a sound without reading it."""
        return self._with(text).label(text)

    def __contains__(self, text: object) -> bool:
        return text in self._both[0] or text in self._both[1]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._both[0], *self._both[1])))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _with(self, text: str) -> Labelled:
        first, second = self._both
        return first if text in first else second
