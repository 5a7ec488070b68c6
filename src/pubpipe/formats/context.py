"""What every format made of markup tells its template: one context, so that formats differ in looks only."""

from collections.abc import Callable, Mapping
from typing import Never

from pubpipe.errors import OutputError
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Figure, Stretch
from pubpipe.model.base import Frozen
from pubpipe.model.text import Inlines
from pubpipe.wording.dates import long_date
from pubpipe.wording.doses import DoseLine, dose_lines
from pubpipe.wording.reading_time import reading_time
from pubpipe.wording.sentences import sentences


def article_context(
    publication: Publication,
    *,
    href: Callable[[str], str],
    image: Callable[[Figure], str],
) -> Mapping[str, object]:
    """The names that the shared templates use.

    href turns a block's id into an address within the format; image gives the
    address of a figure's picture.
    """
    article, language = publication.article, publication.language
    words = language.interface

    def dose_of(stretch: Stretch) -> tuple[DoseLine, ...]:
        return dose_lines(stretch.dose, stretch.sides, language)

    return {
        "article": article,
        "profile": publication.profile,
        "clinic": publication.profile.clinic or article.publisher,
        "words": words,
        "byline": words.by.format(names=", ".join(article.authors)),
        "published": words.published.format(date=long_date(article.published, language)),
        "reviewed": words.reviewed.format(date=long_date(article.reviewed, language)),
        "review_due": words.review_due.format(date=long_date(article.review_due, language)),
        "reading_time": reading_time(article, language),
        "dose_lines": dose_of,
        "href": href,
        "image": image,
        "unknown": _unknown,
    }


def sentences_of(publication: Publication) -> Callable[[Inlines], tuple[Inlines, ...]]:
    """What a format that can be read along with gives its template as `sentences`."""
    return lambda content: sentences(content, publication.language)


def _unknown(node: Frozen) -> Never:
    """A template met a node that it cannot show: the build stops rather than leaving it out."""
    raise OutputError(
        f"The template has no way to show “{getattr(node, 'kind', type(node).__name__)}”.",
        "Add it to the template, or remove your own templates/ to use pubpipe's.",
    )
