"""Inline text for the other side of the body: marks stay where they are, and marked words stay as they are.

Whether a word means a side is judged by the sentence that a reader sees, across its marks (“your
**right** ear”); what is changed are the words inside the marks. Words that the author marked as
fixed are hidden from that judgement, so that they are neither turned nor taken for a side.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pubpipe.model.article import Side
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Inlines, Link, Strong, Text
from pubpipe.wording.language import Language
from pubpipe.wording.laterality import SideProblem, Swap, ambiguous, sentence_at, swaps


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text inside one mark: as it is seen, whether it may be turned, and where it begins in the whole."""

    seen: str
    turnable: bool
    begin: int

    @property
    def judged(self) -> str:
        """The text as the laterality rules are given it: what is fixed is a word that they do not know."""
        return self.seen if self.turnable else re.sub(r"\w", "x", self.seen)

    def holds(self, swap: Swap) -> bool:
        """Whether a word lies in this piece, whole."""
        return self.turnable and self.begin <= swap.begin and swap.end <= self.begin + len(self.seen)


def mirrored(inlines: Inlines, language: Language) -> Inlines:
    """The text for the other side. As `mirror`: twice is once, and whether it is right is for `doubts` to say."""
    pieces = _pieces(inlines)
    found = swaps(_judged(pieces), language)
    turned = iter([_turned(piece, found) for piece in pieces if piece.turnable])
    return tuple(_rebuilt(inlines, turned))


def doubts(inlines: Inlines, language: Language) -> tuple[SideProblem, ...]:
    """The words that cannot be turned to the other side without guessing, in order; none of them is fixed."""
    pieces = _pieces(inlines)
    judged, seen = _judged(pieces), "".join(piece.seen for piece in pieces)
    found = {problem.at: problem.word for problem in ambiguous(judged, language)}
    for swap in swaps(judged, language):
        # A word that is half inside a mark would lose the mark or its other half.
        if not any(piece.holds(swap) for piece in pieces):
            found[swap.begin] = seen[swap.begin : swap.end]
    return tuple(SideProblem(found[at], at, sentence_at(seen, at)) for at in sorted(found))


def differs(inlines: Inlines, language: Language) -> bool:
    """Whether the text for the other side is another one."""
    return mirrored(inlines, language) != inlines


def named(inlines: Inlines, language: Language) -> frozenset[Side]:
    """The sides of the body that the text surely names."""
    judged = _judged(_pieces(inlines))
    doubtful = {problem.at for problem in ambiguous(judged, language)}
    lefts = {left for left, _ in language.laterality}
    clear = (judged[swap.begin : swap.end] for swap in swaps(judged, language) if swap.begin not in doubtful)
    return frozenset(Side.LEFT if word.lower() in lefts else Side.RIGHT for word in clear)


def _judged(pieces: Iterable[_Piece]) -> str:
    return "".join(piece.judged for piece in pieces)


def _pieces(inlines: Inlines) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for seen, turnable in _runs(inlines):
        pieces.append(_Piece(seen, turnable, end))
        end += len(seen)
    return tuple(pieces)


def _runs(inlines: Iterable[Inline]) -> Iterator[tuple[str, bool]]:
    """The text in reading order, each run with whether it may be turned; a citation is no part of its sentence."""
    for inline in inlines:
        match inline:
            case Text(value=value):
                yield value, True
            case Fixed(value=value):
                yield value, False
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                yield from _runs(children)
            case Abbreviation(short=short, expansion=expansion):
                yield from ((short, True), (" (", False), (expansion, True), (")", False))
            case Citation():
                pass


def _turned(piece: _Piece, found: tuple[Swap, ...]) -> str:
    text, begin = piece.seen, piece.begin
    for swap in reversed(found):
        if piece.holds(swap):
            text = f"{text[: swap.begin - begin]}{swap.other}{text[swap.end - begin :]}"
    return text


def _rebuilt(inlines: Iterable[Inline], turned: Iterator[str]) -> Iterator[Inline]:
    """The same marks around the turned runs, which come in the order of `_runs`."""
    for inline in inlines:
        match inline:
            case Text():
                yield Text(value=next(turned))
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                yield inline.model_copy(update={"children": tuple(_rebuilt(children, turned))})
            case Abbreviation():
                yield Abbreviation(short=next(turned), expansion=next(turned))
            case Fixed() | Citation():
                yield inline
