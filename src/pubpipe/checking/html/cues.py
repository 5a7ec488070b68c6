"""What lights up while a recording plays, held against the timeline and against what the page shows.

A sentence that lights up late is read wrong; one that never does was not read out, or is not on the page.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import cast
from xml.etree.ElementTree import Element

from pubpipe.checking.html.page import UNSEEN, Page
from pubpipe.findings import Finding
from pubpipe.model.narration import Hold, Narration, Speech, Timeline

TOLERANCE = 0.001
"""Seconds: the times of the page are written to the millisecond."""

Cue = Mapping[str, object]


def cues(page: Page) -> Iterator[Finding]:
    """Every cue of every recording; without a recording there are none to look at."""
    if not page.finished.narrations:
        return
    try:
        told = cast(
            "Mapping[str, Mapping[str, Mapping[str, list[Cue]]]]",
            next(iter(page.data("application/json"))),
        )
        found = {kind: tuple(recording["cues"]) for kind, recording in told["recordings"].items()}
    except (ValueError, StopIteration, KeyError, TypeError) as error:
        yield page.finished.unsound("The page's cues cannot be read.", repr(error))
        return
    for narration in page.finished.narrations:
        kind = narration.recording.kind
        mine = found.get(kind, ())
        yield from _places(page, mine, kind)
        if kind == "reading":
            yield from _read(page, mine, narration)
            yield from _covered(page, mine)
        else:
            yield from _guided(page, mine, narration)


def _places(page: Page, found: tuple[Cue, ...], kind: str) -> Iterator[Finding]:
    """Each place is on the page, and one cue follows the other."""
    unsound = page.finished.unsound
    for cue in found:
        if cue.get("id") and cue["id"] not in page.ids:
            yield unsound(f"In the {kind}, a cue lights up what is not on the page.", str(cue["id"]))
    for one, other in pairwise(found):
        if _number(one, "end") > _number(other, "begin") + TOLERANCE or _number(one, "end") < _number(one, "begin"):
            yield unsound(f"In the {kind}, a cue does not end before the next begins.", str(one.get("id")))


def _number(cue: Cue, name: str) -> float:
    value = cue.get(name)
    return float(value) if isinstance(value, int | float) else -1.0


def _read(page: Page, found: tuple[Cue, ...], narration: Narration) -> Iterator[Finding]:
    """Each sentence is lit when it begins to be heard, and for as long as it is."""
    lit = iter(found)
    cue: Cue = {}
    for begin, end, speech in _speeches(narration):
        if not speech.fragment or speech.fragment not in page.ids:
            continue
        if cue.get("id") != speech.fragment or _number(cue, "end") < end - TOLERANCE:
            # Cues that light nothing stand between those that do.
            cue = next((one for one in lit if one.get("id")), {})
            late = abs(_number(cue, "begin") - begin) > TOLERANCE
            if late or cue.get("id") != speech.fragment or _number(cue, "end") < end - TOLERANCE:
                yield page.finished.unsound(
                    f"The sentence heard from {begin:.3f} to {end:.3f} seconds is not what is lit then.", speech.text
                )
                return


def _guided(page: Page, found: tuple[Cue, ...], narration: Narration) -> Iterator[Finding]:
    """Words, sides and holds of a session, each from its first second to its last."""
    wanted = [
        (begin, speech.text, speech.side.value if speech.side else "", 0.0, False)
        for begin, _, speech in _speeches(narration)
    ]
    wanted += [
        (begin, "", hold.side.value if hold.side else "", hold.seconds, hold.is_optional)
        for begin, _, hold in _holds(narration)
    ]
    shown = [
        (_number(cue, "begin"), cue.get("text", ""), cue.get("side", ""), cue.get("hold", 0.0), cue.get("stay", False))
        for cue in found
    ]
    for want, have in zip(sorted(wanted), shown, strict=False):
        if abs(want[0] - have[0]) > TOLERANCE or want[1:] != have[1:]:
            yield page.finished.unsound(f"What is shown at {want[0]:.3f} seconds is not the session's.", str(have))
            return
    if len(wanted) != len(shown):
        yield page.finished.unsound(f"The page has {len(shown)} cues where the session has {len(wanted)}.")
    ends = [end for _, end, _ in _holds(narration)]
    counted = [_number(cue, "end") for cue in found if cue.get("hold")]
    if any(abs(one - other) > TOLERANCE for one, other in zip(ends, counted, strict=False)):
        yield page.finished.unsound("A hold is counted for longer or shorter than it is timed.")


def _speeches(narration: Narration) -> Iterator[tuple[float, float, Speech]]:
    return ((begin, end, cue) for begin, end, cue in _timed(narration.timeline) if isinstance(cue, Speech))


def _holds(narration: Narration) -> Iterator[tuple[float, float, Hold]]:
    return ((begin, end, cue) for begin, end, cue in _timed(narration.timeline) if isinstance(cue, Hold))


def _timed(timeline: Timeline) -> Iterator[tuple[float, float, object]]:
    for chapter in timeline.chapters:
        for timed in chapter.cues:
            yield timeline.at(timed.begin), timeline.at(timed.end), timed.cue


def _covered(page: Page, found: tuple[Cue, ...]) -> Iterator[Finding]:
    """Each text and each alternative of the article lights up, in the order of the page."""
    lit = list(dict.fromkeys(str(cue["id"]) for cue in found if cue.get("id")))
    places = {id: number for number, id in enumerate(element.get("id", "") for element in page.elements)}
    order = [places[id] for id in lit if id in places]
    if order != sorted(order):
        wrong = next(id for id, (one, other) in zip(lit[1:], pairwise(order), strict=False) if other < one)
        yield page.finished.unsound("What is lit goes back on the page, against the order of reading.", wrong)
    for article in page.article():
        for text in _dark(article, frozenset(lit)):
            yield page.finished.unsound("A text of the article never lights up.", text)


def _dark(element: Element, lit: frozenset[str]) -> Iterator[str]:
    """The texts that stand in nothing that lights up. A link's address beside its reference is no text to read."""
    tag: object = element.tag
    if not isinstance(tag, str) or tag in UNSEEN or element.get("id") in lit:
        return
    if tag == "img":
        yield element.get("alt", "")
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        yield from _dark(child, lit)
        if child.tail and child.tail.strip():
            yield child.tail.strip()
