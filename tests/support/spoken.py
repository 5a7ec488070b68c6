"""Books that speak, made without a voice: exact times, real MP3."""

from dataclasses import replace

from pubpipe.checking.finished import Finished
from pubpipe.formats.epub import make
from pubpipe.model.article import Article
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import BOOK, SESSION, Codec, Recording
from pubpipe.narrating import narrate_all, open_voice
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


def spoken_book(article: Article | None = None, within: Within = "both", pages: Pages = NO_PAGES) -> Finished:
    """An article as a book with recordings in it."""
    written = article or samples.every_block()
    profile = Profile(epub=EpubSettings(audio=within))
    opened = open_voice("silent", written.language, 140)
    wanted = dict.fromkeys(HELD[within], PARTS)
    spoken = narrate_all(written, profile, ENGLISH, opened, wanted, lambda _: lambda _done, _total: None, pages)
    (made,) = make(replace(samples.publication(written, profile), narrations=spoken, pages=pages)).artifacts
    return Finished(made.name, made.media_type, made.data, written, ENGLISH, narrations=made.narrations)
