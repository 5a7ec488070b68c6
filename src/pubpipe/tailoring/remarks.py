"""What the article's words still say although a row has chosen otherwise: a patient would find two instructions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.findings import Code, Finding, Position
from pubpipe.model.article import Article, Callout, Node, Stretch, children, nodes
from pubpipe.model.row import Tailoring
from pubpipe.model.text import Inlines, Text, plain
from pubpipe.model.walks import inline_texts, stretches
from pubpipe.wording import Language
from pubpipe.wording.sentences import sentences
from pubpipe.wording.tailoring_words import TailoringWords

TAKE_OUT = "Say it in a way that is true of every patient, or leave the article's choice."


def remarks(
    article: Article, tailored: Article, wanted: Tailoring, language: Language, row: Position, file: str
) -> Iterator[Finding]:
    """Everything that is said twice and differently. article: as it was written; file: its path."""
    said = _Said(article, tailored, language, file)
    yield from _both_sides(said, wanted, row)
    yield from _left_out(said)
    yield from _dose_elsewhere(said, wanted)
    for note in wanted.notes:
        if _doses_in((Text(value=note),), language):
            message = "A free line gives a dose: no column would change it."
            remedy = "Write it in a column such as STRETCH.hold, and take it out of the line."
            yield Finding(Code.DOSE_IN_NOTE, row, message, "", remedy)


@dataclass(frozen=True, slots=True)
class _Said:
    """An article as it was written and as it is tailored, its language, and its path."""

    article: Article
    tailored: Article
    language: Language
    file: str

    def outside(self, *, with_safety: bool = False) -> Iterator[tuple[Node | None, Inlines]]:
        """Every text of the author's that stands in no stretch and, unless asked for, in no safety block."""
        own = {node.id for node in nodes(self.article.blocks)}
        for node, text in _texts_outside(self.tailored, with_safety=with_safety):
            if node is None or node.id in own:
                yield node, text

    def finding(self, code: Code, message: str, node: Node | None) -> Finding:
        """A finding about the author's words."""
        line = node.source.line if node and node.source else None
        return Finding(code, Position(self.file, line), message, "", TAKE_OUT)


def _both_sides(said: _Said, wanted: Tailoring, row: Position) -> Iterator[Finding]:
    """Words that ask for both sides, where a stretch has one of its two: in it, and outside all stretches."""
    before = {one.id: len(one.sides) for one in stretches(said.article)}
    fewer = [one for one in stretches(said.tailored) if len(one.sides) < before[one.id]]
    if not fewer:
        return
    pattern = said.language.tailoring.both_sides
    inside = ((node, text) for stretch in fewer for node, text in _texts_below(stretch))
    for node, text in (*said.outside(), *inside):
        if _search(pattern, plain(text)):
            yield said.finding(Code.BOTH_SIDES, "The words speak of both sides, and a row has chosen one.", node)
    if any(_search(pattern, note) for note in wanted.notes):
        message = "A free line speaks of both sides, and the row has chosen one."
        yield Finding(Code.BOTH_SIDES, row, message, "", "Choose both, or take it out of the line.")


def _left_out(said: _Said) -> Iterator[Finding]:
    """Names of stretches that are not there any more, and numbers of stretches that are not true any more."""
    before, after = stretches(said.article), stretches(said.tailored)
    staying = {one.id for one in after}
    names = [plain(one.title) for one in before if one.id not in staying]
    if not names:
        return
    named = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    for node, text in (*said.outside(), *(one for stretch in after for one in _texts_below(stretch))):
        if _search(named, plain(text)):
            yield said.finding(Code.LEFT_OUT, "The words name a stretch that a row leaves out.", node)
        elif _counts(plain(text), len(before), said.language.tailoring):
            yield said.finding(Code.LEFT_OUT, "The words count the stretches, and a row leaves some out.", node)


def _dose_elsewhere(said: _Said, wanted: Tailoring) -> Iterator[Finding]:
    """Doses outside the stretches; those within them are the review's."""
    changed = {part for change in wanted.changes for part in ("hold", "repeat", "frequency") if getattr(change, part)}
    for node, text in said.outside(with_safety=True):
        if changed & _doses_in(text, said.language):
            yield said.finding(Code.DOSE_ELSEWHERE, "The words give a dose, and a row has changed one.", node)


def _texts_outside(article: Article, *, with_safety: bool = False) -> Iterator[tuple[Node | None, Inlines]]:
    """The title, the summary, and every text that stands in no stretch and, unless asked for, in no safety block."""
    yield None, (Text(value=article.title),)
    yield None, (Text(value=article.summary or ""),)

    def below(node: Node) -> Iterator[tuple[Node, Inlines]]:
        if isinstance(node, Stretch) or (isinstance(node, Callout) and node.role.is_safety and not with_safety):
            return
        yield from ((node, text) for text in inline_texts(node))
        for child in children(node):
            yield from below(child)

    for block in article.blocks:
        yield from below(block)


def _texts_below(stretch: Stretch) -> Iterator[tuple[Node | None, Inlines]]:
    """Every text in a stretch but its title."""
    for node in nodes(children(stretch)):
        yield from ((node, text) for text in inline_texts(node))


def _counts(text: str, total: int, words: TailoringWords) -> bool:
    """Whether a text says that there are so many stretches."""
    found = (one["number"].lower() for one in re.finditer(words.counted, text, re.IGNORECASE))
    return any((int(one) if one.isdecimal() else words.numbers[one]) == total for one in found)


def _doses_in(text: Inlines, language: Language) -> set[str]:
    """The parts of a dose that a text gives, as far as the language's review can tell."""
    if language.review is None:
        return set()
    written, found = language.review.dose, set()
    for sentence in (plain(one) for one in sentences(text, language)):
        if _search(written.duration, sentence) and _search(written.holding, sentence):
            found.add("hold")
        if _search(written.repeats, sentence):
            found.add("repeat")
        if _search(written.frequency, sentence):
            found.add("frequency")
    return found


def _search(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
