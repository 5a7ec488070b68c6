"""A PDF by itself: what a screen reader needs of any, whoever made it."""

from collections.abc import Iterator

from pubpipe.checking.loose import Loose
from pubpipe.checking.pdf.tagged import MOST_PAGES, TaggedPdf, UnreadableError, read
from pubpipe.findings import Finding

LONG_PAGES = 9
"""A document longer than this needs bookmarks (PDF Techniques for WCAG, PDF2: for long documents)."""


def look(loose: Loose) -> Iterator[Finding]:
    """What is wrong with a PDF of which nothing else is known."""
    try:
        pdf = read(loose.data)
    except UnreadableError as error:
        yield loose.unsound(f"The PDF cannot be opened: {error}", "Make it again, without a password.")
        return
    if pdf.pages > MOST_PAGES:
        yield loose.unsound(f"The PDF has {pdf.pages} pages, more than {MOST_PAGES}.", "Split it.")
        return
    yield from _facts(loose, pdf)
    yield from _risks(loose, pdf)


def _facts(loose: Loose, pdf: TaggedPdf) -> Iterator[Finding]:
    if not pdf.tagged:
        yield loose.unsound("The PDF is not tagged, so a screen reader cannot follow it.", "Export it with tags.")
    elif not pdf.heard.strip():
        yield loose.unsound("A screen reader finds no words in the PDF.", "Export it from its text, not from a scan.")
    if not pdf.language:
        yield loose.unsound("The PDF does not say its language.", "Set it, so that a voice can read it.")
    if not (pdf.title or pdf.old_title).strip():
        yield loose.unsound("The PDF has no title.", "Set one in its properties.")
    for figure in pdf.figures:
        if not figure.alternative.strip():
            yield loose.unsound(f"A figure on page {figure.page} has no text alternative.", "Write one.")
    for font in pdf.strange_fonts:
        yield loose.unsound("A font is not embedded, so another may be printed in its place.", "Embed it.", font)
    if pdf.pages > LONG_PAGES and not pdf.bookmarks:
        yield loose.lacks(f"The PDF has {pdf.pages} pages and no bookmarks.", "Make them from its headings.")


def _risks(loose: Loose, pdf: TaggedPdf) -> Iterator[Finding]:
    if pdf.scripts:
        yield loose.unsound(f"The PDF runs {pdf.scripts} scripts.", "A handout needs none: remove them.")
    if pdf.attachments:
        yield loose.lacks(
            f"The PDF carries {pdf.attachments} other files that nobody checked.", "Hand them out by themselves."
        )
