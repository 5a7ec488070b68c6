"""`pubpipe batch` from the outside: rows to files, and nothing of a row anywhere but in its own.

Each row has words that stand nowhere else in the world (canaries). They are looked for in every byte that the command
has left or printed: in what other rows got, in results, caches and temporary folders, in the pages of PDFs, the parts
of e-books, and the sound within pages.
"""

import base64
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.support import rows

CANARIES = ("Wilhelminafu", "Bartholomewzi")
"""One for each row, each in two free lines."""
SHORT_FORMS = ("ZQXJ", "QZVK")
"""Short forms that nothing explains: a review would quote them."""
HOLDS = (41, 43)
HEAD = "article,formats,side-neck-stretch.hold,note,note 2"
FORMATS = ("pdf", "epub", "audio", "html")
PDF, ZIP = b"%PDF", b"PK\x03\x04"


class Ran:
    """A batch that has run, with all that it left."""

    def __init__(self, folder: Path, *arguments: str, table: str) -> None:
        self.folder, self.output = folder, folder / "output" / "batch"
        (folder / "rows.csv").write_text(table, encoding="utf-8")
        self.places = {name: folder / name for name in ("cache", "tmp", "home")}
        for place in self.places.values():
            place.mkdir(exist_ok=True)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PUBPIPE_CACHE"},
            "XDG_CACHE_HOME": str(self.places["cache"]),
            "TMPDIR": str(self.places["tmp"]),
            "HOME": str(self.places["home"]),
        }
        command = [sys.executable, "-m", "pubpipe", "batch", "--data", "rows.csv", *arguments]
        self.done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    def of_row(self, line: int) -> dict[str, bytes]:
        """All that can be read in a row's files, by their names."""
        home = self.output / f"{line:04}-neck-care"
        return {path.name: b"\n".join(readable(path.read_bytes())) for path in home.iterdir()}

    def elsewhere(self, line: int) -> Iterator[tuple[str, bytes]]:
        """All that can be read anywhere but in a row's files and the table, and the names of whatever there is."""
        yield "stdout", self.done.stdout.encode()
        yield "stderr", self.done.stderr.encode()
        mine = self.output / f"{line:04}-neck-care"
        for path in self.folder.rglob("*"):
            yield f"name of {path.name}", path.name.encode()
            if path.is_file() and path.name != "rows.csv" and mine not in path.parents:
                yield str(path.relative_to(self.folder)), b"\n".join(readable(path.read_bytes()))


def readable(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and all that is packed in it."""
    yield data
    if data.startswith(PDF):
        yield from in_pdf(data)
    elif data.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from readable(archive.read(name))
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", data):
        yield from readable(base64.b64decode(packed))


def in_pdf(data: bytes) -> Iterator[bytes]:
    """The text of its pages, its streams unpacked, and its texts as they are held."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_bounded().encode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
            yield from (str(text).encode() for text in texts(one))


def texts(value: object) -> Iterator[object]:
    """The strings directly within an object of a PDF."""
    if isinstance(value, pikepdf.String):
        yield value
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        yield from (one for one in value.values() if isinstance(one, pikepdf.String))
    elif isinstance(value, pikepdf.Array):
        yield from (one for one in value if isinstance(one, pikepdf.String))


def table(*formats: str) -> str:
    """A row for each canary."""
    lines = [
        f'neck-care,{" ".join(formats)},{hold} s,Your physiotherapist: {name},"{name}: ask for {short}, room 4711."'
        for hold, name, short in zip(HOLDS, CANARIES, SHORT_FORMS, strict=True)
    ]
    return "\n".join((HEAD, *lines, ""))


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Two rows in all formats."""
    folder = tmp_path_factory.mktemp("canaries")
    rows.project(folder)
    return Ran(folder, "--voice", "silent", "--jobs", "2", table=table(*FORMATS))


def found(word: str, data: bytes) -> bool:
    """Whether a word is there, in whichever letters it is written and held."""
    text = data.lower()
    return any(word.lower().encode(coding) in text for coding in ("utf-8", "utf-16-be", "utf-16-le"))


def test_every_row_has_its_lines_in_every_format(ran: Ran) -> None:
    """Else a search that finds them nowhere else would prove nothing."""
    assert ran.done.returncode == 0, ran.done.stderr
    for line, canary in enumerate(CANARIES, 2):
        held = {name for name, data in ran.of_row(line).items() if found(canary, data)}
        assert held == {
            *("neck-care-handout-a4.pdf", "neck-care-large-print-a4.pdf", "neck-care.epub", "neck-care.html"),
            *("neck-care-transcript.txt", "neck-care.vtt", "neck-care.mp3", "neck-care.m4b"),
        }


@pytest.mark.parametrize("row", range(2))
def test_what_a_row_says_is_in_its_files_alone(ran: Ran, row: int) -> None:
    """Not on the screen, in results, caches or temporary folders, in names, or in what another row got."""
    places = list(ran.elsewhere(row + 2))
    assert len(places) > 20
    assert [place for place, data in places if found(CANARIES[row], data)] == []


def test_the_temporary_folder_is_left_empty(ran: Ran) -> None:
    """Nothing lies about that a later program could find."""
    assert [path for path in ran.places["tmp"].rglob("*") if path.is_file()] == []


def test_the_doses_of_rows_are_in_their_files_alone(ran: Ran) -> None:
    """They tell of a patient too."""
    for line, hold in enumerate(HOLDS, 2):
        assert f"{hold} seconds".encode() in ran.of_row(line)["neck-care.html"]
        places = [place for place, data in ran.elsewhere(line) if f"{hold} seconds".encode() in data]
        assert places == []


def test_a_search_finds_what_is_there(ran: Ran, tmp_path: Path) -> None:
    """The gate itself: a canary in a cache, in an e-book within it, and in the name of a file."""
    rows.project(tmp_path)
    other = Ran(tmp_path, "--check-only", table=table("html"))
    assert [place for place, data in other.elsewhere(2) if found(CANARIES[0], data)] == []
    (tmp_path / "cache" / "a").write_bytes(ran.output.joinpath("0002-neck-care", "neck-care.epub").read_bytes())
    (tmp_path / "tmp" / "b").write_bytes(ran.output.joinpath("0002-neck-care", "neck-care-handout-a4.pdf").read_bytes())
    (tmp_path / "home" / CANARIES[0].upper()).touch()
    places = [place for place, data in other.elsewhere(2) if found(CANARIES[0], data)]
    assert sorted(places) == ["cache/a", f"name of {CANARIES[0].upper()}", "tmp/b"]


def test_a_line_that_the_voice_cannot_speak_fails_its_row_and_is_not_told(tmp_path: Path) -> None:
    """Neither in words nor as JSON."""
    rows.project(tmp_path)
    line = f"{CANARIES[0]} ميسون"
    ran = Ran(tmp_path, "--json", "--jobs", "1", table=f"{HEAD}\nneck-care,audio,,{line},\n")
    assert ran.done.returncode == 3
    told = json.loads(ran.done.stdout)
    (row,) = told["rows"]
    assert row["status"] == "failed"
    assert "N001" in [one["code"] for one in row["findings"]]
    assert row["error"]
    for word in (CANARIES[0], "ميسون"):
        assert [place for place, data in ran.elsewhere(2) if found(word, data)] == []


def test_lines_that_a_review_finds_fault_with_are_not_told(tmp_path: Path) -> None:
    """Not under --strict, where they stop the row."""
    rows.project(tmp_path)
    ran = Ran(tmp_path, "--check-only", "--strict", table=table("html"))
    assert ran.done.returncode == 1
    assert "A011" in ran.done.stderr
    for word in (*CANARIES, *SHORT_FORMS, "4711"):
        assert word not in ran.done.stdout + ran.done.stderr
