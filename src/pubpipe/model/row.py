"""A row of a clinic's table: what one patient is given, typed, and nothing about who that patient is.

What a row chooses of an article is its Tailoring; everything else says which article, and what to make of it. Free
lines may name people, so that no value shows them when it is printed.
"""

from typing import Annotated

from pydantic import Field

from pubpipe.model.article import LanguageTag, Side
from pubpipe.model.base import Frozen, Id
from pubpipe.model.dose import Duration, Frequency, Pace, Span


class Change(Frozen):
    """What a row says about one stretch; None leaves it as the article has it.

    sides: one of the article's, or both in another order.
    """

    stretch: Id
    hold: Duration | None = None
    repeat: Span | None = None
    sets: Span | None = None
    rest: Duration | None = None
    frequency: Frequency | None = None
    sides: Annotated[tuple[Side, ...], Field(min_length=1)] | None = None
    pace: Pace | None = None


class Tailoring(Frozen):
    """What a row chooses of an article.

    stretches: the ids of those that stay, none for all of them; pace: of every range, where a change has none of its
    own; notes: free lines for the patient, in order.
    """

    stretches: tuple[Id, ...] = ()
    changes: tuple[Change, ...] = ()
    pace: Pace | None = None
    notes: Annotated[tuple[str, ...], Field(repr=False)] = ()


class Row(Frozen):
    """One row: the line of the file that it stands on, and what its cells say; empty where a cell is empty.

    article: an id or a path; formats and editions: by their names; profile: a path.
    """

    line: Annotated[int, Field(ge=1)]
    article: str
    formats: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    profile: str | None = None
    language: LanguageTag | None = None
    tailoring: Tailoring = Tailoring()
