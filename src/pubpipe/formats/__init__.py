"""The output formats, in one literal table that is also the source of the command line's choices.

A format's module is imported only when it is asked for: WeasyPrint and EbookLib
take longer to load than most commands take to run.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish.

    name: on the command line; makes: the endings of its files; module: where its
    `make(publication)` lives; speaks: whether it needs the narration.
    """

    name: str
    title: str
    makes: tuple[str, ...]
    module: str
    speaks: bool = False


FORMATS: tuple[Format, ...] = (
    Format("pdf", "Print-ready PDF handout", (".pdf",), "pubpipe.formats.pdf"),
    Format("epub", "EPUB 3 e-book", (".epub",), "pubpipe.formats.epub"),
    Format(
        "audio",
        "Audio narration of the stretches, with captions and chapters",
        (".mp3", ".m4b", ".txt", ".vtt", ".json"),
        "pubpipe.formats.audio",
        speaks=True,
    ),
    Format("html", "Large-print web page with the audio", (".html",), "pubpipe.formats.html", speaks=True),
)
