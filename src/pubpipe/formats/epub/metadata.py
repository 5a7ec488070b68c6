"""What the book says about itself: Dublin Core, and EPUB Accessibility 1.1.

Catalogues and reading apps decide by this metadata whether a person can use the
book, so nothing is claimed that the book does not hold: no recorded speech, no
pages of a print edition, and no description of pictures where there are none.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from pubpipe.formats.epub.chapters import inlines
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Publisher, figures, stretches
from pubpipe.model.text import Citation

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The exact string that EPUB Accessibility 1.1, section 4.1.2 asks for."""

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
    """A name that the book keeps for life: the same for each build of one article in one language by one clinic."""
    article = publication.article
    # Neither an id nor a language can hold a line feed, so two books never share a name.
    name = f"pubpipe\n{publisher(publication).name}\n{article.id}\n{article.language}"
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
    # DCMI Period: from the last review until the next one is due.
    yield _property("dcterms:valid", f"start={article.reviewed.isoformat()}; end={article.review_due.isoformat()};")
    # How reading systems of EPUB 2 find the cover.
    yield Meta(None, "meta", "", {"name": "cover", "content": COVER_IMAGE_ID})


def _accessibility(publication: Publication) -> Iterator[Meta]:
    shows = bool(figures(publication.article))
    for mode in ("textual", "visual") if shows else ("textual",):
        yield _property("schema:accessMode", mode)
    # The text alone is enough, since each picture has an alternative.
    for modes in ("textual", "textual,visual") if shows else ("textual",):
        yield _property("schema:accessModeSufficient", modes)
    for feature in (
        "alternativeText",
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", summary(publication))
    yield _property("dcterms:conformsTo", CONFORMS_TO, id="conformance")
    yield _property("a11y:certifiedBy", publisher(publication).name, refines="#conformance")
    yield _property("pageBreakSource", "none")


def summary(publication: Publication) -> str:
    """The accessibility summary, for people: one sentence for each thing that the book has or lacks."""
    article, words = publication.article, publication.language.interface
    return " ".join(
        (
            words.access_text,
            words.access_pictures if figures(article) else words.access_cover,
            words.access_stretches if stretches(article) else words.access_sections,
            *((words.access_references,) if _cites(article) else ()),
            words.access_no_audio,
        )
    )


def _cites(article: Article) -> bool:
    return any(isinstance(inline, Citation) for inline in inlines(article))


def _property(name: str, value: str, **attributes: str) -> Meta:
    return Meta(None, "meta", value, {"property": name, **attributes})
