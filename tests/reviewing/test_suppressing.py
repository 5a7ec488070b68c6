"""Findings that an author lets stand."""

from pathlib import Path

from pubpipe.findings import Code, Severity, has_errors
from pubpipe.pipeline.checking import check
from pubpipe.reading import read_article

SOUND = Path(__file__).parents[1] / "findings" / "sound" / "article.md"
SUPPRESSED = "authors: [Clinic team]\nsuppress: [{code: A025, reason: The clinician says how often.}]\n"


def written(folder: Path) -> Path:
    """The sound article without a frequency, which its author lets stand."""
    text = SOUND.read_text(encoding="utf-8").replace(":frequency: once a day\n", "")
    path = folder / "article.md"
    path.write_text(text.replace("authors: [Clinic team]\n", SUPPRESSED), encoding="utf-8")
    (folder / "figures").mkdir()
    (folder / "figures" / "neck.svg").write_bytes((SOUND.parent / "figures" / "neck.svg").read_bytes())
    return path


def test_a_suppressed_finding_stays_and_stops_nothing(tmp_path: Path) -> None:
    """It carries the reason, and strictness lets it pass."""
    _, (finding,) = check(written(tmp_path))
    assert (finding.code, finding.suppressed) == (Code.NO_FREQUENCY, "The clinician says how often.")
    assert not has_errors((finding,), strict=True)


def test_a_suppression_survives_as_json(tmp_path: Path) -> None:
    """An article that was written as JSON is reviewed as the one it was written from."""
    path = written(tmp_path)
    article = read_article(path).article
    assert article is not None
    other = tmp_path / "article.json"
    other.write_text(article.model_dump_json(), encoding="utf-8")
    again = read_article(other).article
    assert again is not None
    assert again.suppress == article.suppress


def test_only_advice_on_the_article_can_be_suppressed() -> None:
    """No error, and nothing about the source as text, the voice or finished files."""
    for code in Code:
        if code.is_suppressible:
            assert code.code.startswith("A")
            assert code.severity is not Severity.ERROR
    assert not any(one.is_suppressible for one in (Code.NO_WARNING, Code.DOSE_CONTRADICTED, Code.RED_FLAGS))
    assert Code.LONG_SENTENCE.is_suppressible
