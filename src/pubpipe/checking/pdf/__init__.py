"""Whether a finished PDF says all that the article says, to the eye and to a screen reader.

The text is taken from the tag tree, which is what a screen reader follows: a
text that is printed but not tagged counts as missing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, compare, expected
from pubpipe.checking.pdf.hung import hung
from pubpipe.checking.pdf.lock import safety
from pubpipe.checking.pdf.tagged import TaggedPdf, UnreadableError, read
from pubpipe.findings import Finding
from pubpipe.model.article import Article, Section, Stretch, nodes
from pubpipe.model.text import Link, plain, walk
from pubpipe.model.walks import inline_texts
from pubpipe.wording.web_address import link_address

SIZES: dict[str, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Sheets by the word that ends a file's name: width and height in points (ISO 216, ANSI Y14.1)."""

_TOLERANCE_POINTS = 0.5

_HYPHEN_AT_LINE_END = "\x02"
"""What the library reads where a hyphen ends a line, be it the author's own or one that was added."""


def check(finished: Finished) -> tuple[Finding, ...]:
    """What is wrong with a PDF: texts lost or out of order, and parts that it must have and lacks."""
    try:
        pdf = read(finished.data)
    except UnreadableError as error:
        return (finished.unsound(f"The PDF cannot be opened: {error}"),)
    added = _added(finished.article)
    return (
        *_said(finished, pdf, added),
        *hung(finished, pdf.heard.replace(_HYPHEN_AT_LINE_END, "-")),
        *_facts(finished, pdf),
        *_sizes(finished, pdf),
        *_bookmarks(finished, pdf, added),
    )


def compared(finished: Finished) -> tuple[Finding, ...]:
    """How a PDF that may have been made elsewhere differs from an article: its texts, title, language and authors."""
    try:
        pdf = read(finished.data)
    except UnreadableError as error:
        return (finished.unsound(f"The PDF cannot be opened: {error}"),)
    return (*_said(finished, pdf, _added(finished.article)), *_named(finished, pdf))


def _said(finished: Finished, pdf: TaggedPdf, added: re.Pattern[str]) -> tuple[Finding, ...]:
    heard = pdf.heard.replace(_HYPHEN_AT_LINE_END, "-")
    wanted = tuple(replace(one, text=added.sub("", one.text)) for one in expected(finished.article, finished.language))
    parity = compare(wanted, added.sub("", heard), finished.name)
    told = {(one.difference.block, one.difference.expected) for one in parity if one.difference}
    swapped = (
        one
        for one in _by_block(finished, pdf, wanted, added)
        if one.difference and (one.difference.block, one.difference.expected) not in told
    )
    return (*parity, *swapped, *safety(finished, pdf, added))


def _by_block(
    finished: Finished, pdf: TaggedPdf, wanted: tuple[Expected, ...], added: re.Pattern[str]
) -> Iterator[Finding]:
    """Each text under the id of its block, so that no other block stands in for it.

    A file whose tags have no ids of the article's, as those of another engine or maker, is held by the order alone.
    """
    blocks = pdf.by_block
    if not any(one.block in blocks for one in wanted):
        return
    for one in wanted:
        own = blocks.get(one.block, "").replace(_HYPHEN_AT_LINE_END, "-")
        yield from compare((one,), added.sub("", own), finished.name)


def _added(article: Article) -> re.Pattern[str]:
    """The addresses that paper shows in brackets after links: they interrupt the article's own texts."""
    content = (inlines for node in nodes(article.blocks) for inlines in inline_texts(node))
    links = (inline for inlines in content for inline in walk(inlines) if isinstance(inline, Link))
    addresses = sorted({link_address(link) for link in links} - {""})
    return re.compile("|".join(rf"\s*\(\s*{_broken_anywhere(address)}\s*\)" for address in addresses) or r"(?!)")


def _broken_anywhere(text: str) -> str:
    return r"\s*".join(re.escape(character) for character in text)


def _facts(finished: Finished, pdf: TaggedPdf) -> Iterator[Finding]:
    if not pdf.tagged:
        yield finished.unsound("The PDF is not tagged, so a screen reader cannot follow it.")
    yield from _named(finished, pdf)
    for figure in pdf.figures:
        if not figure.alternative.strip():
            yield finished.unsound(f"A figure on page {figure.page} has no text alternative.")
    for font in pdf.strange_fonts:
        yield finished.unsound("A font is not embedded, so that another may be printed in its place.", font)
    for cut in {cut.page: cut for cut in reversed(pdf.outside)}.values():
        yield finished.unsound(f"A text on page {cut.page} runs to the edge of the paper or over it.", cut.text.strip())


def _named(finished: Finished, pdf: TaggedPdf) -> Iterator[Finding]:
    article = finished.article
    if pdf.language != article.language:
        yield finished.unsound(f"The PDF gives its language as “{pdf.language}”, the article as “{article.language}”.")
    if pdf.title != article.title:
        yield finished.unsound("The PDF's title is not the article's.", pdf.title)
    for author in article.authors:
        if author not in pdf.authors:
            yield finished.unsound("The PDF does not name an author of the article.", author)


def _sizes(finished: Finished, pdf: TaggedPdf) -> Iterator[Finding]:
    sheet = next((size for word, size in SIZES.items() if finished.name.endswith(f"-{word}.pdf")), None)
    for number, size in enumerate(pdf.sizes, start=1):
        if sheet is None or not _same(size, sheet):
            told = " × ".join(f"{edge:.0f}" for edge in size)
            yield finished.unsound(
                f"Page {number} measures {told} points, unlike the sheet that the file is named for."
            )


def _same(size: tuple[float, float], sheet: tuple[float, float]) -> bool:
    return all(abs(edge - wanted) <= _TOLERANCE_POINTS for edge, wanted in zip(size, sheet, strict=True))


def _bookmarks(finished: Finished, pdf: TaggedPdf, added: re.Pattern[str]) -> Iterator[Finding]:
    """Each heading that leads to a part of the article has its bookmark, in order."""
    there = iter([_words(added.sub("", bookmark)) for bookmark in pdf.bookmarks])
    titled = [node.title for node in nodes(finished.article.blocks) if isinstance(node, Section | Stretch)]
    for title in (finished.article.title, *(plain(title) for title in titled)):
        if _words(added.sub("", title)) not in there:
            yield finished.unsound("A heading has no bookmark, or not in the article's order.", title)
            return


def _words(text: str) -> str:
    return " ".join(text.split())
