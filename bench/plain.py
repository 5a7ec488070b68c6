"""An article as somebody has it who makes each format by hand: plain Markdown for pandoc, plain lines for a voice.

Every word of the article is in both, with those that pubpipe's formats add about doses and sides.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pubpipe.model.article import (
    Article,
    Callout,
    CalloutRole,
    Figure,
    ListBlock,
    Node,
    Paragraph,
    Section,
    Step,
    Stretch,
    Table,
)
from pubpipe.model.asset import Asset
from pubpipe.model.text import Emphasis, Inline, Inlines, Link, Strong, Text, plain
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines

ENDINGS: Mapping[str, str] = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or something like it: as Markdown, and the lines that a voice says of it."""

    markdown: str
    said: tuple[str, ...]


def pictures(assets: Mapping[str, Asset], folder: Path) -> Mapping[str, str]:
    """Write the article's pictures into a folder; the names of their files by path."""
    names = {}
    for number, (path, asset) in enumerate(assets.items(), start=1):
        names[path] = f"figure-{number}{ENDINGS[asset.media_type]}"
        (folder / names[path]).write_bytes(asset.data)
    return names


def markdown(article: Article, language: Language, names: Mapping[str, str]) -> str:
    """The article as pandoc reads it. names: of the pictures' files, by path."""
    head = {"title": article.title, "lang": article.language, "author": list(article.authors)}
    pieces = (piece.markdown for piece in _article(article, language, names))
    return "\n\n".join((f"---\n{json.dumps(head, ensure_ascii=False)}\n---", *pieces)) + "\n"


def lines(article: Article, language: Language) -> str:
    """The article as a voice reads it out, line by line."""
    said = (line for piece in _article(article, language, {}) for line in piece.said)
    return "\n".join((article.title, *said)) + "\n"


def _article(article: Article, language: Language, names: Mapping[str, str]) -> Iterator[Piece]:
    if article.summary:
        yield Piece(_escaped(article.summary), (article.summary,))
    for block in article.blocks:
        yield from _block(block, language, names)
    if article.references:
        yield Piece(f"## {language.interface.references}", (language.interface.references,))
        said = tuple(reference.text for reference in article.references)
        yield Piece("\n".join(f"{number}. {_escaped(text)}" for number, text in enumerate(said, start=1)), said)


def _block(block: Node, language: Language, names: Mapping[str, str]) -> Iterator[Piece]:
    match block:
        case Section():
            yield _titled("#" * (block.level + 1), block.title)
            for one in block.blocks:
                yield from _block(one, language, names)
        case Paragraph():
            yield Piece(_inline(block.content), (plain(block.content),))
        case ListBlock():
            yield Piece("\n".join(_items(block)), tuple(_said_items(block)))
        case Table():
            yield _table(block)
        case Figure():
            shown = f"![{_inline(block.caption) or _escaped(block.alt)}]({names.get(block.path, '')})"
            yield Piece(shown, tuple(filter(None, (plain(block.caption), block.alt))))
        case Callout():
            yield _callout(block, language, names)
        case Stretch():
            yield from _stretch(block, language, names)
        case _:
            raise TypeError(f"a {type(block).__name__} is not written in Markdown here")


def _titled(marks: str, title: Inlines) -> Piece:
    return Piece(f"{marks} {_inline(title)}", (plain(title),))


def _items(block: ListBlock, depth: int = 0) -> Iterator[str]:
    mark = "1." if block.ordered else "-"
    for item in block.items:
        yield f"{'    ' * depth}{mark} {_inline(item.content)}"
        for inner in item.lists:
            yield from _items(inner, depth + 1)


def _said_items(block: ListBlock) -> Iterator[str]:
    for item in block.items:
        yield plain(item.content)
        for inner in item.lists:
            yield from _said_items(inner)


def _table(block: Table) -> Piece:
    rows = [[_inline(cell.content) for cell in row] for row in (block.header, *block.rows)]
    rows.insert(1, ["---"] * len(block.header))
    written = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    caption = f"\n\n: {_inline(block.caption)}" if block.caption else ""
    said = [", ".join(plain(cell.content) for cell in row) for row in block.rows]
    return Piece(written + caption, tuple(filter(None, (plain(block.caption), *said))))


def _role(role: CalloutRole, language: Language) -> str:
    words = language.interface
    return {
        CalloutRole.WARNING: words.warning,
        CalloutRole.CAUTION: words.caution,
        CalloutRole.TIP: words.tip,
        CalloutRole.DISCLAIMER: words.disclaimer,
    }[role]


def _callout(block: Callout, language: Language, names: Mapping[str, str]) -> Piece:
    title = block.title or (Text(value=_role(block.role, language)),)
    inner = [piece for one in block.blocks for piece in _block(one, language, names)]
    written = "\n\n".join((f"**{_inline(title)}**", *(piece.markdown for piece in inner)))
    quoted = "\n".join(f"> {line}".rstrip() for line in written.split("\n"))
    return Piece(quoted, (plain(title), *(line for piece in inner for line in piece.said)))


def _stretch(block: Stretch, language: Language, names: Mapping[str, str]) -> Iterator[Piece]:
    yield _titled("###", block.title)
    for one in (*block.introduction, *((block.figure,) if block.figure else ())):
        yield from _block(one, language, names)
    options = [line for line in (block.starting_position, *block.equipment, block.targets) if line]
    told = [*options, *(f"{line.label}: {line.value}" for line in dose_lines(block.dose, block.sides, language))]
    yield Piece("\n".join(f"- {_escaped(line)}" for line in told), tuple(told))
    words = language.interface
    if block.sides:
        yield _line(words.steps_for_side[block.sides[0]])
    yield _steps(block.steps)
    if block.other_steps:
        yield _line(words.steps_for_side[block.sides[1]])
        yield _steps(block.other_steps)
    elif len(block.sides) > 1:
        yield _line(words.other_side_follows[block.sides[1]])
    for note in block.notes:
        yield from _block(note, language, names)


def _line(text: str) -> Piece:
    return Piece(_escaped(text), (text,))


def _steps(steps: tuple[Step, ...]) -> Piece:
    written = "\n".join(f"1. {_inline(step.content)}" for step in steps)
    return Piece(written, tuple(plain(step.content) for step in steps))


def _inline(content: Inlines) -> str:
    return "".join(_one(inline) for inline in content)


def _one(inline: Inline) -> str:
    match inline:
        case Strong(children=children):
            return f"**{_inline(children)}**"
        case Emphasis(children=children):
            return f"*{_inline(children)}*"
        case Link(url=url, children=children):
            return f"[{_inline(children)}]({url})"
        case _:
            return _escaped(plain((inline,)))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
