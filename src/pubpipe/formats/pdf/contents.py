"""The list of contents that a long handout opens with: its parts and where each begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.formats.pdf.hanging import SHEET_TITLE_ID, hanging_sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Callout, CalloutRole, Node, Section, Stretch
from pubpipe.model.text import plain
from pubpipe.wording.language import Interface

DEEPEST = 2
"""Sections below this level are too many and too small to look up."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: how deep it lies from 1, the id that it leads to, and its words."""

    level: int
    id: str
    title: str


def contents(publication: Publication) -> tuple[Entry, ...]:
    """Every section of the upper levels, every warning and every stretch in the article's order, then what follows."""
    words = publication.language.interface
    entries = list(_entries(publication.article.blocks, 1, words))
    if publication.article.references:
        entries.append(Entry(1, "references", words.references))
    if hanging_sheet(publication):
        entries.append(Entry(1, SHEET_TITLE_ID, words.fridge_sheet))
    return tuple(entries)


def _entries(blocks: Iterable[Node], level: int, words: Interface) -> Iterator[Entry]:
    for block in blocks:
        match block:
            case Section():
                if level <= DEEPEST:
                    yield Entry(level, block.id, plain(block.title))
                yield from _entries(block.blocks, level + 1, words)
            case Stretch():
                yield Entry(min(level, DEEPEST), block.id, plain(block.title))
            case Callout(role=CalloutRole.WARNING):
                yield Entry(min(level, DEEPEST), block.id, plain(block.title) or words.warning)
            case _:
                pass
