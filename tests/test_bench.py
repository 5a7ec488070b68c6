"""The benchmark's watch: what it says about a recording is measured where it says so."""

import time

import pytest

from bench.audio import BOTH, default_voice, record
from bench.stages import FUNCTIONS, REST, Watch, watching
from tests.narrating.scripts import article


def test_a_stage_within_another_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that stages add up to the whole."""
    clock = iter([0.0, 1.0, 3.0, 6.0])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    watch = Watch()
    with watch.stage("outer"), watch.stage("inner"):
        pass
    assert dict(watch.seconds) == {"outer": 4.0, "inner": 2.0}
    assert watch.total == 6.0
    assert watch.share("inner") == pytest.approx(100 / 3)


def test_what_is_given_one_by_one_counts_when_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while whoever asked for it works with it."""
    clock = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])

    def work(seconds: float) -> float:
        clock[0] += seconds
        return seconds

    watch = Watch()
    made = watch.watched("making", lambda: (work(1.0) for _ in range(3)))
    with watch.stage("using"):
        assert [work(2.0) for _ in made()] == [2.0] * 3  # type: ignore[attr-defined]
    assert dict(watch.seconds) == {"making": 3.0, "using": 6.0}


def test_every_stage_of_a_recording_is_watched() -> None:
    """A function that moved, or that is looked up only once, would be counted as the rest."""
    seconds = record(article(), default_voice(article()), BOTH).watch.seconds
    assert set(seconds) == {*FUNCTIONS, "files", REST}
    assert all(one > 0 for one in seconds.values())


def test_nothing_stays_watched() -> None:
    """After a measurement the functions are their own again."""
    from pubpipe.narrating import mixing

    own = mixing.mixed
    with watching():
        assert mixing.mixed is not own
    assert mixing.mixed is own
