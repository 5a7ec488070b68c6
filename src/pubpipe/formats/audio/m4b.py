"""The recording as an audiobook: AAC in MP4 with chapters and a cover, which book players resume where they stopped.

FFmpeg's muxer (PyAV) puts the frames into the file. It is told to leave out its own version and any
time of creation, and to keep room for the index at the front, so that playing begins while loading.
"""

import io
from fractions import Fraction

import av
from av.container import OutputContainer
from av.stream import Disposition

from pubpipe.formats.audio.cover import SIDE, Cover
from pubpipe.formats.publication import Publication
from pubpipe.model.narration import Aac, Timeline

AUDIOBOOK = "2"
"""What iTunes calls the kind of a book."""
FRAME = 1024
ROOM, ROOM_A_FRAME, ROOM_A_CHAPTER = 20_000, 16, 2_000
"""Bytes at the front for the index: at most what each frame and chapter needs there, beside the cover."""
MILLISECOND = Fraction(1, 1000)


def m4b(publication: Publication, cover: Cover, transcript: str) -> bytes:
    """The whole file, with its words as its lyrics. The same publication gives the same bytes."""
    narration = publication.spoken
    timeline, aac = narration.timeline, narration.aac
    about = _about(publication, transcript)
    room = (
        ROOM
        + len(cover.data)
        + 2 * len(transcript.encode())
        + ROOM_A_FRAME * len(aac.frames)
        + ROOM_A_CHAPTER * len(timeline.chapters)
    )
    file = io.BytesIO()
    options = {"brand": "M4B ", "fflags": "+bitexact", "moov_size": str(room)}
    with av.open(file, "w", format="mp4", options=options) as container:
        container.metadata.update(about)
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": _milliseconds(timeline, chapter.begin),
                    "end": _milliseconds(timeline, chapter.end),
                    "time_base": MILLISECOND,
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(timeline.chapters)
            ]
        )
        _fill(container, aac, timeline, cover, publication.language.iso_639_2)
    return file.getvalue()


def _about(publication: Publication, transcript: str) -> dict[str, str]:
    article = publication.article
    clinic = publication.profile.clinic or article.publisher
    about = {
        "title": publication.spoken.script.title,
        "artist": ", ".join(article.authors),
        "album": article.title,
        "album_artist": clinic.name,
        "date": article.published.isoformat(),
        "genre": "Audiobook",
        "media_type": AUDIOBOOK,
        "lyrics": transcript,
    }
    return {**about, "description": article.summary} if article.summary else about


def _fill(container: OutputContainer, aac: Aac, timeline: Timeline, cover: Cover, language: str) -> None:
    sound = container.add_stream("aac", rate=timeline.rate)
    sound.codec_context.layout, sound.codec_context.format = "mono", "fltp"
    sound.codec_context.extradata = aac.config
    sound.time_base = Fraction(1, timeline.rate)
    sound.metadata["language"] = language
    picture = container.add_stream("png", rate=1)
    picture.width = picture.height = SIDE
    picture.pix_fmt = "pal8"
    picture.disposition = Disposition.attached_pic
    _put(container, picture, cover.data, 0, 0)
    for number, frame in enumerate(aac.frames):
        # The encoder's delay lies before the beginning, where the container's edit list leaves it out.
        begin = number * FRAME - aac.delay
        _put(container, sound, frame, begin, max(1, min(FRAME, timeline.samples - begin)))


def _put(
    container: OutputContainer, stream: av.AudioStream | av.VideoStream, data: bytes, begin: int, length: int
) -> None:
    packet = av.Packet(data)
    packet.stream, packet.time_base = stream, stream.time_base or MILLISECOND
    packet.pts = packet.dts = begin
    packet.duration, packet.is_keyframe = length, True
    container.mux(packet)


def _milliseconds(timeline: Timeline, sample: int) -> int:
    return round(timeline.at(sample) * 1000)
