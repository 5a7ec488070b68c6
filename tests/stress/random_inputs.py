"""Inputs that nobody would write: sound ones with something wrong, and wrong ones with something sound in them.

Everything comes from a seeded `Random`, so that a run can be repeated; `python -m tests.stress.fuzz` does so.
"""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

LARGEST = 16_000
"""Bytes of one input: what is larger takes longer and shows nothing new; hostile sizes have tests of their own."""
NASTY: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 1e308, -0.0, 10**30, 2**63, 0.1, "", " ", "\n", "x" * 300, "\u202e", "\u200b",
    "\x1b[2J", "NaN", ".inf", "-.inf", "1e999", "0x10", "0o17", "1:30:00", "2025-02-30", "9999-99-99",
    "0000-01-01", "yes", "null", "~", "{{ 7*7 }}", "{% include 'x' %}", "../../x", "/etc/passwd", "<script>",
    "javascript:x", '"><img src=x>', "&amp;", "&#0;", "١٢", "½", "²", "\U0001d7d9", "ﬀ", "İ", "ß", "e\u0301" * 50,
    "\ud83d\ude00", "20-30 s", "30 s to 1 min", "left", "right", [], {}, [[]], [None], {"": None},
    {"a": {"a": {"a": {}}}}, [[[[[[[[[[[[[[]]]]]]]]]]]]]],
)  # fmt: skip
SCRAPS = (
    "\n", "\n\n", " ", "\t", "  ", ":", "-", "- ", "#", "'", '"', "`", "*", "_", "[", "]", "{", "}", "<", ">", "&",
    "|", "!", "\\", "/", "%", "@", "~", "---", "...", "\r", "\0", "\ufeff", "\u2028", "\u0085", "\u202e", "\u00a0",
    "\u200d", "é", "腰", "0", "9", "-1", "1e9", "99999999999999999999", "٣", "½", "–", "\x1b", "\ud7ff",
    "\U0010ffff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """What inputs are made from: sound and faulty ones, words of the format, and a way to grow one from nothing."""

    seeds: Sequence[bytes]
    words: Sequence[str] = ()
    grow: Callable[[Random], bytes] | None = None
    is_data: bool = False


def inputs(recipe: Recipe, seed: int) -> Iterator[bytes]:
    """Inputs without end; the same seed gives the same ones."""
    chance = Random(seed)  # noqa: S311 (not secrets)
    data = [value for one in recipe.seeds if (value := loaded(one)) is not None] if recipe.is_data else []
    while True:
        roll = chance.random()
        if roll < 0.3 and data:
            made = json.dumps(bent(chance.choice(data), chance), ensure_ascii=False).encode("utf-8", "surrogatepass")
        elif roll < 0.5 and recipe.grow:
            made = recipe.grow(chance)
        else:
            made = chance.choice(recipe.seeds)
        if roll > 0.2 or not made:
            made = mutated(made, recipe, chance)
        yield made[:LARGEST]


def mutated(data: bytes, recipe: Recipe, chance: Random) -> bytes:
    """The data with one to six changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(CHANGES)(data, recipe, chance)
    return data


def bent(value: object, chance: Random) -> object:
    """Plain data with one to three of its parts replaced, renamed, doubled or removed."""
    value = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 2, 3))):
        groups = [one for one in _groups(value) if one]
        if not groups:
            return chance.choice(NASTY)
        _bend(chance.choice(groups), groups, chance)
    return value


def _bend(group: object, groups: list[object], chance: Random) -> None:
    other = chance.choice((*NASTY, copy.deepcopy(chance.choice(groups))))
    if isinstance(group, dict):
        key = chance.choice(list(group))
        match chance.randrange(4):
            case 0:
                group[key] = other
            case 1:
                del group[key]
            case 2:
                group[str(chance.choice(NASTY))] = group[key]
            case _:
                group[key] = [group[key]] * chance.choice((1, 2, 40))
    elif isinstance(group, list):
        at = chance.randrange(len(group))
        match chance.randrange(3):
            case 0:
                group[at] = other
            case 1:
                del group[at]
            case _:
                group[at:at] = [copy.deepcopy(group[at])] * chance.choice((1, 2, 40))


def _groups(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        yield value
        for part in list(value.values()) if isinstance(value, dict) else list(value):
            yield from _groups(part)


def loaded(data: bytes) -> object:
    """What stands in YAML or JSON, as plain data; None where there is none."""
    import yaml

    try:
        return json.loads(json.dumps(yaml.safe_load(data), default=str))
    except (ValueError, yaml.YAMLError):
        return None


def _span(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.expovariate(0.05)))


def _cut(data: bytes, _: Recipe, chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, _: Recipe, chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 5, 60)) + data[end:]


def _insert(data: bytes, recipe: Recipe, chance: Random) -> bytes:
    start, _ = _span(data, chance)
    word = chance.choice((*SCRAPS, *recipe.words)).encode("utf-8", "surrogatepass")
    return data[:start] + word * chance.choice((1, 1, 1, 3, 80)) + data[start:]


def _replace(data: bytes, recipe: Recipe, chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + str(chance.choice((*SCRAPS, *recipe.words, *NASTY))).encode("utf-8", "replace") + data[end:]


def _flip(data: bytes, _: Recipe, chance: Random) -> bytes:
    if not data:
        return b"\xff"
    at = chance.randrange(len(data))
    return data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :]


def _swap_lines(data: bytes, recipe: Recipe, chance: Random) -> bytes:
    lines = data.split(b"\n")
    others = chance.choice(recipe.seeds).split(b"\n")
    lines[chance.randrange(len(lines))] = chance.choice((*lines, *others))
    return b"\n".join(lines)


def _drop_line(data: bytes, _: Recipe, chance: Random) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _splice(data: bytes, recipe: Recipe, chance: Random) -> bytes:
    other = chance.choice(recipe.seeds)
    return data[: _span(data, chance)[0]] + other[_span(other, chance)[0] :]


def _indent(data: bytes, _: Recipe, chance: Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    for at in range(start, min(len(lines), start + chance.randrange(1, 9))):
        lines[at] = chance.choice((b" ", b"    ", b"\t", b"> ", b"- ", b"1. ")) + lines[at]
    return b"\n".join(lines)


CHANGES = (_cut, _double, _insert, _insert, _replace, _flip, _swap_lines, _drop_line, _splice, _indent)
