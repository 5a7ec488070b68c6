"""Typed options: the ways to write a dose that are read, and what is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.dose import Duration, Frequency, Span
from pubpipe.reading.options import BadOptionError, read_count, read_duration, read_frequency, read_pace


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("30 s", 30, 30),
        ("30s", 30, 30),
        ("20-30 s", 20, 30),
        ("20–30 seconds", 20, 30),
        ("20 to 30 sec", 20, 30),
        ("20 s - 30 s", 20, 30),
        ("30 s to 1 min", 30, 60),
        ("1-2 minutes", 60, 120),
        ("1 Minute", 60, 60),
        ("10 min", 600, 600),
    ],
)
def test_durations(text: str, lower: int, upper: int) -> None:
    """Seconds and minutes, single or as a range, the unit once or twice."""
    assert read_duration(text) == Duration(lower=lower, upper=upper)


@given(st.text(max_size=40))
def test_a_duration_is_read_or_refused(text: str) -> None:
    """Nothing in between: a sound value, or a reason with a remedy."""
    assert is_sound(text)


def is_sound(text: str) -> bool:
    """Whether reading the text ends as it may."""
    try:
        value = read_duration(text)
    except BadOptionError as error:
        return bool(error.message and error.remedy)
    return 1 <= value.lower <= value.upper


@pytest.mark.parametrize(
    ("text", "times", "period"),
    [
        ("2 times a day", (2, 2), "day"),
        ("once a day", (1, 1), "day"),
        ("twice a week", (2, 2), "week"),
        ("daily", (1, 1), "day"),
        ("every day", (1, 1), "day"),
        ("1 time a day", (1, 1), "day"),
        ("2-3 times per week", (2, 3), "week"),
        ("Three times a day", None, ""),
        ("2 a day please", None, ""),
        ("a day", None, ""),
        ("per week", None, ""),
    ],
)
def test_frequencies(text: str, times: tuple[int, int] | None, period: str) -> None:
    """Whole phrases only."""
    if times is None:
        with pytest.raises(BadOptionError):
            read_frequency(text)
    else:
        assert read_frequency(text) == Frequency.model_validate(
            {"times": {"lower": times[0], "upper": times[1]}, "period": period}
        )


def test_counts() -> None:
    """A number or a range, with its unit or without."""
    assert read_count("3", "times") == Span(lower=3, upper=3)
    assert read_count("8-10 times", "times") == Span(lower=8, upper=10)
    assert read_count("1 set", "sets") == Span(lower=1, upper=1)
    with pytest.raises(BadOptionError):
        read_count("3 sets", "times")


def test_paces() -> None:
    """One of two words, and the nearest of them as the remedy for a slip."""
    assert read_pace("gentle") == "gentle"
    assert read_pace(" Full ") == "full"
    with pytest.raises(BadOptionError) as caught:
        read_pace("gentel")
    assert caught.value.remedy == "Did you mean “gentle”?"
    with pytest.raises(BadOptionError, match="is not a pace"):
        read_pace("gentle, full")
