"""From words a minute to an engine's speed."""

import pytest

from pubpipe.narrating.voices.pace import speed_for


@pytest.mark.parametrize(("pace", "speed"), [(50, 1.0), (100, 1.0), (150, 1.5), (175, 2.25), (200, 3.0), (999, 3.0)])
def test_between_two_measured_lines_the_speed_is_interpolated(pace: int, speed: float) -> None:
    """And held at the ends of what was measured."""
    assert speed_for(pace, ((100, 1.0), (150, 1.5), (200, 3.0))) == pytest.approx(speed)
