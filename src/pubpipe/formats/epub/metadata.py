"""What the book says about itself: Dublin Core, and EPUB Accessibility 1.1.

Catalogues and reading apps decide by this metadata whether a person can use the
book, so nothing is claimed that the book does not hold: no recorded speech, no
pages of a print edition, and no description of pictures where there are none.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Publisher
from pubpipe.model.recording import RecordingName
from pubpipe.model.walks import figures
from pubpipe.wording.book import STANDARD, Matter, matter
from pubpipe.wording.parts import parts

IDENTIFIER_ID = "identifier"
COVER_IMAGE_ID = "cover-image"


@dataclass(frozen=True, slots=True)
class Meta:
    """One element of the package's metadata. namespace: "DC" for Dublin Core, None for `meta`."""

    namespace: str | None
    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def publisher(publication: Publication) -> Publisher:
    """Whoever hands the book out and answers for it: the profile's clinic, or else the article's publisher."""
    return publication.profile.clinic or publication.article.publisher


def identifier(publication: Publication) -> str:
    """A name that the book keeps for life: the same for each build of one article in one language by one clinic.

    What was changed for one patient has one of its own, and another one with every change of its text: else an app
    would open the book that it has, with other doses.
    """
    article = publication.article
    # Neither an id nor a language can hold a line feed, so two books never share a name.
    name = f"pubpipe\n{publisher(publication).name}\n{article.id}\n{article.language}"
    if publication.variant:
        name += f"\n{publication.variant}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def modified(article: Article) -> datetime.datetime:
    """When the content was last changed: the review's date, never the clock's."""
    day = max(article.published, article.reviewed)
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def metadata(publication: Publication) -> tuple[Meta, ...]:
    """Everything but title, language, identifier and date of modification, which EbookLib writes itself."""
    return (*_dublin_core(publication), *_accessibility(publication))


def _dublin_core(publication: Publication) -> Iterator[Meta]:
    article = publication.article
    for number, name in enumerate(article.authors, 1):
        yield Meta("DC", "creator", name, {"id": f"creator-{number}"})
    # The clinic that hands the book out first, then whoever first published the article.
    for name in dict.fromkeys((publisher(publication).name, article.publisher.name)):
        yield Meta("DC", "publisher", name)
    yield Meta("DC", "date", article.published.isoformat())
    if article.summary:
        yield Meta("DC", "description", article.summary)
    for keyword in article.keywords:
        yield Meta("DC", "subject", keyword)
    for number, _ in enumerate(article.authors, 1):
        yield Meta(
            None, "meta", "aut", {"property": "role", "refines": f"#creator-{number}", "scheme": "marc:relators"}
        )
    if publication.pages.source:
        yield Meta("DC", "source", publication.pages.source)
    # DCMI Period: from the last review until the next one is due.
    yield _property("dcterms:valid", f"start={article.reviewed.isoformat()}; end={article.review_due.isoformat()};")
    # How reading systems of EPUB 2 find the cover.
    yield Meta(None, "meta", "", {"name": "cover", "content": COVER_IMAGE_ID})


def _accessibility(publication: Publication) -> Iterator[Meta]:
    shows = bool(figures(publication.article))
    auditory = ("auditory",) if publication.narrations else ()
    for mode in (*(("textual", "visual") if shows else ("textual",)), *auditory):
        yield _property("schema:accessMode", mode)
    # The text alone is enough, since each picture has an alternative.
    # So is the recording of the book, which says them too.
    by_ear = ("auditory",) if "reading" in held(publication) else ()
    for modes in (*(("textual", "textual,visual") if shows else ("textual",)), *by_ear):
        yield _property("schema:accessModeSufficient", modes)
    in_step = ("synchronizedAudioText",) if publication.narrations else ()
    for feature in (
        "alternativeText",
        "ARIA",
        "displayTransformability",
        *(("pageBreakMarkers", "pageNavigation") if publication.pages.first else ()),
        "readingOrder",
        "structuralNavigation",
        *in_step,
        "tableOfContents",
        "unlocked",
    ):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", book_matter(publication).summary)
    yield _property("dcterms:conformsTo", STANDARD, id="conformance")
    certifier = publication.profile.epub.certifier
    name = certifier.name if certifier else publisher(publication).name
    yield _property("a11y:certifiedBy", name, refines="#conformance", id="certifier")
    if certifier and certifier.report:
        link = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": certifier.report}
        yield Meta(None, "link", "", link)
    yield _property("pageBreakSource", publication.pages.source or "none")


def book_matter(publication: Publication) -> Matter:
    """What the book says around the article."""
    article, language = publication.article, publication.language
    return matter(
        article,
        parts(article, language.interface),
        publisher(publication),
        publication.profile.url,
        held(publication),
        publication.pages,
        language,
    )


def held(publication: Publication) -> tuple[RecordingName, ...]:
    """The recordings that the book holds, by their names."""
    names: dict[RecordingName, str] = {"session": "session", "reading": "book"}
    return tuple(name for name, kind in names.items() if publication.recorded(kind))


def _property(name: str, value: str, **attributes: str) -> Meta:
    return Meta(None, "meta", value, {"property": name, **attributes})
