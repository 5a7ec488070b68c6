"""The cover: a drawing with the title in type large enough for a thumbnail.

Light on dark in tones that stay apart in greyscale, since an e-ink library shows
little else of a book. The words are SVG text, and the file carries the letters that
they use; where a reading system ignores those, its own typeface takes their place
within margins that leave room for wider letters.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from pubpipe.formats.epub.metadata import publisher
from pubpipe.formats.lettering import Style, fitted, letters
from pubpipe.formats.publication import Publication
from pubpipe.wording.dates import long_date

COVER_FILE = "images/cover.svg"

# All measures are in units of a drawing that is 1200 wide and 1800 high.
_MEASURE = 940
_DATE_MEASURE = 440  # beside the figure
_LEADING = 1.14
_ASCENT = 0.76
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Setting:
    """Words set in lines of one size: each line's text and the height of its baseline."""

    size: int
    lines: tuple[tuple[str, float], ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(text for text, _ in self.lines)


def drawing(publication: Publication) -> bytes:
    """The cover as SVG. What it says in full is said by the alternative text on the cover page."""
    article, language = publication.article, publication.language
    clinic = _set(publisher(publication).name, "bold", (46, 40, 34), top=130, height=120)
    title = _set(article.title, "bold", (138, 124, 110, 98, 86, 76, 66, 58, 50), top=330, height=640)
    day = long_date(article.reviewed, language).replace(" ", _NO_BREAK_SPACE)
    reviewed = language.interface.reviewed.format(date=day)
    date = _set(reviewed, "regular", (42, 36, 30), top=1590, height=100, measure=_DATE_MEASURE)
    context = {
        "article": article,
        "clinic": clinic,
        "heading": title,
        "date": date,
        "bold": _inline(letters(clinic.text + title.text, "bold")),
        "regular": _inline(letters(date.text, "regular")),
    }
    return publication.templates.render("epub/cover.svg", context).encode()


def _set(
    text: str, style: Style, sizes: Sequence[int], *, top: float, height: float, measure: float = _MEASURE
) -> Setting:
    """The text in the largest size that fits; what does not fit the smallest ends with an ellipsis."""
    size, lines = fitted(text, style, sizes, measure=measure, height=height, leading=_LEADING)
    first = top + _ASCENT * size
    return Setting(size, tuple((line, round(first + number * size * _LEADING, 1)) for number, line in enumerate(lines)))


def _inline(font: bytes) -> str:
    return f"data:font/ttf;base64,{base64.b64encode(font).decode('ascii')}"
