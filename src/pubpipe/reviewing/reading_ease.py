"""Rules about how hard the words are: grades, sentences, paragraphs, terms and capitals."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import ListItem, Node, Paragraph, Step, nodes
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Inlines, Link, Strong, plain, walk
from pubpipe.model.walks import inline_texts
from pubpipe.reviewing.readability import FEWEST_WORDS, block_grades, words
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording.laterality import sentence_at
from pubpipe.wording.review_words import ReviewWords
from pubpipe.wording.sentences import sentences

HARDEST_GRADE = 9
"""Flesch-Kincaid. The AMA and the NIH ask for grade 6 to 8; above 9 a block is surely over it, however measured."""
MOST_WORDS_OF_A_SENTENCE = 20
MOST_SENTENCES = 3
FEWEST_CAPITALS = 12
"""Letters of a block in capitals: fewer are a name or a short form."""


def reading_grade(reviewed: Reviewed) -> Iterator[Finding]:
    """Half of all adults read below the level of most leaflets."""
    for block in block_grades(reviewed.article, reviewed.language):
        grades = block.grades
        if grades.words >= FEWEST_WORDS and grades.flesch_kincaid > HARDEST_GRADE:
            yield reviewed.finding(
                Code.HARD_TO_READ,
                f"This reads at grade {grades.flesch_kincaid:.1f} (Flesch-Kincaid; SMOG {grades.smog:.1f}), "
                f"above {HARDEST_GRADE}.",
                "Use shorter sentences and everyday words; grade 6 is what patients are best served with.",
                node=block.node,
                excerpt=_beginning(" ".join(plain(text) for text in _texts_in(block.node))),
            )


def sentence_length(reviewed: Reviewed) -> Iterator[Finding]:
    """A long sentence is lost before its end."""
    for node, content in _running(reviewed):
        for sentence in sentences(content, reviewed.language):
            count = len(words(plain(_without_expansions(sentence))))
            if count > MOST_WORDS_OF_A_SENTENCE:
                yield reviewed.finding(
                    Code.LONG_SENTENCE,
                    f"This sentence has {count} words; {MOST_WORDS_OF_A_SENTENCE} are enough.",
                    "Make two sentences of it, or a list.",
                    node=node,
                    excerpt=plain(sentence),
                )


def paragraph_length(reviewed: Reviewed) -> Iterator[Finding]:
    """A paragraph holds one thought."""
    for node, content in _running(reviewed):
        count = len(sentences(content, reviewed.language))
        if isinstance(node, Paragraph) and count > MOST_SENTENCES:
            yield reviewed.finding(
                Code.LONG_PARAGRAPH,
                f"This paragraph has {count} sentences; {MOST_SENTENCES} are enough.",
                "Begin a new paragraph where the thought changes, or make a list.",
                node=node,
                excerpt=_beginning(plain(content)),
            )


def terms(reviewed: Reviewed) -> Iterator[Finding]:
    """A clinical word is explained where it first stands, or left out."""
    review = reviewed.language.review
    if review is None:
        return
    # One pattern for all: a text is gone through once.
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(review.terms)})(?![\w-])", re.IGNORECASE)
    met: set[str] = set()
    for node, content in _running(reviewed):
        for match in pattern.finditer(plain(content)):
            term = next(one for one in review.terms if re.fullmatch(one, match.group(), re.IGNORECASE))
            if term in met:
                continue
            met.add(term)
            if not _explained(content, match, term, review):
                yield reviewed.finding(
                    Code.UNEXPLAINED_TERM,
                    f"Nothing beside “{match.group()}” explains it.",
                    "Say it in everyday words, or explain it where it first stands: “lumbar spine (lower back)”.",
                    node=node,
                    excerpt=sentence_at(match.string, match.start()),
                )


def capitals(reviewed: Reviewed) -> Iterator[Finding]:
    """Words in capitals lose their shapes, and a screen reader may spell them."""
    for node in nodes(reviewed.article.blocks):
        for content in inline_texts(node):
            text = plain(content)
            letters = [letter for letter in text if letter.isalpha()]
            if len(letters) >= FEWEST_CAPITALS and " " in text.strip() and all(map(str.isupper, letters)):
                yield reviewed.finding(
                    Code.CAPITALS,
                    "All of this is in capitals.",
                    "Write it in small letters; **strong** marks what is important.",
                    node=node,
                    excerpt=_beginning(text),
                )


def _explained(content: Inlines, match: re.Match[str], term: str, review: ReviewWords) -> bool:
    """By words beside it, as an abbreviation, or as the marked term of a sentence that defines it."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if re.match(review.explaining, after, re.IGNORECASE) or re.search(review.introducing, before, re.IGNORECASE):
        return True
    return any(
        isinstance(one, Emphasis | Strong | Abbreviation) and re.search(rf"\b{term}\b", plain((one,)), re.IGNORECASE)
        for one in walk(content)
    )


def _without_expansions(content: Inlines) -> Inlines:
    """The text as a reader takes it in: what an abbreviation stands for is read apart, a citation not at all."""
    kept = tuple(one for one in content if not isinstance(one, Abbreviation | Citation))
    return tuple(
        one.model_copy(update={"children": _without_expansions(one.children)})
        if isinstance(one, Strong | Emphasis | Link)
        else one
        for one in kept
    )


def _running(reviewed: Reviewed) -> Iterator[tuple[Node, Inlines]]:
    for node in nodes(reviewed.article.blocks):
        if isinstance(node, Paragraph | ListItem | Step):
            yield node, node.content


def _texts_in(node: Node) -> Iterator[Inlines]:
    for one in nodes((node,)):
        yield from inline_texts(one)


def _beginning(text: str, count: int = 12) -> str:
    parts = text.split()
    return " ".join(parts[:count]) + (" …" if len(parts) > count else "")
