"""The values of styles: what an element's properties come to, by the declarations for it and for all around it.

The engine works them out anew for each element of each layout, although the same style sheets give the same values
to the same kind of element in every document. Here a style begins with all that was worked out before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tinycss2 import serialize
from tinycss2.ast import Node
from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css.tokens import Pending

from pubpipe.formats.pdf.hearing import Lines
from pubpipe.formats.pdf.tagging.hooks import rebound

MOST_STYLES = 1_500
"""Styles of one root element that are remembered: a handout has some hundreds."""
MOST_ROOTS = 8
"""Root elements: those of one edition are alike but for their language and the clinic's colour."""

_WRITTEN = frozenset({"display", "float", "overflow", "position", "white_space"})
"""Properties that the engine may write into a style once it has boxes: what inherits them may find either value."""

_SPECIFIED = frozenset({"display", "float", "position"})
"""Properties of which a style also holds the value before it was computed."""

_COPIED_WHOLE = frozenset({"first-line", "first-letter"})
"""Styles of which the engine lays all that they hold at the time over another one."""

_OF_ONE_DOCUMENT = frozenset({3, 4})
"""The precedence of declarations that a document brings with it: attributes, and sheets within its markup."""


@dataclass(eq=False, slots=True)
class _Root:
    """What the styles below one root element share: whether they may be remembered, and how many are."""

    trusted: bool = True
    count: int = 0


@dataclass(eq=False, slots=True)
class Known:
    """The values of one style that were worked out so far, and what is known of the styles within it.

    kept: the declarations, since their identity stands in a key; specified: values before they were computed.
    """

    root: _Root
    kept: object = None
    values: dict[str, Any] = field(default_factory=dict)
    specified: dict[str, Any] = field(default_factory=dict)
    within: dict[object, "Known"] = field(default_factory=dict)

    def child(self, key: object, kept: object = None) -> "Known | None":
        """What is known of the style within this one that has such a key."""
        if not self.root.trusted or key is None:
            return None
        found = self.within.get(key)
        if found is None and self.root.count < MOST_STYLES:
            found = self.within[key] = Known(self.root, kept)
            self.root.count += 1
        return found

    def learn(self, name: str, value: Any) -> None:
        """Remember a value, unless the engine may change it."""
        if self.root.trusted and not isinstance(value, list | dict):
            self.values[name] = value


_ROOTS: dict[object, Known] = {}
_FONTS: list[Any] = []


class _Sizes(dict[str, Any]):
    """The size of the first page. asked: how often lengths were measured by one."""

    asked = 0

    def __getitem__(self, name: str) -> Any:
        _Sizes.asked += 1
        return super().__getitem__(name)


class Styles(StyleFor):  # type: ignore[misc]  # the library carries no types
    """The styles of one document.

    Those of what might stand before, after or within an element are made when they are asked for: there are seven of
    them for each element, and next to none is used.
    """

    def __init__(self, *arguments: Any) -> None:
        self._unmade: dict[tuple[Any, str], tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
        super().__init__(*arguments)

    @property
    def initial_page_sizes(self) -> _Sizes:
        """The size of the first page, once there is one."""
        return self._sizes

    @initial_page_sizes.setter
    def initial_page_sizes(self, sizes: Mapping[str, Any]) -> None:
        self._sizes = _Sizes(sizes)

    def set_computed_styles(self, element: Any, parent: Any, pseudo_type: Any = None, **others: Any) -> None:
        """Make a style, with what is known of it."""
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        of_element = hasattr(element, "tag")
        if pseudo_type and of_element and "anchor" not in cascaded:
            self._unmade[element, pseudo_type] = cascaded, others
            return
        # The engine overlooks a style as long as it is empty, and that of a page begins so.
        as_ever = not of_element and "display" in cascaded
        (_set_as_ever if as_ever else _set)(self, element, parent, pseudo_type=pseudo_type, **others)

    def __call__(self, element: Any, pseudo_type: Any = None) -> Any:
        """The style of an element, or of what the style sheets put beside it."""
        unmade = self._unmade.pop((element, pseudo_type), None)
        if unmade:
            cascaded, others = unmade
            self._cascaded_styles[element, pseudo_type] = cascaded
            set_style = _set_as_ever if pseudo_type in _COPIED_WHOLE else _set
            set_style(self, element, element, pseudo_type=pseudo_type, **others)
            del self._cascaded_styles[element, pseudo_type]
        return super().__call__(element, pseudo_type)


class _Learning:
    """What both kinds of styles do with a value that is not there yet."""

    known: Known | None

    def _is_lasting(self, name: str) -> bool:
        """Whether a value is the same in each style with these declarations."""
        raise NotImplementedError

    def __missing__(self, name: str) -> Any:
        before = Lines.heard, _Sizes.asked
        value = super().__missing__(name)  # type: ignore[misc]  # of the engine's class beside this one
        if self.known:
            if before != (Lines.heard, _Sizes.asked):
                # What the engine said must be said of each document, and pages differ in size.
                self.known.root.trusted = False
            elif self._is_lasting(name):
                self.known.learn(name, value)
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        """The style of boxes within that no element has."""
        return _Anonymous(self)


class _Computed(_Learning, ComputedStyle):  # type: ignore[misc]  # the library carries no types
    """An element's style."""

    def __init__(self, parent: Any, cascaded: Any, pseudo: Any, root: Any, base: Any, fonts: Any, sizes: Any) -> None:
        super().__init__(parent, cascaded, pseudo, root, base, fonts, sizes)
        key = _key(cascaded, pseudo)
        if parent is None:
            self.known = _root(key and (key, base), cascaded, fonts)
        else:
            above = getattr(parent, "known", None)
            self.known = above.child(key, cascaded) if above else None
        if self.known:
            self.update(self.known.values)
            self.specified.update(self.known.specified)

    def _is_lasting(self, name: str) -> bool:
        if name in _SPECIFIED and self.known:
            self.known.specified.update(self.specified)
        if name == "anchor":
            return name not in self.cascaded
        return name not in _WRITTEN or self.cascaded.get(name, ("",))[0] != "inherit"


class _Anonymous(_Learning, AnonymousStyle):  # type: ignore[misc]  # the library carries no types
    """The style of a box without an element."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.known = parent.known.child("anonymous") if parent.known else None
        self._within_another = isinstance(parent, _Anonymous)
        if self.known:
            self.update(self.known.values)

    def _is_lasting(self, name: str) -> bool:
        # What else the engine writes into such a style is not inherited.
        return name != "white_space" or not self._within_another


_set_as_ever = StyleFor.set_computed_styles
_set = rebound(StyleFor.set_computed_styles, ComputedStyle=_Computed)


def _root(key: object, cascaded: object, fonts: Any) -> Known | None:
    """What is known below a root element with these declarations."""
    if key is None:
        return None
    if [fonts] != _FONTS:
        _FONTS[:] = [fonts]
        _ROOTS.clear()
    found = _ROOTS.get(key)
    if found is None or found.root.count >= MOST_STYLES:
        if len(_ROOTS) >= MOST_ROOTS:
            _ROOTS.clear()
        found = _ROOTS[key] = Known(_Root(), cascaded)
    return found if found.root.trusted else None


def _key(cascaded: Mapping[str, Any], pseudo: object) -> object:
    """What tells a style from others within the same; None where nothing does for sure.

    The declarations of lasting style sheets are told by their identity, those of one document by what they say. Of an
    anchor it only counts whether there is one: no other value depends on it.
    """
    try:
        return (
            pseudo,
            "anchor" in cascaded,
            tuple(
                [
                    (name, origin, layer, tuple(specificity), _said(value) if origin in _OF_ONE_DOCUMENT else id(value))
                    for name, (value, (origin, layer, specificity)) in cascaded.items()
                    if name != "anchor"
                ]
            ),
        )
    except TypeError:
        return None


def _said(value: Any) -> object:
    """A declared value as one that can be compared. TypeError where its kind is none of those expected."""
    kind = type(value)
    if value is None or kind in (str, int, float, bool):
        return kind, repr(value)
    if isinstance(value, tuple | list):
        return kind, tuple([_said(one) for one in value])
    if isinstance(value, Node):
        return kind, value.serialize()
    if isinstance(value, Pending):
        return kind, value.name, serialize(value.tokens)
    raise TypeError(kind)
