"""Rules about who stands behind an article, and on what grounds."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article, Figure, Node, nodes
from pubpipe.model.text import Citation, plain, walk
from pubpipe.model.walks import figures, inline_texts
from pubpipe.reviewing.rule import Reviewed

PLACEHOLDER = "Replace this"
"""How every text begins that `pubpipe new` leaves for the author to write."""

DRAFT = "DRAFT:"
"""How a text alternative begins that `pubpipe figure --describe` drafts, until its author has approved it."""

_DRAFT = re.compile(r"\W*draft\s*[]):.,\u2013\u2014-]", re.IGNORECASE)


def review_dates(reviewed: Reviewed) -> Iterator[Finding]:
    """A leaflet is reviewed after it is published, and again later."""
    article = reviewed.article
    if not article.published <= article.reviewed <= article.review_due:
        yield reviewed.finding(
            Code.REVIEW_DATES,
            "The dates are not in order: published, reviewed, review_due.",
            "Correct the dates in the front matter.",
            excerpt=f"{article.published}, {article.reviewed}, {article.review_due}",
        )


def review_overdue(reviewed: Reviewed) -> Iterator[Finding]:
    """What nobody has looked at since its day of review may be wrong by now."""
    due, today = reviewed.article.review_due, reviewed.today
    if today is not None and due < today:
        yield reviewed.finding(
            Code.REVIEW_OVERDUE,
            f"The article was due for review on {due}, {(today - due).days} days ago.",
            "Have it reviewed, then set `reviewed:` and `review_due:`.",
            excerpt=f"review_due: {due}",
        )


def contact(reviewed: Reviewed) -> Iterator[Finding]:
    """A patient with a question must know whom to ask."""
    publisher = reviewed.article.publisher
    if publisher.phone is None and publisher.url is None:
        yield reviewed.finding(
            Code.NO_CONTACT,
            "The publisher gives no way to get in touch.",
            "Add `phone:` or `url:` to `publisher:`.",
            excerpt=publisher.name,
        )


def references_used(reviewed: Reviewed) -> Iterator[Finding]:
    """A reference that nothing cites supports nothing."""
    cited = {
        inline.reference
        for node in nodes(reviewed.article.blocks)
        for content in inline_texts(node)
        for inline in walk(content)
        if isinstance(inline, Citation)
    }
    for reference in reviewed.article.references:
        if reference.id not in cited:
            yield reviewed.finding(
                Code.UNUSED_REFERENCE,
                f"The reference “{reference.id}” is never cited.",
                f"Cite it where it supports a claim, as [@{reference.id}], or remove it.",
                excerpt=reference.text,
            )


def placeholder(reviewed: Reviewed) -> Iterator[Finding]:
    """What `pubpipe new` wrote is not for patients."""
    for node, text in _placeholders(reviewed.article):
        if text.startswith(PLACEHOLDER):
            yield reviewed.finding(
                Code.PLACEHOLDER,
                "A placeholder is left in the text.",
                "Write the text that patients shall read.",
                node=node,
                excerpt=text,
            )


def approved(reviewed: Reviewed) -> Iterator[Finding]:
    """What a picture shows is said by a person who has looked at it."""
    for figure in figures(reviewed.article):
        if _DRAFT.match(figure.alt):
            yield reviewed.finding(
                Code.DRAFT_ALT,
                "The text alternative is a draft that nobody has approved.",
                f"Look at the drawing, correct the text, and take “{DRAFT}” away.",
                node=figure,
                excerpt=figure.alt,
            )


def _placeholders(article: Article) -> Iterator[tuple[Node | None, str]]:
    yield None, article.summary or ""
    for node in nodes(article.blocks):
        if isinstance(node, Figure):
            yield node, node.alt
        for content in inline_texts(node):
            yield node, plain(content)
