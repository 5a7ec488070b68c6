"""What is printed and never read out: page furniture, repeated table heads, decoration.

A screen reader passes over artifacts (ISO 32000-1, section 14.8.2.2). Everything in a page's margins is
one, and so is whatever the engine prints again on a later page though the markup has it once.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pubpipe.formats.pdf.tagging.roles import is_decoration


class Artifact(Enum):
    """Why a thing is no part of what is read (ISO 32000-1, table 330)."""

    HEADER = ("/Pagination", "/Header")
    FOOTER = ("/Pagination", "/Footer")
    PAGINATION = ("/Pagination",)
    LAYOUT = ("/Layout",)

    @property
    def entries(self) -> dict[str, str]:
        """The type, and the subtype where the norm has one for it."""
        return dict(zip(("Type", "Subtype"), self.value, strict=False))


def own(box: Any) -> Any:
    """The box itself where the engine has put something in its place."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - see hooks.py


def inner(box: Any) -> Iterator[Any]:
    """The boxes directly inside a box."""
    return (own(child) for child in own(box).all_children())


def artifacts(pages: list[Any]) -> dict[Any, Artifact]:
    """Every box that is an artifact, or lies in one."""
    found: dict[Any, Artifact] = {}
    first_page: dict[Any, int] = {}

    def repeats(number: int, box: Any) -> bool:
        group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        fixed = box.element is not None and box.style["position"] == "fixed"
        return (group or fixed) and first_page.setdefault((box.element, box.element_tag), number) != number

    for number, page in enumerate(pages):
        _look(page, found, partial(repeats, number))
    return found


def _look(page: Any, found: dict[Any, Artifact], repeats: Callable[[Any], bool]) -> None:
    pending = [page]
    while pending:
        box = pending.pop()
        kind = _kind(box, repeats)
        if kind is None:
            pending.extend(inner(box))
        else:
            found.update(dict.fromkeys(_whole(box), kind))


def _kind(box: Any, repeats: Callable[[Any], bool]) -> Artifact | None:
    if isinstance(box, boxes.MarginBox):
        return _margin(box.at_keyword)
    decoration = box.is_leader or (box.element is not None and is_decoration(box.element))
    if decoration or repeats(box):
        return Artifact.LAYOUT
    return None


def _margin(keyword: str) -> Artifact:
    if keyword.startswith("@top"):
        return Artifact.HEADER
    return Artifact.FOOTER if keyword.startswith("@bottom") else Artifact.PAGINATION


def _whole(box: Any) -> Iterator[Any]:
    yield box
    for child in inner(box):
        yield from _whole(child)
