"""Sheets of paper as data: a new size is a new record."""

from dataclasses import dataclass

from pubpipe.profile import Paper


@dataclass(frozen=True, slots=True)
class Margins:
    """The white around a page's text, in millimetres."""

    top: float
    bottom: float
    side: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: how file names tell it, its size in millimetres, and the margins of the edition on it.

    bleed: millimetres of paper beyond its edges that a printing house cuts off; marks: whether it says where.
    """

    name: str
    width: float
    height: float
    margins: Margins
    bleed: float = 0.0
    marks: bool = False

    @property
    def top(self) -> float:
        """Where a page's text begins."""
        return self.margins.top

    @property
    def bottom(self) -> float:
        """The white below a page's text."""
        return self.margins.bottom

    @property
    def style(self) -> str:
        """The style sheet that makes pages of this size."""
        one = self.margins
        return (
            f"@page {{ size: {self.width}mm {self.height}mm; "
            f"margin: {one.top}mm {one.side}mm {one.bottom}mm {one.side}mm{self._offcut} }}"
        )

    @property
    def _offcut(self) -> str:
        """The paper around the sheet, marks lying outside the bleed so that no cut leaves a trace of them."""
        if self.marks:
            return f"; bleed: {self.bleed + MARKS_MM}mm; marks: crop"
        return f"; bleed: {self.bleed}mm" if self.bleed else ""


PAPERS: dict[Paper, tuple[str, float, float]] = {"A4": ("a4", 210, 297), "Letter": ("letter", 215.9, 279.4)}
"""Names as file names tell them, widths and heights in millimetres (ISO 216, ANSI Y14.1)."""


MARKS_MM = 8.0
"""The width beyond the bleed in which marks are drawn; the engine draws them over the outer half of all that it has."""


def sheet(paper: Paper, margins: Margins, bleed: float = 0.0, *, marks: bool = False) -> Sheet:
    """A sheet of this paper with these margins, and what a printing house needs around it."""
    return Sheet(*PAPERS[paper], margins, bleed, marks)
