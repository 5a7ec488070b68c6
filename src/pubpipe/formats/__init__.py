"""The output formats, in one literal table that is also the source of the command line's choices.

A format's module is imported only when it is asked for: WeasyPrint and EbookLib
take longer to load than most commands take to run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubpipe.model.recording import BOOK, READING, Codec, Recording, RecordingName

if TYPE_CHECKING:
    from pubpipe.profile import Profile


def _none(profile: "Profile") -> tuple[RecordingName, ...]:
    del profile
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish.

    name: on the command line; makes: the endings of its files; module: where its
    `make(publication)` lives; recordings: those that a profile wants in it, by their names; codecs: how it
    needs them; reading: which recording “reading” is to it.
    """

    name: str
    title: str
    makes: tuple[str, ...]
    module: str
    recordings: "Callable[[Profile], tuple[RecordingName, ...]]" = _none
    codecs: tuple[Codec, ...] = ()
    reading: Recording = READING


FORMATS: tuple[Format, ...] = (
    Format("pdf", "Print-ready PDFs: the handout, and the same in large print", (".pdf",), "pubpipe.formats.pdf"),
    Format(
        "epub",
        "EPUB 3 e-book",
        (".epub",),
        "pubpipe.formats.epub",
        recordings=lambda profile: profile.epub.recordings,
        codecs=("parts",),
        reading=BOOK,
    ),
    Format(
        "audio",
        "Audio narration, with captions and chapters",
        (".mp3", ".m4b", ".txt", ".vtt", ".json"),
        "pubpipe.formats.audio",
        recordings=lambda profile: profile.audio.recordings,
        codecs=("mp3", "aac"),
    ),
    Format(
        "html",
        "Large-print web page with the audio",
        (".html",),
        "pubpipe.formats.html",
        recordings=lambda profile: profile.html.recordings,
        codecs=("small",),
    ),
)
