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


def _whole(profile: "Profile") -> tuple["Profile", ...]:
    return (profile,)


def _in_epub(profile: "Profile") -> tuple[RecordingName, ...]:
    return profile.epub.recordings


def _in_audio(profile: "Profile") -> tuple[RecordingName, ...]:
    return profile.audio.recordings


def _in_html(profile: "Profile") -> tuple[RecordingName, ...]:
    return profile.html.recordings


def _without_none(profile: "Profile") -> tuple[Codec, ...]:
    del profile
    return ()


def _without_audiobook(profile: "Profile") -> tuple[Codec, ...]:
    return () if profile.audio.audiobook else ("aac",)


def _has_handout(profile: "Profile") -> bool:
    return "handout" in profile.print.editions


def _never(profile: "Profile") -> bool:
    del profile
    return False


def _sheets(profile: "Profile") -> tuple["Profile", ...]:
    """The profile for each printed edition on each sheet size: every one of them is a file of its own."""
    return tuple(
        profile.model_copy(
            update={"paper": (paper,), "print": profile.print.model_copy(update={"editions": (edition,)})}
        )
        for edition in dict.fromkeys(profile.print.editions)
        for paper in dict.fromkeys(profile.paper)
    )


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish.

    name: on the command line; makes: the endings of its files; module: where its
    `make(publication)` lives; recordings: those that a profile wants in it, by their names; codecs: how it
    needs them at most; without: those of them that a profile does without; reading: which recording “reading” is to it.

    A format is sent to other processes, so its functions have names. What can be made side by side: parts is the
    profile of each part that a profile asks for, by itself; each_recording is whether the files of one recording know
    nothing of another's, nor of the article but its head (`model.selection.head`); has_pages: whether a part is the
    printed edition whose pages others tell, and tells_pages: whether it tells them, and so comes after it.
    """

    name: str
    title: str
    makes: tuple[str, ...]
    module: str
    recordings: "Callable[[Profile], tuple[RecordingName, ...]]" = _none
    codecs: tuple[Codec, ...] = ()
    without: "Callable[[Profile], tuple[Codec, ...]]" = _without_none
    reading: Recording = READING
    parts: "Callable[[Profile], tuple[Profile, ...]]" = _whole
    each_recording: bool = False
    has_pages: "Callable[[Profile], bool]" = _never
    tells_pages: bool = False

    def codecs_for(self, profile: "Profile") -> frozenset[Codec]:
        """How it needs recordings with a profile."""
        return frozenset(self.codecs) - frozenset(self.without(profile))


FORMATS: tuple[Format, ...] = (
    Format(
        "pdf",
        "Print-ready PDFs: the handout, and the same in large print",
        (".pdf",),
        "pubpipe.formats.pdf",
        parts=_sheets,
        has_pages=_has_handout,
    ),
    Format(
        "epub",
        "EPUB 3 e-book",
        (".epub",),
        "pubpipe.formats.epub",
        recordings=_in_epub,
        codecs=("parts",),
        reading=BOOK,
        tells_pages=True,
    ),
    Format(
        "audio",
        "Audio narration, with captions and chapters",
        (".mp3", ".m4b", ".txt", ".vtt", ".json"),
        "pubpipe.formats.audio",
        recordings=_in_audio,
        codecs=("mp3", "aac"),
        without=_without_audiobook,
        each_recording=True,
    ),
    Format(
        "html",
        "Large-print web page with the audio",
        (".html",),
        "pubpipe.formats.html",
        recordings=_in_html,
        codecs=("small",),
    ),
)
