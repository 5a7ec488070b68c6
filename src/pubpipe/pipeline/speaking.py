"""An article to the scripts of its recordings, to be read: spoken as well where the time of each line is wanted."""

from pathlib import Path

from pubpipe.errors import SourceError, VoiceError
from pubpipe.findings import Finding, has_errors
from pubpipe.model.recording import Recording
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for


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
    voice = narrating.open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    unspeakable = narrating.findings(article, profile, language, voice, chosen)
    findings += unspeakable
    if has_errors(unspeakable):
        raise VoiceError(
            f"The voice “{profile.audio.voice}” cannot speak the whole article.", "See what is listed above."
        )

    def advance(recording: Recording) -> narrating.Progress:
        return lambda done, total: watch(Progress(article.id, f"voice {recording.kind}", done, total))

    # What is not encoded is not waited for.
    made = narrating.narrate_all(article, profile, language, voice, dict.fromkeys(chosen, ()), advance)
    return "\n".join(narrating.readable(one.script, one.timeline) for one in made)
