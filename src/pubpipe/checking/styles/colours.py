"""Whether a text has the colour of the ground that it stands on, as each medium and each theme has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from tinycss2.color5 import parse_color

from pubpipe.checking.styles.sheets import Declaration, Rule
from pubpipe.checking.styles.values import readings
from pubpipe.colour import WHITE, Colour, contrast

LEAST = 1.5
"""The contrast below which nobody sees a text at all. Whether it is enough to read by is not asked here."""
GROUNDS = ("background", "background-color")
COLOURED = frozenset(("color", *GROUNDS))
Properties = Mapping[str, list[tuple[Any, ...]]]
Matched = Sequence[tuple[tuple[int, ...], Rule]]


def lost(chain: Sequence[Matched], condition: str) -> Declaration | None:
    """The declaration by which the last element of a chain has letters in the colour of its ground.

    chain: for each element from the root down the rules about it, each with its order in the cascade;
    condition: what holds besides the rules that always hold. Colours that cannot be worked out are passed over.
    """
    letters: Declaration | None = None
    filled: Declaration | None = None
    inks: Properties = {}
    grounds: Properties = {}
    properties: Properties = {}
    last: Declaration | None = None
    for matched in chain:
        won = _won(matched, condition)
        properties = {**properties, **{name: [one.value] for name, one in won.items() if name.startswith("--")}}
        if colour := won.get("color"):
            letters, inks, last = colour, properties, colour
        for name in GROUNDS:
            if (fill := won.get(name)) and not _is_clear(fill):
                filled, grounds, last = fill, properties, fill
    ink = _colour(letters, inks) if letters else None
    ground = _colour(filled, grounds) if filled else WHITE
    return last if ink and ground and contrast(ink, ground) < LEAST else None


def colours(rule: Rule) -> bool:
    """Whether the rule has to do with colours, or gives a value that a colour may be made of."""
    return any(one.name in COLOURED or one.name.startswith("--") for one in rule.declarations)


def _won(matched: Matched, condition: str) -> Mapping[str, Declaration]:
    """What holds after the cascade. The order of layers and of `!important` is left out."""
    won: dict[str, Declaration] = {}
    active = (pair for pair in matched if pair[1].condition in ("", condition))
    for _, rule in sorted(active, key=lambda pair: pair[0]):
        for one in rule.declarations:
            if one.name in GROUNDS:
                for name in GROUNDS:
                    won.pop(name, None)
            won[one.name] = one
    return won


def _is_clear(declaration: Declaration) -> bool:
    return any(token.type == "ident" and token.lower_value in ("none", "transparent") for token in declaration.value)


def _colour(declaration: Declaration, properties: Properties) -> Colour | None:
    for value in readings(declaration.value, properties):
        for token in value:
            found = parse_color(token) if token.type in ("ident", "hash", "function") else None
            if found not in (None, "currentcolor") and found.alpha == 1:
                red, green, blue = (min(max(part, 0.0), 1.0) for part in found.to("srgb").coordinates)
                return Colour(*(round(255 * part) for part in (red, green, blue)))
    return None
