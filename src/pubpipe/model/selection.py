"""An article with less in it: of its stretches, for a patient; of its blocks, for what does not look at them.

What a patient is given may leave out exercises, and never a warning.
"""

from collections.abc import Iterable

from pubpipe.model.article import Article, Block, Section, Stretch


def only_stretch(article: Article, id: str) -> Article:
    """The article with one of its stretches, named by its id, and with all that is no stretch."""
    return article.model_copy(update={"blocks": _kept(article.blocks, id)})


def head(article: Article) -> Article:
    """The article's title, people and dates alone: what a recording's files say beside its script."""
    return article.model_copy(update={"blocks": (), "references": (), "pronounce": (), "suppress": ()})


def _kept(blocks: Iterable[Block], id: str) -> tuple[Block, ...]:
    return tuple(
        block.model_copy(update={"blocks": _kept(block.blocks, id)}) if isinstance(block, Section) else block
        for block in blocks
        if not isinstance(block, Stretch) or block.id == id
    )
