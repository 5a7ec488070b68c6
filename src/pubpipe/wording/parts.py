"""The article cut into parts to read one by one: each top-level section, in the article's order.

Blocks that stand outside every section (a warning before the first, a disclaimer
after the last) make parts of their own between them, so that nothing moves.
Each part gets a title that no section has, since it must tell it apart in a table of contents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby

from pubpipe.model.article import Article, Block, Callout, Section
from pubpipe.model.text import plain
from pubpipe.wording.language import Interface


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the article.

    section is the top-level section that it holds, None for blocks outside any section;
    blocks are those below its heading.
    """

    number: int
    title: str
    blocks: tuple[Block, ...]
    section: Section | None = None

    @property
    def id(self) -> str:
        """The id of its section, or one that no block has: ids of blocks hold no underscore."""
        return self.section.id if self.section else f"part_{self.number}"


def parts(article: Article, words: Interface) -> tuple[Part, ...]:
    """The parts of the article, in its order; together they hold every block once."""
    return tuple(_cut(article, words))


def _cut(article: Article, words: Interface) -> Iterator[Part]:
    taken = {plain(block.title) for block in article.blocks if isinstance(block, Section)}
    for number, (section, group) in enumerate(groupby(article.blocks, key=_section), start=1):
        blocks = section.blocks if section else tuple(group)
        title = plain(section.title) if section else _title(blocks, words, taken, first=number == 1)
        taken.add(title)
        yield Part(number, title, blocks, section)


def _section(block: Block) -> Section | None:
    return block if isinstance(block, Section) else None


def _title(blocks: tuple[Block, ...], words: Interface, taken: set[str], *, first: bool) -> str:
    """A title for blocks outside any section: what kind they are, numbered if need be."""
    roles = {block.role for block in blocks if isinstance(block, Callout)}
    if first:
        wanted = words.before_you_begin if roles else words.introduction
    else:
        wanted = words.important_information if any(role.is_safety for role in roles) else words.good_to_know
    numbered = (f"{wanted} {number}" for number in count(2))
    return wanted if wanted not in taken else next(title for title in numbered if title not in taken)
