"""The whole book read aloud: the full reading, with what an e-book says around the article.

A chapter for each document of the book, in its order; every sentence has the fragment that shows it,
so that nothing is heard which nothing on the page shows.
"""

from collections.abc import Iterable, Iterator

from pubpipe.model.article import Article
from pubpipe.model.narration import Chapter, Cue, Script
from pubpipe.model.pages import Pages
from pubpipe.model.text import Text
from pubpipe.narrating.full_reading import Reader
from pubpipe.narrating.pacing import AFTER_TITLE, BREATH
from pubpipe.profile import Profile
from pubpipe.wording import Language
from pubpipe.wording.book import COLOPHON, REFERENCES, SESSION, Line, flat, matter
from pubpipe.wording.parts import parts

COVER, TITLE, CONTENTS = "_cover", "_title", "_contents"
"""Ids of the chapters before the article's parts; those behind them have the ids of their pages."""


def build_book(article: Article, profile: Profile, language: Language, pages: Pages) -> Script:
    """The script of the book; pages: those of the print edition, which it tells where they begin."""
    reader, words = Reader(language, pages), language.interface
    clinic, all_parts = profile.clinic or article.publisher, parts(article, words)
    around = matter(article, all_parts, clinic, profile.url, profile.epub.recordings, pages, language)
    has_session = any(entry.id == SESSION for entry in around.contents)
    chapters = (
        Chapter(COVER, words.cover, tuple(reader.whole("cover_image", around.cover))),
        Chapter(TITLE, words.title_page, (*reader.title_page(article), *_lines(around.publisher, reader))),
        Chapter(
            CONTENTS,
            words.contents,
            (
                *reader.whole("toc_title", words.contents, AFTER_TITLE),
                *(cue for entry in flat(around.contents) for cue in reader.whole(f"toc_{entry.id}", entry.label)),
            ),
        ),
        *(Chapter(part.id, part.title, tuple(reader.part(part))) for part in all_parts),
        Chapter(REFERENCES, words.references, tuple(reader.references(article))),
        Chapter(
            SESSION,
            words.guided_session,
            tuple(reader.whole("session_title", words.guided_session, AFTER_TITLE)) if has_session else (),
        ),
        Chapter(COLOPHON, words.about_book, tuple(_lines(around.colophon, reader))),
    )
    return Script(article.title, article.language, tuple(chapter for chapter in chapters if chapter.cues))


def _lines(lines: Iterable[Line], reader: Reader) -> Iterator[Cue]:
    """Lines as they are shown: headings and links as one, all else by sentence."""
    for line in lines:
        if line.href or line.level:
            yield from reader.whole(line.id, line.text, AFTER_TITLE if line.level else BREATH)
        else:
            yield from reader.inlines(line.id, (Text(value=line.text),))
