"""Style sheets as rules: whatever the conditions around a rule, it counts.

A rule in `@media`, `@supports`, `@layer` or `@container` reaches some reader, so none of these is evaluated.
What changes while a page is read is taken as given too: `:hover`, the classes that scripts set and what they
note on the root element. A nested rule is read with the selector around it.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2

CHANGING = (
    "active|any-link|autofill|checked|default|disabled|enabled|focus|focus-visible|focus-within|fullscreen|hover|"
    "indeterminate|invalid|link|modal|optional|paused|picture-in-picture|playing|popover-open|read-only|"
    "read-write|required|target|target-within|user-invalid|user-valid|valid|visited"
)
"""Pseudo-classes that an element has at one time and not at another (Selectors Level 4, sections 7 to 12)."""
TIMELY = re.compile(rf"(?<!:):(?:{CHANGING})(?![\w(-])", re.IGNORECASE)
UNTIMELY = re.compile(rf":not\([^()]*:(?:{CHANGING})(?![\w(-])[^()]*\)", re.IGNORECASE)
NOTED = re.compile(r"(?:(?<=:root)|(?<=\bhtml)|(?<=\bbody))(?:\[[^\]]*\])+", re.IGNORECASE)
"""Tests of an attribute of the root or the body."""
NAMESPACE = re.compile(r"(?:[\w-]+|\*)?\|(?=[\w*])")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
EMPTIED = re.compile(r":(?:not|is|where)\(\s*\)", re.IGNORECASE)
BARE = re.compile(r"(^|[\s>+~(,])(?=$|[\s>+~),])")
PART = re.compile(r"::[\w-]+(?:\([^)]*\))?\s*$")
TEXT_PARTS = (None, "first-line", "first-letter")
"""The element itself and the parts of its text; a mark before or after it holds no text of the article."""
TRIM = {"skip_comments": True, "skip_whitespace": True}
KEYFRAMES = frozenset(("keyframes", "-webkit-keyframes"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet, and the media that it is for as its element says it."""

    text: str
    media: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """A property, its value as tokens without white space, and both as written."""

    name: str
    value: tuple[Any, ...]
    shown: str


Test = tuple[Any, tuple[int, ...]]
"""A compiled selector and its specificity."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is declared for some elements.

    selector: as written; around: the conditions that it stands in, empty where it always holds;
    tests: the compiled selectors with their specificity, empty where pubpipe cannot read them, so that they may
    be about any element; at_times: whether they are so only while a reader or a script makes them so.
    """

    selector: str
    around: str
    tests: tuple[Test, ...]
    declarations: tuple[Declaration, ...]
    at_times: bool = False

    @property
    def condition(self) -> str:
        """What must be so for the rule to hold; empty where it always does."""
        return f"{self.around} {self.selector}" if self.at_times else self.around

    def weight(self, element: Any) -> tuple[int, ...] | None:
        """The specificity with which the rule is about the element or a part of its text, None if it is not."""
        if not self.tests:
            return (0, 0, 0)
        return max((weight for test, weight in self.tests if test.test(element)), default=None)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in order, what each animation declares on its way, and the addresses of sheets not at hand."""

    rules: tuple[Rule, ...]
    animations: dict[str, tuple[Declaration, ...]]
    imports: tuple[str, ...]


def rules(sheets: tuple[Sheet, ...], states: frozenset[str]) -> Rules:
    """The rules of all sheets; states: the classes that scripts may set."""
    read = [_read(sheet, states) for sheet in sheets]
    animations: dict[str, tuple[Declaration, ...]] = {}
    for one in read:
        for name, steps in one.animations.items():
            animations[name] = (*animations.get(name, ()), *steps)
    return Rules(
        tuple(rule for one in read for rule in one.rules),
        animations,
        tuple(address for one in read for address in one.imports),
    )


@functools.lru_cache(maxsize=64)
def _read(sheet: Sheet, states: frozenset[str]) -> Rules:
    """One sheet; the same sheets come with every article of a build."""
    found: list[Rule] = []
    animations: dict[str, tuple[Declaration, ...]] = {}
    imports: list[str] = []
    around = "" if sheet.media in ("", "all") else sheet.media
    for node, condition in _flat(tinycss2.parse_stylesheet(sheet.text, **TRIM), around):
        if node.type == "qualified-rule":
            found += _rules(node, "", condition, states)
        elif node.lower_at_keyword == "import":
            imports.append(tinycss2.serialize(node.prelude).strip())
        else:
            name = tinycss2.serialize(node.prelude).strip().strip("\"'")
            animations[name] = (*animations.get(name, ()), *_steps(node))
    return Rules(tuple(found), animations, tuple(imports))


def declarations(text: str) -> tuple[Declaration, ...]:
    """What a style attribute declares."""
    return _declared(_contents(text))


def without_space(tokens: Any) -> tuple[Any, ...]:
    """Tokens without white space and comments."""
    return tuple(token for token in tokens if token.type not in ("whitespace", "comment"))


def _flat(nodes: list[Any], around: str) -> Iterator[tuple[Any, str]]:
    """Every rule with the conditions that it stands in."""
    for node in nodes:
        if node.type == "qualified-rule" or (
            node.type == "at-rule" and node.lower_at_keyword in {"import", *KEYFRAMES}
        ):
            yield node, around
        elif node.type == "at-rule" and node.content is not None:
            yield from _flat(tinycss2.parse_rule_list(node.content, **TRIM), _within(around, node))


def _within(around: str, node: Any) -> str:
    # A layer is no condition: what stands in it always holds.
    if node.lower_at_keyword == "layer":
        return around
    return f"{around} @{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}".strip()


def _rules(node: Any, parent: str, around: str, states: frozenset[str]) -> Iterator[Rule]:
    """A rule and those nested in it (CSS Nesting Level 1, section 3)."""
    selector = tinycss2.serialize(node.prelude).strip()
    if parent:
        inner = f":is({parent})"
        selector = selector.replace("&", inner) if "&" in selector else f"{inner} {selector}"
    yield from _nested(_contents(node.content), selector, around, states)


def _nested(contents: list[Any], selector: str, around: str, states: frozenset[str]) -> Iterator[Rule]:
    declared = _declared(contents)
    relaxed = _relaxed(selector, states)
    tests = _compiled(selector, relaxed) if declared else None
    if tests is not None:
        yield Rule(" ".join(selector.split()), around, tests, declared, relaxed != selector)
    for inner in contents:
        if inner.type == "qualified-rule":
            yield from _rules(inner, selector, around, states)
        elif inner.type == "at-rule" and inner.content is not None:
            yield from _nested(_contents(inner.content), selector, _within(around, inner), states)


def _contents(source: Any) -> list[Any]:
    found: list[Any] = tinycss2.parse_blocks_contents(source, **TRIM)
    return found


def _declared(contents: list[Any]) -> tuple[Declaration, ...]:
    return tuple(
        Declaration(
            node.name if node.name.startswith("--") else node.lower_name,
            without_space(node.value),
            f"{node.name}: {' '.join(tinycss2.serialize(node.value).split())}",
        )
        for node in contents
        if node.type == "declaration"
    )


def _steps(node: Any) -> tuple[Declaration, ...]:
    steps = tinycss2.parse_rule_list(node.content or [], **TRIM)
    return tuple(one for step in steps if step.type == "qualified-rule" for one in _declared(_contents(step.content)))


def _compiled(selector: str, relaxed: str) -> tuple[Test, ...] | None:
    """The tests of a selector; none where one cannot be read, None where all are about marks and not about text."""
    tests: list[Test] = []
    for written, one in zip(_listed(selector), _listed(relaxed), strict=True):
        try:
            compiled = cssselect2.compile_selector_list(BARE.sub(r"\1*", one))
            weighed = cssselect2.compile_selector_list(written) if written != one else compiled
        except cssselect2.SelectorError:
            if not PART.search(one):
                return ()
            continue
        tests += [
            (test, other.specificity)
            for test, other in zip(compiled, weighed, strict=True)
            if test.pseudo_element in TEXT_PARTS
        ]
    return tuple(tests) or None


def _relaxed(selector: str, states: frozenset[str]) -> str:
    """The selectors of a list without what a reader or a script can change."""
    text = selector
    for pattern in (UNTIMELY, TIMELY, NOTED, NAMESPACE):
        text = pattern.sub("", text)
    text = CLASS.sub(lambda found: "" if found[1] in states else found[0], text)
    return EMPTIED.sub("", text)


def _listed(selector: str) -> list[str]:
    """The selectors between the commas of a list."""
    if "," not in selector:
        return [selector.strip()]
    parts: list[list[Any]] = [[]]
    for part in tinycss2.parse_component_value_list(selector):
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return [tinycss2.serialize(part).strip() for part in parts]
