"""Where the pages of the print edition begin, so that who reads the e-book finds what others see on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TITLE = "title"
"""What stands first on the first page; it is no block of the article."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one print edition. source: its file; first: the page that begins with a block, by its id."""

    source: str = ""
    first: Mapping[str, int] = field(default_factory=dict)


NO_PAGES = Pages()
"""What stands for a print edition that was not made."""
