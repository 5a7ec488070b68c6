"""An article to its recordings, with the voice that its profile names: for a build, and for reading the script."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pubpipe.errors import SourceError, VoiceError
from pubpipe.findings import Finding, has_errors
from pubpipe.formats import Format
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.recording import SESSION, Codec, Recording
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for


def recordings_in(chosen: Format, article: Article, profile: Profile) -> tuple[Recording, ...]:
    """The recordings of an article that a format has in it."""
    from pubpipe import narrating

    names = chosen.recordings(profile)
    return narrating.recordings(article, names, chosen.reading) if names else ()


def wanted_recordings(
    article: Article, formats: Iterable[Format], profile: Profile
) -> Mapping[Recording, frozenset[Codec]]:
    """The recordings that these formats have in them together, and the codecs for each."""
    wanted: dict[Recording, frozenset[Codec]] = {}
    for chosen in formats:
        for recording in recordings_in(chosen, article, profile):
            wanted[recording] = wanted.get(recording, frozenset()) | frozenset(chosen.codecs)
    return wanted


def narrations_of(
    publication: Publication,
    wanted: Mapping[Recording, Collection[Codec]],
    watch: Watcher,
    findings: list[Finding],
    *,
    strict: bool,
) -> tuple[Narration, ...]:
    """The wanted recordings; what the voice cannot say goes to `findings`. Raises VoiceError."""
    # Voices are heavy, and most commands are silent.
    from pubpipe import narrating

    article, profile, language = publication.article, publication.profile, publication.language
    audio = profile.audio
    voice = narrating.open_voice(audio.voice, article.language, audio.words_per_minute)
    unspeakable = narrating.findings(article, profile, language, voice, wanted)
    findings += unspeakable
    if has_errors(unspeakable, strict=strict):
        raise VoiceError(
            f"The voice “{audio.voice}” cannot speak the whole article, and a listener must not miss a part of it.",
            "See what is listed above.",
        )

    def advance(recording: Recording) -> narrating.Progress:
        stage = "voice" if recording == SESSION else f"voice {recording.stretch or recording.kind}"
        return lambda done, total: watch(Progress(article.id, stage, done, total))

    return narrating.narrate_all(article, profile, language, voice, wanted, advance, publication.pages)


def script_text(path: Path, profile: Profile, watch: Watcher, findings: list[Finding], *, timed: bool) -> str:
    """The scripts of an article's recordings as text; `timed` speaks it to know when each line is heard."""
    from pubpipe import narrating

    reading = read_article(path)
    findings += reading.findings
    if reading.article is None:
        raise SourceError("The article has no script yet.", "Mend what is listed above.")
    article, language = reading.article, language_for(reading.article.language)
    profile = profile.for_article(article.id)
    chosen = narrating.recordings(article, profile.audio.recordings)
    if not timed:
        return "\n".join(narrating.readable(narrating.script_of(one, article, profile, language)) for one in chosen)
    # What is not encoded is not waited for.
    publication = Publication(article, profile, language, reading.assets, Templates())
    made = narrations_of(publication, dict.fromkeys(chosen, ()), watch, findings, strict=False)
    return "\n".join(narrating.readable(one.script, one.timeline) for one in made)
