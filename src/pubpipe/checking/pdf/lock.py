"""The safety lock over a PDF: each warning and disclaimer is printed once, whole, large and plain to see.

The tag tree tells what a screen reader says; here the letters themselves are asked how they are painted, so that no
style sheet of a project can leave a warning in the tree and take it from the eye.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, expected
from pubpipe.checking.pdf.looks import Look
from pubpipe.checking.pdf.tagged import Piece, TaggedPdf
from pubpipe.checking.safety_blocks import SENTENCE, SafetyBlock, safety_blocks
from pubpipe.colour import contrast
from pubpipe.findings import Finding
from pubpipe.model.article import Stretch, nodes

SMALLER = 0.8
"""The part of the body's size below which a safety text counts as shrunk."""
SMALLEST_POINTS = 9.0
"""What is smaller is small print, whatever stands around it."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum)."""
LABEL = r"(?:\w{0,3}\W)?"
"""What may stand between the texts of one block: the sign or the number of a list's item."""


def safety(finished: Finished, pdf: TaggedPdf, added: re.Pattern[str]) -> Iterator[Finding]:
    """What takes a warning or disclaimer from a reader of the paper. added: words that only paper has."""
    told = _Told.of(pdf.pieces, added)
    body = body_points(pdf)
    texts = expected(finished.article, finished.language)
    step = _first_step(finished, texts)
    for block in safety_blocks(finished.article, finished.language):
        own = [_letters(added.sub("", text)) for text in block.texts]
        for reason in dict.fromkeys(_reasons(block, own, told, body, step)):
            yield block.finding(finished.name, reason)


def body_points(pdf: TaggedPdf) -> float:
    """The size that most letters of a PDF are printed in, in points; 0 where nothing is."""
    sizes: Counter[float] = Counter()
    for piece in pdf.pieces:
        for look in piece.looks:
            sizes[round(look.points, 1)] += len(look.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


@dataclass(frozen=True, slots=True)
class _Told:
    """The letters of a PDF in the order of its tags, and of which piece each is."""

    letters: str
    pieces: tuple[Piece, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, pieces: tuple[Piece, ...], added: re.Pattern[str]) -> "_Told":
        """Those of the pieces, without what paper adds."""
        texts = [piece.text.replace("\x02", "-") for piece in pieces]
        dropped = {at for match in added.finditer("\n".join(texts)) for at in range(*match.span())}
        letters: list[str] = []
        owners: list[int] = []
        begin = 0
        for number, text in enumerate(texts):
            whole = text.isascii() and dropped.isdisjoint(range(begin, begin + len(text)))
            kept = text if whole else "".join([char for at, char in enumerate(text, begin) if at not in dropped])
            own = _letters(kept) if whole else "".join(map(_letters, kept))
            letters.append(own)
            owners += [number] * len(own)
            begin += len(text) + 1
        return cls("".join(letters), pieces, tuple(owners))

    def of_span(self, begin: int, end: int) -> Iterable[Piece]:
        """The pieces that hold some of these letters."""
        return (self.pieces[number] for number in dict.fromkeys(self.owners[begin:end]))


def _reasons(block: SafetyBlock, texts: list[str], told: _Told, body: float, step: str) -> Iterator[str]:
    found = re.search(LABEL.join(map(re.escape, texts)), told.letters)
    if found is None:
        # A text that is lost altogether is told by the parity of texts.
        if all(text in told.letters for text in texts):
            yield "is not whole: its texts do not stand together"
        for text in texts:
            if (place := told.letters.find(text)) >= 0 and len(text) >= SENTENCE:
                yield from _unseen(told.of_span(place, place + len(text)), body)
        return
    for text, times in zip(texts[1:], block.times[1:], strict=True):
        if len(text) >= SENTENCE and (said := told.letters.count(text)) > times:
            yield f"says its words {said} times, not {times}"
            break
    if block.stretch and step and 0 <= told.letters.find(step) < found.start():
        yield "stands after the first stretch, but the article has it before"
    yield from _unseen(told.of_span(*found.span()), body)


def _unseen(pieces: Iterable[Piece], body: float) -> Iterator[str]:
    for piece in pieces:
        if not piece.looks and piece.text.strip():
            yield "is heard by a screen reader and not printed"
        for look in piece.looks:
            yield from _harm(look, body)


def _harm(look: Look, body: float) -> Iterator[str]:
    if look.invisible:
        yield "is printed in letters without ink"
    if look.faint:
        yield "is see-through, or may be"
    if look.points < max(body * SMALLER, SMALLEST_POINTS) - 0.05:
        yield f"is printed in {look.points:.1f} points, where most of the text has {body:g}"
    if look.clipped:
        yield "is cut off by an edge"
    if look.covered:
        yield "is covered by what is painted over it"
    if look.colour is None or None in look.grounds:
        yield "is printed in a pattern or on a picture, so that nobody can tell whether it is seen"
        return
    ratio = min(contrast(look.colour, ground) for ground in look.grounds if ground)
    if ratio < LEAST_CONTRAST:
        yield f"is too pale to be read: {ratio:.1f}:1 on its ground"


def _first_step(finished: Finished, all_texts: tuple[Expected, ...]) -> str:
    """The letters of the first step of the first stretch; empty when there is none, or too few to be told apart."""
    ids = [one.steps[0].id for one in nodes(finished.article.blocks) if isinstance(one, Stretch) and one.steps][:1]
    texts = [_letters(one.text) for one in all_texts if one.block in ids]
    return texts[0] if texts and len(texts[0]) >= SENTENCE else ""


@lru_cache(maxsize=4_096)
def _letters(text: str) -> str:
    """Letters one by one, accents apart, so that a text taken letter by letter equals the whole."""
    if text.isascii():
        return "".join(text.split())
    normal = unicodedata.normalize("NFKD", text)
    return "".join(char for char in normal if not char.isspace() and unicodedata.category(char) != "Cf")
