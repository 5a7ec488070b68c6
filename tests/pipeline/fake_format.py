"""A format for tests of the pipeline: fast, and faulty on request."""

from pubpipe.errors import OutputError
from pubpipe.findings import Code, Finding, Position
from pubpipe.formats import Format
from pubpipe.formats.publication import Artifact, Made, Publication

FAKE = Format("fake", "Fake format", (".fake",), __name__)


def make(publication: Publication) -> Made:
    """A file with the title or with the clinic's branding; its article's keywords say so, and what shall go wrong."""
    wishes = publication.article.keywords
    if "raise" in wishes:
        raise OutputError("The engine broke.", "Mend it.")
    complaint = Finding(Code.ENGINE_COMPLAINT, Position("fake"), "Something is missing.", "", "Add it.")
    data = b"" if "empty" in wishes else publication.article.title.encode()
    if "branding" in wishes:
        data += f"\n{publication.profile.url} {publication.profile.audio.url} {publication.logo}".encode()
    return Made(
        (Artifact(f"{publication.article.id}.fake", "text/x-fake", data),), (complaint,) if "complain" in wishes else ()
    )
