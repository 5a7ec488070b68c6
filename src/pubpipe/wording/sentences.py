"""Text cut into sentences: what lights up while it is read aloud, and what a reader can ask to hear again.

The cuts are made in the written text with all its marks, so that what is shown and what is spoken
are the same sentences, whatever the spoken form of one is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Inlines, Link, Strong, Text
from pubpipe.wording.language import Language

MARK = "\ufffc"
"""Stands for a citation, one character of no words (Unicode's own sign for an object in a text)."""
_END = re.compile(rf"[.!?…]+[\"'”’)\]{MARK}]*(\s+)(?=[\"'“‘(\[]*[^\W_])")
_INITIAL = re.compile(r"(?:^|[\s(“‘\"'])[^\W\d_]\.$|^\s*\d+\.$")
"""A letter with a stop, as in “J. Smith”, or the number of an item at the beginning."""


def sentences(content: Inlines, language: Language) -> tuple[Inlines, ...]:
    """The sentences of a text, with the marks of each; the space between two of them is left out."""
    shorts = tuple(short for short, _ in language.spoken.abbreviations if short.endswith("."))
    edges = [0, *_edges("".join(_written(content)), shorts)]
    parts = [_trimmed(_part(content, begin, end)) for begin, end in pairwise([*edges, _length(content)])]
    # Words that are not to be touched are not trimmed, and may be a space alone.
    return tuple(part for part in parts if "".join(_written(part)).strip())


@lru_cache(maxsize=4096)
def _edges(text: str, shorts: tuple[str, ...]) -> tuple[int, ...]:
    """Where a sentence begins, but for the first; kept, since several ask for the same text."""
    found = []
    for end in _END.finditer(text):
        before, after = text[: end.start(1)].rstrip(f"\"'”’)]{MARK}"), text[end.end() :]
        # A stop ends a sentence if a sentence can begin behind it, and if it is not that of a short form.
        is_lower = after.lstrip("\"'“‘([")[:1].islower()
        if not is_lower and not (before.endswith(".") and _is_short(before, shorts)):
            found.append(end.end())
    return tuple(found)


def _is_short(before: str, shorts: tuple[str, ...]) -> bool:
    """Whether the stop belongs to a short form, which may stand in the middle of a sentence."""
    return _INITIAL.search(before) is not None or _short_forms(shorts).search(before) is not None


@lru_cache(maxsize=8)
def _short_forms(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, shorts)) or '(?!)'})$", re.IGNORECASE)


def _written(content: Iterable[Inline]) -> Iterator[str]:
    """The text as it is counted here: a character of it is one of what is cut."""
    for inline in content:
        match inline:
            case Text(value=value) | Fixed(value=value):
                yield value
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                yield from _written(children)
            case Abbreviation(short=short):
                # Its stops are its own.
                yield re.sub(r"\W", MARK, short)
            case Citation():
                yield MARK


def _length(content: Iterable[Inline]) -> int:
    return sum(map(len, _written(content)))


def _part(content: Inlines, begin: int, end: int) -> Inlines:
    """What lies between two places; marks that go over one of them are on both sides of it."""
    parts: list[Inline] = []
    place = 0
    for inline in content:
        length = _length((inline,))
        first, last = max(0, begin - place), min(length, end - place)
        if first < last:
            parts.append(inline if last - first == length else _cut(inline, first, last))
        place += length
    return tuple(parts)


def _cut(inline: Inline, begin: int, end: int) -> Inline:
    match inline:
        case Text() | Fixed():
            return inline.model_copy(update={"value": inline.value[begin:end]})
        case Strong() | Emphasis() | Link():
            return inline.model_copy(update={"children": _part(inline.children, begin, end)})
        case Abbreviation() | Citation():
            # Of one character, or without a stop: no edge lies within.
            return inline


def _trimmed(content: Inlines) -> Inlines:
    """The text without the space at its end, which is the one between two sentences."""
    if not content:
        return ()
    *before, last = content
    match last:
        case Text(value=value):
            kept = value.rstrip()
            if not kept:
                return _trimmed(tuple(before))
            last = last.model_copy(update={"value": kept})
        case Strong() | Emphasis() | Link():
            inside = _trimmed(last.children)
            if not inside:
                return _trimmed(tuple(before))
            last = last.model_copy(update={"children": inside})
        case _:
            pass
    return (*before, last)
