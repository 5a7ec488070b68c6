"""Article to sound: script (what is heard), timeline (when), recording (the sound itself).

The script is pure data, and the sound follows it to the sample. Each recording is made once and
every format that speaks uses it, so that none can say another thing than the next.

Whoever has a memory gives it along: what was said before is then not said again. Recordings can be
made side by side by several processes that share one memory. First `speak` says into it all that they
have to say, once, with every core; then each process calls `record` for a recording, finds every utterance
there and never loads the voice's engine. `archive` brings what it made back.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from itertools import chain

from pubpipe.findings import Finding, Position
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import SESSION, Codec, Recording
from pubpipe.narrating.readable import readable
from pubpipe.narrating.recordings import recordings, script_of
from pubpipe.narrating.repertoire import Repertoire
from pubpipe.narrating.studio import Studio
from pubpipe.narrating.synthesis import Progress, unspeakable
from pubpipe.narrating.voices import VOICES, Voice, VoiceEntry, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import Language

__all__ = [
    "CODECS",
    "FORGETFUL",
    "VOICES",
    "Memory",
    "Progress",
    "Voice",
    "VoiceEntry",
    "findings",
    "narrate",
    "narrate_all",
    "open_voice",
    "readable",
    "record",
    "recordings",
    "script_of",
    "speak",
]

CODECS: tuple[Codec, ...] = ("mp3", "aac")


def findings(
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    wanted: Iterable[Recording] = (SESSION,),
    memory: Memory = FORGETFUL,
) -> tuple[Finding, ...]:
    """What the voice could not say in the recordings, for reporting beside other findings; makes no sound.

    About what is remembered it is not asked: it has said that before.
    """
    has_said = cache(Repertoire(voice, memory).has)
    scripts = (script_of(recording, article, profile, language) for recording in wanted)
    found = (unspeakable(script, article, voice, has_said) for script in scripts)
    # Both sides of a stretch and every recording say the same block, with the same words of which one is shown.
    first: dict[tuple[Position, str], Finding] = {}
    for one in chain.from_iterable(found):
        first.setdefault((one.position, one.message), one)
    return tuple(first.values())


def narrate_all(  # noqa: PLR0913, PLR0917 - facts of the caller's that nothing else ties together
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    wanted: Mapping[Recording, Collection[Codec]],
    progress: Callable[[Recording], Progress],
    pages: Pages = NO_PAGES,
    memory: Memory = FORGETFUL,
) -> tuple[Narration, ...]:
    """The wanted recordings, each in its codecs. Raises as `narrate` does.

    progress gives, for a recording, what is called with (done, total) of its utterances; pages are
    those that a book tells; memory has what was said and encoded before, and gets what is new.
    """
    studio = Studio(article, profile, language, voice, pages, memory)
    return tuple(studio.narrate(one, codecs, progress(one)) for one, codecs in wanted.items())


def record(  # noqa: PLR0913, PLR0917 - facts of the caller's that nothing else ties together
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    wanted: Recording,
    codecs: Collection[Codec],
    progress: Progress,
    pages: Pages,
    memory: Memory,
) -> str:
    """One recording, made into the memory or found there; the key by which `archive.found` gives it.

    Raises as `narrate` does.
    """
    return Studio(article, profile, language, voice, pages, memory).record(wanted, codecs, progress)


def speak(  # noqa: PLR0913, PLR0917 - facts of the caller's that nothing else ties together
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    wanted: Iterable[Recording],
    progress: Callable[[Recording], Progress],
    pages: Pages = NO_PAGES,
    memory: Memory = FORGETFUL,
) -> None:
    """Says into the memory all that the wanted recordings say, the lengths that they announce included.

    Nothing is recorded: `record` does that, and finds every utterance. Raises as `narrate` does.
    """
    studio = Studio(article, profile, language, voice, pages, memory)
    for one in wanted:
        studio.speak(one, progress(one))


def narrate(
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    progress: Progress | None = None,
    recording: Recording = SESSION,
    memory: Memory = FORGETFUL,
) -> Narration:
    """One recording of the article, as files of its own have it.

    progress is called with (done, total) utterances. Raises VoiceError where the voice cannot say
    a text or fails, and SourceError where the second side of a stretch would have to be guessed.
    """
    return Studio(article, profile, language, voice, memory=memory).narrate(recording, CODECS, progress)
