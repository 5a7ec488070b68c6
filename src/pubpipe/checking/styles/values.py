"""Values of CSS as numbers, where 1 is the size of the page's body text.

Nothing here lays out a page. Where a value depends on the window, the narrowest is taken: 320 CSS pixels, the
width at which a page must still be readable (WCAG 2.2, 1.4.10).
"""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from tinycss2.ast import FunctionBlock

from pubpipe.checking.styles.sheets import without_space

NARROWEST = 320
"""CSS pixels."""
DEEPEST = 8
"""How many variables may stand in each other."""
MOST = 32
"""How many readings of one value are tried when its variables have several values each."""
PIXELS: Mapping[str, float] = {
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
    **{
        f"{kind}{name}": NARROWEST / 100
        for kind in ("", "s", "l", "d")
        for name in ("vw", "vh", "vi", "vb", "vmin", "vmax")
    },
    **dict.fromkeys(("cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"), NARROWEST / 100),
}
"""CSS pixels in a unit (CSS Values and Units Level 4, sections 6.1.2 and 6.2)."""
LETTERS: Mapping[str, float] = {"em": 1, "rem": 1, "lh": 1.5, "rlh": 1.5, "ic": 1, "cap": 0.7, "ex": 0.5, "ch": 0.5}
"""What a unit of a typeface is to its size, about."""


def amount(token: Any, body: float, whole: float = 1) -> float | None:
    """A length or number; body: the size of body text in CSS pixels; whole: what 100% is. None for anything else."""
    if token.type == "number":
        return float(token.value)
    if token.type == "percentage":
        return float(token.value) / 100 * whole
    if token.type == "dimension":
        unit = token.lower_unit
        if unit in PIXELS:
            return float(token.value * PIXELS[unit] / body)
        return float(token.value * LETTERS[unit]) if unit in LETTERS else None
    if token.type == "function":
        return _function(token.lower_name, token.arguments, body, whole)
    return _sum(without_space(token.content), body, whole) if token.type == "() block" else None


def _function(name: str, arguments: list[Any], body: float, whole: float) -> float | None:
    parts: list[list[Any]] = [[]]
    for part in without_space(arguments):
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    found = [_sum(tuple(part), body, whole) for part in parts]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    match name:
        case "calc":
            return known[0]
        case "min":
            return min(known)
        case "max":
            return max(known)
        # The least that it may be, since the wanted size follows the window.
        case "clamp" if len(known) == len(("least", "wanted", "most")):
            return max(known[0], min(known[1:]))
        case _:
            return None


def _sum(tokens: tuple[Any, ...], body: float, whole: float) -> float | None:
    """A sum of products (CSS Values and Units Level 4, section 10.8)."""
    total, product, sign, divides = 0.0, None, 1.0, False
    for part in tokens:
        if part in ("+", "-"):
            total += sign * (product or 0.0)
            product, sign = None, (1.0 if part == "+" else -1.0)
        elif part in ("*", "/"):
            divides = part == "/"
        else:
            value = amount(part, body, whole)
            if value is None or (divides and product is not None and value == 0):
                return None
            product = value if product is None else (product / value if divides else product * value)
            divides = False
    return None if product is None else total + sign * product


def readings(tokens: tuple[Any, ...], properties: Mapping[str, list[tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
    """The value with every value that its variables may have; a variable without any is left as it stands."""
    if all(token.type != "function" for token in tokens):
        return iter((tokens,))
    return itertools.islice(_readings(tokens, properties, 0), MOST)


def _readings(
    tokens: tuple[Any, ...], properties: Mapping[str, list[tuple[Any, ...]]], depth: int
) -> Iterator[tuple[Any, ...]]:
    if not tokens:
        yield ()
        return
    for first in _one(tokens[0], properties, depth):
        for rest in _readings(tokens[1:], properties, depth):
            yield (*first, *rest)


def _one(token: Any, properties: Mapping[str, list[tuple[Any, ...]]], depth: int) -> Iterator[tuple[Any, ...]]:
    if is_variable(token) and depth < DEEPEST:
        name, fallback = variable(token)
        values = properties.get(name) or ([fallback] if fallback is not None else [])
        if not values:
            yield (token,)
        for value in values:
            yield from _readings(value, properties, depth + 1)
    elif token.type == "function" and not is_variable(token):
        for arguments in _readings(without_space(token.arguments), properties, depth):
            yield (FunctionBlock(token.source_line, token.source_column, token.name, list(arguments)),)
    else:
        yield (token,)


def is_variable(token: Any) -> bool:
    """Whether the token stands for the value of a custom property."""
    return bool(token.type == "function" and token.lower_name == "var")


def variable(token: Any) -> tuple[str, tuple[Any, ...] | None]:
    """The name of a var() and what it is without a value."""
    arguments = without_space(token.arguments)
    name = arguments[0].value if arguments and arguments[0].type == "ident" else ""
    return name, arguments[2:] if len(arguments) > 1 else None
