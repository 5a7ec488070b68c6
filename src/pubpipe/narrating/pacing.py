"""How long things take: waits between words, and which end of a dose's range is timed.

Dose ranges follow the profile's pace. Rest is the exception that keeps its spirit: the gentle
pace takes the shorter hold and the longer rest.
"""

from dataclasses import dataclass

from pubpipe.model.dose import Dose, Duration, Span
from pubpipe.profile import AudioSettings, Pace
from pubpipe.wording.movement import StepKind

BREATH = 0.7
"""Seconds between two sentences that need no doing."""
SHORT_BREATH = 0.4
"""Seconds between what is told in one go, as tips at the end are."""
AFTER_TITLE = 1.0
"""Seconds behind a title, so that it is heard as one."""
BEFORE_MOVING = 2.5
"""Seconds to take in what was said before the first stretch begins."""
EASING_OUT = 6.0
"""Seconds to come out of the last stretch before the voice goes on."""
AFTER_CHIME = 0.9
"""Seconds in which a release chime is heard by itself before the voice goes on."""
SHORTEST_HALVED = 20
"""Seconds of the shortest hold that has a word at its half: in a shorter one it would come right behind the start."""
SHORTEST_STAY_SAID = 8
"""Seconds of the shortest optional stay that has words of its own: in a shorter one they would fill it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is carried out of a dose: seconds of hold and rest (None: not asked for), whole numbers.

    stay: seconds that a listener may stay beyond the hold, up to the upper end of its range.
    """

    hold: int | None
    stay: int
    rest: int | None
    repetitions: int
    sets: int


def plan(dose: Dose, settings: AudioSettings) -> Plan:
    """The dose with each range resolved to one end."""
    at_rest: Pace = "full" if settings.pace == "gentle" else "gentle"
    return Plan(
        hold=_resolved(dose.hold, settings.pace),
        stay=dose.hold.upper - dose.hold.lower if dose.hold and settings.pace == "gentle" else 0,
        rest=_resolved(dose.rest, at_rest),
        repetitions=_resolved(dose.repeat, settings.pace) or 1,
        sets=_resolved(dose.sets, settings.pace) or 1,
    )


def step_pause(kind: StepKind, settings: AudioSettings) -> float:
    """Seconds to do what a step asks for."""
    match kind:
        case StepKind.POSITION:
            return settings.position_pause
        case StepKind.KEEP:
            return settings.keep_pause
        case StepKind.MOVE:
            return settings.step_pause


def has_range(dose: Dose) -> bool:
    """Whether the pace decides anything about the dose."""
    return any(span is not None and span.is_range for span in (dose.hold, dose.rest, dose.repeat, dose.sets))


def _resolved(span: Duration | Span | None, pace: Pace) -> int | None:
    if span is None:
        return None
    return span.lower if pace == "gentle" else span.upper
