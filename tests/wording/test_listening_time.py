"""How long a recording takes, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.wording import language_for
from pubpipe.wording.listening_time import TOLERANCE, listening_time, rounded

ENGLISH = language_for("en-GB")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (49.4, "49 seconds"),
        (97.6, "100 seconds"),
        (119.0, "2 minutes"),
        (163.0, "2 minutes 40 seconds"),
        (300.0, "5 minutes"),
        (447.0, "7 and a half minutes"),
        (465.1, "8 minutes"),
        (599.9, "10 minutes"),
        (751.0, "13 minutes"),
    ],
)
def test_it_is_as_round_as_is_true(seconds: float, words: str) -> None:
    """Seconds for short recordings, half minutes, then whole ones."""
    assert listening_time(seconds, ENGLISH) == words


@given(st.floats(min_value=10, max_value=6 * 3600))
def test_what_is_announced_is_true_within_the_tolerance(seconds: float) -> None:
    """For any length between ten seconds and six hours."""
    assert rounded(seconds) == pytest.approx(seconds, rel=TOLERANCE)
