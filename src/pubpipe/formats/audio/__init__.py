"""The narration as files: MP3 and M4B that tell a player title, cover and chapters, and the words in writing.

The sound itself was made by the narration; here it is given its tags and put beside its words,
without which a recording fails those who cannot hear it (WCAG 1.2.1), as a text to read and as
captions in time with it, and beside its chapters as podcast players read them.
"""

from pubpipe.formats.audio.captions import captions
from pubpipe.formats.audio.chapters import chapters
from pubpipe.formats.audio.cover import cover
from pubpipe.formats.audio.m4b import m4b
from pubpipe.formats.audio.tags import tagged
from pubpipe.formats.audio.transcript import transcript
from pubpipe.formats.publication import Artifact, Made, Publication


def make(publication: Publication) -> Made:
    """The recording `<id>.mp3`, `<id>-transcript.txt`, captions `<id>.vtt`, `<id>-chapters.json` and `<id>.m4b`."""
    name = publication.article.id
    written, picture = transcript(publication), cover(publication)
    return Made(
        (
            Artifact(f"{name}.mp3", "audio/mpeg", tagged(publication, written, picture)),
            Artifact(f"{name}-transcript.txt", "text/plain", written.encode()),
            Artifact(f"{name}.vtt", "text/vtt", captions(publication).encode()),
            Artifact(f"{name}-chapters.json", "application/json+chapters", chapters(publication).encode()),
            Artifact(f"{name}.m4b", "audio/mp4", m4b(publication, picture)),
        )
    )
