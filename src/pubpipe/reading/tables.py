"""Pipe tables: a heading for every column, every row complete, no cell dropped."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from pubpipe.findings import Code
from pubpipe.model.article import Cell, Table
from pubpipe.model.text import Inlines
from pubpipe.reading.scope import Scope

PIPE = re.compile(r"(?<!\\)\|")


def read_table(
    tokens: Sequence[Token], scope: Scope, parent: str, caption: Inlines = (), *, header_column: bool = False
) -> Table | None:
    """The table whose tokens these are, from its opening to its closing one."""
    id = scope.ids.numbered(parent, "t")
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            _every_cell_is_kept(token, len(rows[0]) if rows else None, scope)
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_cell(id, token, scope, len(rows) - 1, len(rows[-1]), header_column=header_column))
    if len(rows) < 2:
        scope.refuse(tokens[0], Code.BAD_TABLE, "A table has no rows.", "Write at least one row below its header.")
        return None
    if not all(cell.content for cell in rows[0]):
        scope.refuse(tokens[0], Code.BAD_TABLE, "A column has no heading.", "Give every column a heading.")
        return None
    return Table(
        id=id,
        caption=caption,
        header=tuple(rows[0]),
        rows=tuple(tuple(row) for row in rows[1:]),
        source=scope.source(scope.line(tokens[0])),
    )


def _cell(table: str, token: Token, scope: Scope, row: int, column: int, *, header_column: bool) -> Cell:
    header = "column" if row == 0 else "row" if header_column and column == 0 else None
    return Cell.model_validate(
        {
            "id": f"{table}-r{row}-c{column + 1}",
            "content": scope.inlines(token),
            "header": header,
            "source": scope.source(scope.line(token)),
        }
    )


def _every_cell_is_kept(row: Token, columns: int | None, scope: Scope) -> None:
    """The parser drops cells beyond the last column and fills short rows up; neither may pass unseen."""
    text = scope.excerpt(row).strip()
    written = len(PIPE.split(re.sub(r"^\||(?<!\\)\|$", "", text)))
    if columns is not None and written != columns:
        scope.refuse(
            row,
            Code.BAD_TABLE,
            f"The row has {written} cells, the table has {columns} columns.",
            "Give the row as many cells as the table has columns; a | inside a cell is written \\|.",
        )
