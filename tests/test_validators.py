"""Each validator passes a good file and fails a broken one."""

from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from tests.validators import (
    Result,
    ace,
    audio,
    axe,
    epubcheck,
    outloud,
    page_validation,
    verapdf,
    vnu,
)
from tests.validators.specimens import EPUB, HTML, write_epub, write_mp3, write_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REST = "<p>Lie on your back for ten minutes.</p>"


class TestPdf:
    """veraPDF, page-validation and outloud."""

    def test_all_pass_a_good_file(self, tmp_path: Path) -> None:
        """A tagged file with a language and a title has nothing to remark on."""
        pdf = write_pdf(tmp_path / "good.pdf", REST)
        for result in (verapdf.check(pdf), page_validation.check(pdf), outloud.check(pdf)):
            assert result.passed, str(result)
            assert not result.messages

    def test_all_fail_a_file_without_language(self, tmp_path: Path) -> None:
        """A screen reader would not know which voice to read with."""
        pdf = write_pdf(tmp_path / "bad.pdf", REST, language="")
        assert_failed(verapdf.check(pdf), "7.2-29")
        assert_failed(page_validation.check(pdf), "PDFUA1-LANGUAGE-TAG-001")
        assert_failed(outloud.check(pdf), "DOC-013")

    def test_outloud_hears_what_the_norm_allows(self, tmp_path: Path) -> None:
        """A picture whose alternative text is its file name conforms, and says nothing."""
        picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E"
        pdf = write_pdf(tmp_path / "bad.pdf", f'<p>Rest <img alt="image1.png" src="{picture}"></p>')
        assert verapdf.check(pdf).passed
        assert_failed(outloud.check(pdf), "FIG-010")

    def test_verapdf_answers_for_every_file_and_flavour(self, tmp_path: Path) -> None:
        """One process judges several files for several norms, each on its own."""
        good = write_pdf(tmp_path / "good.pdf", REST)
        bad = write_pdf(tmp_path / "bad.pdf", "<h3>Two levels too deep</h3>")
        results = verapdf.check_all([good, bad], ["ua1", "2a"])
        verdicts = {key: result.passed for key, result in results.items()}
        assert verdicts == {(good, "ua1"): True, (good, "2a"): False, (bad, "ua1"): False, (bad, "2a"): False}
        assert_failed(results[bad, "ua1"], "7.4.2-1")

    def test_all_fail_what_is_no_pdf(self, tmp_path: Path) -> None:
        """A file that cannot be read is a failure of the file, not of the validator."""
        pdf = tmp_path / "not.pdf"
        pdf.write_text("This is no PDF file.", encoding="utf-8")
        for result in (verapdf.check(pdf), page_validation.check(pdf), outloud.check(pdf)):
            assert_failed(result, "unreadable")


class TestEpub:
    """EPUBCheck and Ace."""

    def test_both_pass_a_good_book(self, tmp_path: Path) -> None:
        """A small complete book has nothing to remark on; the note on its font is silenced."""
        book = write_epub(tmp_path / "good.epub")
        for result in (epubcheck.check(book), ace.check(book)):
            assert result.passed, str(result)
            assert not result.messages

    def test_epubcheck_fails_a_book_without_its_date(self, tmp_path: Path) -> None:
        """The package must say when it was last changed."""
        line = '<meta property="dcterms:modified">2025-01-01T00:00:00Z</meta>\n'
        book = write_epub(tmp_path / "bad.epub", package_opf=EPUB["package.opf"].replace(line, ""))
        assert_failed(epubcheck.check(book), "RSC-005")

    def test_epubcheck_fails_a_mere_usage_note(self, tmp_path: Path) -> None:
        """A file that nothing refers to is only a note for EPUBCheck, and still wrong in our books."""
        book = write_epub(tmp_path / "bad.epub", style_css="body { color: black }")
        result = epubcheck.check(book)
        assert_failed(result, "OPF-097")
        assert {message.severity for message in result.messages} == {"usage"}

    def test_ace_fails_a_page_without_language(self, tmp_path: Path) -> None:
        """A reader's voice needs the language of each page."""
        page = EPUB["rest.xhtml"].replace(' lang="en" xml:lang="en"', "")
        result = ace.check(write_epub(tmp_path / "bad.epub", rest_xhtml=page))
        assert_failed(result, "html-has-lang")
        assert "rest.xhtml" in str(result)

    def test_ace_fails_a_book_that_hides_its_accessibility(self, tmp_path: Path) -> None:
        """The metadata must say what kind of reader the book suits."""
        line = '<meta property="schema:accessibilityHazard">none</meta>\n'
        book = write_epub(tmp_path / "bad.epub", package_opf=EPUB["package.opf"].replace(line, ""))
        assert_failed(ace.check(book), "metadata-accessibilityhazard")

    def test_ace_that_cannot_read_a_book_gives_no_verdict(self, tmp_path: Path) -> None:
        """A crash of the validator is an error of its own, never a pass."""
        book = tmp_path / "not.epub"
        book.write_text("This is no book.", encoding="utf-8")
        with pytest.raises(RuntimeError, match="Ace gave no verdict"):
            ace.check(book)


class TestHtml:
    """axe and the Nu Html Checker."""

    def test_both_pass_a_good_page(self, tmp_path: Path, browser: "Browser") -> None:
        """A small complete page has nothing to remark on, in the light and in the dark."""
        page = write_page(tmp_path, HTML)
        light = axe.check(browser, page, title="Rest your back", heading="Rest", scheme="light")
        dark = axe.check(browser, page, title="Rest your back", heading="Rest", scheme="dark")
        for result in (light, dark, vnu.check(page)):
            assert result.passed, str(result)
        assert light.lowest_contrast == dark.lowest_contrast == 21
        assert [contrast.foreground for contrast in light.contrasts] == ["#000000", "#000000"]
        assert [contrast.foreground for contrast in dark.contrasts] == ["#ffffff", "#ffffff"]

    def test_axe_fails_a_contrast_below_seven(self, tmp_path: Path, browser: "Browser") -> None:
        """Grey that is enough for level AA is not for AAA; the ratio is reported."""
        page = write_page(tmp_path, HTML.replace("color: #000;", "color: #666;"))
        result = axe.check(browser, page, title="Rest your back", heading="Rest")
        assert_failed(result, "color-contrast-enhanced")
        assert result.lowest_contrast == pytest.approx(5.74)

    def test_axe_fails_the_dark_scheme_alone(self, tmp_path: Path, browser: "Browser") -> None:
        """A fault that only shows in the dark is found in the dark."""
        page = write_page(tmp_path, HTML.replace("color: #fff; background: #000", "color: #555; background: #000"))
        assert axe.check(browser, page, title="Rest your back", heading="Rest", scheme="light").passed
        assert_failed(axe.check(browser, page, title="Rest your back", heading="Rest", scheme="dark"), "color-contrast")

    def test_axe_fails_what_it_cannot_decide(self, tmp_path: Path, browser: "Browser") -> None:
        """Text over a gradient has no contrast that could be measured: undecided is not passed."""
        page = write_page(tmp_path, HTML.replace("<p>", '<p style="background: linear-gradient(#fff, #eee)">'))
        result = axe.check(browser, page, title="Rest your back", heading="Rest")
        assert_failed(result, "color-contrast")
        assert not result.violations
        assert result.incomplete

    def test_axe_measures_targets(self, tmp_path: Path, browser: "Browser") -> None:
        """Two tiny buttons side by side are hard to hit."""
        button = '<button style="width: 9px; height: 9px; padding: 0; margin: 0">{}</button>'
        page = write_page(tmp_path, HTML.replace("</p>", f"</p>{button.format('A')}{button.format('B')}"))
        assert_failed(axe.check(browser, page, title="Rest your back", heading="Rest"), "target-size")
        page = write_page(tmp_path, HTML.replace("</p>", '</p><button style="min-height: 44px">Play</button>'))
        assert "target-size" in axe.check(browser, page, title="Rest your back", heading="Rest").rules_run

    def test_axe_refuses_another_page(self, tmp_path: Path, browser: "Browser") -> None:
        """An error page is accessible, but it is not the page that was meant."""
        page = write_page(tmp_path, HTML.replace("<h1>Rest</h1>", "<h1>Not found</h1>"))
        with pytest.raises(AssertionError, match="Not found"):
            axe.check(browser, page, title="Rest your back", heading="Rest")

    def test_vnu_fails_an_error(self, tmp_path: Path) -> None:
        """A picture needs an alternative text."""
        result = vnu.check(write_page(tmp_path, HTML.replace("</p>", '<img src="a.png"></p>')))
        assert_failed(result, "error")

    def test_vnu_fails_a_warning(self, tmp_path: Path) -> None:
        """A section without a heading is only worth a warning to it, and still fails."""
        result = vnu.check(write_page(tmp_path, HTML.replace("</p>", "</p><section><p>Rest.</p></section>")))
        assert not result.passed
        assert {message.severity for message in result.messages} == {"warning"}


class TestAudio:
    """The reader of sound files."""

    def test_reads_what_was_written(self, tmp_path: Path) -> None:
        """Length, codec, tags, chapters and samples all come back from the file."""
        sound = audio.read(write_mp3(tmp_path / "good.mp3", 6.0))
        assert (sound.codec, sound.sample_rate, sound.channels, sound.bit_rate) == ("mp3float", 24_000, 1, 64_000)
        assert sound.tags["title"] == "Rest your back"
        assert [(chapter.title, chapter.start, chapter.end) for chapter in sound.chapters] == [
            ("Lie down", 0.0, 2.0),
            ("Breathe", 2.0, 6.0),
        ]
        assert not sound.has_cover
        assert sound.seconds == pytest.approx(6.0, abs=0.1)
        assert float(np.abs(sound.samples).max()) == pytest.approx(0.1, abs=0.02)

    def test_notices_a_sound_cut_short(self, tmp_path: Path) -> None:
        """Half a file is half as long, whatever its tags promise."""
        path = write_mp3(tmp_path / "cut.mp3", 6.0)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        sound = audio.read(path)
        assert sound.seconds < 3.5
        assert sound.chapters[-1].end == 6.0

    def test_refuses_what_is_no_sound(self, tmp_path: Path) -> None:
        """A text file under the name of an MP3 is an error."""
        path = tmp_path / "not.mp3"
        path.write_text("This is no sound.", encoding="utf-8")
        with pytest.raises(av.error.FFmpegError):
            audio.read(path)


def write_page(folder: Path, html: str) -> Path:
    """Writes a page into a test's own folder."""
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    return page


def assert_failed(result: Result, code: str) -> None:
    """The validator failed the file, for this reason."""
    assert not result.passed, str(result)
    assert code in result.codes, str(result)
