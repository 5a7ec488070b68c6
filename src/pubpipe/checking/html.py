"""The large-print page, reopened with html5lib, which parses as browsers do.

Held against the article: every text under its own id and all of them in order, with the
alternatives of figures. Held against the narration: the recording byte for byte, the words of
the transcript, the times of the chapters. And the page must stand alone: nothing in it may
fetch anything, and its security policy must let its own styles and scripts run.

What the article says is looked for in the `h1` and in the element `page_article`; contents, player
and transcript stand outside it, so that a line lost from a stretch cannot hide behind their words.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Expected, compare, expected
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.narration import Narration, said_in

ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "formaction", "{http://www.w3.org/1999/xlink}href")
"""Attributes by which an element fetches something or leads somewhere (HTML, index of attributes)."""

LINKS = re.compile(r"(https?://|mailto:|tel:)[^\s]", re.IGNORECASE)
FETCHED_BY_STYLE = re.compile(r"@import|url\(\s*[\"']?(?!data:|[\"'#])", re.IGNORECASE)
UNSEEN = frozenset(("audio", "script", "style", "template"))
MP3_START = re.compile(rb"ID3|\xff[\xe2-\xff]")
"""A tag, or the eleven set bits of a frame header (ISO/IEC 11172-3, section 2.4.1.3)."""

ARTICLE = "page_article"
"""The id of the element that holds the article's blocks and references, and nothing else."""

KEPT = 40
"""Characters of a data: address that are enough to know its media type by."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parsed page: its root, its elements in order, those that have an id, and the recordings as base64."""

    finished: Finished
    root: Element
    elements: tuple[Element, ...]
    ids: dict[str, Element]
    recordings: tuple[bytes, ...]

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind, in order."""
        return [element for element in self.elements if element.tag == tag]


def check(finished: Finished) -> tuple[Finding, ...]:
    """What is wrong with the page; nothing when it is sound."""
    import html5lib

    short, recordings = _shortened(finished.data)
    try:
        text = short.decode("utf-8")
    except UnicodeDecodeError as error:
        return (finished.unsound(f"The page is not UTF-8 text: {error.reason}."),)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    errors = tuple(
        finished.unsound(f"The markup is broken at line {line}, column {column}.", code)
        for (line, column), code, _ in parser.errors
    )
    elements = tuple(element for element in root.iter() if isinstance(element.tag, str))
    ids = {element.attrib["id"]: element for element in reversed(elements) if "id" in element.attrib}
    page = Page(finished, root, elements, ids, recordings)
    return (*errors, *_document(page), *_addresses(page), *_policy(page), *_parity(page), *_recording(page))


def _shortened(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The page with long data: addresses cut off, and the recordings that were cut.

    A parser takes a second for ten megabytes of base64, in which there is no markup.
    """
    parts, recordings, at = [], [], 0
    while (start := data.find(b'="data:', at)) >= 0:
        start += 2
        end = data.find(b'"', start)
        if end < 0:
            break
        address = data[start:end]
        if address.startswith(b"data:audio/"):
            recordings.append(address.partition(b",")[2])
        parts.append(data[at : min(start + KEPT, end)])
        at = end
    return b"".join((*parts, data[at:])), tuple(recordings)


def _document(page: Page) -> Iterator[Finding]:
    """Language, title, landmarks and ids."""
    article, unsound = page.finished.article, page.finished.unsound
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


def _addresses(page: Page) -> Iterator[Finding]:
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
    return address.startswith("data:")


def _policy(page: Page) -> Iterator[Finding]:
    """A style or script that the page's own policy forbids would leave a bare page without a player."""
    for meta in page.all("meta"):
        if meta.get("http-equiv", "").lower() != "content-security-policy":
            continue
        directives = dict(_directives(meta.get("content", "")))
        for tag in ("style", "script"):
            sources = directives.get(f"{tag}-src", directives.get("default-src"))
            for text in (element.text or "" for element in page.all(tag)):
                if sources is not None and not _allows(sources, text):
                    yield page.finished.unsound(f"The page's security policy forbids its own {tag}.", text[:KEPT])


def _directives(policy: str) -> Iterator[tuple[str, list[str]]]:
    for directive in policy.split(";"):
        if words := directive.split():
            yield words[0].lower(), words[1:]


def _allows(sources: list[str], text: str) -> bool:
    """Whether an inline text may run: by its hash, or all may (CSP Level 3, section 6.7.3)."""
    hashes = [source for source in sources if source.startswith("'sha")]
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'" in hashes or (not hashes and "'unsafe-inline'" in sources)


def _parity(page: Page) -> tuple[Finding, ...]:
    """Each text under the id of its block, then all in order; the same fault is told once."""
    finished, bodies = page.finished, [page.ids[ARTICLE]] if ARTICLE in page.ids else []
    headings = page.all("h1")[:1]
    inside = {element.attrib["id"]: element for body in bodies for element in body.iter() if "id" in element.attrib}
    texts = expected(finished.article, finished.language)
    missing: dict[Expected, tuple[Finding, ...]] = {}
    for one in texts:
        # The first text is the article's title, which is no block and has no id.
        places = headings if one is texts[0] else [inside[one.block]] if one.block in inside else []
        if findings := compare((one,), "".join(map(_visible, places)), finished.name):
            missing[one] = findings
    whole = " ".join(_visible(element) for element in (*headings, *bodies))
    in_order = compare(tuple(one for one in texts if one not in missing), whole, finished.name)
    return (*(finding for findings in missing.values() for finding in findings), *in_order)


def _visible(element: Element) -> str:
    return "".join(_words(element))


def _words(element: Element) -> Iterator[str]:
    """What an element shows or says, with the alternatives of its pictures; not what is hidden."""
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


def _recording(page: Page) -> Iterator[Finding]:
    """The sound and its words."""
    finished, players = page.finished, page.all("audio")
    if len(players) != 1 or len(page.recordings) != 1 or not players[0].get("src", "").startswith("data:audio/mpeg;"):
        yield finished.unsound(f"The page has {len(players)} audio elements and {len(page.recordings)} recordings.")
        return
    if "controls" not in players[0].attrib:
        yield finished.unsound("Without its script, the page has no way to play the recording.")
    recording = page.recordings[0]
    if not MP3_START.match(base64.b64decode(recording[:4])):
        yield finished.unsound("The page's recording is not MP3.", recording[:KEPT].decode("ascii", "replace"))
    if finished.narration is None:
        return
    if recording != base64.b64encode(finished.narration.mp3):
        yield finished.unsound("The page's recording is not the narration, or not all of it.")
    yield from _chapters(page, finished.narration)
    yield from _transcript(page, finished.narration)


def _chapters(page: Page, narration: Narration) -> Iterator[Finding]:
    """The chapter buttons of the player: titles, and times to the millisecond."""
    buttons = [element for element in page.elements if "data-begin" in element.attrib]
    timeline = narration.timeline
    wanted = [(chapter.title, f"{timeline.at(chapter.begin):.3f}") for chapter in timeline.chapters]
    found = [("".join(next(iter(button), button).itertext()), button.attrib["data-begin"]) for button in buttons]
    if found != wanted:
        yield Finding(
            Code.CHAPTERS_DIFFER,
            Position(page.finished.name),
            "The chapter buttons of the page are not those of the recording.",
            "; ".join(f"{title} {begin}" for title, begin in found),
            "This is a fault of pubpipe or of a template: build again without your own templates/, and report it.",
        )


def _transcript(page: Page, narration: Narration) -> tuple[Finding, ...]:
    """Every chapter's title and every spoken word, in order."""
    name = page.finished.name
    sections = [element for element in page.elements if "transcript" in element.get("class", "").split()]
    texts = []
    for chapter in narration.script.chapters:
        texts.append(Expected(f"transcript of {chapter.id}", chapter.title, Position(name)))
        said = (speech for cue in chapter.cues for speech in said_in(cue))
        texts += [Expected(speech.block, speech.text, Position(name)) for speech in said]
    return compare(tuple(texts), " ".join(map(_visible, sections)), name)
