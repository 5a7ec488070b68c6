"""Which declarations take a text from a reader: they hide it, shrink it, cover it or move it elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tinycss2.color5 import parse_color

from pubpipe.checking.styles.sheets import Declaration, without_space
from pubpipe.checking.styles.values import amount, is_variable, readings

Value = tuple[Any, ...]
Properties = Mapping[str, list[Value]]

FAR = 5.0
"""How far a text may be pushed over an edge, in its own size."""
WINDOW = 20.0
"""The width of a window in letters of body text, and so how far is out of it."""
FAINT = 0.5
"""The least that a colour must cover of what lies behind it."""
DENSE = -0.15
"""Letters closer together than this, in their own size, lie upon each other."""

LOWEST = 0.45
"""How high a small letter is at least, in the size of its typeface; most have 0.45 to 0.55."""

SIZES = ("height", "max-height", "block-size", "max-block-size", "width", "max-width", "inline-size", "max-inline-size")
EDGES = (
    *("top", "right", "bottom", "left", "inset", "inset-block", "inset-block-start", "inset-block-end"),
    *("inset-inline", "inset-inline-start", "inset-inline-end"),
)
MARGINS = (
    *("margin", "margin-top", "margin-right", "margin-bottom", "margin-left", "margin-block", "margin-block-start"),
    *("margin-block-end", "margin-inline", "margin-inline-start", "margin-inline-end"),
)
SMALL_WORDS = frozenset(("xx-small", "x-small", "small", "smaller"))
SYSTEM_FONTS = frozenset(("caption", "icon", "menu", "message-box", "small-caption", "status-bar"))
SIZE_WORDS = SMALL_WORDS | frozenset(("medium", "large", "x-large", "xx-large", "xxx-large", "larger"))


def harm(declaration: Declaration, properties: Properties, body: float) -> str:
    """What the declaration does to a text, as words that follow "is"; empty for what does no harm."""
    if declaration.name not in WATCHED:
        return ""
    for value in readings(declaration.value, properties):
        if found := _harm(declaration.name, value, body):
            return found
    return ""


def cuts(declared: tuple[Declaration, ...], properties: Properties, body: float) -> Declaration | None:
    """The declaration of a fixed size or of one line where what runs over is cut off; None if nothing is cut off."""
    if not any(
        one.name.startswith("overflow") and _words(value) & {"hidden", "clip"}
        for one in declared
        for value in readings(one.value, properties)
    ):
        return None
    for one in declared:
        for value in readings(one.value, properties):
            if one.name in SIZES and "%" not in one.shown and _amounts(value, body):
                if "width" not in one.name and "inline" not in one.name:
                    return one
            elif one.name in ("white-space", "text-wrap", "text-wrap-mode") and _words(value) & {"nowrap", "pre"}:
                return one
    return None


def _harm(name: str, value: Value, body: float) -> str:
    for names, result, test in TESTS:
        if name in names and test(value, body):
            return result
    return ""


def _words(value: Value) -> set[str]:
    return {token.lower_value for token in value if token.type == "ident"}


def _word(*words: str) -> Callable[[Value, float], bool]:
    return lambda value, _: bool(_words(value) & set(words))


def _not(*words: str) -> Callable[[Value, float], bool]:
    """Anything but these words, and those that every property knows."""
    harmless = {*words, "initial", "inherit", "unset", "revert", "revert-layer"}
    return lambda value, _: not _words(value) & harmless


def _amounts(value: Value, body: float, whole: float = 1) -> list[float]:
    return [found for token in value if (found := amount(token, body, whole)) is not None]


def _below(least: float, whole: float = 1) -> Callable[[Value, float], bool]:
    return lambda value, body: any(one < least for one in _amounts(value, body, whole))


def _functions(value: Value) -> Iterator[tuple[str, list[float]]]:
    for token in value:
        if token.type == "function":
            yield token.lower_name, _amounts(without_space(token.arguments), 16.0)


def _filtered(value: Value, _: float) -> bool:
    return any(
        name in {"blur", "brightness", "contrast", "opacity"} and set(amounts) != {0.0 if name == "blur" else 1.0}
        for name, amounts in _functions(value)
    ) or any(token.type == "url" for token in value)


def _transformed(value: Value, _: float) -> bool:
    for name, amounts in _functions(value):
        if name.startswith("scale"):
            if any(one < 1 for one in amounts):
                return True
        elif name.startswith("matrix") or any(amounts) or (name.startswith(("rotate", "skew")) and _turned(value)):
            return True
    return False


def _turned(value: Value) -> bool:
    """Whether there is an angle that is not 0; angles are no lengths."""
    tokens = [inner for token in value for inner in (token.arguments if token.type == "function" else [token])]
    return any(token.type == "dimension" and token.value for token in tokens)


def _shifted(value: Value, body: float) -> bool:
    return any(_amounts(value, body)) or _turned(value)


def _pushed(value: Value, body: float) -> bool:
    return any(one <= -FAR or one >= WINDOW for one in _amounts(value, body, WINDOW))


def _drawn_over(value: Value, body: float) -> bool:
    return any(one <= -FAR for one in _amounts(value, body, WINDOW))


def _nothing_left(value: Value, body: float) -> bool:
    return any(one < 1 for one in _amounts(value, body, WINDOW))


def _small(value: Value, body: float) -> bool:
    words = _words(value)
    if words & SMALL_WORDS or _below(1)(value, body):
        return True
    return _undecided(value, body)


def _undecided(value: Value, body: float) -> bool:
    """A size that cannot be worked out may be any size."""
    return any(token.type in ("function", "dimension") and amount(token, body) is None for token in value)


def _small_font(value: Value, body: float) -> bool:
    """The size in the shorthand, which is the first length in it (CSS Fonts Level 4, section 2.7)."""
    if len(value) == 1 and value[0].type == "ident":
        return value[0].lower_value in SYSTEM_FONTS
    for token in value:
        if token.type == "number" and token.value == 0:
            return True
        if token.type in ("dimension", "percentage", "function") or _words((token,)) & SIZE_WORDS:
            return _small((token,), body)
    return any(is_variable(token) for token in value)


def _tight(value: Value, body: float) -> bool:
    return any(
        token.type in ("number", "percentage", "dimension") and (amount(token, body) or 0) < 1 for token in value
    )


def _invisible(value: Value, _: float) -> bool:
    colour = parse_color(value[0]) if len(value) == 1 else None
    return colour not in (None, "currentcolor") and float(colour.alpha) < FAINT


def _nonzero(value: Value, body: float) -> bool:
    return any(_amounts(value, body))


def _replaced(value: Value, _: float) -> bool:
    """A picture in place of what the element holds (CSS Generated Content Module Level 3, section 1.2)."""
    return any(token.type in ("url", "function") for token in value)


HIDDEN, SHRUNK, FAINTED, CUT, MOVED = "hidden", "shrunk", "hardly to be seen", "cut off", "moved"
STRUCK, TURNED = "struck out", "turned around"

TESTS: tuple[tuple[tuple[str, ...], str, Callable[[Value, float], bool]], ...] = (
    (("display",), HIDDEN, _word("none")),
    (("visibility",), HIDDEN, _word("hidden", "collapse")),
    (("content-visibility",), HIDDEN, _word("hidden")),
    (("speak",), HIDDEN, _word("none", "never")),
    (("-webkit-text-security",), HIDDEN, _not("none")),
    (("interactivity",), HIDDEN, _word("inert")),
    (("content",), HIDDEN, _replaced),
    (("text-decoration", "text-decoration-line"), STRUCK, _word("line-through")),
    (("unicode-bidi",), TURNED, _word("bidi-override", "isolate-override")),
    (("contain", "container-type"), CUT, _word("size", "strict")),
    (("font-size-adjust",), SHRUNK, _below(LOWEST)),
    (("opacity",), FAINTED, _below(1)),
    (("color", "-webkit-text-fill-color"), FAINTED, _invisible),
    (("filter", "-webkit-filter"), FAINTED, _filtered),
    (("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), HIDDEN, _not("none")),
    (("clip",), CUT, _not("auto")),
    (("clip-path", "-webkit-clip-path"), CUT, _not("none")),
    (("line-clamp", "-webkit-line-clamp", "max-lines"), CUT, _not("none", "auto")),
    (SIZES, CUT, _nothing_left),
    (("font-size",), SHRUNK, _small),
    (("font",), SHRUNK, _small_font),
    (("text-size-adjust", "-webkit-text-size-adjust", "zoom", "scale"), SHRUNK, _below(1)),
    (("line-height",), CUT, _tight),
    (("letter-spacing", "word-spacing"), SHRUNK, _below(DENSE)),
    (("transform", "-webkit-transform"), MOVED, _transformed),
    (("translate", "rotate"), MOVED, _shifted),
    (("position",), MOVED, _word("absolute", "fixed")),
    (EDGES, MOVED, _pushed),
    (("text-indent",), MOVED, _pushed),
    (MARGINS, MOVED, _drawn_over),
    (("margin-left", "margin-right", "margin-inline-start", "margin-inline-end"), MOVED, _pushed),
    (("order",), MOVED, _nonzero),
    (("z-index",), HIDDEN, _below(0)),
    (("flex-direction", "flex-flow"), MOVED, _word("row-reverse", "column-reverse")),
)
"""Properties, what becomes of the text, and the test of the value."""
WATCHED = frozenset(name for names, _, _ in TESTS for name in names)
