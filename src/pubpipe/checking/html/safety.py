"""The safety lock over the page: its warnings and disclaimers are in sight in every theme and on paper."""

from collections.abc import Iterator

from pubpipe.checking.html.page import Page
from pubpipe.checking.styles import Sheet, out_of_place, out_of_sight, safety_blocks
from pubpipe.findings import Finding

BODY_SIZE = 24.0
"""The size of the page's body text in CSS pixels, which is 18 points (templates/large_print/page.css)."""


def safety(page: Page) -> Iterator[Finding]:
    """What takes a warning or disclaimer from a reader of the page."""
    finished = page.finished
    texts = safety_blocks(finished.article, finished.language)
    linked = (
        Sheet(f'@import "{link.get("href", "")}";')
        for link in page.all("link")
        if "stylesheet" in link.get("rel", "").lower().split()
    )
    own = (Sheet(style.text or "", style.get("media", "")) for style in page.all("style"))
    yield from out_of_place(page.article(), texts, finished.name)
    yield from out_of_sight(page.root, (*linked, *own), texts, finished.name, BODY_SIZE)
