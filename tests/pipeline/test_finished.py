"""Finished files from anywhere: every check has its row, and a file that does not say what the article says fails."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.errors import UsageError
from pubpipe.formats.html import make
from pubpipe.formats.publication import Artifact
from pubpipe.pipeline import finished
from pubpipe.pipeline.discovery import is_finished
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.finished import Judged, Measure, judged, measure_of
from pubpipe.validating import Outcome, Surroundings
from pubpipe.wording import language_for
from tests import samples
from tests.support.epub import book
from tests.support.pdf import handout
from tests.validators.specimens import HTML, write_mp3

NOWHERE = Surroundings({"PATH": ""})
MEASURE = Measure(samples.every_block(), language_for("en-GB"))


def result(path: Path, data: bytes, measure: Measure | None = MEASURE) -> Judged:
    """What becomes of a file with these bytes."""
    path.write_bytes(data)
    return judged(path, NOWHERE, measure, lambda _: None)


def outcomes(one: Judged) -> dict[tuple[str, str], Outcome]:
    """The outcome by tool and standard."""
    return {(verdict.tool, verdict.standard): verdict.outcome for verdict in one.verdicts}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The sample article in each format that needs no voice."""
    publication = samples.publication()
    page: Artifact = make(publication).artifacts[0]
    return {".pdf": handout(), ".epub": book(), ".html": page.data}


@pytest.mark.parametrize("suffix", [".pdf", ".epub", ".html"])
def test_our_files_hold_their_article(tmp_path: Path, files: dict[str, bytes], suffix: str) -> None:
    """Checked under another name, as if they came by e-mail."""
    one = result(tmp_path / f"other{suffix}", files[suffix])
    assert one.findings == ()
    assert outcomes(one)["pubpipe", finished.BY_ITSELF] is Outcome.PASSED
    assert outcomes(one)["pubpipe", finished.BESIDE_ARTICLE] is Outcome.PASSED


@pytest.mark.parametrize("suffix", [".pdf", ".epub", ".html"])
def test_a_file_of_another_dose_fails(tmp_path: Path, files: dict[str, bytes], suffix: str) -> None:
    """The article says another hold than the file: parity fails and names the block."""
    article = MEASURE.article.model_dump_json()
    assert '"lower":20' in article
    other = type(MEASURE.article).model_validate_json(article.replace('"lower":20', '"lower":21'))
    one = result(tmp_path / f"a{suffix}", files[suffix], Measure(other, MEASURE.language))
    assert outcomes(one)["pubpipe", finished.BESIDE_ARTICLE] is Outcome.FAILED
    assert one.failed
    assert any("-dose”" in finding.message and finding.remedy for finding in one.findings)


def test_without_an_article_parity_is_not_checked(tmp_path: Path) -> None:
    """It is told, with what to do."""
    one = result(tmp_path / "a.html", HTML.encode(), None)
    (row,) = (verdict for verdict in one.verdicts if verdict.standard == finished.BESIDE_ARTICLE)
    assert row.outcome is Outcome.UNTESTED
    assert "--article" in row.reason


def test_a_page_made_elsewhere_is_held_against_an_article(tmp_path: Path) -> None:
    """It has none of pubpipe's ids, and its words are looked for all the same."""
    one = result(tmp_path / "a.html", HTML.encode())
    assert outcomes(one)["pubpipe", finished.BESIDE_ARTICLE] is Outcome.FAILED


def test_validators_that_are_not_there_are_rows(tmp_path: Path) -> None:
    """Nothing that was not checked is missing from the table."""
    found = outcomes(result(tmp_path / "a.html", HTML.encode(), None))
    assert {tool for (tool, _), outcome in found.items() if outcome is Outcome.UNTESTED} == {
        "pubpipe",
        "axe",
        "Nu Html Checker",
    }
    assert Outcome.PASSED not in {outcome for (tool, _), outcome in found.items() if tool != "pubpipe"}


def test_a_recording_is_held_by_its_chapters(tmp_path: Path) -> None:
    """What is said in it nobody hears, and that is told."""
    path = write_mp3(tmp_path / "a.mp3", 3.0)
    one = result(path, path.read_bytes())
    assert outcomes(one)["pubpipe", finished.CHAPTERS] is Outcome.FAILED
    assert outcomes(one)["pubpipe", finished.HEARD] is Outcome.UNTESTED


def test_what_a_file_says_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    """Escape sequences, bidirectional controls and endless words are taken out of what is repeated of it."""
    evil = "https://x/\x1b[2J\u202e" + "y" * 2_000
    one = result(tmp_path / "a.html", HTML.replace("<p>", f'<p><img alt="" src="{evil}">').encode(), None)
    shown = "".join(finding.message + finding.excerpt for finding in one.findings)
    assert shown
    assert shown.isprintable()
    assert all(len(finding.excerpt) < 600 for finding in one.findings)


def test_progress_is_told(tmp_path: Path) -> None:
    """It begins and ends."""
    told: list[Progress] = []
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    judged(tmp_path / "a.html", NOWHERE, None, told.append)
    assert (told[0].done, told[-1].done) == (0, told[-1].total)


@pytest.mark.parametrize("make_path", [lambda folder: folder / "gone.pdf", lambda folder: folder / "folder.pdf"])
def test_what_is_no_file_is_wrong_usage(tmp_path: Path, make_path: Callable[[Path], Path]) -> None:
    """A name that is not there, and a folder."""
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(UsageError, match="is not a file"):
        judged(make_path(tmp_path), NOWHERE, None, lambda _: None)


def test_a_file_beyond_all_bounds_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is wrong usage, and no memory is spent on it."""
    monkeypatch.setattr(finished, "LARGEST_BYTES", 1_000)
    (tmp_path / "a.pdf").write_bytes(bytes(1_001))
    with pytest.raises(UsageError, match="larger than"):
        judged(tmp_path / "a.pdf", NOWHERE, None, lambda _: None)


def test_an_article_with_errors_is_no_measure(tmp_path: Path) -> None:
    """What was found in it is told in its place."""
    path = tmp_path / "article.md"
    path.write_text("Hello", encoding="utf-8")
    measure, found = measure_of(path)
    assert measure is None
    assert found


def test_files_are_told_from_articles_by_their_names() -> None:
    """An article is a folder, Markdown or JSON."""
    assert [is_finished(Path(name)) for name in ("a.PDF", "a.epub", "a.m4b", "article.md", "a.json", "source/a")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
