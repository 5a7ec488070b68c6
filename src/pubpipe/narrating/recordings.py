"""Which recordings an article gets, and the script of each: they differ in what is said, and in nothing else."""

from collections.abc import Collection

from pubpipe.model.article import Article
from pubpipe.model.narration import Script
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import READING, SESSION, Recording, RecordingName
from pubpipe.model.selection import only_stretch
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches
from pubpipe.narrating.book import build_book
from pubpipe.narrating.full_reading import build_reading
from pubpipe.narrating.pacing import check_paces
from pubpipe.narrating.script import build_script
from pubpipe.narrating.sentencing import by_sentence
from pubpipe.profile import Profile
from pubpipe.wording import Language


def recordings(
    article: Article, names: Collection[RecordingName], reading: Recording = READING
) -> tuple[Recording, ...]:
    """The recordings of these names, the most guided first; reading: the one that has this name.

    Where there is no stretch there is nothing to guide: such an article is read in full, whatever the names.
    """
    all_stretches = stretches(article)
    if not all_stretches:
        return (reading,) if names else ()
    single = tuple(Recording("stretch", one.id, number) for number, one in enumerate(all_stretches, start=1))
    return (
        *((SESSION,) if "session" in names else ()),
        *((reading,) if "reading" in names else ()),
        *(single if "stretches" in names else ()),
    )


def script_of(
    recording: Recording,
    article: Article,
    profile: Profile,
    language: Language,
    seconds: float | None = None,
    pages: Pages = NO_PAGES,
) -> Script:
    """The script of one recording.

    seconds: how long the recording of this very script takes; a session announces it if it is known.
    pages: those that a book tells.
    Raises SourceError where a side would have to be guessed, and where the profile has a pace for a
    stretch that is not there.
    """
    check_paces(article, profile.audio)
    match recording.kind:
        case "session":
            return by_sentence(build_script(article, profile, language, seconds), language)
        case "reading":
            return build_reading(article, profile, language)
        case "book":
            return build_book(article, profile, language, pages)
        case "stretch":
            alone = _alone(recording, article, language)
            return by_sentence(build_script(alone, profile, language, seconds), language)


def _alone(recording: Recording, article: Article, language: Language) -> Article:
    """The article of one stretch: titled by it, and without the summary, which tells of them all."""
    (one,) = (stretch for stretch in stretches(article) if stretch.id == recording.stretch)
    title = language.narration.stretch_title.format(title=article.title, stretch=plain(one.title))
    return only_stretch(article, recording.stretch).model_copy(update={"title": title, "summary": None})
