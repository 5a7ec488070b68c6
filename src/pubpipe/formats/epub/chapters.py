"""The article cut into documents: one for each top-level section, in the article's order.

Blocks that stand outside every section (a warning before the first, a disclaimer
after the last) make documents of their own between them, so that nothing moves.
Each document gets a title that no section has, since its first heading must tell
it apart in the table of contents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby

from pubpipe.model.article import Article, Block, Callout, Section, Stretch, nodes
from pubpipe.model.text import Inline, plain, walk
from pubpipe.wording import Interface

REFERENCES_FILE = "references.xhtml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document of the book's body.

    section is the top-level section that it holds, None for blocks outside any section;
    blocks are those below its heading.
    """

    number: int
    title: str
    blocks: tuple[Block, ...]
    section: Section | None = None

    @property
    def id(self) -> str:
        """The id of the document's outermost element."""
        return self.section.id if self.section else f"chapter_{self.number}"

    @property
    def file(self) -> str:
        """The document's file name."""
        return f"chapter-{self.number}.xhtml"

    @property
    def manifest_id(self) -> str:
        """The document's id in the package."""
        return f"chapter-{self.number}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: label, address relative to the documents' folder, lines below it."""

    id: str
    label: str
    href: str
    entries: tuple["Entry", ...] = ()


def chapters(article: Article, words: Interface) -> tuple[Chapter, ...]:
    """The documents of the article, in its order; together they hold every block once."""
    taken = {plain(block.title) for block in article.blocks if isinstance(block, Section)}
    made: list[Chapter] = []
    for section, group in groupby(article.blocks, key=_section):
        blocks = section.blocks if section else tuple(group)
        title = plain(section.title) if section else _title(blocks, words, taken, first=not made)
        taken.add(title)
        made.append(Chapter(len(made) + 1, title, blocks, section))
    return tuple(made)


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


def addresses(article: Article, parts: Iterable[Chapter]) -> dict[str, str]:
    """Where each block and each reference is found: id to file name and fragment.

    Ids that are ours hold an underscore, which the article's cannot.
    """
    found = {f"reference-{entry.id}": f"{REFERENCES_FILE}#reference_{entry.id}" for entry in article.references}
    for part in parts:
        for id in (part.id, *(node.id for node in nodes(part.blocks))):
            found[id] = f"{part.file}#{id}"
    return found


def contents(parts: Iterable[Chapter]) -> tuple[Entry, ...]:
    """The table of contents: documents, and below them their sections and stretches."""
    return tuple(
        Entry(part.id, part.title, f"{part.file}#{part.id}", tuple(_entries(part.blocks, part.file))) for part in parts
    )


def _entries(blocks: Iterable[Block], file: str) -> Iterator[Entry]:
    for block in blocks:
        match block:
            case Section():
                below = tuple(_entries(block.blocks, file))
                yield Entry(block.id, plain(block.title), f"{file}#{block.id}", below)
            case Stretch():
                yield Entry(block.id, plain(block.title), f"{file}#{block.id}")
            case _:
                pass


def inlines(article: Article) -> Iterator[Inline]:
    """Every inline of the article, outer before inner, in reading order."""
    for node in nodes(article.blocks):
        for field in ("title", "caption", "content"):
            yield from walk(getattr(node, field, ()))
