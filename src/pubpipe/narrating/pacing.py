"""How long things take: waits between words, and which end of a dose's range is timed.

Dose ranges follow the profile's pace. Rest is the exception that keeps its spirit: the gentle
pace takes the shorter hold and the longer rest.
"""

from dataclasses import dataclass

from pubpipe.model.dose import Dose, Duration, Span
from pubpipe.profile import AudioSettings, Pace

BREATH = 0.7
"""Seconds between two sentences that need no doing."""
AFTER_TITLE = 1.0
"""Seconds behind a title, so that it is heard as one."""
GETTING_INTO_POSITION = 2.0
"""How many step pauses it takes to get into a starting position or back into a stretch."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is carried out of a dose: seconds of hold and rest (None: not asked for), whole numbers."""

    hold: int | None
    rest: int | None
    repetitions: int
    sets: int


def plan(dose: Dose, settings: AudioSettings) -> Plan:
    """The dose with each range resolved to one end."""
    at_rest: Pace = "full" if settings.pace == "gentle" else "gentle"
    return Plan(
        hold=_resolved(dose.hold, settings.pace),
        rest=_resolved(dose.rest, at_rest),
        repetitions=_resolved(dose.repeat, settings.pace) or 1,
        sets=_resolved(dose.sets, settings.pace) or 1,
    )


def has_range(dose: Dose) -> bool:
    """Whether the pace decides anything about the dose."""
    return any(span is not None and span.is_range for span in (dose.hold, dose.rest, dose.repeat, dose.sets))


def _resolved(span: Duration | Span | None, pace: Pace) -> int | None:
    if span is None:
        return None
    return span.lower if pace == "gentle" else span.upper
