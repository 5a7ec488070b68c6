"""The EPUB: what is in it, in which order, and that its bytes never change."""

import io
import os
import re
import subprocess
import sys
import zipfile

import pytest
from lxml import etree

from pubpipe.errors import OutputError
from pubpipe.formats.epub import archive, make
from pubpipe.model.article import Article, CalloutRole, Paragraph, Publisher, Section, nodes
from pubpipe.model.text import Inlines, Link, Text
from pubpipe.profile import Profile
from pubpipe.wording import language_for
from pubpipe.wording.parts import parts as cut
from tests import samples
from tests.support.epub import NAMESPACES, NAV, OPF, book, callout, changed, parts, root, section, words_of
from tests.support.golden import Golden
from tests.validators.base import ROOT

ENGLISH = language_for("en-GB")
QUARTER_MEGABYTE = 250_000


def titles(article: Article) -> list[str]:
    """The titles of the article's documents."""
    return [chapter.title for chapter in cut(article, ENGLISH.interface)]


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block."""
    return book()


# The file


def test_one_file_is_named_after_the_article() -> None:
    """The format makes one EPUB, and finds nothing wrong on the way."""
    made = make(samples.publication())
    assert [(one.name, one.media_type) for one in made.artifacts] == [("neck-care.epub", "application/epub+zip")]
    assert made.findings == ()


def test_archive_is_in_a_fixed_order_with_fixed_dates(sample: bytes) -> None:
    """`mimetype` comes first and uncompressed; the rest is sorted, and nothing tells when or where it was made."""
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[:2] == ["mimetype", "META-INF/container.xml"]
    assert names[2:] == sorted(names[2:])
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert sample[30:58] == b"mimetypeapplication/epub+zip"
    assert {(entry.date_time, entry.create_system, entry.external_attr, entry.extra) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, b"")
    }


def test_sound_is_stored_as_it_is_in_the_archive() -> None:
    """A player finds its place in it without unpacking it, and it was compressed before; text is packed."""
    entry = {name: archive._entry(name).compress_type for name in ("EPUB/audio/book-01.mp3", "EPUB/text/title.xhtml")}
    assert list(entry.values()) == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


PRINT_DIGEST = """
import hashlib, sys, time
sys.path[:0] = ["src", "."]
later = float(sys.argv[1])
real = time.time
time.time = lambda: real() + later
from tests.samples import publication
from pubpipe.formats.epub import make
print(hashlib.sha256(make(publication()).artifacts[0].data).hexdigest())
"""


def test_same_article_gives_the_same_bytes_anywhere_and_on_any_day() -> None:
    """Neither the time zone, the day, nor the order of hashes shows in the file."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST, later],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone, later, seed in (("UTC", "0", "1"), ("Pacific/Kiritimati", "400000000", "2"))
    }
    assert len(digests) == 1
    assert re.fullmatch(r"[0-9a-f]{64}\n", digests.pop())


def test_a_typical_book_is_small(sample: bytes) -> None:
    """Without sound, a book stays below 250 KB, fonts included."""
    assert len(sample) < QUARTER_MEGABYTE


# Documents


def test_blocks_outside_sections_make_documents_of_their_own() -> None:
    """Nothing moves: what stands before, between and after the sections keeps its place."""
    assert titles(samples.every_block()) == [
        "Before you begin",
        "About your neck",
        "Stretches",
        "Important information",
    ]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((samples.paragraph("p1", "Words."), section("a", "Care")), ["Introduction", "Care"]),
        ((callout("w", CalloutRole.TIP), section("a", "Care")), ["Before you begin", "Care"]),
        ((section("a", "Care"), callout("t", CalloutRole.TIP)), ["Care", "Good to know"]),
        ((section("a", "Care"), callout("w", CalloutRole.WARNING)), ["Care", "Important information"]),
        (
            (
                section("a", "A"),
                callout("w", CalloutRole.WARNING),
                section("b", "B"),
                callout("d", CalloutRole.DISCLAIMER),
            ),
            ["A", "Important information", "B", "Important information 2"],
        ),
        (
            (callout("w", CalloutRole.WARNING), section("a", "Before you begin"), section("b", "Before you begin 2")),
            ["Before you begin 3", "Before you begin", "Before you begin 2"],
        ),
    ],
)
def test_documents_have_titles_that_tell_them_apart(
    blocks: tuple[Paragraph | Section, ...], expected: list[str]
) -> None:
    """Our own titles say what the blocks are, and give way to the author's."""
    assert titles(changed(blocks=blocks)) == expected


def test_documents_hold_every_block_once_in_order(sample: bytes) -> None:
    """Every id of the article stands once in the book, in the article's order, in the spine's order."""
    wanted = [node.id for node in nodes(samples.every_block().blocks)]
    found = [
        element.get("id")
        for number in range(1, 5)
        for element in root(sample, f"EPUB/text/chapter-{number}.xhtml").iter()
        if element.get("id") in wanted
    ]
    assert found == wanted


def test_each_document_begins_with_its_own_heading(sample: bytes) -> None:
    """A section's heading is the document's first level, and the levels below follow without a gap."""
    about = root(sample, "EPUB/text/chapter-2.xhtml")
    headings = [etree.QName(element).localname for element in about.iter() if re.search(r"\}h\d$", str(element.tag))]
    assert headings == ["h1", "h2", "h3", "h2"]
    first = about.find(".//h:h1", NAMESPACES)
    assert first is not None
    assert "".join(map(str, first.itertext())) == "About your neck"


def test_links_lead_across_documents(sample: bytes) -> None:
    """A link to a block and a citation find their targets in other documents."""
    links = [link.get("href") for link in root(sample, "EPUB/text/chapter-2.xhtml").iterfind(".//h:a", NAMESPACES)]
    assert links == [
        "https://example.org/neck?a=1&b=2",
        "chapter-3.xhtml#stretches",
        "references.xhtml#reference-s1",
    ]


def test_a_link_to_nowhere_stops_the_build() -> None:
    """A link that no document can answer is an error that names it."""
    content: Inlines = (Link(url="#lost", children=(Text(value="here"),)),)
    with pytest.raises(OutputError, match="“lost”"):
        book(changed(blocks=(Paragraph(id="p1", content=content),)))


def test_title_page_says_whose_it_is_and_how_old(sample: bytes) -> None:
    """Title, summary, byline, clinic, review and help line on the title page; the rest in the colophon."""
    text = words_of(sample, "EPUB/text/title.xhtml")
    colophon = words_of(sample, "EPUB/text/colophon.xhtml")
    for words in ("About 1 minute to read", "Published 15 October 2025", "Next review due 15 October 2028"):
        assert words in colophon
    for words in (
        "Look after a stiff neck & shoulders",
        "Three stretches that ease a stiff neck.",
        "By Clinic team, Ann Example",
        "Example Clinic",
        "Last reviewed 16 October 2025",
        "Help line:",
        "020 7946 0000",
    ):
        assert words in text
    phone = root(sample, "EPUB/text/title.xhtml").find(".//h:a[@id='title_phone']", NAMESPACES)
    assert phone is not None
    assert phone.get("href") == "tel:02079460000"


def test_title_page_leaves_out_what_the_article_lacks() -> None:
    """Without a summary and a contact there is no empty line for them."""
    page = root(book(changed(summary=None, publisher=Publisher(name="Clinic"))), "EPUB/text/title.xhtml")
    ids = {element.get("id") for element in page.iter()}
    assert not ids & {"title_summary", "title_contact", "title_online"}


def test_profile_adds_the_address_on_the_web() -> None:
    """A reader of the book can find the article online."""
    page = root(book(profile=Profile(url="https://clinic.example/neck")), "EPUB/text/colophon.xhtml")
    assert "https://clinic.example/neck" in "".join(map(str, page.itertext()))


# Navigation


def test_contents_lead_to_every_section_and_stretch(sample: bytes) -> None:
    """The table of contents goes down to the stretches, and the one for EPUB 2 says the same."""
    nav = [
        (" ".join(map(str, link.itertext())), link.get("href"))
        for link in root(sample, NAV).iterfind(".//h:nav[@epub:type='toc']//h:a", NAMESPACES)
    ]
    ncx = [
        (point.findtext("ncx:navLabel/ncx:text", "", NAMESPACES), point.find("ncx:content", NAMESPACES).get("src"))  # type: ignore[union-attr]
        for point in root(sample, "EPUB/toc.ncx").iterfind(".//ncx:navPoint", NAMESPACES)
    ]
    assert (
        nav
        == ncx
        == [
            ("Before you begin", "text/chapter-1.xhtml#part_1"),
            ("About your neck", "text/chapter-2.xhtml#about"),
            ("In numbers", "text/chapter-2.xhtml#numbers"),
            ("A third level", "text/chapter-2.xhtml#deep"),
            ("Stretches", "text/chapter-3.xhtml#stretches"),
            ("Side neck stretch", "text/chapter-3.xhtml#side-neck"),
            ("Chin tuck", "text/chapter-3.xhtml#chin-tuck"),
            ("Neck turn", "text/chapter-3.xhtml#neck-turn"),
            ("Important information", "text/chapter-4.xhtml#part_4"),
            ("References", "text/references.xhtml#references_page"),
            ("About this book", "text/colophon.xhtml#colophon_page"),
        ]
    )


def test_contents_are_nested_like_the_article(sample: bytes) -> None:
    """A stretch stands below its section."""
    nested = root(sample, NAV).findall(".//h:nav[@epub:type='toc']/h:ol/h:li/h:ol/h:li/h:a", NAMESPACES)
    assert [link.get("id") for link in nested] == ["toc_numbers", "toc_side-neck", "toc_chin-tuck", "toc_neck-turn"]


def test_landmarks_name_the_parts(sample: bytes) -> None:
    """Reading systems jump to the cover, the contents, the start of the text and the references."""
    links = root(sample, NAV).findall(".//h:nav[@epub:type='landmarks']//h:a", NAMESPACES)
    kinds = [link.get(f"{{{NAMESPACES['epub']}}}type") for link in links]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "bibliography"]


def test_a_book_without_references_has_no_place_for_them() -> None:
    """Neither document, line of contents nor landmark."""
    plain = changed(references=(), blocks=(section("a", "Care"),))
    data = book(plain)
    assert "EPUB/text/references.xhtml" not in parts(data)
    assert b"References" not in parts(data)[NAV]


def test_spine_begins_with_the_cover(sample: bytes) -> None:
    """Cover, title page, contents, the article, and last what is about the book."""
    spine = root(sample, OPF).findall("opf:spine/opf:itemref", NAMESPACES)
    assert [item.get("idref") for item in spine] == [
        "cover",
        "title",
        "nav",
        "chapter-1",
        "chapter-2",
        "chapter-3",
        "chapter-4",
        "references",
        "colophon",
    ]
    assert not [item for item in spine if item.get("linear") == "no"]


def test_package_and_contents_are_as_reviewed(sample: bytes, golden: Golden) -> None:
    """The package document and the table of contents, as people have read and approved them."""
    golden("epub/content.opf", parts(sample)[OPF].decode())
    golden("epub/nav.xhtml", parts(sample)[NAV].decode())


def test_stretches_of_any_depth_are_in_the_contents() -> None:
    """A stretch outside any section is listed below its document."""
    article = changed(blocks=(callout("w", CalloutRole.WARNING), samples.stretch("roll", "Shoulder roll")))
    assert b">Shoulder roll<" in parts(book(article))[NAV]
