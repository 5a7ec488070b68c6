"""The checks that no program can make, which evidence lists as open: it cannot know whether anybody made them."""

from collections.abc import Iterable, Iterator

from pubpipe.evidencing.bundle import Check, File
from pubpipe.validating.verdict import Outcome
from pubpipe.wording.evidence import EvidenceWords

_SOUND = frozenset({"audio/mpeg", "audio/mp4"})
_READ_ALONG = frozenset({"application/epub+zip", "text/html"})


def checks_of_people(files: Iterable[File], words: EvidenceWords, version: str, *, figures: bool) -> tuple[Check, ...]:
    """Those that concern these files; figures: whether the article has any."""
    kinds = frozenset(file.media_type for file in files)
    return tuple(
        Check(f"person-{name}", "", "pubpipe", version, words.people[name][0], Outcome.UNTESTED, "manual")
        for name in _names(kinds, figures=figures)
    )


def _names(kinds: frozenset[str], *, figures: bool) -> Iterator[str]:
    yield "clinical"
    yield "plain"
    if figures:
        yield "alternatives"
    if kinds & (_READ_ALONG | {"application/pdf"}):
        yield "screen_reader"
    if kinds & _SOUND:
        yield "listening"
    if kinds & _READ_ALONG:
        yield "reading_along"
    if "application/pdf" in kinds:
        yield "paper"
