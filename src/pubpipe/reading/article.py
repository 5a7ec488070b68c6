"""The body of an article: headings to a tree of sections, directives to their blocks."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pubpipe.findings import Code
from pubpipe.model.article import Block, Callout, CalloutRole, Figure, ListBlock, Paragraph, Section, Table
from pubpipe.model.text import Inlines, plain
from pubpipe.reading.blocks import BlockReader
from pubpipe.reading.directives import Directive
from pubpipe.reading.front_matter import Body
from pubpipe.reading.ids import Ids
from pubpipe.reading.markdown import parse
from pubpipe.reading.report import Report
from pubpipe.reading.scope import Scope
from pubpipe.reading.stretch import read_stretch
from pubpipe.reading.tables import read_table

DEEPEST_SECTION = 3
YES_OR_NO = {"yes": True, "no": False}


def read_body(body: Body, references: tuple[str, ...], report: Report) -> tuple[Block, ...]:
    """The article's blocks; what is wrong goes to the report."""
    scope = Scope(Path(report.file).name, body.first_line, body.text.split("\n"), Ids(), references, report)
    tokens = parse(body.text, body.first_line, report)
    reader = BlockReader(scope, tokens, read_directive)
    blocks = _blocks(reader, scope, 0, "")
    if not blocks and not report.has_errors:
        report.add(
            Code.EMPTY_ARTICLE, "The article has no text.", "Write it below the front matter.", line=body.first_line
        )
    return blocks


def _blocks(reader: BlockReader, scope: Scope, level: int, parent: str) -> tuple[Block, ...]:
    """The blocks of a section of this level, up to the next heading of the same or a higher level."""
    blocks: list[Block] = []
    while not reader.at_end():
        next_level = reader.peek_level()
        if next_level is None:
            block = reader.block(parent)
            if block is not None:
                blocks.append(block)
        elif next_level and next_level <= level:
            break
        else:
            section = _section(reader, scope, level, next_level)
            if section is not None:
                blocks.append(section)
    return tuple(blocks)


def _section(reader: BlockReader, scope: Scope, level: int, found: int) -> Section | None:
    token, title = reader.heading()
    if found == 0 or found > level + 1:
        right = "#" * (level + 2)
        remedy = (
            "The title stands in the front matter; sections begin with `##`."
            if token.tag == "h1"
            else f"Write it as `{right}`."
            if level < DEEPEST_SECTION
            else "Sections go to three levels: `##`, `###`, `####`."
        )
        scope.refuse(token, Code.BAD_HEADING, "The heading is at a level that cannot stand here.", remedy)
        return None
    if not title:
        scope.refuse(token, Code.BAD_HEADING, "The heading is empty.", "Give it words or remove it.")
        return None
    id = scope.ids.titled(plain(title), "section")
    source = scope.source(scope.line(token))
    return Section(id=id, level=found, title=title, blocks=_blocks(reader, scope, found, id), source=source)


def read_directive(directive: Directive, scope: Scope, parent: str) -> Block | None:
    """Whatever the directive makes, or None when it was reported instead."""
    return READERS[directive.name](directive, scope, parent)


def _callout(directive: Directive, scope: Scope, parent: str) -> Callout | None:
    del parent
    id = scope.ids.numbered("", f"{directive.name}-")
    title: Inlines = scope.inlines_of(directive.argument, directive.line) if directive.argument else ()
    inner = scope.inside(directive.body, directive.body_line)
    tokens = parse(directive.body, directive.body_line, scope.report)
    reader = BlockReader(inner, tokens, None)
    blocks: list[Paragraph | ListBlock] = []
    while not reader.at_end():
        token = tokens[reader.index]
        block = reader.block(id)
        if isinstance(block, Paragraph | ListBlock):
            blocks.append(block)
        elif block is not None:
            inner.refuse(
                token,
                Code.UNSUPPORTED_MARKUP,
                f"A {directive.name} holds paragraphs and lists only.",
                "Move this out of it.",
            )
    if not blocks:
        if not scope.report.has_errors:
            scope.report.add(
                Code.EMPTY_ARTICLE,
                f"The {directive.name} is empty.",
                "Write its text or remove it.",
                line=directive.line,
            )
        return None
    return Callout(
        id=id,
        role=CalloutRole(directive.name),
        title=title,
        blocks=tuple(blocks),
        source=scope.source(directive.line),
    )


def _figure(directive: Directive, scope: Scope, parent: str) -> Figure | None:
    alt = directive.options.get("alt")
    if alt is None:
        scope.report.add(
            Code.MISSING_ALT,
            "The figure has no text alternative.",
            "Add `:alt:` with what the picture shows, in a sentence.",
            line=directive.line,
            excerpt=directive.argument,
        )
        return None
    id = scope.ids.numbered(parent, "figure-" if not parent else "f")
    caption: Inlines = ()
    if directive.body.strip():
        caption = scope.inlines_of(directive.body.strip("\n"), _first_text_line(directive))
    return Figure(id=id, path=directive.argument, alt=alt.value, caption=caption, source=scope.source(directive.line))


def _table(directive: Directive, scope: Scope, parent: str) -> Table | None:
    header_column = directive.options.get("header-column")
    if header_column and header_column.value not in YES_OR_NO:
        scope.report.add(
            Code.BAD_OPTION,
            f"“{header_column.value}” is neither yes nor no.",
            "Write `:header-column: yes`.",
            line=header_column.line,
            excerpt=header_column.value,
        )
        return None
    inner = scope.inside(directive.body, directive.body_line)
    tokens = parse(directive.body, directive.body_line, scope.report)
    if [token.type for token in tokens if token.level == 0] != ["table_open", "table_close"]:
        scope.report.add(
            Code.BAD_TABLE,
            "The directive “table” holds no table, or more than a table.",
            "Write one pipe table in it and nothing else.",
            line=directive.line,
            excerpt=directive.argument,
        )
        return None
    caption = scope.inlines_of(directive.argument, directive.line) if directive.argument else ()
    rows_named = bool(header_column and YES_OR_NO[header_column.value])
    return read_table(tokens, inner, parent, caption, header_column=rows_named)


def _other_side(directive: Directive, scope: Scope, parent: str) -> None:
    del parent
    scope.report.add(
        Code.UNSUPPORTED_MARKUP,
        "Steps for the other side stand outside a stretch.",
        "Move them into it; a stretch with `:::{other-side}` in it begins with `::::{stretch}` and ends with `::::`.",
        line=directive.line,
    )


def _first_text_line(directive: Directive) -> int:
    lines = directive.body.split("\n")
    return directive.body_line + next((number for number, line in enumerate(lines) if line.strip()), 0)


READERS: Mapping[str, Callable[[Directive, Scope, str], Block | None]] = {
    **{role.value: _callout for role in CalloutRole},
    "stretch": read_stretch,
    "other-side": _other_side,
    "figure": _figure,
    "table": _table,
}
