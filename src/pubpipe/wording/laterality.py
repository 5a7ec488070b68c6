"""Left and right: turning an instruction to the other side, and saying where that would be a guess.

“Right” is a side in “your right knee” and something else in “right angle”, “the right way” and
“all right”; “left” is a verb in “left the room”. A word that is turned wrongly sends a patient's
wrong limb into a stretch, so a text is turned only where every such word stands in a context
that makes it a side (`Language.sides`) or in a phrase that is known not to (`fixed_phrases`).
Anything else is a problem for the author, never a guess.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pubpipe.wording.language import Language

ACCENTS = "\u0300-\u036f"
"""Combining marks."""
CONTEXT_CHARACTERS = 80
"""How far before a word its context can begin: the length of a long clause."""


@dataclass(frozen=True, slots=True)
class SideProblem:
    """A word that may or may not mean a side: the word as written, where it begins, and its sentence."""

    word: str
    at: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A laterality word that is turned: where it begins, where it ends, and the word that takes its place."""

    begin: int
    end: int
    other: str


def mirror(text: str, language: Language) -> str:
    """The text for the other side of the body: laterality words are swapped and nothing else changes.

    Holds for any text: mirror(mirror(text)) == text. Whether the result is right is another
    matter: ask `ambiguous` first.
    """
    for swap in reversed(swaps(text, language)):
        text = f"{text[: swap.begin]}{swap.other}{text[swap.end :]}"
    return text


def swaps(text: str, language: Language) -> tuple[Swap, ...]:
    """The words that `mirror` turns, in order."""
    others = _others(language.laterality)
    fixed = _fixed_spans(text, language)
    found = []
    for match in _words(language.laterality).finditer(text):
        other, form = others.get(match.group().lower()), _form_of(match.group())
        if other and form and not any(begin <= match.start() < end for begin, end in fixed):
            found.append(Swap(match.start(), match.end(), form(other)))
    return tuple(found)


def ambiguous(text: str, language: Language) -> tuple[SideProblem, ...]:
    """The words of a text that cannot be turned to the other side without guessing, in order."""
    problems = chain(*(rule(text, language) for rule in (_doubtful_words, _letters, _turning, _disguised)))
    return tuple(SideProblem(text[begin:end], begin, sentence_at(text, begin)) for begin, end in sorted(set(problems)))


def _doubtful_words(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Laterality words in no clear context, fixed phrases that may be none, and their mirror images."""
    fixed = _fixed_spans(text, language)
    for match in _words(language.laterality).finditer(text):
        before = text[max(0, match.start() - CONTEXT_CHARACTERS) : match.start()]
        after = text[match.end() :]
        phrase = next((text[begin:end] for begin, end in fixed if begin <= match.start() < end), None)
        if phrase is not None:
            if not _is_one(phrase, language.fixed_phrases) or (
                _is_one(phrase, language.sides.doubtful) and _may_move(before, after, language)
            ):
                yield match.span()
        elif _form_of(match.group()) is None or not _is_clear(before, match.group(), after, language):
            yield match.span()


def _may_move(before: str, after: str, language: Language) -> bool:
    """Whether what looks like a fixed phrase may be a direction: “turn right away”, “left over your right”."""
    clause = re.split(r"[.,;:!?]", after, maxsplit=1)[0][:CONTEXT_CHARACTERS]
    moves = re.search(language.sides.movement, before, re.IGNORECASE)
    return moves is not None or _words(language.laterality).search(clause) is not None


def _is_clear(before: str, word: str, after: str, language: Language) -> bool:
    plain = {side for pair in language.laterality[:1] for side in pair}
    if word.lower() not in plain and not after.startswith("-"):
        return True
    contexts = _compiled(language.sides.clear)
    return any(first.search(before) is not None and second.match(after) is not None for first, second in contexts)


def _letters(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Short forms such as “R leg”: they would be left as they are."""
    units = {written for written, _, _ in language.spoken.units}
    for letter in language.sides.letters:
        for match in re.finditer(rf"(?<![\w.'’-]){letter}(?![\w'’-])", text):
            if letter not in units or not re.search(r"\d\s$", text[: match.start()]):
                yield match.span()


def _turning(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """A sense of rotation named without its opposite: the mirror image turns the other way."""
    found = {word: _phrase(word).search(text) for pair in language.sides.turning for word in pair}
    both = any(found[one] and found[other] for one, other in language.sides.turning)
    if not both:
        yield from {match.span() for match in found.values() if match}


def _disguised(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Laterality words in letters that only look like theirs, such as those of full width: said, and not turned."""
    others = _others(language.laterality)
    for match in re.finditer(rf"[\w{ACCENTS}]+", text):
        word = match.group()
        plain = re.sub(f"[{ACCENTS}]", "", unicodedata.normalize("NFKD", word)).lower()
        if plain in others and plain != word.lower():
            yield match.span()


def _form_of(word: str) -> Callable[[str], str] | None:
    """How a word is capitalised; None for a way that has no name."""
    return next((form for form in (str.lower, str.capitalize, str.upper) if form(word) == word), None)


def _is_one(text: str, phrases: tuple[str, ...]) -> bool:
    return any(_phrase(phrase).fullmatch(text) for phrase in phrases)


def _fixed_spans(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where fixed phrases stand, and their mirror images: turning “left angle” would make one."""
    phrases = language.fixed_phrases
    images = tuple(_plain_mirror(phrase, language) for phrase in phrases)
    return tuple(match.span() for phrase in (*phrases, *images) for match in _phrase(phrase).finditer(text))


def _plain_mirror(phrase: str, language: Language) -> str:
    others = _others(language.laterality)
    return _words(language.laterality).sub(lambda match: others[match.group().lower()], phrase)


def sentence_at(text: str, at: int) -> str:
    """The sentence around a place in the text."""
    begin = max((match.end() for match in re.finditer(r"[.!?]\s+", text[:at])), default=0)
    end = re.search(r"[.!?](?=\s|$)", text[at:])
    return text[begin : at + end.end() if end else len(text)].strip()


@lru_cache(maxsize=32)
def _others(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {word: other for one, two in pairs for word, other in ((one, two), (two, one))}


@lru_cache(maxsize=32)
def _words(pairs: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    longest_first = sorted(_others(pairs), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _phrase(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words, however its spaces are written."""
    spaced = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=32)
def _compiled(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(one, re.IGNORECASE), re.compile(two, re.IGNORECASE)) for one, two in pairs)
