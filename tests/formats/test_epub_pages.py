"""Pages of the printed handout in the e-book: where each begins, in the text, in a list, and by ear."""

from dataclasses import replace

import pytest
from lxml import etree

from pubpipe.checking.epub import check
from pubpipe.formats.epub import make
from pubpipe.formats.pdf import make as make_pdf
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.recording import BOOK
from pubpipe.profile import EpubSettings, PrintSettings, Profile
from tests import samples
from tests.support.epub import NAMESPACES, NAV, metadata, parts, root
from tests.support.spoken import spoken_book

PAGES = Pages("neck-care-handout-a4.pdf", {"title": 1, "about": 2, "numbers-t1": 3, "side-neck-s2": 4, "tip-1": 5})
TYPE = f"{{{NAMESPACES['epub']}}}type"


@pytest.fixture(scope="module")
def paged() -> bytes:
    """The article with every kind of block, silent, with pages."""
    profile = Profile(epub=EpubSettings(audio="none"))
    return make(replace(samples.publication(profile=profile), pages=PAGES)).artifacts[0].data


def breaks(book: bytes) -> dict[str, etree._Element]:
    """The marks of pages, by their ids."""
    documents = (root(book, name) for name in parts(book) if name.endswith(".xhtml"))
    found = {mark.get("id", ""): mark for one in documents for mark in one.iter() if mark.get(TYPE) == "pagebreak"}
    return dict(sorted(found.items()))


def test_each_page_has_a_mark_inside_what_begins_it(paged: bytes) -> None:
    """Before its first words; screen readers hear the number."""
    found = breaks(paged)
    assert list(found) == [f"page_{number}" for number in (1, 2, 3, 4, 5)]
    assert [mark.get("aria-label") for mark in found.values()] == [f"Page {number}" for number in (1, 2, 3, 4, 5)]
    owners = {}
    for mark in found.values():
        holder = mark.getparent()
        assert holder is not None
        assert not (holder.text or "").strip()
        assert holder[0] is mark
        table = holder.getparent()
        owners[mark.get("id")] = holder.get("id") or (table.get("id") if table is not None else None)
    assert owners == {
        "page_1": "title_page",
        "page_2": "about",
        "page_3": "numbers-t1",
        "page_4": "side-neck-s2",
        "page_5": "tip-1",
    }


def test_a_list_leads_to_every_page(paged: bytes) -> None:
    """In the navigation document, for reading systems that can go to a page."""
    links = root(paged, NAV).findall(".//h:nav[@epub:type='page-list']//h:a", NAMESPACES)
    assert [link.text for link in links] == ["1", "2", "3", "4", "5"]
    marks = breaks(paged)
    assert [(link.get("href") or "").partition("#")[2] for link in links] == list(marks)


def test_the_metadata_name_the_print_edition(paged: bytes) -> None:
    """As its source, with what it gives; without one, nothing of that is said."""
    assert metadata(paged, "pageBreakSource") == ["neck-care-handout-a4.pdf"]
    assert metadata(paged, "dc:source") == ["neck-care-handout-a4.pdf"]
    features = {"pageBreakMarkers", "pageNavigation"}
    assert features <= set(metadata(paged, "schema:accessibilityFeature"))
    assert "each page of the printed handout" in metadata(paged, "schema:accessibilitySummary")[0]
    bare = make(samples.publication()).artifacts[0].data
    assert metadata(bare, "pageBreakSource") == ["none"]
    assert not features & set(metadata(bare, "schema:accessibilityFeature"))
    assert metadata(bare, "dc:source") == []
    assert breaks(bare) == {}


def test_pages_are_told_and_can_be_skipped() -> None:
    """Each is a step of its own in the overlay, of the kind that readers can leave out."""
    spoken = spoken_book(within="reading", pages=PAGES)
    assert check(spoken) == ()
    (book,) = spoken.narrations
    assert book.recording == BOOK
    overlays = [etree.fromstring(data) for name, data in parts(spoken.data).items() if name.endswith(".smil")]
    skippable = [
        text.get("src", "").partition("#")[2]
        for one in overlays
        for par in one.iterfind(".//{*}par")
        if par.get(TYPE) == "pagebreak"
        for text in par.iterfind("{*}text")
    ]
    assert sorted(skippable) == ["page_1", "page_2", "page_3", "page_4", "page_5"]


def test_the_print_edition_tells_its_pages() -> None:
    """By the handout on the first sheet size, whatever else is made before it, from the first page on, in order."""
    settings = PrintSettings(editions=("large-print", "handout"))
    made = make_pdf(samples.publication(profile=Profile(paper=("Letter", "A4"), print=settings)))
    assert made.pages.source == "neck-care-handout-letter.pdf"
    assert made.pages.first["title"] == 1
    assert list(made.pages.first.values()) == list(range(1, len(made.pages.first) + 1))


def test_the_large_print_tells_no_pages() -> None:
    """A book for everybody does not have the pages of an edition that few hold in their hands."""
    settings = PrintSettings(editions=("large-print",))
    assert make_pdf(samples.publication(profile=Profile(print=settings))).pages == NO_PAGES
