"""A recording that goes away as plain data and comes back: the same to the last field, or not at all."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.model.dose import Dose, Duration
from pubpipe.model.narration import (
    Aac,
    Chapter,
    Chime,
    Hold,
    Mark,
    Narration,
    Pause,
    Script,
    Speech,
    TimedChapter,
    TimedCue,
    Timeline,
)
from pubpipe.model.recording import Recording
from pubpipe.narrating import narrate, open_voice
from pubpipe.narrating.keeping import KIND, kept, taken
from pubpipe.profile import Profile
from tests.narrating.scripts import ENGLISH, article, stretch

SECONDS = st.floats(allow_nan=False, allow_infinity=False) | st.integers()
CLASSES = (Script, Chapter, Speech, Pause, Hold, Mark, Chime, Timeline, TimedChapter, TimedCue, Recording, Aac)
"""All that a narration is made of. The last is not written as a record of its own, and the whole is."""
for cls in CLASSES:
    st.register_type_strategy(
        cls, st.builds(cls, **{one.name: SECONDS for one in fields(cls) if one.name == "seconds"})
    )
NARRATIONS = st.builds(Narration)


@pytest.fixture(scope="module")
def recorded() -> Narration:
    """A short article with a hold that is long enough for words within it, narrated."""
    held = stretch(Dose(hold=Duration(lower=20, upper=30)), sides=())
    return narrate(article(held), Profile(), ENGLISH, open_voice("silent", "en-GB", 140))


def through_json(narration: Narration) -> tuple[Any, tuple[bytes, ...]]:
    """What a disk would give back."""
    data, sound = kept(narration)
    return json.loads(json.dumps(data, allow_nan=False)), sound


@given(NARRATIONS)
def test_whatever_is_kept_comes_back(narration: Narration) -> None:
    """Whole, by way of JSON, and with each value of the type it had."""
    back = taken(*through_json(narration))
    assert back == narration
    assert repr(back) == repr(narration)


def test_a_recording_comes_back(recorded: Narration) -> None:
    """With its sound; written twice it is written alike."""
    assert taken(*through_json(recorded)) == recorded
    assert json.dumps(kept(recorded)[0]) == json.dumps(kept(taken(*through_json(recorded)))[0])


def places(data: Any) -> list[tuple[str | int, ...]]:
    """The way to the first record of each class in the data, the whole of it among them."""
    ways: dict[object, tuple[str | int, ...]] = {}

    def look(one: Any, way: tuple[str | int, ...]) -> None:
        if isinstance(one, dict):
            ways.setdefault(one.get(KIND), way)
        for name, inner in one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ():
            look(inner, (*way, name))

    look(data, ())
    return list(ways.values())


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What lies at the end of the way."""
    for step in path:
        data = data[step]
    return data


def strange(record: dict[str, Any]) -> None:
    """A field that nobody knows."""
    record["colour"] = "green"


def lacking(record: dict[str, Any]) -> None:
    """A field too few."""
    record.popitem()


def unknown(record: dict[str, Any]) -> None:
    """A class that is none."""
    record[KIND] = "os.system"


def swapped(record: dict[str, Any]) -> None:
    """Another class, of other fields or none at all."""
    record[KIND] = "Mark" if record.get(KIND) == "Script" else "Script"


@pytest.mark.parametrize("damage", [strange, lacking, unknown, swapped])
def test_no_record_with_a_fault_is_taken(recorded: Narration, damage: Callable[[dict[str, Any]], None]) -> None:
    """Of whatever class."""
    ways = places(through_json(recorded)[0])
    assert len(ways) == len(CLASSES)
    for way in ways:
        data, sound = through_json(recorded)
        damage(at(data, way))
        with pytest.raises(ValueError):  # noqa: PT011 - each fault has its own words
            taken(data, sound)


@pytest.mark.parametrize(
    "value", [None, True, 1, 1.5, float("nan"), float("inf"), "", "x", [], ["x"], {}, {KIND: "Speech"}], ids=repr
)
def test_no_value_of_another_type_is_taken(recorded: Narration, value: object) -> None:
    """In any field of any record; where the type is right, the value is."""
    for way in places(through_json(recorded)[0]):
        data, sound = through_json(recorded)
        for name, good in at(data, way).items():
            if _could_be(good, value):
                continue
            at(data, way)[name] = value
            with pytest.raises(ValueError):  # noqa: PT011 - each fault has its own words
                taken(data, sound)
            at(data, way)[name] = good
        assert taken(data, sound) == recorded


def _could_be(good: object, value: object) -> bool:
    """Whether a value may be right where this good one stands."""
    numbers = {int, float}
    alike = type(good) is type(value) or {type(good), type(value)} <= numbers
    optional = good is None or value is None
    return (alike and value == value and value != float("inf")) or optional  # noqa: PLR0124 - NaN is what is not itself


@pytest.mark.parametrize(
    "changed",
    [
        lambda data, sound: (data, sound[:-1]),
        lambda data, sound: (data, (*sound, b"")),
        lambda data, sound: (data, (*sound[:3], sound[3][:-1], *sound[4:])),
        lambda data, sound: (data, ("", *sound[1:])),
        lambda data, sound: ({**data, "delay": -1}, sound),
        lambda data, sound: ({**data, "frames": [-1, *data["frames"][1:-1], data["frames"][-1]]}, sound),
        lambda data, sound: ({**data, "frames": [-1, data["frames"][0] + 1, *data["frames"][1:]]}, sound),
        lambda _, sound: ([], sound),
    ],
)
def test_no_sound_is_taken_that_is_not_as_described(
    recorded: Narration, changed: Callable[[Mapping[str, Any], tuple[bytes, ...]], tuple[Any, Any]]
) -> None:
    """A piece too few or too many, a frame cut short, a piece that is none."""
    with pytest.raises(ValueError):  # noqa: PT011 - each fault has its own words
        taken(*changed(*through_json(recorded)))


def test_nothing_is_kept_that_could_not_come_back() -> None:
    """As what is no data at all."""
    with pytest.raises(TypeError, match="object"):
        kept(Narration(Script("", "en", ()), Timeline(1, ()), object()))  # type: ignore[arg-type]
