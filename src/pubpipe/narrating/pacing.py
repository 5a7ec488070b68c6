"""How long things take: waits between words, and which end of a dose's range is timed.

Dose ranges follow a pace: the profile's for this very stretch, else the author's, else the profile's
for all. Rest is the exception that keeps its spirit: the gentle pace takes the shorter hold and the
longer rest.
"""

from dataclasses import dataclass

from pubpipe.errors import SourceError
from pubpipe.model.article import Article, Stretch
from pubpipe.model.dose import Dose, Duration, Pace, Span
from pubpipe.model.walks import stretches
from pubpipe.profile import AudioSettings
from pubpipe.wording.movement import StepKind

BREATH = 0.7
"""Seconds between two sentences that need no doing."""
SENTENCE_GAP = 0.45
"""Seconds between two sentences of one text."""
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


def pace_of(stretch: Stretch, article: str, settings: AudioSettings) -> Pace:
    """The pace of a stretch of the article with that id."""
    return dict(settings.paces).get(f"{article}/{stretch.id}") or stretch.pace or settings.pace


def check_paces(article: Article, settings: AudioSettings) -> None:
    """Raises SourceError where the settings have a pace for a stretch that the article lacks.

    A slip in a name would leave the stretch at a pace that nobody chose for it. Paces for other
    articles are no slip: one profile serves many.
    """
    known = [f"{article.id}/{stretch.id}" for stretch in stretches(article)]
    of_article = [name for name, _ in settings.paces if name.startswith(f"{article.id}/")]
    unknown = ", ".join(f"“{name}”" for name in of_article if name not in known)
    if unknown:
        raise SourceError(
            f"The profile has a pace under `audio.paces` for {unknown}, and the article has no such stretch.",
            f"Its stretches are: {', '.join(known)}." if known else "Remove it: the article has no stretches.",
        )


def plan(dose: Dose, pace: Pace) -> Plan:
    """The dose with each range resolved to one end."""
    at_rest: Pace = "full" if pace == "gentle" else "gentle"
    return Plan(
        hold=_resolved(dose.hold, pace),
        stay=dose.hold.upper - dose.hold.lower if dose.hold and pace == "gentle" else 0,
        rest=_resolved(dose.rest, at_rest),
        repetitions=_resolved(dose.repeat, pace) or 1,
        sets=_resolved(dose.sets, pace) or 1,
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


def _resolved(span: Duration | Span | None, pace: Pace) -> int | None:
    if span is None:
        return None
    return span.lower if pace == "gentle" else span.upper
