"""The page must stand alone: nothing in it may fetch anything but its own recordings, and its policy must let it run.

And it must be sound as a document: language, title, landmarks, ids, alternatives.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pubpipe.checking.html.page import ARTICLE, DATA, KEPT, Page
from pubpipe.findings import Finding

ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "formaction", "{http://www.w3.org/1999/xlink}href")
"""Attributes by which an element fetches something or leads somewhere (HTML, index of attributes)."""
LINKS = re.compile(r"(https?://|mailto:|tel:)[^\s]", re.IGNORECASE)
FETCHED_BY_STYLE = re.compile(r"@import|url\(\s*[\"']?(?!data:|[\"'#])", re.IGNORECASE)
BESIDE = re.compile(r"[a-z0-9-]+\.mp3")
"""A file in the page's own folder."""


def document(page: Page) -> Iterator[Finding]:
    """Language, title, landmarks and ids."""
    article, unsound = page.finished.article, page.finished.unsound
    yield from (unsound("The markup is broken.", error) for error in page.errors)
    if (language := page.root.get("lang")) != article.language:
        yield unsound(f"The page's language is “{language}”, not “{article.language}”.")
    titles = ["".join(title.itertext()) for title in page.all("title")]
    if len(titles) != 1 or article.title not in titles[0]:
        yield unsound("The page's title does not hold the article's.", "; ".join(titles))
    for tag in ("h1", "main"):
        if (count := len(page.all(tag))) != 1:
            yield unsound(f"The page has {count} {tag} elements, not one.")
    if ARTICLE not in page.ids:
        yield unsound("The page has no place for the article's text.", ARTICLE)
    names = [element.attrib["id"] for element in page.elements if "id" in element.attrib]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield unsound("Two elements of the page have the same id, so links to it are uncertain.", name)
    for image in page.all("img"):
        if not image.get("alt", "").strip():
            yield unsound("A figure has no text alternative.", image.get("src", ""))


def addresses(page: Page) -> Iterator[Finding]:
    """Nothing fetched from anywhere, and every link leading somewhere."""
    unsound = page.finished.unsound
    for element in page.elements:
        for name in ADDRESSES:
            address = element.get(name)
            if address is not None and not _is_sound(page, element, address):
                yield unsound(f"The page's {element.tag} element has an address that it may not.", address)
    for style in (element.text or "" for element in page.all("style")):
        if found := FETCHED_BY_STYLE.search(style):
            yield unsound("The page's style sheet fetches a file.", style[found.start() :][:KEPT])


def _is_sound(page: Page, element: Element, address: str) -> bool:
    if address.startswith("#"):
        return address[1:] in page.ids
    if element.tag == "a":
        return LINKS.match(address) is not None
    if element.tag == "audio" and BESIDE.fullmatch(address):
        return True
    return address.startswith("data:")


def policy(page: Page) -> Iterator[Finding]:
    """A style or script that the page's own policy forbids would leave a bare page without a player."""
    for meta in page.all("meta"):
        if meta.get("http-equiv", "").lower() != "content-security-policy":
            continue
        directives = dict(_directives(meta.get("content", "")))
        for tag in ("style", "script"):
            sources = directives.get(f"{tag}-src", directives.get("default-src"))
            for text in (
                element.text or "" for element in page.all(tag) if not DATA.fullmatch(element.get("type", ""))
            ):
                if sources is not None and not _allows(sources, text):
                    yield page.finished.unsound(f"The page's security policy forbids its own {tag}.", text[:KEPT])


def _directives(content: str) -> Iterator[tuple[str, list[str]]]:
    for directive in content.split(";"):
        if words := directive.split():
            yield words[0].lower(), words[1:]


def _allows(sources: list[str], text: str) -> bool:
    """Whether an inline text may run: by its hash, or all may (CSP Level 3, section 6.7.3)."""
    hashes = [source for source in sources if source.startswith("'sha")]
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'" in hashes or (not hashes and "'unsafe-inline'" in sources)
