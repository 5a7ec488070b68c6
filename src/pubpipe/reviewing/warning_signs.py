"""Rules about signs of an emergency that an article on its subject must name."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import CalloutRole, nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, inline_texts
from pubpipe.reviewing.rule import Reviewed


def red_flags(reviewed: Reviewed) -> Iterator[Finding]:
    """Pressure on the nerves of the lower spine needs a surgeon within hours, and begins as back pain."""
    review = reviewed.language.review
    article = reviewed.article
    subject = ". ".join((article.title, *article.keywords))
    for flags in review.red_flags if review else ():
        about = re.search(flags.about, subject, re.IGNORECASE)
        if about is None:
            continue
        warned = _warned(reviewed)
        missing = [name for name, pattern in flags.signs if not re.search(pattern, warned, re.IGNORECASE)]
        if missing:
            yield reviewed.finding(
                Code.RED_FLAGS,
                f"No warning names {', '.join(missing)}.",
                "Name these signs in a `:::{warning}`, and say where to get help at once.",
                excerpt=about.group(),
            )


def _warned(reviewed: Reviewed) -> str:
    """The words of all warnings, each text a sentence of its own."""
    found = callouts(reviewed.article, CalloutRole.WARNING)
    return "; ".join(plain(text) for node in nodes(found) for text in inline_texts(node))
