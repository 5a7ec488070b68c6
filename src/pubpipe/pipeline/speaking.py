"""An article to its narration, with the voice that its profile names: for a build, and for reading the script."""

from pathlib import Path

from pubpipe.errors import SourceError, VoiceError
from pubpipe.findings import Finding, has_errors
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import Language, language_for


def narration_of(
    article: Article, language: Language, profile: Profile, watch: Watcher, findings: list[Finding], *, strict: bool
) -> Narration:
    """The narration; what the voice cannot say goes to `findings`. Raises VoiceError."""
    # Voices are heavy, and most commands are silent.
    from pubpipe import narrating

    audio = profile.audio
    voice = narrating.open_voice(audio.voice, article.language, audio.words_per_minute)
    unspeakable = narrating.findings(article, profile, language, voice)
    findings += unspeakable
    if has_errors(unspeakable, strict=strict):
        raise VoiceError(
            f"The voice “{audio.voice}” cannot speak the whole article, and a listener must not miss a part of it.",
            "See what is listed above.",
        )

    def advance(done: int, total: int) -> None:
        watch(Progress(article.id, "voice", done, total))

    return narrating.narrate(article, profile, language, voice, advance)


def script_text(path: Path, profile: Profile, watch: Watcher, findings: list[Finding], *, timed: bool) -> str:
    """The script of an article's recording as text; `timed` speaks it to know when each line is heard."""
    from pubpipe import narrating

    reading = read_article(path)
    findings += reading.findings
    if reading.article is None:
        raise SourceError("The article has no script yet.", "Mend what is listed above.")
    article, language = reading.article, language_for(reading.article.language)
    if not timed:
        return narrating.readable(narrating.build_script(article, profile, language))
    narration = narration_of(article, language, profile, watch, findings, strict=False)
    return narrating.readable(narration.script, narration.timeline)
