"""The parts of an article, so that evidence can name the one that changed."""

import json
from collections.abc import Iterable, Iterator

from pubpipe.evidencing.bundle import Part, fingerprint
from pubpipe.model.article import Article, Node, Section
from pubpipe.model.text import plain


def parts_of(article: Article) -> tuple[Part, ...]:
    """Every section by its title alone, and every block that stands in one or by itself, whole."""
    return tuple(_parts(article.blocks))


def _parts(blocks: Iterable[Node]) -> Iterator[Part]:
    for block in blocks:
        inner = block.blocks if isinstance(block, Section) else ()
        data = block.model_dump(mode="json", exclude={"blocks"} if isinstance(block, Section) else set())
        said = json.dumps(_without_places(data), sort_keys=True, ensure_ascii=False)
        yield Part(block.id, data["kind"], plain(getattr(block, "title", ())), fingerprint(said.encode()))
        yield from _parts(inner)


def _without_places(value: object) -> object:
    """What a block says, without the lines of the source that it stands in: those move with every line before them."""
    if isinstance(value, dict):
        return {name: _without_places(one) for name, one in value.items() if name != "source"}
    if isinstance(value, list):
        return [_without_places(one) for one in value]
    return value
