"""A finished EPUB, reopened and held against its article.

EPUBCheck and Ace judge the format in the test suite. This runs in every build, in
some milliseconds, and looks at what they cannot know: whether every block is
there, in order, in words, by id and in the table of contents. It reads with
zipfile and lxml, which expand no entities and fetch nothing.
"""

from collections.abc import Iterator

from pubpipe.checking.epub.book import Book, Unreadable, inner_text, opened
from pubpipe.checking.epub.documents import faults_of_document
from pubpipe.checking.epub.overlays import faults_of_overlays
from pubpipe.checking.epub.package import faults_of_files, faults_of_names, faults_of_package
from pubpipe.checking.epub.safety import safety
from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, compare, expected
from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article, Section, Stretch, nodes
from pubpipe.model.text import plain


def check(finished: Finished) -> tuple[Finding, ...]:
    """What is wrong with the book; nothing when it is whole and says what the article says."""
    try:
        book = opened(finished.data)
    except Unreadable as error:
        return (finished.unsound(str(error)),)
    article = finished.article
    faults = (
        *faults_of_package(book, article),
        *faults_of_files(book),
        *(fault for name in book.documents for fault in faults_of_document(book, name, article.language)),
        *_faults_of_contents(book, article),
        *_faults_of_order(book, article),
        *faults_of_overlays(book, finished.narrations, finished.memory),
    )
    return (*(finished.unsound(fault) for fault in faults), *_said(finished, book))


def compared(finished: Finished) -> tuple[Finding, ...]:
    """How a book that may have been made elsewhere differs from an article: its texts, title and language."""
    try:
        book = opened(finished.data)
    except Unreadable as error:
        return (finished.unsound(str(error)),)
    return (*(finished.unsound(fault) for fault in faults_of_names(book, finished.article)), *_said(finished, book))


def _said(finished: Finished, book: Book) -> tuple[Finding, ...]:
    texts = expected(finished.article, finished.language)
    parity = compare(texts, "\n".join(inner_text(root) for root in book.told()), finished.name)
    lost = {finding.excerpt for finding in parity if finding.code is not Code.PARITY_ORDER}
    # The first text is the title, which is no block and so has no id.
    swapped = _faults_of_words(book, tuple(one for one in texts[1:] if one.text not in lost))
    return (*(finished.unsound(fault) for fault in swapped), *parity, *safety(book, finished))


def _faults_of_contents(book: Book, article: Article) -> Iterator[str]:
    """The table of contents names every section and every stretch, in the article's order."""
    links = book.contents()
    if not links:
        yield "The book has no table of contents."
        return
    labels = [" ".join(inner_text(link).split()) for link in links]
    if not all(labels):
        yield "A line of the table of contents has no label."
    rest = iter(labels)
    for node in nodes(article.blocks):
        if isinstance(node, Section | Stretch):
            title = " ".join(plain(node.title).split())
            # `in` moves on to the line that it finds, so this holds the order as well.
            if title not in rest:
                yield f"The table of contents lacks “{title}”, or has it elsewhere."
                return


def _faults_of_order(book: Book, article: Article) -> Iterator[str]:
    """Every block stands once in the book under its own id, in the article's order."""
    wanted = [node.id for node in nodes(article.blocks)]
    known = frozenset(wanted)
    found = [id for root in book.told() for element in root.iter() if (id := element.get("id")) in known]
    if found != wanted:
        missing = ", ".join(id for id in wanted if id not in found) or "none"
        yield f"The article's blocks do not stand in the book each once and in order; missing: {missing}."


def _faults_of_words(book: Book, texts: tuple[Expected, ...]) -> Iterator[str]:
    """The words of a block stand under its own id: two stretches may share a step, and one may have lost it."""
    elements = {element.get("id"): element for root in book.told() for element in root.iter()}
    for one in texts:
        element = elements.get(one.block)
        if element is not None and "".join(one.text.split()) not in "".join(inner_text(element).split()):
            yield f"The block “{one.block}” has words that are not its own; it lacks “{one.text}”."
