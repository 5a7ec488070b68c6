"""Words a minute to an engine's own measure of speed, along a table of what was measured."""

from itertools import pairwise

Paces = tuple[tuple[int, float], ...]
"""Lines of words a minute, rising, against the engine's speed."""


def speed_for(words_per_minute: int, paces: Paces) -> float:
    """The speed for a pace, interpolated between two lines of the table and held to its ends."""
    pace = min(max(words_per_minute, paces[0][0]), paces[-1][0])
    lower, upper = next((one, two) for one, two in pairwise(paces) if pace <= two[0])
    share = (pace - lower[0]) / (upper[0] - lower[0])
    return lower[1] + share * (upper[1] - lower[1])
