"""Which blocks a patient is given: all but the stretches that a row leaves out, and what is about these alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pubpipe.model.article import Article, Block, Section, Stretch, Table
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches


def kept(article: Article, left_out: Collection[str]) -> tuple[Block, ...]:
    """The article's blocks without these stretches, by their ids.

    With them go the rows of tables that are headed by their names, and sections in which nothing else stands. Whatever
    else there is stays: it may hold a warning.
    """
    names = {_same(plain(one.title)) for one in stretches(article) if one.id in left_out}
    return tuple(_kept(article.blocks, left_out, names)) if left_out else article.blocks


def replaced(blocks: Iterable[Block], made: Mapping[str, Stretch]) -> tuple[Block, ...]:
    """The blocks with other stretches in place of those that have their ids."""
    return tuple(_replaced(block, made) for block in blocks)


def _kept(blocks: Iterable[Block], left_out: Collection[str], names: Collection[str]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Stretch(id=id) if id in left_out:
                pass
            case Section(blocks=inner) if inner:
                staying = tuple(_kept(inner, left_out, names))
                if staying:
                    yield block.model_copy(update={"blocks": staying})
            case Table(rows=rows):
                others = tuple(row for row in rows if not (row[0].header and _same(plain(row[0].content)) in names))
                if others:
                    yield block.model_copy(update={"rows": others})
            case _:
                yield block


def _replaced(block: Block, made: Mapping[str, Stretch]) -> Block:
    match block:
        case Stretch(id=id):
            return made[id]
        case Section(blocks=inner):
            return block.model_copy(update={"blocks": replaced(inner, made)})
        case _:
            return block


def _same(words: str) -> str:
    """Words as they are compared."""
    return " ".join(words.casefold().split())
