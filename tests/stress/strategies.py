"""Inputs as hypothesis composes them: from the words of a format, from its data, and from any bytes."""

import json

from hypothesis import strategies as st

from tests.stress.random_inputs import LARGEST, NASTY, SCRAPS, Recipe, loaded

MOST_LINES = 60


def strategy(recipe: Recipe) -> st.SearchStrategy[bytes]:
    """Bytes for a reader whose inputs are made by this recipe."""
    seeds = [one.decode("utf-8", "replace") for one in recipe.seeds]
    lines = sorted({line for seed in seeds for line in seed.split("\n")})
    words = st.sampled_from([*SCRAPS, *recipe.words]) | st.text(max_size=8)
    texts = st.lists(st.sampled_from(lines) | st.lists(words, max_size=8).map("".join), max_size=MOST_LINES)
    whole = st.sampled_from(seeds)
    inserted = st.builds(_insert, whole, st.lists(words, max_size=9).map("".join), st.floats(0, 1))
    made = [texts.map("\n".join).map(_encoded), inserted.map(_encoded), st.binary(max_size=400)]
    data = [value for one in recipe.seeds if (value := loaded(one)) is not None] if recipe.is_data else []
    if data:
        made.append(
            st.builds(_with, st.sampled_from(data), st.lists(_values(data), min_size=1, max_size=4)).map(_dumped)
        )
    return st.one_of(made)


def _insert(text: str, words: str, where: float) -> str:
    at = round(len(text) * where)
    return text[:at] + words + text[at:]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[:LARGEST]


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")[:LARGEST]


def _values(data: list[object]) -> st.SearchStrategy[tuple[str, object]]:
    """A key that the format may know, with data of any kind."""
    keys = sorted({key for value in data for key in _keys(value)}) or [""]
    simple = st.sampled_from(NASTY) | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str)
    deep = st.recursive(
        simple, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(keys), inner, max_size=4)
    )
    return st.tuples(st.sampled_from(keys), deep)


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in _keys(part)}
    return {key for part in value for key in _keys(part)} if isinstance(value, list) else set()


def _with(value: object, changes: list[tuple[str, object]]) -> object:
    """The data with other values for these keys, wherever they stand; at the top where they stand nowhere."""
    for key, other in changes:
        value = _changed(value, key, other)
    known = _keys(value)
    return {**value, **{key: other for key, other in changes if key not in known}} if isinstance(value, dict) else value


def _changed(value: object, key: str, other: object) -> object:
    if isinstance(value, dict):
        return {name: other if name == key else _changed(part, key, other) for name, part in value.items()}
    return [_changed(part, key, other) for part in value] if isinstance(value, list) else value
