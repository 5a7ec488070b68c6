"""Listening in pieces finds what looking at the whole finds."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.checking import ear
from pubpipe.checking.ear import Ear, heard

RUNS = st.lists(st.tuples(st.sampled_from([0, 1, -1, 2, -2, 500, -700]), st.integers(1, 40)), max_size=12)


def longest(samples: list[int]) -> int:
    """The longest silence, sample by sample."""
    best = run = 0
    for sample in samples:
        run = run + 1 if abs(sample) <= 1 else 0
        best = max(best, run)
    return best


@given(runs=RUNS, cut=st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_pieces_are_heard_as_the_whole(runs: list[tuple[int, int]], cut: int) -> None:
    """However the sound is cut: the peak, and where the longest silence is."""
    samples = [value for value, count in runs for _ in range(count)]
    listener = Ear()
    for begin in range(0, len(samples), cut):
        listener.hear(numpy.array(samples[begin : begin + cut], "<i2").tobytes())
        # Asked in between, it hears what has come so far at once.
        assert listener.heard.peak == max(map(abs, samples[: begin + cut]))
    assert listener.heard == heard(numpy.array(samples, "<i2").tobytes())
    place, length = listener.heard.silence
    assert length == longest(samples)
    assert all(abs(sample) <= 1 for sample in samples[place : place + length])


def test_the_largest_negative_sample_is_full_scale() -> None:
    """It has no positive counterpart in 16 bits."""
    listener = Ear()
    listener.hear(numpy.array([-32768], "<i2").tobytes())
    assert listener.heard.peak == 32768


def test_a_silence_across_many_pieces_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds, heard a tenth of a second at a time."""
    monkeypatch.setattr(ear, "AT_ONCE", 1)
    listener = Ear()
    listener.hear(numpy.full(2400, 300, "<i2").tobytes())
    for _ in range(30):
        listener.hear(bytes(2 * 2400))
    listener.hear(numpy.full(2400, 300, "<i2").tobytes())
    assert listener.heard.silence == (2400, 72_000)
