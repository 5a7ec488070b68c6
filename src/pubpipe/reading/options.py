"""The typed options of a stretch: text such as `20-30 s` to the values of a dose."""

import re
from typing import NamedTuple, get_args

from pubpipe.model.article import Side
from pubpipe.model.dose import LONGEST_HOLD_SECONDS, Duration, Frequency, Pace, Span
from pubpipe.reading.report import nearest

SECONDS_IN = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60),
}
TIMES_IN_WORDS = {"once": "1 times", "twice": "2 times"}
PERIODS = {
    "a day": "day",
    "per day": "day",
    "each day": "day",
    "every day": "day",
    "daily": "day",
    "a week": "week",
    "per week": "week",
    "each week": "week",
    "every week": "week",
    "weekly": "week",
}
RANGE = re.compile(r"\s*(?:-|–|\bto\b)\s*")
AMOUNT = re.compile(r"^(?P<number>[0-9]{1,6})\s*(?P<unit>[^\W\d_]*)$")
DURATION_HELP = "Write seconds or minutes, such as `30 s`, `20-30 s` or `30 s to 1 min`."
FREQUENCY_HELP = "Write it like `2 times a day`, `once a day` or `3 times a week`."


class BadOptionError(ValueError):
    """An option's text cannot be read; carries the remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class _Amount(NamedTuple):
    number: int
    unit: str


def read_duration(text: str) -> Duration:
    """`20-30 s`, `20–30 seconds`, `30 s to 1 min` or `30 s` as seconds. Raises BadOptionError."""
    ends = [_amount(part, DURATION_HELP) for part in _ends(text, DURATION_HELP)]
    unit_of_last = ends[-1].unit
    if not unit_of_last:
        raise BadOptionError(f"“{text}” has no unit.", DURATION_HELP)
    seconds = [amount.number * _seconds(amount.unit or unit_of_last) for amount in ends]
    if max(seconds) > LONGEST_HOLD_SECONDS:
        raise BadOptionError(
            f"“{text}” is longer than {LONGEST_HOLD_SECONDS // 60} minutes.", "Check the number and its unit."
        )
    return Duration(**_in_order(seconds, text))


def read_count(text: str, unit: str) -> Span:
    """`3`, `8-10` or, with `unit` “times”, `3 times`. Raises BadOptionError."""
    help_text = f"Write a whole number, such as `3` or `8-10`; “{unit}” may follow."
    numbers = []
    for part in _ends(text, help_text):
        amount = _amount(part, help_text)
        if amount.unit not in ("", unit, unit.removesuffix("s")):
            raise BadOptionError(f"“{amount.unit}” does not belong here.", help_text)
        numbers.append(amount.number)
    return Span(**_in_order(numbers, text))


def read_frequency(text: str) -> Frequency:
    """`2 times a day`, `once a week`, `daily`. Raises BadOptionError."""
    phrase = " ".join(text.lower().split())
    for ending, period in PERIODS.items():
        if phrase == ending and (ending.endswith("ly") or ending.startswith("every")):
            return _frequency("1", period)
        if phrase.endswith(f" {ending}"):
            times = phrase.removesuffix(f" {ending}")
            return _frequency(TIMES_IN_WORDS.get(times, times), period)
    raise BadOptionError(f"“{text}” does not say how often.", FREQUENCY_HELP)


def _frequency(times: str, period: str) -> Frequency:
    try:
        return Frequency.model_validate({"times": read_count(times, "times"), "period": period})
    except BadOptionError as error:
        raise BadOptionError(error.message, FREQUENCY_HELP) from error


def read_sides(text: str) -> tuple[Side, ...]:
    """`right, left`, `left, right`, `right`, `left` or `none`. Raises BadOptionError."""
    names = [part.strip().lower() for part in text.split(",")]
    if names == ["none"]:
        return ()
    for name in names:
        if name not in ("right", "left"):
            raise BadOptionError(f"“{name}” is not a side.", nearest(name, ("right", "left", "none")))
    if len(set(names)) != len(names):
        raise BadOptionError("A side stands twice.", "Write `right, left` or `left, right`.")
    return tuple(Side(name) for name in names)


def read_pace(text: str) -> Pace:
    """`gentle` or `full`. Raises BadOptionError."""
    name = text.strip().lower()
    paces: tuple[Pace, ...] = get_args(Pace)
    for pace in paces:
        if pace == name:
            return pace
    raise BadOptionError(f"“{text}” is not a pace.", nearest(name, paces))


def _ends(text: str, help_text: str) -> list[str]:
    parts = RANGE.split(text.strip())
    if len(parts) > 2 or not all(parts):
        raise BadOptionError(f"“{text}” is not an amount or a range.", help_text)
    return parts


def _amount(text: str, help_text: str) -> _Amount:
    match = AMOUNT.match(text.strip())
    if match is None:
        raise BadOptionError(f"“{text}” is not a whole number with a unit.", help_text)
    number = int(match["number"])
    if number == 0:
        raise BadOptionError(f"“{text}” is nothing.", help_text)
    return _Amount(number, match["unit"].lower())


def _seconds(unit: str) -> int:
    if unit not in SECONDS_IN:
        raise BadOptionError(f"“{unit}” is not a unit of time.", f"{nearest(unit, SECONDS_IN)} {DURATION_HELP}")
    return SECONDS_IN[unit]


def _in_order(numbers: list[int], text: str) -> dict[str, int]:
    lower, upper = numbers[0], numbers[-1]
    if lower > upper:
        raise BadOptionError(f"“{text}” runs from high to low.", "Write the smaller number first.")
    return {"lower": lower, "upper": upper}
