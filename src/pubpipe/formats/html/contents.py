"""The page's table of contents: sections, and what stands directly inside them, two levels and no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from pubpipe.model.article import Article, Node, Section, Stretch
from pubpipe.model.text import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the id of a block, its title, and the entries below it."""

    id: str
    title: str
    below: tuple["Entry", ...] = ()


def contents(article: Article) -> tuple[Entry, ...]:
    """The entries in reading order."""
    return _entries(article.blocks, levels=2)


def _entries(blocks: Iterable[Node], levels: int) -> tuple[Entry, ...]:
    if not levels:
        return ()
    return tuple(
        Entry(block.id, plain(block.title), _entries(block.blocks, levels - 1) if isinstance(block, Section) else ())
        for block in blocks
        if isinstance(block, Section | Stretch)
    )
