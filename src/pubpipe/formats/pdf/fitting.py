"""What a typesetter would do on seeing the first proof: use the room that pages leave, save a page that is hardly used.

A stretch stays whole, so it often leaves room below it. That room goes to its
figure, which then stands above the dose instead of beside it. All is worked out
from where things lie in a layout, and it is for the next layout to prove it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pubpipe.formats.pdf.engine import Place
from pubpipe.formats.pdf.sheets import Sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, CalloutRole, ListBlock, Section, Stretch, Table, nodes
from pubpipe.model.pages import TITLE
from pubpipe.model.walks import callouts, stretches
from pubpipe.wording.doses import dose_lines

_GAPS_MM = 15.0
"""Room for the margins around a figure that stands above its dose (handout.css), and a little to spare."""

_DOSE_FRAME_MM = 7.0
"""The padding and border of a dose, above and below (handout.css)."""

_TILE_MM, _SIGN_MM, _LETTER_MM = 14.0, 14.5, 2.7
"""One part of a dose below a figure: its height, the width of its mark and edges, and of a letter of its value."""

_WORTHWHILE = 1.2
"""A figure moves only if it becomes larger by this factor at least."""

_TALLEST_MM = 115.0

LONG_PAGES = 8
"""A handout of more pages than these opens with a list of contents."""

_NEARLY_EMPTY = 0.25
"""A last page filled less than this is worth saving."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a layout departs from the style sheet's measures.

    heights: of figures, in millimetres by the id of the figure, or of the stretch whose figure stands above its dose;
    parted: stretches that no page can hold, each with the ids of what begins its first page and its second;
    snug: text set a little closer throughout; announces_warning: page one says on which
    page the first warning stands; contents: what the list of contents follows, None where there is none.
    """

    heights: Mapping[str, float] = field(default_factory=dict)
    parted: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    snug: bool = False
    announces_warning: bool = False
    contents: str | None = None


def last_page(places: Mapping[str, Place]) -> int:
    """The number of the last page, from 0."""
    return max((place.page for place in places.values()), default=0)


def ends_nearly_empty(places: Mapping[str, Place], sheet: Sheet) -> bool:
    """Whether the last page of several has next to nothing on it."""
    last = last_page(places)
    lowest = max((place.bottom for place in places.values() if place.page == last), default=0.0)
    return last > 0 and lowest - sheet.top < _NEARLY_EMPTY * (sheet.height - sheet.top - sheet.bottom)


def contents_follow(article: Article, places: Mapping[str, Place]) -> str | None:
    """What the list of contents of a long handout follows; None where readers find their way without one.

    It moves no warning off page one: it follows the block that holds the first, if that is whole on page one,
    and else the title.
    """
    if last_page(places) < LONG_PAGES:
        return None
    first = {warning.id for warning in callouts(article, CalloutRole.WARNING)[:1]}
    holder = next((block for block in article.blocks if first & {node.id for node in nodes([block])}), None)
    whole = holder is not None and all(places[node.id].page == 0 for node in nodes([holder]) if node.id in places)
    return holder.id if holder and whole else TITLE


def warns_late(publication: Publication, places: Mapping[str, Place]) -> bool:
    """Whether the first warning begins on a later page than the first."""
    warning = next(iter(callouts(publication.article, CalloutRole.WARNING)), None)
    place = places.get(warning.id) if warning else None
    return place is not None and place.page > 0


def pages_of(places: Mapping[str, Place]) -> Mapping[str, int]:
    """The page of each id: two layouts that agree in it break their pages alike."""
    return {name: place.page for name, place in places.items()}


def first_of_pages(article: Article, places: Mapping[str, Place]) -> dict[str, int]:
    """The page, from 1, that begins with each of these blocks; one that goes on from page to page begins none.

    A list begins with its first item, and a table without a caption with its first cell: those have words.
    """
    found = {TITLE: 1}
    for node in nodes(article.blocks):
        page = places[node.id].page + 1 if node.id in places else 1
        has_words = not isinstance(node, ListBlock | Table) or (isinstance(node, Table) and bool(node.caption))
        if page > max(found.values()) and has_words:
            found[node.id] = page
    return found


def figure_heights(publication: Publication, places: Mapping[str, Place], sheet: Sheet) -> dict[str, float]:
    """Heights in millimetres for the figures of stretches that can grow, by the stretch's id."""
    sections = {node.id for node in nodes(publication.article.blocks) if isinstance(node, Section)} | {"references"}
    heights: dict[str, float] = {}
    for page in sorted({place.page for place in places.values()}):
        here = {name: place for name, place in places.items() if place.page == page and name not in sections}
        cards = [card for card in stretches(publication.article) if card.id in here and card.figure]
        spare = _spare(here.values(), [here[card.id] for card in cards], sheet)
        for card in cards:
            height = _height(card, publication, places, spare / len(cards))
            if height:
                heights[card.id] = height
    return heights


def _spare(here: Iterable[Place], cards: list[Place], sheet: Sheet) -> float:
    """The room below the last card of a page; none where something else comes last."""
    lowest = max((place.bottom for place in here), default=0.0)
    if not cards or max(card.bottom for card in cards) < lowest:
        return 0.0
    return max(sheet.height - sheet.bottom - lowest, 0.0)


def _height(card: Stretch, publication: Publication, places: Mapping[str, Place], spare: float) -> float | None:
    """The height that the figure reaches above the dose, or None when it is not worth the move."""
    asset = publication.assets.get(card.figure.path) if card.figure else None
    figure = places.get(card.figure.id) if card.figure else None
    dose, below = places.get(f"{card.id}-dose"), places.get(f"{card.id}-side") or places.get(f"{card.id}-steps")
    if not (asset and figure and dose and below):
        return None
    ratio = asset.height / asset.width
    drawn = (figure.right - figure.left) * ratio
    preparation = places.get(f"{card.id}-preparation")
    other = (
        max(figure.bottom - figure.top - drawn, 0.0)
        + _dose_height(card, dose.right - figure.left, publication)
        + (preparation.bottom - preparation.top if preparation else 0.0)
        + _GAPS_MM
    )
    height = min(spare + below.top - figure.top - other, (dose.right - figure.left) * ratio, _TALLEST_MM)
    return round(height, 1) if height >= drawn * _WORTHWHILE else None


def _dose_height(card: Stretch, width: float, publication: Publication) -> float:
    """The height of the dose when its parts lie side by side, as many to a row as find room."""
    rows, taken = 1, 0.0
    for line in dose_lines(card.dose, card.sides, publication.language):
        part = _SIGN_MM + _LETTER_MM * len(line.value)
        rows, taken = (rows + 1, part) if taken and taken + part > width - _DOSE_FRAME_MM else (rows, taken + part)
    return rows * _TILE_MM + _DOSE_FRAME_MM
