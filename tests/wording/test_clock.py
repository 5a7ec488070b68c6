"""Times in a recording."""

import pytest

from pubpipe.wording.clock import clock


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (7.9, "0:07"), (60, "1:00"), (754.2, "12:34"), (3723, "1:02:03")]
)
def test_a_time_is_written_as_players_write_it(seconds: float, shown: str) -> None:
    """Hours only where there are any; parts of a second are dropped."""
    assert clock(seconds) == shown
