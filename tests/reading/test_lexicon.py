"""A project's lexicon in PLS 1.0."""

from pathlib import Path

import pytest

from pubpipe.findings import Code
from pubpipe.reading import read_article
from pubpipe.reading.lexicon import MOST_LEXEMES, NAMESPACE, read_lexicon
from pubpipe.reading.pronouncing import Lexicon, find_lexicons, merged
from pubpipe.reading.report import Report

SOUND = Path(__file__).parents[1] / "findings" / "sound"
PSOAS = "<lexeme><grapheme>psoas</grapheme><phoneme>ˈsəʊæs</phoneme></lexeme>"


def pls(body: str, attributes: str = 'version="1.0" alphabet="ipa" xml:lang="en-GB"') -> str:
    """A lexicon with this in it."""
    return f'<lexicon xmlns="{NAMESPACE}" {attributes}>\n{body}\n</lexicon>'


def read(folder: Path, text: str | bytes) -> tuple[Lexicon, Report]:
    """What is read from such a file, and what is found."""
    path = folder / "lexicon.pls"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    report = Report("lexicon.pls")
    return read_lexicon(path, report), report


def test_words_are_read_with_their_ipa(tmp_path: Path) -> None:
    """Every grapheme of an entry; the preferred phoneme, else the first; meta and examples say nothing."""
    body = (
        '<meta name="author" content="A clinic"/><metadata><x xmlns="urn:x"/></metadata><!-- terms -->'
        "<lexeme><grapheme>gluteal</grapheme><grapheme>gluteals</grapheme>"
        '<phoneme>ˈɡluːtiəl</phoneme><phoneme prefer="true">ɡluːˈtiːəl</phoneme>'
        "<example>gluteal pain</example></lexeme>"
    )
    lexicon, report = read(tmp_path, pls(PSOAS + body))
    assert report.findings == []
    assert lexicon == Lexicon("en-GB", {"psoas": "ˈsəʊæs", "gluteal": "ɡluːˈtiːəl", "gluteals": "ɡluːˈtiːəl"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (pls("<lexeme>"), 3, "not well-formed"),
        ("", None, "not well-formed"),
        (b"\xff\xfe\x00", None, "not well-formed"),
        (pls(PSOAS, 'version="2.0" alphabet="ipa" xml:lang="en"'), 1, "not a lexicon of PLS"),
        (pls(PSOAS, 'version="1.0" alphabet="ipa"'), 1, "which language"),
        (pls(PSOAS, 'version="1.0" xml:lang="en"'), 2, "does not name its alphabet"),
        (pls(PSOAS, 'version="1.0" alphabet="x-sampa" xml:lang="en"'), 2, "“x-sampa” is not read"),
        (pls("<lexeme><phoneme>ˈsəʊæs</phoneme></lexeme>"), 2, "no <grapheme>"),
        (pls("<lexeme><grapheme>psoas</grapheme></lexeme>"), 2, "no <phoneme>"),
        (pls("<lexeme/>"), 2, "no <grapheme>"),
        (pls("<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>"), 2, "<alias> is not read"),
        (pls("<lexeme><grapheme>psoas</grapheme><phoneme> </phoneme></lexeme>"), 2, "<phoneme> cannot be used"),
        (pls(f"<lexeme><grapheme>{'a' * 101}</grapheme><phoneme>a</phoneme></lexeme>"), 2, "<grapheme> cannot be used"),
        (pls(PSOAS + PSOAS.replace("ˈs", "ˈz")), 2, "two pronunciations"),
        (pls('<lexeme role="x"><grapheme>a</grapheme><phoneme>a</phoneme></lexeme>'), 2, "role"),
        (pls("<word/>"), 2, "<word> does not belong"),
        (pls('<x xmlns="urn:x"/>'), 2, "another namespace"),
        (pls("<?php x?>"), 2, "processing instruction"),
        (f'<!DOCTYPE l [<!ENTITY a "b">]>{pls(PSOAS)}', 1, "document type"),
        (pls(PSOAS * (MOST_LEXEMES + 1)), 1, "more than 1000 words"),
    ],
)
def test_each_fault_is_found_with_its_line(tmp_path: Path, text: str | bytes, line: int | None, message: str) -> None:
    """An error with a remedy, never a word that is passed over."""
    _, report = read(tmp_path, text)
    (finding,) = report.findings
    assert finding.code is Code.LEXICON
    assert message in finding.message
    assert finding.remedy
    assert line is None or finding.position.line == line


def test_an_entity_is_never_expanded(tmp_path: Path) -> None:
    """A file that the lexicon points to stays unread, and a bomb does not go off."""
    (tmp_path / "secret").write_text("ˈsəʊ", encoding="utf-8")
    body = "<lexeme><grapheme>a</grapheme><phoneme>&s;</phoneme></lexeme>"
    lexicon, report = read(tmp_path, f'<!DOCTYPE l [<!ENTITY s SYSTEM "secret">]>{pls(body)}')
    assert lexicon.words == {}
    assert [one.code for one in report.findings] == [Code.LEXICON]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """The same limit as for an article."""
    _, report = read(tmp_path, pls(" " * 1_000_001))
    assert [one.code for one in report.findings] == [Code.FILE_TOO_LARGE]


def test_an_article_s_own_pronunciation_wins_then_the_nearest_lexicon() -> None:
    """Whatever the capitals; a lexicon of another language is for other articles."""
    near, far = Lexicon("en-US", {"Psoas": "1", "gluteal": "2"}), Lexicon("en", {"gluteal": "3", "sciatic": "4"})
    french = Lexicon("fr", {"hanche": "5"})
    said = merged((("psoas", "SO-as"),), (near, far, french), "en-GB")
    assert said == (("psoas", "SO-as"), ("gluteal", "/2/"), ("sciatic", "/4/"))


def test_a_lexicon_lies_beside_the_article_or_beside_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearest first, named as from where pubpipe is run; nowhere else."""
    folder = tmp_path / "source" / "neck"
    folder.mkdir(parents=True)
    for place in (folder, tmp_path, tmp_path / "source"):
        (place / "lexicon.pls").write_text(pls(PSOAS), encoding="utf-8")
    assert find_lexicons(folder / "article.md") == (folder / "lexicon.pls", tmp_path / "lexicon.pls")
    monkeypatch.chdir(tmp_path)
    relative = Path("source/neck/article.md")
    assert find_lexicons(relative) == (Path("source/neck/lexicon.pls"), Path("lexicon.pls"))


def test_an_article_is_read_with_its_lexicon(tmp_path: Path) -> None:
    """What the lexicon says is among what the article knows; a fault in it stops the article, with its file."""
    (tmp_path / "figures").mkdir()
    for name in ("article.md", "figures/neck.svg"):
        (tmp_path / name).write_bytes((SOUND / name).read_bytes())
    (tmp_path / "lexicon.pls").write_text(pls(PSOAS), encoding="utf-8")
    article = read_article(tmp_path / "article.md").article
    assert article is not None
    assert article.pronounce == (("psoas", "/ˈsəʊæs/"),)
    (tmp_path / "lexicon.pls").write_text(pls("<word/>"), encoding="utf-8")
    reading = read_article(tmp_path / "article.md")
    assert reading.article is None
    assert str(reading.findings[0].position) == f"{tmp_path}/lexicon.pls:2"
