"""Sheets of paper as data: a new size is a new record."""

from dataclasses import dataclass

from pubpipe.profile import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: how file names tell it, its size and margins in millimetres."""

    name: str
    width: float
    height: float
    top: float = 22
    bottom: float = 25
    side: float = 18

    @property
    def style(self) -> str:
        """The style sheet that makes pages of this size."""
        return (
            f"@page {{ size: {self.width}mm {self.height}mm; "
            f"margin: {self.top}mm {self.side}mm {self.bottom}mm {self.side}mm }}"
        )


SHEETS: dict[Paper, Sheet] = {
    "A4": Sheet("a4", 210, 297),
    "Letter": Sheet("letter", 215.9, 279.4),
}
