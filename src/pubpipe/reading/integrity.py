"""What must hold for an article from any source, Markdown or JSON: links, citations, visible characters."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code
from pubpipe.model.article import Article, Node, nodes
from pubpipe.model.base import FORBIDDEN_CHARACTERS, Frozen
from pubpipe.model.text import Citation, Link, walk
from pubpipe.model.walks import inline_texts
from pubpipe.reading.report import Report, nearest

LINK = re.compile(r"^(https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\]+@[^\s<>\"'`\\]+|tel:\+?[0-9-]+)$")


def check_integrity(article: Article, report: Report) -> None:
    """Report every link, citation and character that no format may carry."""
    ids = {node.id for node in nodes(article.blocks)}
    references = tuple(entry.id for entry in article.references)
    _visible(article.model_dump(exclude={"blocks"}), None, report)
    for node in nodes(article.blocks):
        line = node.source.line if node.source else None
        for content in inline_texts(node):
            for inline in walk(content):
                if isinstance(inline, Link):
                    _link(inline.url, ids, line, report)
                if isinstance(inline, Citation):
                    _citation(inline, references, line, report)
        _visible(_own_strings(node), line, report)


def _link(url: str, ids: set[str], line: int | None, report: Report) -> None:
    if url.startswith("#"):
        if url[1:] not in ids:
            report.add(
                Code.BAD_LINK,
                "The link leads to a block that is not there.",
                nearest(url[1:], ids),
                line=line,
                excerpt=url,
            )
    elif not LINK.match(url):
        report.add(
            Code.BAD_LINK,
            "The link's address is not allowed.",
            "Use http://, https://, mailto:, tel: or # with a block's id.",
            line=line,
            excerpt=url,
        )


def _citation(citation: Citation, references: tuple[str, ...], line: int | None, report: Report) -> None:
    number = citation.number
    if number > len(references) or references[number - 1] != citation.reference:
        report.add(
            Code.UNKNOWN_REFERENCE,
            f"The citation of “{citation.reference}” does not agree with the list of references.",
            "Its number is the place of that reference in the list, from 1.",
            line=line,
            excerpt=f"[@{citation.reference}]",
        )


def _own_strings(node: Node) -> object:
    """A node's own values, as plain data, without the nodes inside it."""
    return [
        value.model_dump() if isinstance(value, Frozen) and not isinstance(value, Node) else value
        for name, value in node
        if name != "source" and not _holds_nodes(value)
    ]


def _holds_nodes(value: object) -> bool:
    return isinstance(value, Node) or (isinstance(value, tuple) and any(_holds_nodes(part) for part in value))


def _visible(value: object, line: int | None, report: Report) -> None:
    for text in _strings(value):
        match = FORBIDDEN_CHARACTERS.search(text)
        if match:
            report.add(
                Code.FORBIDDEN_CHARACTER,
                f"The character U+{ord(match[0]):04X} is invisible or changes the order of the text.",
                "Delete it and type the text again.",
                line=line,
                excerpt=text,
            )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Frozen):
        yield from _strings(value.model_dump())
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
