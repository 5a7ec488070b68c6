"""How much of a stretch: one typed value, so that no format can word it differently."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pubpipe.model.base import Frozen

Pace = Literal["gentle", "full"]
"""Which end of a range is carried out: the lower (gentle) or the upper (full)."""

LONGEST_HOLD_SECONDS = 600
"""Ten minutes: ten times the longest hold that stretching guidance uses (60 s, ACSM 2011 position stand)."""


class Span(Frozen):
    """A range of whole numbers with both ends included; a single number has equal ends."""

    lower: Annotated[int, Field(ge=1)]
    upper: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lower > self.upper:
            raise ValueError(f"a range runs from low to high, not {self.lower} to {self.upper}")
        return self

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ."""
        return self.lower != self.upper


class Duration(Span):
    """A span of seconds, with the unit that the author wrote each end in."""

    lower: Annotated[int, Field(ge=1, le=LONGEST_HOLD_SECONDS)]
    upper: Annotated[int, Field(ge=1, le=LONGEST_HOLD_SECONDS)]


class Frequency(Frozen):
    """How often: so many times in each day or week."""

    times: Span
    period: Literal["day", "week"]


class Dose(Frozen):
    """The exercise prescription of a stretch, for each side.

    hold: seconds at the end position; repeat: repetitions in a set; sets: sets;
    rest: seconds between repetitions or sets; frequency: how often to do it all.
    At least `hold` or `repeat` is given.
    """

    hold: Duration | None = None
    repeat: Span | None = None
    sets: Span | None = None
    rest: Duration | None = None
    frequency: Frequency | None = None

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if self.hold is None and self.repeat is None:
            raise ValueError("a dose needs `hold` or `repeat`")
        return self

    @property
    def has_range(self) -> bool:
        """Whether a pace decides anything about it."""
        return any(span is not None and span.is_range for span in (self.hold, self.repeat, self.sets, self.rest))
