"""Files that somebody made to do harm: each is refused with a message, in little time, or comes out as plain words."""

import io
import json
import os
import re
import shutil
import socket
import struct
import time
import zipfile
import zlib
from pathlib import Path
from typing import Never

import html5lib
import pytest

from pubpipe.cli.shown import as_json, shown
from tests.stress.grammars import HEAD
from tests.support.refusals import SOUND, STEP, Project, Pubpipe, files

SECONDS = 20
"""Of the processor, for the slowest of all files of the largest size that is read; most take less than one."""
TEXT = (SOUND / "article.md").read_text(encoding="utf-8")
TITLE = "title: Look after a stiff neck"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def png(width: int, height: int) -> bytes:
    """A whole picture of that size in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(min(width // 8 + 1, 1000) * min(height, 1000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_head(yaml: str) -> str:
    """The article with something else in its front matter."""
    return TEXT.replace(TITLE, f"{TITLE}\n{yaml}")


ARTICLES: dict[str, tuple[str, str]] = {
    "aliases without end": (with_head("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]"), "S011"),
    "an anchor": (with_head("keywords: &k [a]"), "S011"),
    "an object of Python": (with_head("keywords: !!python/object/apply:os.system [id]"), "S011"),
    "a tag of its own": (with_head("keywords: !x [a]"), "S011"),
    "a merge": (with_head("<<: *x"), "S011"),
    "deep YAML": (with_head(f"keywords: {'[' * 900}"), "S011"),
    "deep YAML blocks": (with_head("\n".join(f"{' ' * depth}a:" for depth in range(200))), "S011"),
    "a hundred thousand keywords": (with_head(f"keywords: [{'a, ' * 100_000}]"), "S002"),
    "a number of 60,000 digits": (TEXT.replace("id: neck-care", f"id: {'9' * 60_000}"), "S014"),
    "a number in base sixty": (TEXT.replace("id: neck-care", f"id: 1{':59' * 20_000}"), "S014"),
    "a number in base sixteen": (TEXT.replace("id: neck-care", f"id: 0x{'f' * 60_000}"), "S014"),
    "an infinite number": (TEXT.replace("id: neck-care", "id: .inf"), "S014"),
    "a day that is none": (TEXT.replace("published: 2025-10-15", "published: 2025-02-30"), "S014"),
    "an id that leaves the folder": (TEXT.replace("id: neck-care", "id: ../../neck-care"), "S014"),
    "an id that is a path": (TEXT.replace("id: neck-care", "id: /etc/passwd"), "S014"),
    "a figure above the folder": (TEXT.replace("figures/neck.svg", "../../neck.svg"), "S040"),
    "a figure at the root": (TEXT.replace("figures/neck.svg", "/etc/passwd"), "S040"),
    "a figure with backslashes": (TEXT.replace("figures/neck.svg", "..\\..\\neck.svg"), "S040"),
    "a figure from the network": (TEXT.replace("figures/neck.svg", "https://e.example/a.svg"), "S042"),
    "a figure from a file address": (TEXT.replace("figures/neck.svg", "file:///etc/passwd"), "S042"),
    "a figure within the text": (TEXT.replace("figures/neck.svg", "data:image/svg+xml,<svg/>"), "S042"),
    "a link that acts": (TEXT.replace(STEP, f"{STEP}\n2. [Press](javascript:alert) here."), "S031"),
    "a link to a file": (TEXT.replace(STEP, f"{STEP}\n2. [Press](file:///etc/passwd) here."), "S031"),
    "a link with data": (TEXT.replace(STEP, f"{STEP}\n2. [Press](data:text/html,x) here."), "S031"),
    "HTML": (TEXT.replace(STEP, f"{STEP}\n2. Press <script>alert(1)</script> here."), "S030"),
    "letters in another order": (TEXT.replace(STEP, f"{STEP}\n2. Hold \u202e03\u202c seconds."), "S004"),
    "a sequence for the terminal": (TEXT.replace(STEP, f"{STEP}\n2. Sit \x1b[2J tall."), "S004"),
    "a sequence behind an escape": (TEXT.replace(TITLE, 'title: "A\\e[2Jb"'), "S004"),
    "deep quotes": (f"{HEAD}\n{'>' * 50_000} a", "S006"),
    "deep lists": (f"{HEAD}\n" + "\n".join(f"{'  ' * depth}- a" for depth in range(300)), "S006"),
    "deep directives": (f"{HEAD}\n" + "\n".join(f"{':' * (300 - depth)}{{tip}}" for depth in range(290)), "S024"),
    "a million items": (f"{HEAD}\n" + "- a\n" * 1_000_000, "S002"),
    "two hundred thousand items": (f"{HEAD}\n" + "- a\n" * 200_000, "S002"),
    "ten thousand lines of nothing closed": (f"{HEAD}\n" + ":::{tip}\n" * 9_900, "S024"),
    "a line of brackets": (f"{HEAD}\n{'[' * 290_000}", ""),
    "a line of pictures": (f"{HEAD}\n{'![' * 145_000}", ""),
    "a line of stars": (f"{HEAD}\n{'**a' * 96_000}", ""),
    "a line of ticks": (f"{HEAD}\n{'`a``' * 72_000}", ""),
    "a line of colons": (f"{HEAD}\n{':' * 290_000}", "S020"),
    "a table of thousands of columns": (f"{HEAD}\n{'|a' * 9_000}|\n{'|-' * 9_000}|\n{'|b' * 8_000}|\n", "S036"),
}
"""By what they try: an article, and the code of its finding (none where there is more than one way to refuse it)."""

DRAWINGS: dict[str, str] = {
    "a script": "<script>alert(1)</script>",
    "a script that runs when it is drawn": '<rect onload="alert(1)" width="9" height="9"/>',
    "a page inside": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "a picture from the network": '<image href="https://e.example/a.png"/>',
    "a picture from a file": '<image xlink:href="file:///etc/passwd"/>',
    "a part from elsewhere": '<use href="https://e.example/a.svg#a"/>',
    "a part from elsewhere by its old name": '<use xlink:href="other.svg#a"/>',
    "a colour from elsewhere": '<rect fill="url(https://e.example/#a)"/>',
    "a style from elsewhere": '<style>@import "https://e.example/a.css";</style>',
    "a style that hides its address": "<style>rect{fill:u\\72l(//e.example)}</style>",
    "a typeface from elsewhere": "<style>@font-face{src:url(//e.example)}</style>",
    "a link": '<a href="https://e.example/"><rect/></a>',
    "a movement": '<animate attributeName="href" values="javascript:alert(1)"/>',
    "an address to start from": '<g xml:base="https://e.example/"/>',
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the network fails the test."""

    def fail(*_: object) -> Never:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", fail)
    monkeypatch.setattr(socket, "getaddrinfo", fail)


def refused(project: Project, pubpipe: Pubpipe, code: str = "") -> None:
    """The article is refused by its code, at its place, in time; the last good output stays."""
    begin = time.process_time()
    done = pubpipe("build", project.article, "--output", project.output, "--format", "html")
    assert time.process_time() - begin < SECONDS
    project.refuses(done, 1, "The article was not published.")
    assert re.search(rf": {code}\S* error: ", done.err), done.err
    assert max(map(len, done.err.splitlines())) < 1000
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.err)


@pytest.mark.stress
@pytest.mark.parametrize("what", ARTICLES)
def test_a_hostile_article_is_refused(project: Project, pubpipe: Pubpipe, what: str) -> None:
    """With a message that names the place, and nothing published."""
    text, code = ARTICLES[what]
    project.article.write_text(text, encoding="utf-8")
    refused(project, pubpipe, code)


@pytest.mark.parametrize("what", DRAWINGS)
def test_a_drawing_that_acts_is_refused(project: Project, pubpipe: Pubpipe, what: str) -> None:
    """Before any engine sees it."""
    (project.article.parent / "figures" / "neck.svg").write_text(SVG.format(DRAWINGS[what]), encoding="utf-8")
    refused(project, pubpipe, "S043")


GROWING = [
    b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    b'<!DOCTYPE svg SYSTEM "https://e.example/a.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    b'<?xml-stylesheet href="https://e.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    SVG.format("<g>" * 3_000 + "</g>" * 3_000).encode(),
    SVG.format("<g/>" * 6_000).encode(),
    SVG.format('<use href="#a"/>' * 30).encode(),
    SVG.replace("0 0 9 9", "0 0 99999 99999").format("").encode(),
    b"\x1f\x8b\x08\x00",
]
"""Drawings that are larger than they look."""


@pytest.mark.parametrize(
    "drawing",
    GROWING,
    ids=["laughs", "entity", "type", "style", "deep", "many", "doubled", "huge", "packed"],
)
def test_a_drawing_that_grows_is_refused(project: Project, pubpipe: Pubpipe, drawing: bytes) -> None:
    """Entities, depth, repetition and size."""
    (project.article.parent / "figures" / "neck.svg").write_bytes(drawing)
    refused(project, pubpipe, "S04")


PICTURES = (png(60_000, 60_000), png(10_000, 9_000), png(1, 200_000), png(0, 0), b"\x89PNG", b"\xff\xd8\xff")
"""Photographs that are larger than they look, or none."""


@pytest.mark.parametrize("picture", PICTURES, ids=range(len(PICTURES)))
def test_a_picture_that_unpacks_to_gigabytes_is_refused(project: Project, pubpipe: Pubpipe, picture: bytes) -> None:
    """By what its head says, before it is unpacked."""
    (project.article.parent / "figures" / "neck.png").write_bytes(picture)
    project.write(("figures/neck.svg", "figures/neck.png"))
    refused(project, pubpipe, "S044")


def test_a_link_out_of_the_folder_is_refused(project: Project, pubpipe: Pubpipe, tmp_path: Path) -> None:
    """Whether it is the figure or its folder that leads elsewhere."""
    secret = tmp_path / "secret.svg"
    secret.write_text(SVG.format(""), encoding="utf-8")
    figures = project.article.parent / "figures"
    (figures / "neck.svg").unlink()
    (figures / "neck.svg").symlink_to(secret)
    refused(project, pubpipe, "S040")
    shutil.rmtree(figures)
    (tmp_path / "elsewhere").mkdir()
    secret.rename(tmp_path / "elsewhere" / "neck.svg")
    figures.symlink_to(tmp_path / "elsewhere")
    refused(project, pubpipe, "S040")


def test_a_logo_out_of_the_profile_s_folder_is_refused(project: Project, pubpipe: Pubpipe, tmp_path: Path) -> None:
    """As a figure is."""
    (tmp_path / "clinic").mkdir()
    profile = tmp_path / "clinic" / "clinic.yaml"
    profile.write_text("clinic: {name: A, logo: {file: ../source/neck-care/figures/neck.svg, alt: A}}\n", "utf-8")
    done = pubpipe("build", project.article, "--output", project.output, "--profile", profile)
    project.refuses(done, 1, "S040", "outside")


JSON = [
    ("[" * 900_000, "S014"),
    ('{"id": ' + "9" * 900_000 + "}", "S014"),
    ('{"id": 1e999}', "S0"),
    ("[" + "1," * 400_000 + "1]", "S014"),
    ('{"a": 1, "a": 2}', "S014"),
    ('"\\ud800"', "S0"),
]
"""What is no article, and the code of its finding."""


@pytest.mark.parametrize(
    ("data", "code"),
    JSON,
    ids=["deep", "digits", "infinite", "items", "twice", "half a letter"],
)
def test_hostile_json_is_refused(tmp_path: Path, pubpipe: Pubpipe, data: str, code: str) -> None:
    """In time, with a message."""
    path = tmp_path / "article.json"
    path.write_text(data, encoding="utf-8")
    begin = time.process_time()
    done = pubpipe("check", path)
    assert time.process_time() - begin < SECONDS
    assert done.status == 1
    assert code in done.err
    assert "Traceback" not in done.err


# What cannot be told from words is published as words.

CHARGES = (
    "{{ 7*7 }} {% include '/etc/passwd' %} {# x #}",
    '"><img src=x onerror=alert(1)> \'\\"',
    "</title></script><script>alert(1)</script> ]]>",
    "&lt;b&gt; &amp;amp; %0d%0a ${x} $(id) `id`",
)


@pytest.mark.stress
@pytest.mark.parametrize("charge", CHARGES)
def test_templates_and_markup_in_words_stay_words(
    project: Project, pubpipe: Pubpipe, tmp_path: Path, charge: str
) -> None:
    """In the title, a name, a text alternative and a keyword, in page and e-book: shown, and nothing more."""
    article = json.dumps(charge)
    project.write(
        (TITLE, f"title: {article}"),
        ("name: Example Clinic", f"name: {article}"),
        (":alt: A person on a chair", f":alt: {charge} A person on a chair"),
    )
    profile = tmp_path / "mute.yaml"
    profile.write_text("html: {audio: none}\nepub: {audio: none}\n", encoding="utf-8")
    done = pubpipe("build", project.article, "-o", tmp_path / "new", "-f", "html", "-f", "epub", "--profile", profile)
    assert done.status == 0, done.err
    made = files(tmp_path / "new")
    assert set(made) == {"neck-care/neck-care.html", "neck-care/neck-care.epub"}
    page = html5lib.parse(made["neck-care/neck-care.html"], namespaceHTMLElements=False)
    assert charge in " ".join((page.findtext("head/title") or "").split())
    assert not [one for one in page.iter() if any(str(key).startswith("on") for key in one.attrib)]
    assert not [one for one in page.iter("script") if "alert(1)" in (one.text or "")[:20]]
    assert "root:" not in made["neck-care/neck-care.html"].decode()
    with zipfile.ZipFile(io.BytesIO(made["neck-care/neck-care.epub"])) as book:
        for name in book.namelist():
            assert re.fullmatch(r"[\w./-]+", name, re.ASCII), name
            assert ".." not in name
            if name.endswith((".xhtml", ".opf", ".ncx")):
                text = book.read(name)
                assert b"<img src=x" not in text
                assert b"<script>alert" not in text


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\udcffb", "a b; rm -rf", "-rf"])
def test_no_name_of_a_file_acts_on_the_terminal(project: Project, pubpipe: Pubpipe, tmp_path: Path, name: str) -> None:
    """An article's folder, a broken article, and a file that lies in the output folder."""
    folder = tmp_path / "source" / name
    shutil.copytree(project.article.parent, folder)
    stale = tmp_path / "new" / "neck-care" / f"{name}.pdf"
    stale.parent.mkdir(parents=True)
    stale.touch()
    profile = tmp_path / "mute.yaml"
    profile.write_text("html: {audio: none}\n", encoding="utf-8")
    order = ("build", folder / "article.md", "-o", tmp_path / "new", "-f", "html", "--profile", profile)
    good, told = pubpipe(*order), pubpipe(*order, "--json")
    (folder / "article.md").write_text("Hello", encoding="utf-8")
    bad, missing = pubpipe("check", folder), pubpipe("check", folder / "none.md")
    assert (good.status, told.status, bad.status, missing.status) == (0, 0, 1, 1)
    assert json.loads(told.out)["articles"][0]["stale"] == [str(stale)]
    for done in (good, told, bad, missing):
        assert "Traceback" not in done.err
        assert all(letter.isprintable() or letter in "\n\u00a0" for letter in done.out + done.err)
    assert shown(name) in good.out
    assert shown(name) in bad.err


def test_what_is_shown_can_be_seen() -> None:
    """Letters as they are, everything else as an escape."""
    assert shown("Ünï 腰 😀 a\u00a0b") == "Ünï 腰 😀 a\u00a0b"
    assert shown("a\x1b[31m\n\u202e\u200b\udcff\x9b") == r"a\x1b[31m\n\u202e\u200b\udcff\x9b"
    text = as_json({"a": "\u202e\x1b\udcffü"})
    assert "ü" in text
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == {"a": "\u202e\x1b\udcffü"}


# Templates are trusted, and reach for nothing all the same.


@pytest.mark.parametrize(
    "reach",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.html' %}",
        "{% import '/etc/passwd' as x %}",
        "{{ nobody }}",
    ],
)
def test_a_template_cannot_read_files_that_are_no_templates(
    project: Project, pubpipe: Pubpipe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reach: str
) -> None:
    """By its engine's own means: the build ends with a message."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (tmp_path / "templates" / "large_print").mkdir(parents=True)
    (tmp_path / "templates" / "large_print" / "page.html").write_text(reach, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = pubpipe("build", project.article, "-o", project.output, "-f", "html", "--voice", "silent")
    project.refuses(done, 4, "template")


def test_a_hard_name_for_the_output_is_taken_literally(project: Project, pubpipe: Pubpipe, tmp_path: Path) -> None:
    """A link in place of the article's output folder is refused; one in place of a file is replaced."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "neck-care").symlink_to(elsewhere)
    done = pubpipe("build", project.article, "-o", tmp_path / "new", "-f", "epub", "--epub-audio", "none")
    assert done.status == 4
    assert "It is a link to another place" in done.err
    assert os.listdir(elsewhere) == []  # noqa: PTH208 (hidden files too)


HOSTILE_FILES = len(ARTICLES) + len(DRAWINGS) + len(GROWING) + len(PICTURES) + len(JSON)
"""All that is refused by its content."""
