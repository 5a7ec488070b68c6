"""Rules about what a patient may not be able to follow: unknown words, and too many of them."""

import re
from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article, Figure, Node, Step, Stretch, children, nodes
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inlines, Link, Strong, Text, plain
from pubpipe.model.walks import inline_texts
from pubpipe.reviewing.governance import DRAFT
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording import Language
from pubpipe.wording.laterality import sentence_at

SHORT_FORM = re.compile(r"(?<![\w/.@-])[A-Z][A-Z\d]+(?=s?(?!\w))|(?<=[A-Z\d][-/])[A-Z][A-Z\d]+(?=s?(?!\w))")
"""Capitals and digits that begin with a capital, two at least: MRI, MRIs, L5, TENS."""
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")

MOST_WORDS_OF_A_STEP = 150
"""More than a minute of speech before a listener may move: nobody keeps that in mind with closed eyes."""
MOST_WORDS = 600
"""Of a paragraph: more than a page of large print, or four minutes of speech without a pause."""
EXCERPT_WORDS = 12

_Run = tuple[str, str | None]
"""Words, and the short form that they explain if they are an abbreviation's."""


def abbreviations(reviewed: Reviewed) -> Iterator[Finding]:
    """A short form that nothing explains is a riddle to a reader and, spoken, a rattle of letters."""
    # The word over a draft has a finding of its own.
    explained = {*reviewed.language.known_abbreviations, DRAFT.rstrip(":")}
    for node, run in _runs(reviewed.article):
        text, short = run
        explained.update(SHORT_FORM.findall(short or ""))
        for match in SHORT_FORM.finditer(text):
            word = match.group()
            if word in explained or _is_no_abbreviation(text, match, reviewed.language):
                continue
            # Explained or reported, once is enough.
            explained.add(word)
            if not _is_explained(text, match):
                yield reviewed.finding(
                    Code.ABBREVIATION,
                    f"Nothing before this explains “{word}”.",
                    f"Write {{abbr}}`{word} (its words)` where it first stands; "
                    "words that are no short form need no capitals.",
                    node=node,
                    excerpt=sentence_at(text, match.start()),
                )


def length(reviewed: Reviewed) -> Iterator[Finding]:
    """A step must fit in a listener's mind, and a paragraph on a page."""
    for node, text in _texts(reviewed.article):
        words = text.split()
        most = MOST_WORDS_OF_A_STEP if isinstance(node, Step) else MOST_WORDS
        if len(words) > most:
            yield reviewed.finding(
                Code.TOO_LONG,
                f"This has {len(words):,} words, and {most} are the most that can be followed.",
                "Make each action a step of its own." if isinstance(node, Step) else "Part it into paragraphs.",
                node=node,
                excerpt=f"{' '.join(words[:EXCERPT_WORDS])} …",
            )


def _texts(article: Article) -> Iterator[tuple[Node | None, str]]:
    """Everything that is read in one go, with the block that it stands in."""
    yield from ((None, text) for text in (article.title, article.summary or ""))
    for node in nodes(article.blocks):
        yield from ((node, plain(content)) for content in inline_texts(node))
        if isinstance(node, Figure):
            yield node, node.alt
        if isinstance(node, Stretch):
            yield from ((node, text or "") for text in (node.starting_position, node.targets, *node.equipment))


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """“Magnetic resonance imaging (MRI)” or “MRI (magnetic resonance imaging)”."""
    before, after = text[: match.start()], re.sub(r"^s(?!\w)", "", text[match.end() :])
    return bool(re.search(r"\w{2,}\s*\($", before) and after.startswith(")")) or bool(
        re.match(r"\s*\([^()]*[^\W\d_]{3}[^()]*\)", after)
    )


def _is_no_abbreviation(text: str, match: re.Match[str], language: Language) -> bool:
    """A unit behind its number, or the number of a name, such as “Type II”."""
    before, word = text[: match.start()], match.group()
    units = {written.casefold() for written, _, _ in language.spoken.units}
    if word.casefold() in units and re.search(r"\d\s?$", before):
        return True
    return ROMAN.fullmatch(word) is not None and re.search(language.numbered_names, before) is not None


def _runs(article: Article) -> Iterator[tuple[Node, _Run]]:
    """All words of the article's blocks in the order in which they are read."""
    for block in article.blocks:
        yield from _of_node(block)


def _of_node(node: Node) -> Iterator[tuple[Node, _Run]]:
    if isinstance(node, Figure):
        yield node, (node.alt, None)
    for content in inline_texts(node):
        for run in _of_text(content):
            yield node, run
    if isinstance(node, Stretch):
        introduction = len(node.introduction) + (node.figure is not None)
        parts = children(node)
        for part in parts[:introduction]:
            yield from _of_node(part)
        for option in (node.starting_position, *node.equipment, node.targets):
            if option:
                yield node, (option, None)
        for part in parts[introduction:]:
            yield from _of_node(part)
        return
    for part in children(node):
        yield from _of_node(part)


def _of_text(content: Inlines) -> Iterator[_Run]:
    """A text as one run up to each abbreviation, which is a run of its own."""
    words = ""
    for inline in _flat(content):
        if isinstance(inline, Abbreviation):
            yield words, None
            yield inline.expansion, inline.short
            words = ""
        elif isinstance(inline, Text | Fixed):
            words += inline.value
    yield words, None


def _flat(content: Inlines) -> Iterator[Text | Fixed | Abbreviation | Citation]:
    for inline in content:
        if isinstance(inline, Strong | Emphasis | Link):
            yield from _flat(inline.children)
        else:
            yield inline
