"""What the book says aloud: every word that it shows, in its order, at the time at which it is said.

EPUBCheck looks at the form of overlays. It does not see a clip past the end of its sound, one that says
another sentence, a step that is skipped, or a highlight that nobody can read: these are looked for here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pubpipe.checking.epub.book import NAMESPACES, Book, beside, inner_text, is_silent
from pubpipe.checking.listening import seconds
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.narration import Narration, Speech, TimedChapter

SMIL = {"s": "http://www.w3.org/ns/SMIL"}
TOLERANCE = 0.0015
"""Seconds. Times are written in milliseconds."""
LOWEST_CONTRAST = 7.0
"""WCAG 2.2, success criterion 1.4.6."""
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d\.\d{3})")


@dataclass(frozen=True, slots=True)
class Par:
    """One step of an overlay: document and id of what is shown, file and seconds of what is heard."""

    document: str
    id: str
    sound: str
    begin: float
    end: float


def faults_of_overlays(book: Book, narrations: tuple[Narration, ...], memory: Memory = FORGETFUL) -> Iterator[str]:
    """What is wrong with the spoken book; nothing for a book without sound that should have none."""
    overlays = {item.name: _pars(book, item.name) for item in book.items if item.media_type == "application/smil+xml"}
    if not narrations:
        if overlays:
            yield "The book has overlays, and no recording was made for it."
        return
    yield from _faults_of_lengths(book, overlays)
    for name, pars in overlays.items():
        yield from _faults_of_order(book, name, pars)
        yield from _faults_of_clips(book, name, pars, memory)
    said = {(par.document, par.id): par for pars in overlays.values() for par in pars}
    read = any(narration.recording.kind == "book" for narration in narrations)
    yield from _faults_of_silence(
        book, {(par.document, par.id) for pars in overlays.values() for par in pars}, read=read
    )
    for narration in narrations:
        yield from _faults_of_times(book, list(said.values()), narration)
    yield from _faults_of_highlight(book)


def _pars(book: Book, name: str) -> tuple[Par, ...]:
    root = etree.fromstring(book.files[name], etree.XMLParser(resolve_entities=False, no_network=True))
    return tuple(
        Par(
            beside(name, document),
            id,
            beside(name, audio.get("src", "")),
            _seconds(audio, "clipBegin"),
            _seconds(audio, "clipEnd"),
        )
        for par in root.iterfind(".//s:par", SMIL)
        if (text := par.find("s:text", SMIL)) is not None and (audio := par.find("s:audio", SMIL)) is not None
        for document, _, id in (text.get("src", "").partition("#"),)
    )


def _seconds(element: etree._Element, name: str) -> float:
    match = _CLOCK.fullmatch(element.get(name, ""))
    return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) if match else -1.0


def _faults_of_lengths(book: Book, overlays: dict[str, tuple[Par, ...]]) -> Iterator[str]:
    """The durations that the package announces are those of the clips (EPUB 3.3, section 9.3.5)."""
    said = {
        meta.get("refines", ""): _CLOCK.fullmatch(meta.text or "")
        for meta in book.package.iterfind(".//opf:meta[@property='media:duration']", NAMESPACES)
    }
    ids = {
        beside(book.package_name, item.get("href", "")): item.get("id")
        for item in book.package.iterfind(".//opf:item", NAMESPACES)
    }
    total = 0.0
    for name, pars in overlays.items():
        seconds = sum(par.end - par.begin for par in pars)
        total += seconds
        if not _is(said.get(f"#{ids[name]}"), seconds):
            yield f"The package does not give the {seconds:.3f} seconds that {name} lasts."
    if not _is(said.get(""), total):
        yield f"The package does not give the {total:.3f} seconds that the book takes to be read."


def _is(found: re.Match[str] | None, seconds: float) -> bool:
    return found is not None and abs(int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) - seconds) <= TOLERANCE


def _faults_of_order(book: Book, name: str, pars: tuple[Par, ...]) -> Iterator[str]:
    """One document, whose elements come in the order in which they stand."""
    documents = {par.document for par in pars}
    if len(documents) != 1 or not documents <= set(book.documents):
        yield f"{name} is not about one document of the book."
        return
    (document,) = documents
    if not any(item.name == document and item.media_overlay for item in book.items):
        yield f"The manifest does not give {document} its overlay."
    places = {id: number for number, element in enumerate(book.documents[document].iter()) if (id := element.get("id"))}
    found = [places.get(par.id, -1) for par in pars]
    if -1 in found:
        yield f"{name} reads “{pars[found.index(-1)].id}”, which {document} does not have."
    elif found != sorted(set(found)):
        yield f"{name} does not read {document} in its order, each element once."


def _faults_of_clips(book: Book, name: str, pars: tuple[Par, ...], memory: Memory) -> Iterator[str]:
    """Clips follow each other without a gap, and end with their sound."""
    at: dict[str, float] = {}
    for par in pars:
        if abs(par.begin - at.get(par.sound, 0.0)) > TOLERANCE or par.end <= par.begin:
            yield f"The clip of “{par.id}” in {name} does not begin where the one before it ends."
        at[par.sound] = par.end
    for sound, end in at.items():
        try:
            lasts = seconds(book.files.get(sound, b""), memory)
        except ValueError as error:
            yield f"{sound} cannot be played: {error}."
            continue
        if end > lasts + TOLERANCE or end < lasts - 0.2:
            yield f"The clips of {sound} end at {end:.3f} seconds, and its sound at {lasts:.3f}."


def _faults_of_silence(book: Book, said: set[tuple[str, str]], *, read: bool) -> Iterator[str]:
    """Nothing that is shown, and no picture's alternative, is left out by a book that reads itself."""
    for name in book.spine:
        if not read and not any(document == name for document, _ in said):
            continue
        body = book.documents[name].find("h:body", NAMESPACES)
        for element in _shown(body if body is not None else book.documents[name], name, said):
            text = " ".join((element.text or element.get("alt") or "").split())
            yield f"{name} shows “{text}”, which is not read aloud."


def _shown(element: etree._Element, name: str, said: set[tuple[str, str]]) -> Iterator[etree._Element]:
    """The elements with text or an alternative of their own that no clip says."""
    if is_silent(element) or (name, element.get("id", "")) in said:
        return
    if (element.text or "").strip() or element.get("alt") or any((child.tail or "").strip() for child in element):
        yield element
        return
    for child in element:
        yield from _shown(child, name, said)


def _faults_of_times(book: Book, pars: list[Par], narration: Narration) -> Iterator[str]:
    """Each sentence of the recording is heard within the clip of the element that shows it."""
    names: dict[bytes, list[str]] = {}
    for name, data in book.files.items():
        if name.endswith(".mp3"):
            names.setdefault(data, []).append(name)
    for chapter, part in zip(narration.timeline.chapters, narration.parts, strict=True):
        if part not in names:
            yield f"The sound of “{chapter.title}” is not in the book."
            continue
        # Of chapters that sound alike, as with a voice that is silent, each has a file; one of these is its own.
        yield from min(
            (tuple(_faults_of_chapter(book, pars, narration, chapter, name)) for name in names[part]), key=len
        )


def _faults_of_chapter(
    book: Book, pars: list[Par], narration: Narration, chapter: TimedChapter, sound: str
) -> Iterator[str]:
    line = narration.timeline
    own = {par.id: par for par in pars if par.sound == sound}
    for timed in chapter.cues:
        if not isinstance(timed.cue, Speech):
            continue
        begin, end = line.at(timed.begin - chapter.begin), line.at(timed.end - chapter.begin)
        found = own.get(timed.cue.fragment) or next(
            (par for par in own.values() if abs(par.begin - begin) <= TOLERANCE), None
        )
        if found is None or begin < found.begin - TOLERANCE or end > found.end + TOLERANCE:
            yield f"“{timed.cue.text}” is not heard with what shows it."
        elif narration.recording.kind == "session" and _words(book, found) != timed.cue.text:
            # The session's page has the very words that are spoken: another side there would be a wrong limb.
            yield f"“{timed.cue.text}” is heard where “{_words(book, found)}” is shown."


def _words(book: Book, par: Par) -> str:
    """What the element of a step shows."""
    elements = book.documents[par.document].iter() if par.document in book.documents else ()
    return next((" ".join(inner_text(one).split()) for one in elements if one.get("id") == par.id), "")


def _faults_of_highlight(book: Book) -> Iterator[str]:
    """What is read can be seen, and read, in every theme: it has colours of its own, 7:1 at least."""
    meta = book.package.find(".//opf:meta[@property='media:active-class']", NAMESPACES)
    name = "" if meta is None else (meta.text or "").strip()
    styles = "".join(book.files[item.name].decode() for item in book.items if item.media_type == "text/css")
    rule = re.search(rf"\.{re.escape(name)}\b[^{{}}]*{{([^}}]*)}}", styles) if name else None
    colours = dict(re.findall(r"(background-color|color):\s*#([0-9a-f]{6})", rule[1])) if rule else {}
    if len(colours) != 2 or _contrast(colours["background-color"], colours["color"]) < LOWEST_CONTRAST:
        yield "What is being read is not marked in colours of 7:1 or more."


def _contrast(one: str, two: str) -> float:
    """WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
