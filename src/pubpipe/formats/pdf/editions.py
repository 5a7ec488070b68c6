"""The printed editions as data: two records of one engine, which differ in their measures and style sheets.

Both have the same markup, so neither can say less than the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pubpipe.formats.pdf.sheets import Margins
from pubpipe.profile import LargePrint, PrintEdition, PrintSettings


@dataclass(frozen=True, slots=True)
class Edition:
    """A printed edition.

    name: as file names have it; styles: its style sheets beside the templates, in order; margins: of its pages;
    smallest: points of the smallest letter that may be printed; grows: whether figures stand beside their dose and
    grow into the room that pages leave (`fitting`), or are as large as leaves each stretch whole (`wholeness`);
    extras: whether it has a list of contents when long, and a sheet to hang up when asked for.
    """

    name: PrintEdition
    styles: tuple[str, ...]
    margins: Margins
    smallest: float
    grows: bool = False
    extras: bool = False


HANDOUT = Edition(
    "handout",
    ("handout/handout.css", "handout/fridge.css"),
    Margins(top=20, bottom=28, side=18),
    smallest=10.5,
    grows=True,
    extras=True,
)

_LARGE = "handout/large_print.css"

LARGE_PRINTS: Mapping[LargePrint, Edition] = {
    # UKAAF G003, Clear and large print (2019), and the NHS England guidance that follows it: 16 points at least, 18
    # better, page numbers and labels included.
    "uk": Edition(
        "large-print", (_LARGE, "handout/large_print_uk.css"), Margins(top=23, bottom=23, side=18), smallest=16
    ),
    # ACB, Best practices and guidelines for large print documents (2022), as the APH has them: 18 points, margins
    # of an inch.
    "us": Edition(
        "large-print", (_LARGE, "handout/large_print_us.css"), Margins(top=25.4, bottom=25.4, side=25.4), smallest=18
    ),
}


def editions_of(settings: PrintSettings) -> Iterator[Edition]:
    """The editions that a profile asks for, in its order and once."""
    for name in dict.fromkeys(settings.editions):
        yield HANDOUT if name == "handout" else LARGE_PRINTS[settings.large_print]
