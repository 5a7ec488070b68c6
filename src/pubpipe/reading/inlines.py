"""Markdown's inline tokens to inline text; what pubpipe cannot publish becomes a finding, never nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from pubpipe.findings import Code
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Inlines, Link, Strong, Text
from pubpipe.reading.report import Report, nearest

ROLES = ("abbr", "fixed")
ABBREVIATION = re.compile(r"^\s*(?P<short>[^()]*[^()\s])\s*\((?P<expansion>.*\S)\s*\)\s*$", re.DOTALL)
CITATION = re.compile(r"\[@(?P<id>[a-z][a-z0-9-]*)\]")
WRAPPERS = {"strong_open": Strong, "em_open": Emphasis}
UNSUPPORTED = {
    "code_inline": ("Code cannot be published.", "Write the words without the backticks."),
    "image": ("A picture cannot stand inside a line.", "Use a block: `:::{figure} figures/name.svg` with `:alt:`."),
    "hardbreak": ("A forced line break cannot be published.", "Begin a new paragraph or a list."),
}


class Context(NamedTuple):
    """What inline text needs to know of the article: its reference ids in order, and where findings go."""

    references: tuple[str, ...]
    report: Report


def read_inlines(tokens: Sequence[Token] | None, line: int, context: Context) -> Inlines:
    """The inline text of one block that begins on `line`."""
    reader = _InlineReader(list(tokens or ()), line, context)
    return tidy(reader.until(None))


def tidy(parts: list[Inline]) -> Inlines:
    """Neighbouring texts joined, white space single, none at the ends."""
    joined: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(value=joined[-1].value + part.value)
        else:
            joined.append(part)
    spaced = [Text(value=re.sub(r"\s+", " ", part.value)) if isinstance(part, Text) else part for part in joined]
    if spaced and isinstance(spaced[0], Text):
        spaced[0] = Text(value=spaced[0].value.lstrip())
    if spaced and isinstance(spaced[-1], Text):
        spaced[-1] = Text(value=spaced[-1].value.rstrip())
    return tuple(part for part in spaced if not (isinstance(part, Text) and not part.value))


class _InlineReader:
    """Walks one flat list of tokens; `self.line` follows the source's line breaks."""

    def __init__(self, tokens: list[Token], line: int, context: Context) -> None:
        self.tokens = tokens
        self.line = line
        self.context = context
        self.index = 0

    def until(self, closing: str | None) -> list[Inline]:
        """Inlines up to the closing token, which is consumed."""
        parts: list[Inline] = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.type == closing:
                break
            parts.extend(self._one(token))
        return parts

    def _one(self, token: Token) -> list[Inline]:
        match token.type:
            case "text":
                return self._text(token.content)
            case "softbreak":
                self.line += 1
                return [Text(value=" ")]
            case "strong_open" | "em_open":
                children = tidy_keep_space(self.until(token.type.replace("_open", "_close")))
                return [WRAPPERS[token.type](children=children)] if children else []
            case "link_open":
                return self._link(token)
            case "myst_role":
                return self._role(token)
            case "html_inline":
                self._add(
                    Code.RAW_HTML,
                    "Raw HTML cannot be published.",
                    "Write the text without the tag; a plain < is written \\<.",
                    token.content,
                )
            case _:
                message, remedy = UNSUPPORTED.get(
                    token.type, (f"“{token.type}” cannot be published.", "Write it as plain text.")
                )
                self._add(Code.UNSUPPORTED_MARKUP, message, remedy, token.content or token.markup)
                self.line += token.type == "hardbreak"
        return []

    def _text(self, value: str) -> list[Inline]:
        parts: list[Inline] = []
        position = 0
        for match in CITATION.finditer(value):
            parts.append(Text(value=value[position : match.start()]))
            position = match.end()
            parts.extend(self._citation(match["id"], match[0]))
        parts.append(Text(value=value[position:]))
        return [part for part in parts if not (isinstance(part, Text) and not part.value)]

    def _citation(self, reference: str, written: str) -> list[Inline]:
        known = self.context.references
        if reference not in known:
            self._add(
                Code.UNKNOWN_REFERENCE,
                f"The reference “{reference}” is not in the front matter.",
                nearest(reference, known) if known else "Add it to `references:` in the front matter.",
                written,
            )
            return []
        return [Citation(reference=reference, number=known.index(reference) + 1)]

    def _link(self, token: Token) -> list[Inline]:
        url = str(token.attrs.get("href", ""))
        line = self.line
        children = tidy_keep_space(self.until("link_close"))
        if not children:
            self.context.report.add(
                Code.BAD_LINK, "A link has no words.", "Write `[what it leads to](address)`.", line=line, excerpt=url
            )
            return []
        return [Link(url=url, children=children)]

    def _role(self, token: Token) -> list[Inline]:
        name = str(token.meta.get("name", ""))
        if name not in ROLES:
            self._add(Code.UNKNOWN_ROLE, f"The role “{name}” is not known.", nearest(name, ROLES), token.content)
            return []
        return self._fixed(token.content) if name == "fixed" else self._abbreviation(token.content)

    def _fixed(self, content: str) -> list[Inline]:
        value = " ".join(content.split())
        if not value:
            self._add(Code.BAD_OPTION, "No words are marked.", "Write {fixed}`the right way`.", content)
            return []
        return [Fixed(value=value)]

    def _abbreviation(self, content: str) -> list[Inline]:
        match = ABBREVIATION.match(content)
        if match is None:
            self._add(
                Code.BAD_OPTION,
                "An abbreviation needs its expansion in brackets.",
                "Write {abbr}`MRI (magnetic resonance imaging)`.",
                content,
            )
            return []
        expansion = re.sub(r"\s+", " ", match["expansion"])
        return [Abbreviation(short=re.sub(r"\s+", " ", match["short"]), expansion=expansion)]

    def _add(self, code: Code, message: str, remedy: str, excerpt: str) -> None:
        self.context.report.add(code, message, remedy, line=self.line, excerpt=excerpt)


def tidy_keep_space(parts: list[Inline]) -> Inlines:
    """As `tidy`, for text inside a mark: an inner space at its ends is part of the sentence."""
    return tuple(Text(value=re.sub(r"\s+", " ", part.value)) if isinstance(part, Text) else part for part in parts)
