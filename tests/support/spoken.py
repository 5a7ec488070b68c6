"""Books that speak, made without a voice: exact times, real MP3; and recordings of which only the times are wanted."""

from dataclasses import replace

from pubpipe.checking.finished import Finished
from pubpipe.formats.epub import make
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import BOOK, SESSION, Codec, Recording
from pubpipe.narrating import narrate_all, open_voice
from pubpipe.narrating.voices import Voice
from pubpipe.profile import EpubSettings, Profile, Within
from pubpipe.wording import language_for
from tests import samples

ENGLISH = language_for("en-GB")
PARTS: tuple[Codec, ...] = ("parts",)
HELD: dict[Within, tuple[Recording, ...]] = {
    "none": (),
    "reading": (BOOK,),
    "session": (SESSION,),
    "both": (SESSION, BOOK),
}


def placed(article: Article, profile: Profile | None = None, voice: Voice | None = None) -> Narration:
    """The guided session of an article: its script and its times, without a file."""
    opened = voice or open_voice("silent", article.language, 140)
    language = language_for(article.language)
    wanted: dict[Recording, tuple[Codec, ...]] = {SESSION: ()}
    (made,) = narrate_all(article, profile or Profile(), language, opened, wanted, lambda _: lambda _done, _total: None)
    return made


def spoken_book(article: Article | None = None, within: Within = "both", pages: Pages = NO_PAGES) -> Finished:
    """An article as a book with recordings in it."""
    written = article or samples.every_block()
    profile = Profile(epub=EpubSettings(audio=within))
    opened = open_voice("silent", written.language, 140)
    wanted = dict.fromkeys(HELD[within], PARTS)
    spoken = narrate_all(written, profile, ENGLISH, opened, wanted, lambda _: lambda _done, _total: None, pages)
    (made,) = make(replace(samples.publication(written, profile), narrations=spoken, pages=pages)).artifacts
    return Finished(made.name, made.media_type, made.data, written, ENGLISH, narrations=made.narrations)
