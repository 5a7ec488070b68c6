"""The narration as files: an MP3 that tells a player its title and chapters, and its transcript.

The sound itself was made by the narration; here it is given its tags and put beside its words,
without which a recording fails those who cannot hear it (WCAG 1.2.1).
"""

from pubpipe.formats.audio.tags import tagged
from pubpipe.formats.audio.transcript import transcript
from pubpipe.formats.publication import Artifact, Made, Publication


def make(publication: Publication) -> Made:
    """The recording `<id>.mp3` and the transcript `<id>-transcript.txt`."""
    name = publication.article.id
    written = transcript(publication)
    return Made(
        (
            Artifact(f"{name}.mp3", "audio/mpeg", tagged(publication, written)),
            Artifact(f"{name}-transcript.txt", "text/plain", written.encode("utf-8")),
        )
    )
