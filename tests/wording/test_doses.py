"""Doses in words: one phrase per value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.article import Side
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.wording import language_for
from pubpipe.wording.doses import dose_lines, duration, frequency

ENGLISH = language_for("en-GB")


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (1, 1, "1 second"),
        (20, 30, "20 to 30 seconds"),
        (30, 60, "30 seconds to 1 minute"),
        (60, 60, "1 minute"),
        (60, 120, "1 to 2 minutes"),
        (60, 90, "60 to 90 seconds"),
        (90, 90, "90 seconds"),
        (45, 90, "45 to 90 seconds"),
        (150, 150, "2 minutes 30 seconds"),
        (90, 150, "90 seconds to 2 minutes 30 seconds"),
        (90, 120, "90 seconds to 2 minutes"),
    ],
)
def test_durations(lower: int, upper: int, words: str) -> None:
    """Each end in the unit that reads best; ranges with “to”."""
    assert duration(Duration(lower=lower, upper=upper), ENGLISH) == words


@given(st.integers(1, 600), st.integers(1, 600))
def test_a_range_is_never_written_with_a_dash(one: int, other: int) -> None:
    """No voice can say “minus”."""
    words = duration(Duration(lower=min(one, other), upper=max(one, other)), ENGLISH)
    assert "-" not in words
    assert "–" not in words
    assert (" to " in words) == (one != other)


@pytest.mark.parametrize(
    ("lower", "upper", "period", "words"),
    [
        (1, 1, "day", "once a day"),
        (2, 2, "week", "twice a week"),
        (3, 3, "day", "3 times a day"),
        (1, 2, "day", "1 to 2 times a day"),
    ],
)
def test_frequencies(lower: int, upper: int, period: str, words: str) -> None:
    """Once and twice have words of their own."""
    value = Frequency.model_validate({"times": {"lower": lower, "upper": upper}, "period": period})
    assert frequency(value, ENGLISH) == words


def test_a_whole_dose_in_order() -> None:
    """Hold, repeat, sets, rest, sides, frequency: only what is given, each with its label."""
    dose = Dose(
        hold=Duration(lower=20, upper=30),
        repeat=Span(lower=3, upper=3),
        sets=Span(lower=1, upper=2),
        rest=Duration(lower=10, upper=10),
        frequency=Frequency(times=Span(lower=1, upper=1), period="day"),
    )
    lines = dose_lines(dose, (Side.RIGHT, Side.LEFT), ENGLISH)
    assert [(line.part, line.label, line.value) for line in lines] == [
        ("hold", "Hold", "20 to 30 seconds"),
        ("repeat", "Repeat", "3 times on each side"),
        ("sets", "Sets", "1 to 2 sets"),
        ("rest", "Rest", "10 seconds in between"),
        ("sides", "Sides", "right, then left"),
        ("frequency", "How often", "once a day"),
    ]
    assert [line.part for line in dose_lines(Dose(repeat=Span(lower=8, upper=8)), (), ENGLISH)] == ["repeat"]
