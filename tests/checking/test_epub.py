"""The check of finished EPUBs: silent on a sound book, and red for each fault that is put into one."""

import time

import pytest

from pubpipe.checking.epub import check
from pubpipe.checking.finished import Finished
from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article
from pubpipe.wording import language_for
from tests import samples
from tests.support.epub import NAV, OPF, STYLE, book, packed, parts, spoiled

FIRST = "EPUB/text/chapter-1.xhtml"
ABOUT = "EPUB/text/chapter-2.xhtml"
STRETCHES = "EPUB/text/chapter-3.xhtml"
SECONDS_ALLOWED = 0.1


def checked(data: bytes, article: Article | None = None) -> tuple[Finding, ...]:
    """What the check says of a file that should hold the article."""
    article = article or samples.every_block()
    return check(Finished("neck-care.epub", "application/epub+zip", data, article, language_for(article.language)))


@pytest.fixture(scope="module")
def sample() -> bytes:
    """A sound book."""
    return book()


def test_a_sound_book_has_no_findings(sample: bytes) -> None:
    """The book that the format makes passes."""
    assert checked(sample) == ()


def test_the_check_is_quick(sample: bytes) -> None:
    """It runs in every build, so the best of three runs takes less than a tenth of a second."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        checked(sample)
        times.append(time.perf_counter() - begin)
    assert min(times) < SECONDS_ALLOWED


UNSOUND = [
    (OPF, ' xml:lang="en-GB"', "", "does not name its language"),
    (OPF, "<dc:language>en-GB", "<dc:language>fr", "does not name its language"),
    (OPF, "<dc:title>Look", "<dc:title>Book", "article's title"),
    (OPF, "<dc:identifier", "<dc:identifier/><dc:identifier", "no identifier"),
    (OPF, "schema:accessibilitySummary", "schema:other", "lacks schema:accessibilitySummary"),
    (OPF, "a11y:certifiedBy", "a11y:other", "lacks a11y:certifiedBy"),
    (OPF, ">ARIA<", ">synchronizedAudioText<", "speech in step with the text is not so"),
    (OPF, 'id="style" media-type="text/css"', 'id="style" media-type="text/css" media-overlay="x"', "speech in step"),
    (OPF, 'href="style.css"', 'href="styles.css"', "lists EPUB/styles.css, which is missing"),
    (OPF, 'href="style.css"', 'href="styles.css"', "does not list EPUB/style.css"),
    (OPF, 'properties="cover-image"', "", "exactly one cover picture"),
    (OPF, 'properties="nav"', "", "no table of contents"),
    (OPF, 'media-type="application/x-dtbncx+xml"', 'media-type="text/xml"', "EPUB 2 is missing"),
    (OPF, 'idref="chapter-2"', 'idref="chapter-9"', "The spine names “chapter-9”"),
    (OPF, "<metadata", "<manifest", "not well-formed"),
    ("META-INF/container.xml", "EPUB/content.opf", "EPUB/lost.opf", "EPUB/lost.opf is missing"),
    ("mimetype", "epub+zip", "zip", "does not say that this is an EPUB"),
    (STYLE, "fonts/Atkinson", "fonts/Lost", "uses fonts/LostHyperlegible"),
    (STYLE, ".warning {", ".warning { display: none;", "can hide text: display: none"),
    (ABOUT, ' lang="en-GB"', "", "does not name its language"),
    (ABOUT, ' xml:lang="en-GB"', ' xml:lang="en"', "does not name its language"),
    (ABOUT, "<title>About your neck – Look after a stiff neck &amp; shoulders", "<title>", "has no title"),
    (ABOUT, ' alt="A grey circle above a black line."', "", "no text alternative"),
    (ABOUT, 'alt="A grey circle above a black line."', 'alt=" "', "no text alternative"),
    (ABOUT, "picture-1.svg", "picture-2.svg", "which is not in the book"),
    (ABOUT, 'id="about-l1-i2"', 'id="about-l1-i1"', "two elements with the same id"),
    (ABOUT, "chapter-3.xhtml#stretches", "chapter-3.xhtml#lost", "leads nowhere"),
    (ABOUT, "chapter-3.xhtml#stretches", "chapter-9.xhtml#stretches", "leads nowhere"),
    (ABOUT, "https://example.org/neck", "javascript:alert(1)//", "leads nowhere"),
    (ABOUT, "https://example.org/neck", "https://[", "leads nowhere"),
    (ABOUT, "<body", "<!-- --><body><h3>Early</h3></body><body", "begin with one heading of level 1"),
    (ABOUT, "<p ", "<h1>Again</h1><p ", "begin with one heading of level 1"),
    (ABOUT, "<p ", "<h3>Deep</h3><p ", "leaves out a level"),
    (ABOUT, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>', "declares entities"),
    (NAV, ">Chin tuck<", "><", "has no label"),
    (NAV, ">Chin tuck<", ">Chin<", "lacks “Chin tuck”"),
    (NAV, 'epub:type="toc" role', 'epub:type="list" role', "no table of contents"),
    (FIRST, 'id="warning-1"', 'id="warning-x"', "missing: warning-1."),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), UNSOUND)
def test_each_fault_is_found(sample: bytes, name: str, old: str, new: str, message: str) -> None:
    """A book with one thing broken is unsound, and the finding says which."""
    findings = checked(spoiled(sample, name, old, new))
    assert any(finding.code is Code.FILE_UNSOUND and message in finding.message for finding in findings), findings
    assert {finding.position.file for finding in findings if finding.code is Code.FILE_UNSOUND} == {"neck-care.epub"}


def test_mimetype_stands_first_and_uncompressed(sample: bytes) -> None:
    """An archive in another order is not an EPUB."""
    files = parts(sample)
    last = {**{name: data for name, data in files.items() if name != "mimetype"}, "mimetype": files["mimetype"]}
    assert "does not begin with" in checked(packed(last))[0].message


@pytest.mark.parametrize("data", [b"", b"no book", b"PK\x03\x04 cut"])
def test_what_is_no_archive_is_unsound(data: bytes) -> None:
    """Whatever the bytes are, the answer is a finding."""
    (finding,) = checked(data)
    assert "cannot be opened" in finding.message


def test_a_damaged_archive_is_unsound(sample: bytes) -> None:
    """Flipped bits in a compressed file show."""
    middle = len(sample) // 2
    damaged = sample[:middle] + bytes(byte ^ 0xFF for byte in sample[middle : middle + 64]) + sample[middle + 64 :]
    assert "cannot be opened" in checked(damaged)[0].message


def test_a_font_that_is_none_is_unsound(sample: bytes) -> None:
    """A file in a font's place must be a font."""
    files = parts(sample)
    name = next(name for name in files if name.endswith("Bold.ttf"))
    assert any("typeface is not embedded" in one.message for one in checked(packed({**files, name: b"no font"})))


LOST = [
    (FIRST, '_1">you feel dizzy</span></li>', '_1"></span></li>', "warning-1-l1-i2"),
    (FIRST, '<li id="warning-1-l1-i2">', '<li id="warning-1-l1-i2" hidden="hidden">', "warning-1-l1-i2"),
    (FIRST, '<li id="warning-1-l1-i2">', '<li id="warning-1-l1-i2" aria-hidden="true">', "warning-1-l1-i2"),
    (FIRST, '<li id="warning-1-l1-i2">', '<li id="warning-1-l1-i2" style="display:none">', "warning-1-l1-i2"),
    (STRETCHES, "20 to 30 seconds", "20 to 300 seconds", "side-neck-dose"),
    (STRETCHES, "Then do the same on your left side: swap left and right in every step.", "", "side-neck-side"),
    (STRETCHES, "the right way", "the left way", "neck-turn-o2"),
    (STRETCHES, "Look straight ahead.", "", "neck-turn-o4"),
    (STRETCHES, "for side-neck-figure.", "", "side-neck-figure"),
    ("EPUB/text/chapter-4.xhtml", "not medical advice", "medical advice", "disclaimer-1-p1"),
    ("EPUB/text/references.xhtml", "A book of shoulders.", "A book.", "reference-s2"),
    ("EPUB/text/title.xhtml", ">Look after a stiff neck &amp; shoulders</h1>", ">Neck</h1>", "title"),
]


@pytest.mark.parametrize(("name", "old", "new", "block"), LOST)
def test_a_lost_text_is_found(sample: bytes, name: str, old: str, new: str, block: str) -> None:
    """A text that a reader does not get is named by its block; the cover and the contents do not stand in for it."""
    findings = checked(spoiled(sample, name, old, new))
    own = {"20 to 30 seconds": Code.PARITY_DOSE, "for side-neck-figure.": Code.PARITY_ALTERNATIVE}
    side = Code.PARITY_SIDE if block.endswith("-side") else Code.PARITY_TEXT
    # What hides a part of a warning is named besides the text that is lost.
    hidden = [Code.SAFETY_HIDDEN] if "warning-1" in new else []
    assert [finding.code for finding in findings] == [own.get(old, side), *hidden]
    assert f"“{block}”" in findings[0].message


def test_a_step_of_another_stretch_is_no_substitute(sample: bytes) -> None:
    """Stretches share steps, so each step is looked for where it belongs."""
    findings = checked(spoiled(sample, STRETCHES, "Tilt your <strong>right", "Tilt your <strong>left"))
    assert [(finding.code, "“side-neck-s2”" in finding.message) for finding in findings] == [(Code.PARITY_SIDE, True)]
    last = spoiled(sample, STRETCHES, 'id="neck-turn-s3_1">Keep your left', 'id="neck-turn-s3_1">Keep your right')
    assert any("“neck-turn-s3”" in finding.message for finding in checked(last))


@pytest.mark.parametrize("label", ["", "These steps are for your left side."])
def test_steps_for_the_other_side_without_their_label_are_found(sample: bytes, label: str) -> None:
    """Whose steps they are is as much a part of them as their words."""
    own = 'id="neck-turn-side_other">'
    findings = checked(spoiled(sample, STRETCHES, f"{own}These steps are for your right side.", f"{own}{label}"))
    assert any("“neck-turn-other”" in finding.message for finding in findings)


def test_documents_in_another_order_are_found(sample: bytes) -> None:
    """The spine is the order of reading: a stretch before its warning is a fault."""
    swapped = spoiled(sample, OPF, '<itemref idref="chapter-1"/>\n', "")
    swapped = spoiled(
        swapped, OPF, '<itemref idref="references"/>', '<itemref idref="references"/><itemref idref="chapter-1"/>'
    )
    findings = checked(swapped)
    assert Code.PARITY_ORDER in {finding.code for finding in findings}
    assert any("once and in order; missing: none" in finding.message for finding in findings)


def test_a_document_outside_the_reading_order_is_not_read(sample: bytes) -> None:
    """Text in a non-linear document does not count: a reader may never come to it."""
    aside = spoiled(sample, OPF, '<itemref idref="chapter-4"/>', '<itemref idref="chapter-4" linear="no"/>')
    assert Code.PARITY_TEXT in {finding.code for finding in checked(aside)}


def test_an_article_in_other_words_is_not_this_book(sample: bytes) -> None:
    """The article is the measure, not the book."""
    article = samples.every_block()
    other = article.model_copy(update={"blocks": (*article.blocks, samples.paragraph("late", "One more thing."))})
    assert {finding.code for finding in checked(sample, other)} == {Code.PARITY_TEXT, Code.FILE_UNSOUND}


def test_ids_of_the_book_itself_are_not_the_articles() -> None:
    """An article may call its blocks what our own pages are called."""
    article = samples.every_block()
    names = ("title", "references", "colophon", "cover", "toc", "licence", "chapter-1")
    blocks = tuple(samples.paragraph(name, f"About {name}.") for name in names)
    named = article.model_copy(update={"blocks": (*article.blocks, *blocks)})
    assert checked(book(named), named) == ()
