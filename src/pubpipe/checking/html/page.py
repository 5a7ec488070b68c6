"""The large-print page as html5lib has parsed it, which parses as browsers do."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from pubpipe.checking.finished import Finished

KEPT = 40
"""Characters of a data: address that are enough to know its media type by."""
LARGEST_MARKUP = 5_000_000
"""Bytes of a page without what is embedded in it: a hundred times the longest article."""
DEEPEST = 500
"""Elements within elements: the parser's time grows with the square of it. An article has about twenty."""
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "source",
        "td",
        "th",
        "tr",
        "track",
        "wbr",
    ]
)
"""Elements that hold nothing, or that the next of their kind ends (HTML, section 13.1.2)."""
ARTICLE = "page_article"
"""The id of the element that holds the article's blocks and references, and nothing else."""
UNSEEN = frozenset(("audio", "script", "style", "template"))
DATA = re.compile(r"application/([\w.-]+\+)?json", re.IGNORECASE)
"""The types of a script element that holds data and no script (HTML, section 4.12.1)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parsed page: its root, its elements in order, those that have an id, and what is wrong with its markup.

    sounds: the sound of each recording as base64, by the order of the audio elements that hold one.
    """

    finished: Finished
    root: Element
    elements: tuple[Element, ...]
    ids: Mapping[str, Element]
    sounds: tuple[bytes, ...]
    errors: tuple[str, ...]

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind, in order."""
        return [element for element in self.elements if element.tag == tag]

    def data(self, media_type: str) -> list[object]:
        """What the script elements of a media type hold. Raises ValueError for what is no JSON."""
        return [json.loads(one.text or "") for one in self.all("script") if one.get("type") == media_type]

    def article(self) -> list[Element]:
        """The element that holds the article, if it is there."""
        return [self.ids[ARTICLE]] if ARTICLE in self.ids else []


def opened(finished: Finished) -> Page:
    """The page. Raises UnicodeDecodeError if it is not UTF-8 text."""
    short, sounds = shortened(finished.data)
    root, errors = parsed(short.decode("utf-8"))
    elements = tuple(element for element in root.iter() if isinstance(element.tag, str))
    ids = {element.attrib["id"]: element for element in reversed(elements) if "id" in element.attrib}
    return Page(finished, root, elements, ids, sounds, errors)


def parsed(text: str) -> tuple[Any, tuple[str, ...]]:
    """The root of a page as a browser would have it, and what is wrong with its markup."""
    import html5lib

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(text), tuple(
        f"line {line}, column {column}: {code}" for (line, column), code, _ in parser.errors
    )


def depth(text: str) -> int:
    """How deep elements lie in one another at most, by their tags alone."""
    deepest = here = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _SHALLOW:
            here = max(0, here - 1) if tag[1] else here + 1
            deepest = max(deepest, here)
    return deepest


def shortened(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The page with long data: addresses cut off, and the recordings that were cut.

    A parser takes a second for ten megabytes of base64, in which there is no markup.
    """
    parts, sounds, at = [], [], 0
    while (start := data.find(b'="data:', at)) >= 0:
        start += 2
        end = data.find(b'"', start)
        if end < 0:
            break
        address = data[start:end]
        if address.startswith(b"data:audio/"):
            sounds.append(address.partition(b",")[2])
        parts.append(data[at : min(start + KEPT, end)])
        at = end
    return b"".join((*parts, data[at:])), tuple(sounds)


def visible(element: Element) -> str:
    """What an element shows or says, with the alternatives of its pictures; not what is hidden."""
    return "".join(_words(element))


def _words(element: Element) -> Iterator[str]:
    tag: object = element.tag  # a comment's is a function
    if not isinstance(tag, str) or tag in UNSEEN:
        return
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return
    if element.tag == "img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
