"""Files of which nothing is known: sound ones are passed, each fault is found, and none of them breaks the check."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pubpipe.checking import LOOSE
from pubpipe.checking.epub import book
from pubpipe.checking.loose import Loose, look
from pubpipe.findings import Code, Finding
from tests.validators.specimens import EPUB, HTML, write_epub, write_mp3, write_pdf

PDF, BOOK, PAGE, SOUND = "application/pdf", "application/epub+zip", "text/html", "audio/mpeg"
CLAIMS = (
    '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
    '<meta property="a11y:certifiedBy">Somebody</meta></metadata>'
)
SECONDS_FOR_GARBAGE = 5


def looked(media_type: str, data: bytes) -> tuple[Finding, ...]:
    """What is found in a file."""
    return look(LOOSE[media_type], Loose("file", media_type, data))


def told(findings: tuple[Finding, ...]) -> str:
    """All messages with their excerpts."""
    return "\n".join(f"{one.message} {one.excerpt}" for one in findings)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each kind, by its media type."""
    folder = tmp_path_factory.mktemp("good")
    claimed = EPUB["package.opf"].replace("</metadata>", CLAIMS)
    paths = {
        PDF: write_pdf(folder / "a.pdf", "<p>Lie on your back.</p>"),
        BOOK: write_epub(folder / "a.epub", package_opf=claimed),
        SOUND: write_mp3(folder / "a.mp3", 3.0),
    }
    return {PAGE: HTML.encode(), **{kind: path.read_bytes() for kind, path in paths.items()}}


def test_sound_files_pass(good: dict[str, bytes]) -> None:
    """Made by others than pubpipe's formats; a recording may do without a cover, which is only a warning."""
    assert [one for kind in (PDF, BOOK, PAGE) for one in looked(kind, good[kind])] == []
    assert {one.code for one in looked(SOUND, good[SOUND])} == {Code.FILE_LACKS}


# Faults


def pdf(tmp_path: Path, change: Callable[[pikepdf.Pdf], None], body: str = "<p>Rest.</p>") -> tuple[Finding, ...]:
    """What is found in a PDF that was changed."""
    path = write_pdf(tmp_path / "a.pdf", body)
    out = io.BytesIO()
    with pikepdf.open(path) as opened:
        change(opened)
        opened.save(out)
    return looked(PDF, out.getvalue())


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        del opened.Root[key]

    return change


def _scripted(opened: pikepdf.Pdf) -> None:
    action = opened.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), action]))
    opened.Root.Names = pikepdf.Dictionary(JavaScript=opened.make_indirect(names))


def _untitled(opened: pikepdf.Pdf) -> None:
    del opened.Root["/Metadata"]
    del opened.trailer["/Info"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without("/MarkInfo"), "not tagged"),
        (_without("/Lang"), "does not say its language"),
        (_untitled, "has no title"),
        (_scripted, "runs 1 scripts"),
        (lambda opened: opened.attachments.update({"a.txt": b"x"}), "carries 1 other files"),
    ],
)
def test_a_fault_in_a_pdf_is_found(tmp_path: Path, change: Callable[[pikepdf.Pdf], None], message: str) -> None:
    """What shuts out a screen reader, and what a handout should not do."""
    assert message in told(pdf(tmp_path, change))


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    """It cannot be opened without its password."""
    path = write_pdf(tmp_path / "a.pdf", "<p>Rest.</p>")
    out = io.BytesIO()
    with pikepdf.open(path) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user="secret"))
    assert "cannot be opened" in told(looked(PDF, out.getvalue()))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("package_opf", "<dc:language>en</dc:language>", "", "has no language"),
        ("package_opf", "<dc:title>Rest your back</dc:title>", "", "has no title"),
        ("package_opf", "accessibilityHazard", "nothing", "lacks schema:accessibilityHazard"),
        ("package_opf", 'href="font.ttf"', 'href="lost.ttf"', "file that is missing"),
        ("package_opf", 'properties="nav"', "", "no table of contents"),
        ("nav_xhtml", ">Rest</a>", "></a>", "has no words"),
        ("rest_xhtml", "<p>", '<p><img src="font.ttf"/>', "no text alternative"),
        ("rest_xhtml", "<p>", '<p><img src="gone.png" alt="A"/>', "not in the book"),
        ("rest_xhtml", "<p>", '<p><img src="https://example.org/a.png" alt="A"/>', "from elsewhere"),
        ("rest_xhtml", "<p>", "<p><script>1</script>", "runs a script"),
        ("rest_xhtml", "<title>Rest</title>", "<title/>", "has no title"),
        ("style_css", "url(font.ttf)", "url(//example.org/f.ttf)", "from elsewhere"),
        ("rest_xhtml", "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>', "declares entities"),
    ],
)
def test_a_fault_in_a_book_is_found(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    """What shuts out a reader, what fetches, and what hides."""
    names = {name.replace(".", "_"): name for name in EPUB}
    assert old in EPUB[names[file]]
    path = write_epub(tmp_path / "bad.epub", **{file: EPUB[names[file]].replace(old, new)})
    assert message in told(looked(BOOK, path.read_bytes()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (' lang="en"', "", "does not say its language"),
        ("<title>Rest your back</title>", "<title></title>", "has no title"),
        ("<main>", "<div>", "The markup is broken"),
        ("<h1>Rest</h1>", "<p>Rest</p>", "one heading of level 1"),
        ('name="viewport"', 'name="other"', "small screens"),
        ("<p>", '<p><img src="data:image/png;base64,AAAA">', "no text alternative"),
        ("<p>", '<p><img alt="" src="https://example.org/pixel.png">', "img element fetches"),
        ("<p>", '<p><script src="a.js"></script>', "script element fetches"),
        ("<p>", '<p><iframe src="//example.org/" title="x"></iframe>', "iframe element fetches"),
        ("<style>", "<style>@import 'a.css';", "style sheet fetches"),
        ("<p>", '<p id="a"><b id="a">', "same id"),
    ],
)
def test_a_fault_in_a_page_is_found(old: str, new: str, message: str) -> None:
    """What shuts out a reader, and what fetches."""
    assert old in HTML
    assert message in told(looked(PAGE, HTML.replace(old, new, 1).encode()))


def test_faults_in_a_recording_are_found(tmp_path: Path) -> None:
    """A silence that a player would cut out, and an end that came too early for its chapters."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.silence()
    loud = (b"\xff\x7f" * 30 + b"\x01\x80" * 30) * 400
    data = bytes(encoder.encode(loud + bytes(2 * 24_000 * 2) + loud) + encoder.flush())
    found = told(looked(SOUND, data))
    assert "is silent for 1.9" in found or "is silent for 2.0" in found
    assert "begin to clip" in found
    assert "no title in its tags" in found
    whole = write_mp3(tmp_path / "a.mp3", 12.0).read_bytes()
    assert "where the recording has" in told(looked(SOUND, whole[: len(whole) // 2]))


# Hostile files


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_bomb_of_an_archive_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its ratio, by its whole size and by its number of files."""
    bomb = {"mimetype": b"application/epub+zip", "big": bytes(3_000_000)}
    assert "200 times as large" in told(looked(BOOK, zipped(bomb)))
    monkeypatch.setattr(book, "LARGEST_BYTES", 1_000_000)
    assert "more than 1 megabytes" in told(looked(BOOK, zipped(bomb)))
    monkeypatch.setattr(book, "MOST_FILES", 5)
    assert "more than 5" in told(looked(BOOK, zipped({f"f{number}": b"" for number in range(6)})))


def test_an_archive_that_lies_of_its_size_is_refused() -> None:
    """Nothing is unpacked beyond what was promised."""
    data = bytearray(zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"x" * 900_000}))
    for at in (data.index(b"META-INF") - 8, data.rindex(b"META-INF") - 22):
        # The unpacked size: eight bytes before the name in a local header, 22 in the central directory.
        assert int.from_bytes(data[at : at + 4], "little") == 900_000
        data[at : at + 4] = (10).to_bytes(4, "little")
    assert "cannot be opened" in told(looked(BOOK, bytes(data)))


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 200_000,
        b"<table><tr><td>" * 20_000,
        b'<p id="a' + b"x" * 4_000_000,
        b"<!--" * 100_000,
        b"&#x0;" * 10_000,
        b"<!DOCTYPE html>" + b"<svg><foreignObject>" * 5_000,
        b"<p>" * 2_000_000,
    ],
    ids=lambda page: str(page[:12]),
)
def test_a_hostile_page_is_a_finding(page: bytes) -> None:
    """Deep, endless and broken markup: a message within some seconds."""
    begin = time.monotonic()
    assert looked(PAGE, page)
    assert time.monotonic() - begin < SECONDS_FOR_GARBAGE * 6


@pytest.mark.parametrize("kind", [PDF, BOOK, PAGE, SOUND])
class TestGarbage:
    """Bytes that nobody meant."""

    def test_an_empty_file_is_a_finding(self, kind: str) -> None:
        """Nothing is not sound."""
        assert "empty" in told(looked(kind, b""))

    def test_random_bytes_are_a_finding(self, kind: str) -> None:
        """Whatever they are."""
        chance = random.Random(7)  # noqa: S311 (bytes, not secrets)
        for size in (1, 10, 1_000, 30_000):
            assert looked(kind, chance.randbytes(size))

    def test_a_file_of_another_kind_is_a_finding(self, kind: str, good: dict[str, bytes]) -> None:
        """A name promises one thing, and the bytes are another."""
        for other, data in good.items():
            if other != kind:
                assert any(one.code is Code.FILE_UNSOUND for one in looked(kind, data)), other

    def test_a_truncated_file_never_breaks_the_check(self, kind: str, good: dict[str, bytes]) -> None:
        """Cut anywhere: a message or none, within seconds, and no exception."""
        data = good[kind]
        begin = time.monotonic()
        for part in range(1, 20):
            looked(kind, data[: len(data) * part // 20])
        assert looked(kind, data[: len(data) // 2])
        assert time.monotonic() - begin < SECONDS_FOR_GARBAGE * 2

    def test_flipped_bytes_never_break_the_check(self, kind: str, good: dict[str, bytes]) -> None:
        """A thousandth of the bytes at random, many times."""
        chance = random.Random(8)  # noqa: S311 (bytes, not secrets)
        for _ in range(60):
            data = bytearray(good[kind])
            for _ in range(max(1, len(data) // 1000)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            looked(kind, bytes(data))
