"""The recordings of a page: within it as data up to a size that the profile names, beside it as files above that."""

import dataclasses
from dataclasses import dataclass

from pubpipe.formats.audio.cover import cover
from pubpipe.formats.audio.tags import tagged
from pubpipe.formats.audio.transcript import transcript as written
from pubpipe.formats.html.cues import Shown, shown
from pubpipe.formats.html.inline import data_uri
from pubpipe.formats.html.transcript import Chapter, transcript
from pubpipe.formats.publication import Artifact, Publication
from pubpipe.model.narration import Narration
from pubpipe.wording.clock import clock
from pubpipe.wording.listening_time import listening_time
from pubpipe.wording.parts import parts

MEDIA_TYPE = "audio/mpeg"
MEGABYTE = 1_000_000
BASE64 = 4 / 3
"""By how much data grows as text."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording as the page has it.

    kind: `session` or `reading`; address: of its sound; length: in words; total: as a clock shows it;
    beside: its file, None for sound that is inside the page.
    """

    kind: str
    address: str
    seconds: float
    length: str
    total: str
    chapters: tuple[Chapter, ...]
    cues: tuple[Shown, ...]
    narration: Narration
    beside: Artifact | None = None


def sounds(publication: Publication) -> tuple[Sound, ...]:
    """Every recording of the publication, all of them inside the page or none."""
    size = sum(len(narration.small) for narration in publication.narrations) * BASE64
    is_inside = size <= publication.profile.html.embed * MEGABYTE
    return tuple(_sound(one, is_inside=is_inside) for one in publication.each())


def _sound(publication: Publication, *, is_inside: bool) -> Sound:
    """The publication's only recording."""
    narration, language = publication.spoken, publication.language
    beside = None if is_inside else _beside(publication)
    return Sound(
        narration.recording.kind,
        beside.name if beside else data_uri(MEDIA_TYPE, narration.small),
        narration.timeline.seconds,
        listening_time(narration.timeline.seconds, language),
        clock(narration.timeline.seconds),
        transcript(narration, language),
        shown(narration, publication.article, _unseen(publication)),
        narration,
        beside,
    )


def _unseen(publication: Publication) -> frozenset[str]:
    """Titles that a reading gives to blocks outside any section: a page goes without."""
    cut = parts(publication.article, publication.language.interface)
    return frozenset(f"{part.id}-title_1" for part in cut if part.section is None)


def _beside(publication: Publication) -> Artifact:
    """The sound as a file, which tells any player what it is and where its words are."""
    narration, id = publication.spoken, publication.article.id
    name = f"{id}-page-{narration.recording.kind}.mp3"
    same = dataclasses.replace(publication, narrations=(dataclasses.replace(narration, mp3=narration.small),))
    data = tagged(same, written(same), cover(same), f"{id}.html#page_transcript")
    return Artifact(name, MEDIA_TYPE, data, narration)
