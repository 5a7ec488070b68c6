"""How hard a text is to read: two formulas that health literacy guidance names, as values.

Flesch-Kincaid grade level: Kincaid, J. P., Fishburne, R. P., Rogers, R. L. and Chissom, B. S. (1975),
"Derivation of new readability formulas for Navy enlisted personnel", Research Branch Report 8-75:

    grade = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

SMOG: McLaughlin, G. H. (1969), "SMOG grading: a new readability formula", Journal of Reading 12(8), 639-646, on
words of three syllables and more:

    grade = 3.1291 + 1.0430 * sqrt(long words * 30 / sentences)

SMOG is normed on samples of 30 sentences. For fewer the count is scaled up to 30, as the factor in the formula
does: the result of a short text is an extrapolation. A grade of 6 is a text that a pupil in the sixth year of a
US school can read.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pubpipe.model.article import Article, ListBlock, ListItem, Node, Paragraph, Step, nodes
from pubpipe.model.text import Inlines, plain
from pubpipe.model.walks import inline_texts
from pubpipe.wording import Language
from pubpipe.wording.sentences import sentences

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LONG_WORD_SYLLABLES = 3
"""From how many syllables on SMOG counts a word."""
NORMED_SENTENCES = 30
"""How many sentences a sample has on which SMOG is normed."""

FEWEST_WORDS = 30
"""Of a block whose grade says anything: in fewer, one long name decides."""


@dataclass(frozen=True, slots=True)
class Grades:
    """The reading grades of a text, in years of US schooling, and how much text they were measured on."""

    flesch_kincaid: float
    smog: float
    words: int
    sentences: int

    @property
    def is_extrapolated(self) -> bool:
        """Whether there are fewer sentences than SMOG is normed on."""
        return self.sentences < NORMED_SENTENCES


@dataclass(frozen=True, slots=True)
class BlockGrades:
    """The grades of one block."""

    node: Node
    grades: Grades


def words(text: str) -> list[str]:
    """The words of a text; a hyphen parts two words, an apostrophe does not, and digits are no words."""
    return WORD.findall(text)


def graded(parts: Sequence[str], syllables: Callable[[str], int]) -> Grades | None:
    """The grades of sentences, None when there is not one word to measure."""
    counts = [[syllables(word) for word in words(part)] for part in parts]
    counts = [count for count in counts if count]
    each = [number for count in counts for number in count]
    if not each:
        return None
    long_words = sum(number >= LONG_WORD_SYLLABLES for number in each)
    return Grades(
        flesch_kincaid=0.39 * len(each) / len(counts) + 11.8 * sum(each) / len(each) - 15.59,
        smog=3.1291 + 1.0430 * math.sqrt(long_words * NORMED_SENTENCES / len(counts)),
        words=len(each),
        sentences=len(counts),
    )


def article_grades(article: Article, language: Language) -> Grades | None:
    """The grades of all running text; None for a language that cannot be graded, and for an article without words."""
    return _of(_running(article.blocks), language)


def block_grades(article: Article, language: Language) -> tuple[BlockGrades, ...]:
    """The grades of each paragraph, and of each list as a whole, in order; empty for a language without grades."""
    found = []
    for node in _blocks(article.blocks):
        grades = _of(_running((node,)), language)
        if grades:
            found.append(BlockGrades(node, grades))
    return tuple(found)


def hardest_block(article: Article, language: Language) -> BlockGrades | None:
    """The block of the highest Flesch-Kincaid grade among those with enough words to be measured, if there is one."""
    measured = [one for one in block_grades(article, language) if one.grades.words >= FEWEST_WORDS]
    return max(measured, key=lambda one: one.grades.flesch_kincaid, default=None)


def _of(texts: Iterable[Inlines], language: Language) -> Grades | None:
    """An item, a step or a paragraph ends its sentence, whatever mark it ends with."""
    if language.review is None:
        return None
    parts = [plain(sentence) for text in texts for sentence in sentences(text, language)]
    return graded(parts, language.review.syllables)


def _running(blocks: Iterable[Node]) -> Iterator[Inlines]:
    """Text in sentences: headings, captions and cells are none."""
    for node in nodes(blocks):
        if isinstance(node, Paragraph | ListItem | Step):
            yield from inline_texts(node)


def _blocks(blocks: Iterable[Node]) -> Iterator[Node]:
    """What is graded on its own: a list as one, since its items are too short to be measured."""
    inside: set[str] = set()
    for node in nodes(blocks):
        if node.id in inside:
            continue
        if isinstance(node, ListBlock):
            inside.update(one.id for one in nodes((node,)))
            yield node
        elif isinstance(node, Paragraph | Step):
            yield node
