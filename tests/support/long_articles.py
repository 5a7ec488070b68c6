"""Articles of every length and shape that a clinic may write: for what must hold whatever is printed."""

from collections.abc import Callable, Mapping

from pubpipe.model.article import Article, Block, Callout, CalloutRole, Cell, Section, Table
from tests import samples
from tests.support.pdf import bullets, changed, filler, section, stretch_of

WARNING = samples.every_block().blocks[1]


def table(id: str, rows: int, columns: int) -> Table:
    """A table whose cells say where they are."""
    return Table(
        id=id,
        caption=samples.words(f"Table {id}"),
        header=tuple(
            Cell(id=f"{id}-h{c}", content=samples.words(f"Column {c}"), header="column") for c in range(columns)
        ),
        rows=tuple(
            tuple(Cell(id=f"{id}-r{r}c{c}", content=samples.words(f"Row {r} of {id}")) for c in range(columns))
            for r in range(rows)
        ),
    )


def chapter(number: int) -> Section:
    """A section of about a page, with everything that advice is made of; its parts differ in length from the next's."""
    id = f"c{number}"
    deep = Section(
        id=f"{id}-deep",
        level=2,
        title=samples.words(f"Chapter {number} in detail"),
        blocks=(
            samples.paragraph(f"{id}-q", "And it takes time to say. " * (9 + number * 7 % 23)),
            table(f"{id}-t", 4 + number % 3, 3),
        ),
    )
    warning = Callout(
        id=f"{id}-w",
        role=CalloutRole.WARNING,
        title=samples.words(f"Stop in chapter {number}"),
        blocks=(samples.paragraph(f"{id}-wp", "Stop if it hurts. " * 8), bullets(f"{id}-wl", "One.", "Two.", "Three.")),
    )
    blocks: list[Block] = [
        *filler(f"{id}-f", 3 + number * 5 % 7).blocks,
        bullets(f"{id}-l", *(f"Thing {n} of many." for n in range(3 + number % 4))),
        *([warning] if number % 5 == 0 else []),
        deep,
    ]
    return section(id, *blocks).model_copy(update={"title": samples.words(f"Chapter {number}")})


ARTICLES: Mapping[str, Callable[[], Article]] = {
    "forty pages": lambda: changed(blocks=(WARNING, *(chapter(n) for n in range(30)))),
    "advice alone": lambda: changed(blocks=(WARNING, *(chapter(n) for n in range(4)))),
    "one stretch": lambda: changed(blocks=(WARNING, section("do", samples.stretch("x", "X")))),
    "twenty stretches": lambda: changed(
        blocks=(WARNING, section("do", *(stretch_of(f"s{n}", 2 + n % 5) for n in range(20))))
    ),
    "tables": lambda: changed(
        blocks=(WARNING, section("wide", table("w", 6, 8)), section("long", table("l", 90, 3)), chapter(1))
    ),
}
