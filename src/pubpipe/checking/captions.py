"""Whether the captions say what the recording says, when it says it: read by FFmpeg, held against the timeline."""

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.checking import warned
from pubpipe.checking.finished import Finished
from pubpipe.checking.heard import must_be_heard
from pubpipe.checking.parity import compare
from pubpipe.decoding import Caption, captions
from pubpipe.findings import Finding
from pubpipe.model.narration import Chime, Hold, Pause, Speech, Timeline

TOLERANCE = 0.025
"""Seconds from the timeline: a caption and a chapter of the same moment agree within 50 ms."""
SIGNATURE = b"WEBVTT\n\n"


def check(finished: Finished) -> tuple[Finding, ...]:
    """What a reader of the captions would miss, or see at another time than it is said."""
    if finished.narration is None:
        return (finished.unsound("There is no narration to hold the captions against."),)
    if not finished.data.startswith(SIGNATURE):
        return (finished.unsound("The captions do not begin as WebVTT does, so no player will show them."),)
    try:
        shown = captions(finished.data)
    except ValueError as error:
        return (finished.unsound(f"The captions cannot be read: {error}."),)
    text = "\n".join(one.text for one in shown)
    return (
        *compare(must_be_heard(finished), text, finished.name),
        *warned.check(finished, text),
        *_in_time(finished, shown, finished.narration.timeline),
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """What has to be shown: from when, in seconds, until when if that is certain, and its words if it has any."""

    begin: float
    end: float | None
    text: str | None

    def is_shown_by(self, one: Caption) -> bool:
        """Whether a caption is this one."""
        return (
            abs(one.begin - self.begin) <= TOLERANCE
            and (self.end is None or abs(one.end - self.end) <= TOLERANCE)
            and (self.text is None or one.text == " ".join(self.text.split()))
        )

    def __str__(self) -> str:
        what = f"“{self.text}”" if self.text else "the hold"
        return f"{what} from {self.begin:.3f}" + (f" to {self.end:.3f} seconds" if self.end else " seconds on")


def _in_time(finished: Finished, shown: tuple[Caption, ...], timeline: Timeline) -> Iterator[Finding]:
    """Every utterance and every hold has its caption, in order and at its time; whatever else there is notes a wait."""
    left = iter(shown)
    for meant in _meant(timeline):
        if not any(meant.is_shown_by(one) for one in left):
            yield finished.unsound(f"The captions do not have {meant}.")
            return


def _meant(timeline: Timeline) -> Iterator[_Meant]:
    for chapter in timeline.chapters:
        for timed in chapter.cues:
            begin, end = timeline.at(timed.begin), timeline.at(timed.end)
            match timed.cue:
                case Speech(text=text):
                    yield _Meant(begin, end, text)
                case Hold(marks=marks):
                    yield _Meant(begin, end, None)
                    yield from (_Meant(begin + mark.seconds, None, mark.text) for mark in marks)
                case Pause() | Chime():
                    pass
