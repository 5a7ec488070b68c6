"""What makes the book speak: its sound files, an overlay for each document, and the metadata that announces them.

Everything that the book shows is read by the recording of the book, chapter by chapter; the guided
session has a document of its own, and several chapters of sound in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pubpipe.formats.epub.documents import Manuscript
from pubpipe.formats.epub.metadata import Meta
from pubpipe.formats.epub.overlays import ACTIVE, PLAYING, Clip, clips, clock, duration, joined, length, overlay
from pubpipe.formats.epub.resource import Resource
from pubpipe.formats.epub.session import scenes
from pubpipe.formats.publication import Publication
from pubpipe.model.narration import Narration
from pubpipe.wording import Language
from pubpipe.wording.book import SESSION

MP3 = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Speaking:
    """Sound files and overlays, which document has which overlay (by their ids), and what the package says of it."""

    resources: tuple[Resource, ...] = ()
    overlays: Mapping[str, str] = field(default_factory=dict)
    metadata: tuple[Meta, ...] = ()

    def told(self, documents: Iterable[Resource]) -> Iterator[Resource]:
        """The documents, each with its overlay."""
        return (replace(one, overlay=self.overlays.get(one.id)) for one in documents)


def speaking(publication: Publication, manuscript: Manuscript) -> Speaking:
    """All that the book needs to speak; nothing, if it holds no recording."""
    if not publication.narrations:
        return Speaking()
    spoken = _clips(publication)
    documents = [one for one in manuscript.resources if spoken.get(one.told)]
    overlays = {one.id: overlay(one, spoken[one.told]) for one in documents}
    lengths = {overlays[one.id].id: duration(spoken[one.told]) for one in documents}
    used = {clip.file for one in documents for clip in spoken[one.told].values()}
    sounds = tuple(one for narration in publication.narrations for one in _sounds(narration) if one.file in used)
    return Speaking(
        (*overlays.values(), *sounds),
        {id: made.id for id, made in overlays.items()},
        tuple(_metadata(lengths, publication)),
    )


def _clips(publication: Publication) -> dict[str, dict[str, Clip]]:
    """For each chapter of the book's recording, and for the session's page: the clip of each fragment."""
    found: dict[str, dict[str, Clip]] = {}
    book, session = publication.recorded("book"), publication.recorded("session")
    if book:
        for number, chapter in enumerate(book.timeline.chapters, start=1):
            found[chapter.id] = clips(chapter, book.timeline, _file(book, number))
    if session:
        found[SESSION] = {**found.get(SESSION, {}), **_session(session, publication.language)}
    return found


def _session(session: Narration, language: Language) -> dict[str, Clip]:
    found: dict[str, Clip] = {}
    for scene, chapter in zip(scenes(session, language), session.timeline.chapters, strict=True):
        begins = {one.id: one.begin for one in scene.sentences}
        found |= joined(begins, length(chapter, session.timeline), _file(session, scene.number))
    return found


def _file(narration: Narration, number: int) -> str:
    return f"audio/{narration.recording.kind}-{number:02}.mp3"


def _sounds(narration: Narration) -> Iterator[Resource]:
    for number, data in enumerate(narration.parts, start=1):
        yield Resource(f"{narration.recording.kind}-{number:02}-sound", _file(narration, number), MP3, data)


def _metadata(lengths: Mapping[str, int], publication: Publication) -> Iterator[Meta]:
    """EPUB 3.3, section 9.3.5: how long each overlay is and all together, who speaks, how what is read looks."""
    for id, milliseconds in lengths.items():
        yield Meta(None, "meta", clock(milliseconds), {"property": "media:duration", "refines": f"#{id}"})
    words = publication.language.interface
    for name, value in (
        ("media:duration", clock(sum(lengths.values()))),
        ("media:narrator", words.narrator.format(voice=publication.spoken.voice)),
        ("media:active-class", ACTIVE),
        ("media:playback-active-class", PLAYING),
    ):
        yield Meta(None, "meta", value, {"property": name})
