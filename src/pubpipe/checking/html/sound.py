"""The page's recordings: each of them there, byte for byte, with its chapters and its words in writing."""

import base64
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pubpipe.checking.html.page import KEPT, Page, visible
from pubpipe.checking.parity import Expected, compare
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.narration import Narration, said_in

MP3_START = re.compile(rb"ID3|\xff[\xe2-\xff]")
"""A tag, or the eleven set bits of a frame header (ISO/IEC 11172-3, section 2.4.1.3)."""


def recordings(page: Page) -> Iterator[Finding]:
    """The sound and its words, recording by recording."""
    finished, players = page.finished, page.all("audio")
    kinds = [narration.recording.kind for narration in finished.narrations]
    if (found := [player.get("data-recording") for player in players]) != kinds:
        yield finished.unsound(f"The page plays {found} where it should play {kinds}.", "audio elements")
        return
    embedded = iter(page.sounds)
    for player, narration in zip(players, finished.narrations, strict=True):
        if "controls" not in player.attrib:
            yield finished.unsound("Without its script, the page has no way to play the recording.")
        if player.get("src", "").startswith("data:audio/mpeg;"):
            yield from _sound(page, next(embedded), narration)
        elif player.get("src") != f"{finished.article.id}-page-{narration.recording.kind}.mp3":
            yield finished.unsound(
                "The page's recording is neither in it nor the one beside it.", player.get("src", "")
            )
        yield from _chapters(page, narration)
        yield from _transcript(page, player, narration)
    if any(True for _ in embedded):
        yield finished.unsound("The page has more recordings than it plays.")


def _sound(page: Page, sound: bytes, narration: Narration) -> Iterator[Finding]:
    if not MP3_START.match(base64.b64decode(sound[:4])):
        yield page.finished.unsound("The page's recording is not MP3.", sound[:KEPT].decode("ascii", "replace"))
    if sound != base64.b64encode(narration.small):
        yield page.finished.unsound("The page's recording is not the narration, or not all of it.")


def _chapters(page: Page, narration: Narration) -> Iterator[Finding]:
    """The chapter buttons of the player: titles, and times to the millisecond."""
    kind, timeline = narration.recording.kind, narration.timeline
    parts = [element for element in page.elements if element.get("data-only") == kind]
    buttons = [element for part in parts for element in part.iter() if "data-begin" in element.attrib]
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


def _transcript(page: Page, player: Element, narration: Narration) -> tuple[Finding, ...]:
    """Every chapter's title and every spoken word, in order, in the details that follow the recording."""
    name = page.finished.name
    after = page.elements[page.elements.index(player) :]
    details = next((element for element in after if element.tag == "details"), None)
    texts = []
    for chapter in narration.script.chapters:
        texts.append(Expected(f"transcript of {chapter.id}", chapter.title, Position(name)))
        said = (speech for cue in chapter.cues for speech in said_in(cue))
        texts += [Expected(speech.block, speech.text, Position(name)) for speech in said]
    return compare(tuple(texts), "" if details is None else visible(details), name)
