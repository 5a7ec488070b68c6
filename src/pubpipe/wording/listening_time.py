"""How long a recording takes, in words short enough to be told and near enough to be true.

Nobody plans by seconds, but a time that is announced has to be within 5 % of the true one. So the
words are as round as that allows: whole minutes from ten minutes on, halves from five, else seconds.
"""

from pubpipe.model.dose import Duration, Span
from pubpipe.wording.doses import counted, duration
from pubpipe.wording.language import Language

TOLERANCE = 0.05
"""How far the announced length may be from the true one, as a part of the true one."""
ROUND_FROM = 300
"""Seconds from which on a length is told in minutes alone."""
ROUNDED_TO = ((600, 60), (ROUND_FROM, 30), (100, 10), (50, 5), (0, 1))
"""From how many seconds on a length is rounded to how many: half of it is within the tolerance."""


def rounded(seconds: float) -> int:
    """The length that is announced, in seconds; at least one."""
    step = next(step for least, step in ROUNDED_TO if seconds >= least)
    return max(1, round(seconds / step) * step)


def listening_time(seconds: float, language: Language) -> str:
    """A length of time in words: “12 minutes”, “7 and a half minutes”, “1 minute 40 seconds”."""
    announced = rounded(seconds)
    minutes, rest = divmod(announced, 60)
    if announced < ROUND_FROM:
        return duration(Duration(lower=announced, upper=announced), language)
    if rest:
        return language.narration.minutes_and_a_half.format(minutes=minutes)
    return counted(Span(lower=minutes, upper=minutes), language.units.minute, language)
