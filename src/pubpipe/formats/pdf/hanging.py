"""The sheet at the handout's end that patients hang up: each stretch in a row, with a box to tick for each day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pubpipe.formats.publication import Publication
from pubpipe.model.article import CalloutRole, Stretch
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, stretches

SHEET_ID = "fridge_sheet"
"""Its id on the page: ids of blocks hold no underscore."""

SHEET_TITLE_ID = f"{SHEET_ID}-title"

Rows = Literal["few", "some", "more", "many"]

_UP_TO: Mapping[Rows, int] = {"few": 3, "some": 4, "more": 8}
"""The rows become lower as they become more: up to twelve fit one page, and the lowest are for more than that too."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a safety block stands: its id, and the words that name it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class HangingSheet:
    """The sheet: how tall its rows are, the stretches that have one each, and the warnings to be read first."""

    rows: Rows
    stretches: tuple[Stretch, ...]
    warnings: tuple[Pointer, ...]


def hanging_sheet(publication: Publication) -> HangingSheet | None:
    """The sheet, if the profile asks for one and the article has stretches."""
    found = stretches(publication.article)
    if not publication.profile.print.fridge_sheet or not found:
        return None
    rows: Rows = next((rows for rows, most in _UP_TO.items() if len(found) <= most), "many")
    return HangingSheet(rows, found, warnings(publication))


def warnings(publication: Publication) -> tuple[Pointer, ...]:
    """The article's warnings in order, as what points to them names them."""
    word = publication.language.interface.warning
    found = callouts(publication.article, CalloutRole.WARNING)
    return tuple(Pointer(warning.id, plain(warning.title) or word) for warning in found)
