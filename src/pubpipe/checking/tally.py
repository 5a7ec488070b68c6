"""How much of an article a finished file was held against, kind by kind, and how much of it differs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.checking.finished import Finished
from pubpipe.checking.heard import must_be_heard
from pubpipe.checking.parity import Expected, expected
from pubpipe.findings import Finding
from pubpipe.model.article import Article, Callout, nodes

WRITTEN = frozenset({"application/pdf", "application/epub+zip", "text/html"})
HEARD = frozenset({"text/plain"})
_PARITY = "P"
"""The letter of every code that tells a difference from the article."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Texts of one kind (text, dose, side, alternative, safety): how many there are, and how many differ."""

    kind: str
    total: int
    differing: int


def tally(finished: Finished, findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """The tallies of a file whose check found this. A file that is not compared by its texts has none."""
    wanted = _wanted(finished)
    safety = frozenset(_in_safety_blocks(finished.article))
    kinds = {one: _kind(one, safety) for one in wanted}
    totals = Counter(kinds[one] for one in wanted)
    lost = Counter(_kind_of(one, kinds) for one in findings if one.code.code.startswith(_PARITY))
    return tuple(Tally(kind, total, min(total, lost[kind])) for kind, total in totals.items())


def _wanted(finished: Finished) -> tuple[Expected, ...]:
    if finished.media_type in WRITTEN:
        return expected(finished.article, finished.language)
    return must_be_heard(finished) if finished.media_type in HEARD else ()


def _in_safety_blocks(article: Article) -> Iterator[str]:
    for node in nodes(article.blocks):
        if isinstance(node, Callout) and node.role.is_safety:
            yield node.id
            yield from (inner.id for inner in nodes(node.blocks))


def _kind(one: Expected, safety: frozenset[str]) -> str:
    if one.alternative:
        return "alternative"
    if one.block in safety:
        return "safety"
    ending = one.block.rpartition("-")[2]
    return {"dose": "dose", "side": "side", "other": "side"}.get(ending, "text")


def _kind_of(finding: Finding, kinds: dict[Expected, str]) -> str:
    """The kind of the text that a finding is about: by the block that it names, and by the text where that has two."""
    named = [one for one in kinds if f"“{one.block}”" in finding.message]
    exact = [one for one in named if one.text == finding.excerpt]
    return kinds[(exact or named)[0]] if named else "text"
