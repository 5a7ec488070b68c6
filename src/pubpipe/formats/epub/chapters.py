"""Which document of the book holds what: addresses for links, lines for the table of contents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.model.article import Article, nodes
from pubpipe.model.text import Inline, walk
from pubpipe.model.walks import inline_texts
from pubpipe.wording.book import COLOPHON, REFERENCES, SESSION
from pubpipe.wording.book import Entry as Label
from pubpipe.wording.parts import Part

REFERENCES_FILE, SESSION_FILE, COLOPHON_FILE = "references.xhtml", "session.xhtml", "colophon.xhtml"
_BEHIND = {REFERENCES: REFERENCES_FILE, SESSION: SESSION_FILE, COLOPHON: COLOPHON_FILE}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: label, address relative to the documents' folder, lines below it."""

    id: str
    label: str
    href: str
    entries: tuple["Entry", ...] = ()


def file_of(part: Part) -> str:
    """The name of the document that holds a part."""
    return f"chapter-{part.number}.xhtml"


def addresses(article: Article, parts: Iterable[Part]) -> dict[str, str]:
    """Where each block and each reference is found: id to file name and fragment."""
    found = {id: f"{file}#{id}" for id, file in _BEHIND.items()}
    for entry in article.references:
        found[f"reference-{entry.id}"] = f"{REFERENCES_FILE}#reference-{entry.id}"
    for part in parts:
        for id in (part.id, *(node.id for node in nodes(part.blocks))):
            found[id] = f"{file_of(part)}#{id}"
    return found


def contents(labels: Iterable[Label], found: dict[str, str]) -> tuple[Entry, ...]:
    """The table of contents with its addresses."""
    return tuple(Entry(one.id, one.label, found[one.id], contents(one.entries, found)) for one in labels)


def inlines(article: Article) -> Iterator[Inline]:
    """Every inline of the article, outer before inner, in reading order."""
    for node in nodes(article.blocks):
        for text in inline_texts(node):
            yield from walk(text)
