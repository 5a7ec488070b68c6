"""How much of each page of the sample's handout is inked: the mean of a greyscale page at 100 dots per inch.

.venv/bin/python -m bench.ink
"""

import sys
from pathlib import Path

import pypdfium2

from pubpipe.formats.pdf import make
from pubpipe.formats.publication import Artifact, Publication
from pubpipe.profile import PrintSettings, Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

SAMPLE = Path(__file__).parents[1] / "source" / "hip-mobility-back-pain" / "article.md"
DOTS_PER_INCH = 100
WHITE = 255


def coverages(data: bytes) -> tuple[float, ...]:
    """The share of ink on each page of a PDF: 0 is a white page, 1 a black one."""
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(
            1 - float(page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_numpy().mean()) / WHITE
            for page in document
        )
    finally:
        document.close()


def sample_handouts(article: Path = SAMPLE) -> tuple[Artifact, ...]:
    """The sample's handout on both sheets, with a sheet to hang up."""
    reading = read_article(article)
    if reading.article is None:
        sys.exit(f"{article} has errors: see `pubpipe check`.")
    profile = Profile(paper=("A4", "Letter"), print=PrintSettings(fridge_sheet=True))
    language = language_for(reading.article.language)
    return make(Publication(reading.article, profile, language, reading.assets, Templates())).artifacts


def main() -> None:
    """Print the share of each page, and the mean of each file."""
    for one in sample_handouts():
        shares = coverages(one.data)
        print(f"{one.name}: {sum(shares) / len(shares):.1%} of the paper")
        for number, share in enumerate(shares, start=1):
            print(f"  page {number}: {share:5.1%}")


if __name__ == "__main__":
    main()
