"""A recording as plain data and bytes, so that it can lie on a disk or come from another process, and back.

What comes back may have been written by anybody: it is held against the types of the model, field by
field, and nothing in it is ever run.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from itertools import accumulate, pairwise
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pubpipe.model.narration import Aac, Narration

Reader = Callable[[object], Any]
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
KIND = "is a"
"""The key of a record's class; no field has a space in its name."""
_FACTS = ("script", "timeline", "voice", "recording")
_SIZES: Mapping[str, object] = {"delay": int, "frames": tuple[int, ...], "parts": int}
"""Of the sound: AAC's delay in samples, its frames in bytes, and the number of parts."""
_BLOBS = 4
"""Pieces of sound that there are beside the parts."""


def kept(narration: Narration) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """What JSON can hold of a narration, and its sound: mp3, small, AAC's config, its frames joined, the parts."""
    aac = narration.aac
    facts: dict[str, Json] = {name: _written(getattr(narration, name)) for name in _FACTS}
    sizes: dict[str, Json] = {
        "delay": aac.delay,
        "frames": [len(frame) for frame in aac.frames],
        "parts": len(narration.parts),
    }
    return {**facts, **sizes}, (narration.mp3, narration.small, aac.config, b"".join(aac.frames), *narration.parts)


def taken(data: object, sound: Sequence[bytes]) -> Narration:
    """The narration that `kept` gave. Raises ValueError for whatever it cannot have given."""
    if not isinstance(data, Mapping) or set(data) != {*_FACTS, *_SIZES}:
        raise ValueError(f"a recording is described by {', '.join((*_FACTS, *_SIZES))}")
    delay, sizes, parts = (_read(data[name], hint) for name, hint in _SIZES.items())
    if delay < 0 or parts != len(sound) - _BLOBS or not all(isinstance(one, bytes) for one in sound):
        raise ValueError(f"a recording has {_BLOBS} pieces of sound and its parts")
    mp3, small, config, frames, *rest = sound
    hints = _hints(Narration)
    return Narration(
        **{name: _read(data[name], hints[name]) for name in _FACTS},
        mp3=mp3,
        small=small,
        aac=Aac(config, delay, _parted(frames, sizes)),
        parts=tuple(rest),
    )


def _parted(frames: bytes, sizes: Sequence[int]) -> tuple[bytes, ...]:
    if any(size < 0 for size in sizes) or sum(sizes) != len(frames):
        raise ValueError("the frames are not as long as they are said to be")
    return tuple(frames[begin:end] for begin, end in pairwise(accumulate(sizes, initial=0)))


def _written(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {KIND: type(value).__name__, **{one.name: _written(getattr(value, one.name)) for one in fields(value)}}
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if isinstance(value, Enum):
        return _written(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"a recording holds no {type(value).__name__}")


def _read(value: object, hint: object) -> Any:  # the type is that of the hint
    """The value as the hint has it. Raises ValueError where it is anything else."""
    return _reader(hint)(value)


@cache
def _reader(hint: object) -> Reader:
    """What reads values of a type: worked out once, since a recording has thousands of them."""
    if get_origin(hint) in {Union, UnionType}:
        return partial(_one_of, hints=get_args(hint))
    if get_origin(hint) is tuple:
        one, _ellipsis = get_args(hint)
        return partial(_tuple, hint=hint, one=_reader(one))
    if get_origin(hint) is Literal:
        return partial(_literal, hint=hint, choices=get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_record, cls=hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return partial(_plain, hint=hint)


def _tuple(value: object, hint: object, one: Reader) -> object:
    if not isinstance(value, (list, tuple)):
        raise _other(value, hint)
    return tuple(map(one, value))


def _literal(value: object, hint: object, choices: tuple[object, ...]) -> object:
    if not isinstance(value, str) or value not in choices:
        raise _other(value, hint)
    return value


def _plain(value: object, hint: object) -> object:
    if type(value) is hint:
        return _finite(value) if hint is float else value
    if hint is float and type(value) is int:
        return value
    raise _other(value, hint)


def _one_of(value: object, hints: Sequence[object]) -> object:
    """A value of the one of several types that it says it is of."""
    if value is None and type(None) in hints:
        return None
    named = value.get(KIND) if isinstance(value, Mapping) else None
    others = [one for one in hints if one is not type(None)]
    found = [one for one in others if named is None or (isinstance(one, type) and one.__name__ == named)]
    if len(found) != 1:
        raise ValueError(f"{str(value)[:40]!r} is none of {hints}")
    return _read(value, found[0])


def _record(value: object, cls: type) -> object:
    if not isinstance(value, Mapping):
        raise _other(value, cls)
    readers = _readers(cls)
    if value.get(KIND) != cls.__name__ or value.keys() != {KIND, *readers}:
        raise ValueError(f"{str(dict(value))[:40]!r} is no {cls.__name__} of {', '.join(readers)}")
    return cls(**{name: reader(value[name]) for name, reader in readers.items()})


def _other(value: object, hint: object) -> ValueError:
    return ValueError(f"{str(value)[:40]!r} is no {hint}")


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no length of time")
    return value


@cache
def _hints(cls: type) -> Mapping[str, object]:
    """The types of a record's fields, by their names."""
    return get_type_hints(cls)


@cache
def _readers(cls: type) -> Mapping[str, Reader]:
    """What reads a record's fields, by their names."""
    return {name: _reader(hint) for name, hint in _hints(cls).items()}
