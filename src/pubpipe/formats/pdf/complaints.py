"""The engine's complaints as findings: what was left out of the page, where it was written, what to do."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pubpipe.findings import Code, Finding, Position
from pubpipe.formats.pdf.engine import Rendered
from pubpipe.formats.pdf.tagging.hooks import TESTED
from pubpipe.model.article import Article, Node, children

_MISSING_GLYPH = re.compile(r'\.notdef glyph .*: "(.+)" \(U\+[0-9A-F]+\)', re.DOTALL)
_SLOW_SUBSETTING = "Using fontTools instead of HarfBuzz-Subset"
_WRITE_OTHERWISE = "Write it in words, or with another character."
_MEND_TEMPLATE = "If you use your own templates/, mend them; else check the figures, or report a fault of pubpipe."
_INSTALL_SUBSETTING = "Install HarfBuzz's subsetting library (Debian: libharfbuzz-subset0)."


def findings_of(rendered: Rendered, article: Article, file: str) -> Iterator[Finding]:
    """One finding for each complaint about `file`, and for each block with signs that the package's font lacks."""
    if rendered.fallback:
        yield _untested(rendered.fallback, file)
    lacking = set(rendered.strangers)
    for line in rendered.complaints:
        if found := _MISSING_GLYPH.search(line):
            lacking.add(found[1])
        else:
            remedy = _INSTALL_SUBSETTING if line.startswith(_SLOW_SUBSETTING) else _MEND_TEMPLATE
            yield Finding(Code.ENGINE_COMPLAINT, Position(file), f"The PDF engine says: {line}", remedy=remedy)
    places: defaultdict[Position, list[str]] = defaultdict(list)
    for sign in sorted(lacking):
        if sign != " ":
            places[_place(sign, article)].append(sign)
    for place, signs in places.items():
        yield _not_in_font(signs, place)


def _untested(version: str, file: str) -> Finding:
    """Worse tags are no wrong dose, so the file is published, and with no promise that it does not keep."""
    return Finding(
        Code.ENGINE_UNTESTED,
        Position(file),
        f"WeasyPrint {version} is not the version that pubpipe's tags are made for, so the file has the engine's own "
        "tags: it keeps PDF/UA-1 and no other norm, and is poorer to listen to.",
        version,
        f"Install WeasyPrint {TESTED}.",
    )


def _not_in_font(signs: list[str], place: Position) -> Finding:
    """Another font may stand in on one computer and none on the next: never let a dose depend on that."""
    named = ", ".join(f"“{sign}” ({' '.join(f'U+{ord(point):04X}' for point in sign)})" for sign in signs)
    return Finding(
        Code.ENGINE_COMPLAINT,
        place,
        f"The handout's font has no sign for {named}, so it would depend on the computer what is printed.",
        " ".join(signs),
        _WRITE_OTHERWISE,
    )


def _place(text: str, article: Article) -> Position:
    """Where the article first has `text`; the article as a whole when only its front matter does."""
    holder: Node | None = None
    inner: Node | None = next((block for block in article.blocks if _holds(block, text)), None)
    while inner is not None:
        holder, inner = inner, next((child for child in children(inner) if _holds(child, text)), None)
    if holder is None or holder.source is None:
        return Position("article")
    return Position(holder.source.file, holder.source.line)


def _holds(node: Node, text: str) -> bool:
    return text in node.model_dump_json()
