"""The EPUB: one article as a small accessible book for reading systems.

EPUB 3.3 with EPUB Accessibility 1.1 metadata, made by EbookLib. `chapters` cuts
the article into documents, `documents` turns them into XHTML, `metadata` says
what the book is, `narrated` lets it speak, `cover` draws its face, `book` assembles the package, `archive`
makes its bytes the same on every day and every machine.
"""

from pubpipe.formats.epub.archive import MEDIA_TYPE, repack
from pubpipe.formats.epub.book import assemble
from pubpipe.formats.epub.documents import manuscript
from pubpipe.formats.epub.narrated import speaking
from pubpipe.formats.lettering import LICENCE
from pubpipe.formats.publication import Artifact, Made, Publication


def make(publication: Publication) -> Made:
    """The article as one EPUB file, named after its id.

    Raises OutputError when a figure's picture was not handed over, a link leads nowhere, or a
    template cannot be used.
    """
    article = publication.article
    written = manuscript(publication)
    data = repack(
        assemble(publication, written, speaking(publication, written)), article.language, LICENCE.read_bytes()
    )
    return Made((Artifact(f"{article.id}.epub", MEDIA_TYPE, data, narrations=publication.narrations),))
