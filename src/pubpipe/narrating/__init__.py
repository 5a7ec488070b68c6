"""Article to sound: script (what is heard), timeline (when), recording (the sound itself).

The script is pure data, and the sound follows it to the sample. Each recording is made once and
every format that speaks uses it, so that none can say another thing than the next.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from pubpipe.findings import Finding, Position
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import SESSION, Codec, Recording
from pubpipe.narrating.readable import readable
from pubpipe.narrating.recordings import recordings, script_of
from pubpipe.narrating.studio import Studio
from pubpipe.narrating.synthesis import Progress, unspeakable
from pubpipe.narrating.voices import VOICES, Voice, VoiceEntry, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import Language

__all__ = [
    "CODECS",
    "VOICES",
    "Progress",
    "Voice",
    "VoiceEntry",
    "findings",
    "narrate",
    "narrate_all",
    "open_voice",
    "readable",
    "recordings",
    "script_of",
]

CODECS: tuple[Codec, ...] = ("mp3", "aac")


def findings(
    article: Article, profile: Profile, language: Language, voice: Voice, wanted: Iterable[Recording] = (SESSION,)
) -> tuple[Finding, ...]:
    """What the voice could not say in the recordings, for reporting beside other findings; makes no sound."""
    found = (unspeakable(script_of(recording, article, profile, language), article, voice) for recording in wanted)
    # Both sides of a stretch and every recording say the same block, with the same words of which one is shown.
    first: dict[tuple[Position, str], Finding] = {}
    for one in chain.from_iterable(found):
        first.setdefault((one.position, one.message), one)
    return tuple(first.values())


def narrate_all(
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    wanted: Mapping[Recording, Collection[Codec]],
    progress: Callable[[Recording], Progress],
    pages: Pages = NO_PAGES,
) -> tuple[Narration, ...]:
    """The wanted recordings, each in its codecs. Raises as `narrate` does.

    progress gives, for a recording, what is called with (done, total) of its utterances; pages are
    those that a book tells.
    """
    studio = Studio(article, profile, language, voice, pages)
    return tuple(studio.narrate(one, codecs, progress(one)) for one, codecs in wanted.items())


def narrate(
    article: Article,
    profile: Profile,
    language: Language,
    voice: Voice,
    progress: Progress | None = None,
    recording: Recording = SESSION,
) -> Narration:
    """One recording of the article, as files of its own have it.

    progress is called with (done, total) utterances. Raises VoiceError where the voice cannot say
    a text or fails, and SourceError where the second side of a stretch would have to be guessed.
    """
    return Studio(article, profile, language, voice).narrate(recording, CODECS, progress)
