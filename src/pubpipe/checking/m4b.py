"""The audiobook: played by FFmpeg as the MP3 is, and opened by mutagen, since it was FFmpeg that put it together."""

import io
from collections.abc import Iterator

from mutagen import MutagenError
from mutagen.mp4 import MP4, MP4Tags

from pubpipe.checking.audio import played
from pubpipe.checking.chapter_times import TOLERANCE
from pubpipe.checking.finished import Finished
from pubpipe.findings import Finding
from pubpipe.model.narration import Narration, speeches

BRAND = b"ftypM4B "
"""By which a player knows a book from a song."""
AUDIOBOOK = 2


def check(finished: Finished) -> tuple[Finding, ...]:
    """What a listener to the audiobook would miss."""
    return played(finished, lambda _: _opened(finished))


def _opened(finished: Finished) -> Iterator[Finding]:
    try:
        book = MP4(io.BytesIO(finished.data))
    except MutagenError as error:
        yield finished.unsound(f"The audiobook cannot be opened: {error}.")
        return
    if finished.data[4:12] != BRAND:
        yield finished.unsound("The file does not say that it is an audiobook.")
    # None for a file without any, whatever the types say.
    yield from _tags(finished, getattr(book, "tags", None) or MP4Tags())
    yield from _begins(finished, book)
    if 0 <= finished.data.find(b"mdat") < finished.data.find(b"moov"):
        yield finished.unsound("The index is behind the sound, so that nothing plays before all is loaded.")


def _tags(finished: Finished, tags: MP4Tags) -> Iterator[Finding]:
    title = "".join(tags.get("\xa9nam", ()))
    if title != finished.title:
        yield finished.unsound(f"The audiobook's title is “{title}” where it should be “{finished.title}”.")
    if tags.get("stik") != [AUDIOBOOK]:
        yield finished.unsound("The tags do not say that it is an audiobook, so players will not keep the place.")
    if finished.narration and (lost := _unwritten(finished.narration, "".join(tags.get("\xa9lyr", ())))):
        yield finished.unsound("The words that the audiobook carries are not all that it says.", lost)


def _unwritten(narration: Narration, lyrics: str) -> str:
    """The first sentence that is said and not written."""
    return next((one.text for one in speeches(narration.script) if one.text not in lyrics), "")


def _begins(finished: Finished, book: MP4) -> Iterator[Finding]:
    """The chapters that players of books read, which are not those that FFmpeg reads: titles and beginnings."""
    if finished.narration is None:
        return
    timeline = finished.narration.timeline
    found = [(chapter.title, chapter.start) for chapter in book.chapters or ()]
    wanted = [(chapter.title, timeline.at(chapter.begin)) for chapter in timeline.chapters]
    if [title for title, _ in found] != [title for title, _ in wanted] or any(
        abs(shown - meant) > TOLERANCE for (_, shown), (_, meant) in zip(found, wanted, strict=True)
    ):
        yield finished.unsound(f"The audiobook's chapters are {found} where the script has {wanted}.")
