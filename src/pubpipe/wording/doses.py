"""A dose in words: one phrase per value, the same in print, on screen and in speech.

Ranges are joined with a word and never with a dash: voices read “20-30” as “twenty minus
thirty” or “twenty dash thirty”, and NHS content style asks for “to” in print as well.
"""

from dataclasses import dataclass

from pubpipe.model.article import Side
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.wording.language import Language

LONGEST_IN_SECONDS = 119
"""From two minutes on, a duration is easier to follow in minutes."""


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One part of a dose: `part` is its field in the model, label and value are the words."""

    part: str
    label: str
    value: str


def dose_lines(dose: Dose, sides: tuple[Side, ...], language: Language) -> tuple[DoseLine, ...]:
    """A dose as labelled phrases in the order in which it is carried out."""
    words = language.interface
    both = len(sides) == 2
    parts = (
        ("hold", words.hold, dose.hold and duration(dose.hold, language)),
        ("repeat", words.repeat, dose.repeat and _repeats(dose.repeat, language, both=both)),
        ("sets", words.sets, dose.sets and counted(dose.sets, language.units.set, language)),
        ("rest", words.rest, dose.rest and language.between.format(value=duration(dose.rest, language))),
        ("sides", words.sides, sides and sides_phrase(sides, language)),
        ("frequency", words.frequency, dose.frequency and frequency(dose.frequency, language)),
    )
    return tuple(DoseLine(part, label, value) for part, label, value in parts if value)


def duration(span: Duration, language: Language) -> str:
    """Seconds as “20 to 30 seconds”, “30 seconds to 1 minute”, “1 to 2 minutes”."""
    if not span.is_range:
        return _seconds(span.lower, language)
    units = language.units
    for size, unit in ((60, units.minute), (1, units.second)):
        if size == 1 and span.upper % 60 == 0:
            break
        if span.lower % size == 0 and span.upper % size == 0 and span.upper // size <= LONGEST_IN_SECONDS:
            lower, upper = span.lower // size, span.upper // size
            return language.range.format(lower=lower, upper=upper, unit=unit[1])
    return language.range_with_units.format(lower=_seconds(span.lower, language), upper=_seconds(span.upper, language))


def _seconds(seconds: int, language: Language) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes or (rest and seconds <= LONGEST_IN_SECONDS):
        return _count(seconds, language.units.second)
    if not rest:
        return _count(minutes, language.units.minute)
    return language.seconds_after_minutes.format(
        minutes=_count(minutes, language.units.minute), seconds=_count(rest, language.units.second)
    )


def counted(span: Span, unit: tuple[str, str], language: Language) -> str:
    """A count of things: “3 sets”, “2 to 3 sets”."""
    if span.is_range:
        return language.range.format(lower=span.lower, upper=span.upper, unit=unit[1])
    return _count(span.lower, unit)


def _count(number: int, unit: tuple[str, str]) -> str:
    return f"{number} {unit[0] if number == 1 else unit[1]}"


def frequency(value: Frequency, language: Language) -> str:
    """How often: “once a day”, “2 to 3 times a week”."""
    words = {1: language.once, 2: language.twice}
    times = value.times
    said = (
        words[times.lower]
        if not times.is_range and times.lower in words
        else counted(times, language.units.time, language)
    )
    period = {"day": language.units.day, "week": language.units.week}[value.period]
    return language.per_period.format(times=said, period=period)


def _repeats(span: Span, language: Language, *, both: bool) -> str:
    said = counted(span, language.units.time, language)
    return language.on_each_side.format(value=said) if both else said


def sides_phrase(sides: tuple[Side, ...], language: Language) -> str:
    """Which sides, in which order."""
    words = language.interface
    match sides:
        case (Side.RIGHT, Side.LEFT):
            return words.right_then_left
        case (Side.LEFT, Side.RIGHT):
            return words.left_then_right
        case (only,):
            return words.one_side[only.value]
        case _:
            return ""
