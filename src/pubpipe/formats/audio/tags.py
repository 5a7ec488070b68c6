"""ID3v2.4 tags: what the recording is, and where its chapters begin (ID3v2 Chapter Frame Addendum 1.0)."""

import io

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDRC,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TPUB,
    USLT,
    WOAF,
    WPUB,
    WXXX,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)

from pubpipe.formats.audio.cover import MEDIA_TYPE, Cover
from pubpipe.formats.publication import Publication
from pubpipe.model.narration import TimedChapter, Timeline

UTF8 = Encoding.UTF8
CONTENTS = "contents"
NO_OFFSET = 0xFFFFFFFF
"""Says that the times count, not places in the file."""
GENRE = "Speech"
"""The nearest of ID3's own genres (number 101)."""


def tagged(publication: Publication, transcript: str, cover: Cover, beside: str) -> bytes:
    """The recording with its tags before it, among them a link to the transcript beside it.

    The same publication gives the same bytes.
    """
    tags = ID3()
    picture = APIC(
        encoding=UTF8, mime=MEDIA_TYPE, type=PictureType.COVER_FRONT, desc=cover.alternative, data=cover.data
    )
    for frame in (
        *_about(publication, transcript),
        picture,
        _link(publication, beside),
        *_chapters(publication.spoken.timeline),
    ):
        tags.add(frame)
    head = io.BytesIO()
    tags.save(head, v1=0, v2_version=4, padding=lambda _: 0)
    return head.getvalue() + publication.spoken.mp3


def _about(publication: Publication, transcript: str) -> tuple[Frame, ...]:
    article, narration = publication.article, publication.spoken
    clinic = publication.profile.clinic or article.publisher
    code = publication.language.iso_639_2
    frames = [
        TIT2(encoding=UTF8, text=[narration.script.title]),
        TPE1(encoding=UTF8, text=list(article.authors)),
        TALB(encoding=UTF8, text=[clinic.name]),
        TPUB(encoding=UTF8, text=[clinic.name]),
        TLAN(encoding=UTF8, text=[code]),
        TDRC(encoding=UTF8, text=[article.published.isoformat()]),
        TCON(encoding=UTF8, text=[GENRE]),
        TLEN(encoding=UTF8, text=[str(_milliseconds(narration.timeline, narration.timeline.samples))]),
        USLT(encoding=UTF8, lang=code, desc="", text=transcript),
    ]
    if article.summary:
        frames.append(COMM(encoding=UTF8, lang=code, desc="", text=[article.summary]))
    if clinic.url:
        frames.append(WPUB(url=clinic.url))
    if publication.profile.url:
        frames.append(WOAF(url=publication.profile.url))
    return tuple(frames)


def _link(publication: Publication, beside: str) -> Frame:
    """Where the words are, for a player that does not show lyrics: a relative address (ID3v2.4, section 4.3)."""
    return WXXX(encoding=UTF8, desc=publication.language.interface.transcript, url=beside)


def _chapters(timeline: Timeline) -> tuple[Frame, ...]:
    contents = CTOC(
        element_id=CONTENTS,
        flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
        child_element_ids=[chapter.id for chapter in timeline.chapters],
        sub_frames=[],
    )
    return contents, *(_chapter(chapter, timeline) for chapter in timeline.chapters)


def _chapter(chapter: TimedChapter, timeline: Timeline) -> Frame:
    return CHAP(
        element_id=chapter.id,
        start_time=_milliseconds(timeline, chapter.begin),
        end_time=_milliseconds(timeline, chapter.end),
        start_offset=NO_OFFSET,
        end_offset=NO_OFFSET,
        sub_frames=[TIT2(encoding=UTF8, text=[chapter.title])],
    )


def _milliseconds(timeline: Timeline, sample: int) -> int:
    return round(timeline.at(sample) * 1000)
