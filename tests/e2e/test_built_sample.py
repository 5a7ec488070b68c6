"""The published sample: whole in every format, clean under every validator, the same on any day.

The texts are looked for with the plainest means, apart from pubpipe's own checks: what the article
says must be in what comes out, word for word.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from pubpipe.model.article import Article, CalloutRole, nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, inline_texts, stretches
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from pubpipe.wording.doses import dose_lines, duration
from pubpipe.wording.laterality import mirror
from tests.e2e import large_print
from tests.validators import ace, audio, epubcheck, outloud, page_validation, verapdf, vnu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain"
ENGLISH = language_for("en-GB")
NAME = "hip-mobility-back-pain"
FILES = (
    f"{NAME}-handout-a4.pdf",
    f"{NAME}.epub",
    f"{NAME}.mp3",
    f"{NAME}-transcript.txt",
    f"{NAME}.html",
    f"{NAME}.vtt",
    f"{NAME}-chapters.json",
    f"{NAME}.m4b",
    f"{NAME}-large-print-a4.pdf",
)
PRINTED = (FILES[0], FILES[8])
"""The handout and the same in large print."""


@pytest.fixture(scope="module")
def article() -> Article:
    """The sample as the reader has it."""
    reading = read_article(SAMPLE / "article.md")
    assert reading.article is not None
    return reading.article


def letters(text: str) -> str:
    """Text without its white space, which is a page's and not the author's."""
    return re.sub(r"\s+", "", text)


def pdf_text(path: Path) -> str:
    """All text of a PDF, page after page."""
    document = PdfDocument(path)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        return text.replace("\ufffe", "-")  # what the library makes of a hyphen that ends a line
    finally:
        document.close()


def epub_text(path: Path) -> str:
    """All text of a book's documents in the order of their names' numbers."""
    with zipfile.ZipFile(path) as book:
        names = sorted(name for name in book.namelist() if name.endswith(".xhtml"))
        return "\n".join("".join(map(str, etree.fromstring(book.read(name)).itertext())) for name in names)


def html_text(path: Path) -> str:
    """All text of the page's article: neither its scripts nor the words of its recordings."""
    document = html5lib.parse(path.read_text(encoding="utf-8"), treebuilder="lxml", namespaceHTMLElements=False)
    return "".join(map(str, document.xpath("//h1//text() | //*[@id='page_article']//text()")))


def written_texts(article: Article) -> list[str]:
    """Everything that an author wrote for readers: every heading, paragraph, item, cell, step and callout."""
    return [plain(content) for node in nodes(article.blocks) for content in inline_texts(node) if content]


@pytest.fixture(scope="module")
def texts(built_sample: Path) -> Mapping[str, str]:
    """The text of each written format, without white space."""
    return {
        "pdf": letters(pdf_text(built_sample / PRINTED[0])),
        "large print": letters(pdf_text(built_sample / PRINTED[1])),
        "epub": letters(epub_text(built_sample / FILES[1])),
        "html": letters(html_text(built_sample / FILES[4])),
        "transcript": letters((built_sample / FILES[3]).read_text(encoding="utf-8")),
    }


def test_the_four_formats_are_there(built_sample: Path) -> None:
    """And nothing else: no temporary file, no half of one."""
    assert sorted(path.name for path in built_sample.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("kind", ["pdf", "large print", "epub", "html"])
def test_every_text_is_in_every_written_format(article: Article, texts: Mapping[str, str], kind: str) -> None:
    """Stretches, steps, warnings, disclaimer and all the rest, word for word."""
    assert [text for text in written_texts(article) if letters(text) not in texts[kind]] == []


@pytest.mark.parametrize("kind", ["pdf", "large print", "epub", "html"])
def test_every_dose_is_in_every_written_format(article: Article, texts: Mapping[str, str], kind: str) -> None:
    """As one phrase, once for each stretch that has it."""
    for stretch in stretches(article):
        for line in dose_lines(stretch.dose, stretch.sides, ENGLISH):
            assert letters(f"{line.label}: {line.value}") in texts[kind]
    holds = [duration(one.dose.hold, ENGLISH) for one in stretches(article) if one.dose.hold]
    for hold in set(holds):
        assert texts[kind].count(letters(f"Hold: {hold}")) == holds.count(hold)


def test_the_transcript_holds_what_a_listener_needs(article: Article, texts: Mapping[str, str]) -> None:
    """Every stretch, step, mirrored step, dose and warning; the disclaimer behind them, and where the print is."""
    heard = texts["transcript"].rstrip(".")
    for role in (CalloutRole.WARNING, CalloutRole.DISCLAIMER):
        for callout in callouts(article, role):
            for node in nodes((callout,)):
                for content in inline_texts(node):
                    assert letters(plain(content)).rstrip(".") in heard
    for stretch in stretches(article):
        assert letters(plain(stretch.title)) in heard
        assert stretch.dose.hold is not None
        assert letters(f"Hold for {duration(stretch.dose.hold, ENGLISH)}") in heard
        for step in stretch.steps:
            for spoken in (plain(step.content), mirror(plain(step.content), ENGLISH)):
                assert letters(spoken) in heard
    first_step = heard.index(letters(plain(stretches(article)[0].steps[0].content)))
    assert heard.index(letters("lose control of your bladder")) < first_step
    assert heard.index(letters("Results vary from person to person")) > heard.rindex(letters("And release."))
    assert heard.endswith(letters("For the printed guide, ask Sciaticalm"))


def test_a_lost_step_would_be_noticed(article: Article, texts: Mapping[str, str]) -> None:
    """The same look at texts without one step finds that step, and nothing else."""
    step = letters(plain(stretches(article)[1].steps[2].content))
    for text in texts.values():
        assert [one for one in written_texts(article) if letters(one) not in text.replace(step, "")].count(
            plain(stretches(article)[1].steps[2].content)
        ) == 1  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_the_pdf_is_accessible(built_sample: Path, name: str) -> None:
    """Each edition conforms to PDF/UA-1 by veraPDF and by page-validation."""
    path = built_sample / name
    assert verapdf.check(path, "ua1").passed
    assert page_validation.check(path, "ua1").passed


@pytest.mark.parametrize("name", PRINTED)
def test_the_pdf_has_nothing_wrong_to_listen_to(built_sample: Path, name: str) -> None:
    """Outloud finds nothing beside the order of painting (see test_pdf)."""
    assert outloud.check(built_sample / name).codes <= {"ORD-001"}


def test_the_book_passes_epubcheck_without_a_message(built_sample: Path) -> None:
    """No error, no warning, no usage note."""
    result = epubcheck.check(built_sample / FILES[1])
    assert result.passed, str(result)
    assert result.messages == ()


def test_the_book_passes_ace_without_an_assertion(built_sample: Path) -> None:
    """Nothing that Ace by DAISY would remark on."""
    result = ace.check(built_sample / FILES[1])
    assert result.passed, str(result)
    assert result.messages == ()


PAGE_GATES = (
    large_print.accessibility,
    large_print.another_engine,
    large_print.highlight,
    large_print.text,
    large_print.targets,
    large_print.reflow,
    large_print.magnified,
    large_print.keyboard,
    large_print.callouts,
    large_print.network,
)


@pytest.mark.parametrize("gate", PAGE_GATES, ids=lambda gate: gate.__name__)
def test_the_page_passes_every_gate_in_the_browser(
    built_sample: Path, browser: "Browser", gate: Callable[["Browser", Path], Iterator[str]]
) -> None:
    """Axe without a violation or a doubt, sizes, contrast, targets, reflow, keyboard, no network; light and dark."""
    assert list(gate(browser, built_sample / FILES[4])) == []


def test_the_page_is_valid_html(built_sample: Path) -> None:
    """The Nu checker has nothing to say."""
    result = vnu.check(built_sample / FILES[4])
    assert result.passed, str(result)


def test_the_book_tells_the_pages_of_the_handout(built_sample: Path) -> None:
    """What follows the mark of a page stands at the top of that page of the PDF, and on none before it."""
    with PdfDocument(built_sample / FILES[0]) as document:
        pages = [letters(page.get_textpage().get_text_bounded()) for page in document]
    with zipfile.ZipFile(built_sample / FILES[1]) as book:
        documents = [etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    marked = {}
    for elements in ([*root.iter()] for root in documents):
        for place, element in enumerate(elements):
            if element.get("role") == "doc-pagebreak":
                number = int((element.get("id") or "").removeprefix("page_"))
                marked[number] = next(words for one in elements[place:] if (words := letters(one.text or "")))
    assert sorted(marked) == list(range(1, len(pages) + 1))
    for number, following in marked.items():
        assert following in pages[number - 1][:400]
        assert following not in "".join(pages[: number - 1]) or len(following) < 25


def test_the_recording_is_what_its_tags_say(built_sample: Path, article: Article) -> None:
    """MP3 with title, author and language, a chapter for each side of each stretch between safety and closing."""
    sound = audio.read(built_sample / FILES[2])
    assert sound.codec.startswith("mp3")
    assert sound.tags["title"] == article.title
    assert article.authors[0] in sound.tags["artist"]
    assert sound.tags["language"] == ENGLISH.iso_639_2
    titles = [chapter.title for chapter in sound.chapters]
    for stretch in stretches(article):
        sides = [title.rpartition(", ")[2] for title in titles if plain(stretch.title) in title]
        assert sides == [f"{side.value} side" for side in stretch.sides]
    assert titles.index(next(title for title in titles if "Hip flexor" in title)) >= 1
    assert sound.chapters[0].start == 0
    assert abs(sound.chapters[-1].end - sound.seconds) < 0.2


def test_every_file_has_the_same_chapters(built_sample: Path) -> None:
    """MP3, M4B and JSON, by title, and begin and end within 50 ms of each other."""
    mp3, m4b = (audio.read(built_sample / FILES[number]).chapters for number in (2, 7))
    listed = json.loads((built_sample / FILES[6]).read_text(encoding="utf-8"))["chapters"]
    assert len(mp3) > 2
    for one, two, three in zip(mp3, m4b, listed, strict=True):
        assert one.title == two.title == three["title"]
        assert max(one.start, two.start, three["startTime"]) - min(one.start, two.start, three["startTime"]) <= 0.05
        assert max(one.end, two.end, three["endTime"]) - min(one.end, two.end, three["endTime"]) <= 0.05


def test_the_audiobook_is_the_same_recording(built_sample: Path, article: Article) -> None:
    """AAC with the cover and the title; as long as the MP3 within a tenth of a second."""
    book, recording = (audio.read(built_sample / FILES[number]) for number in (7, 2))
    assert book.codec.startswith("aac")
    assert book.tags["title"] == article.title
    assert book.has_cover
    assert recording.has_cover
    assert abs(book.seconds - recording.seconds) < 0.1


ASKED = "the build asked for the network"
OFFLINE = f"""
import contextlib, os, socket, sys, time_machine
def refuse(*_arguments):
    print("{ASKED}", file=sys.stderr)
    raise OSError("there is no network")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
day = os.environ.get("DAY")
with time_machine.travel(day, tick=True) if day else contextlib.nullcontext():
    from pubpipe.cli import main
    sys.argv = ["pubpipe", *sys.argv[1:]]
    main()
"""


def offline(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run pubpipe where nothing can be reached, and every attempt is told; DAY: when that is."""
    return subprocess.run(
        [sys.executable, "-c", OFFLINE, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_any_day_any_time_zone_and_no_network_give_the_same_bytes(built_sample: Path, tmp_path: Path) -> None:
    """Built in Auckland in 2031, cut off: every file equals that of today, and nothing tried to connect."""
    done = offline(
        "build",
        str(SAMPLE),
        "--output",
        str(tmp_path),
        DAY="2031-07-01 23:59:30 +1200",
        TZ="Pacific/Auckland",
        LC_ALL="C",
    )
    assert done.returncode == 0, done.stderr
    assert ASKED not in done.stderr
    hashes = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (built_sample, tmp_path / NAME)
    ]
    assert hashes[0] == hashes[1]


def test_an_online_voice_does_ask_and_fails_cleanly(tmp_path: Path) -> None:
    """The gate can fail: gTTS tries to connect. Without a network that is status 3, a message and no file."""
    done = offline("build", str(SAMPLE), "--voice", "gtts", "--output", str(tmp_path))
    assert ASKED in done.stderr
    assert done.returncode == 3
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.rglob("*")) == []
