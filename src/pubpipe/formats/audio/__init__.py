"""The narration as files: MP3 and M4B that tell a player title, cover and chapters, and the words in writing.

The sound itself was made by the narration; here it is given its tags and put beside its words,
without which a recording fails those who cannot hear it (WCAG 1.2.1), as a text to read and as
captions in time with it, and beside its chapters as podcast players read them.
"""

from pubpipe.formats.audio.captions import captions
from pubpipe.formats.audio.chapters import chapters
from pubpipe.formats.audio.cover import cover
from pubpipe.formats.audio.m4b import m4b
from pubpipe.formats.audio.naming import Names, names
from pubpipe.formats.audio.tags import tagged
from pubpipe.formats.audio.transcript import transcript
from pubpipe.formats.publication import Artifact, Made, Publication


def make(publication: Publication) -> Made:
    """For each recording: MP3, transcript, captions, chapters and, where it is wanted, M4B."""
    return Made(tuple(artifact for one in publication.each() for artifact in _files(one, names(one))))


def _files(publication: Publication, name: Names) -> tuple[Artifact, ...]:
    """The files of one recording, which is the only one of the publication."""
    narration, written, picture = publication.spoken, transcript(publication), cover(publication)
    files = (
        Artifact(name.mp3, "audio/mpeg", tagged(publication, written, picture, name.transcript), narration),
        Artifact(name.transcript, "text/plain", written.encode(), narration),
        Artifact(name.captions, "text/vtt", captions(publication).encode(), narration),
        Artifact(name.chapters, "application/json+chapters", chapters(publication, name.mp3).encode(), narration),
    )
    if not publication.profile.audio.audiobook:
        return files
    return (*files, Artifact(name.m4b, "audio/mp4", m4b(publication, picture, written), narration))
