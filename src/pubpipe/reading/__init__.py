"""Text to Article: Markdown with front matter, or the same model as JSON; and a clinic's profile.

Nothing is ignored silently and nothing is guessed: what the reader does not
know is a finding with file, line, the offending text and the remedy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.walks import figures
from pubpipe.reading.article import read_body
from pubpipe.reading.drawing import Pictures, draw_poses, is_drawn
from pubpipe.reading.front_matter import read_metadata, split
from pubpipe.reading.integrity import check_integrity
from pubpipe.reading.json_article import article_schema, read_json
from pubpipe.reading.pictures import load_figures, load_logo
from pubpipe.reading.pronouncing import Lexicon, find_lexicons, merged
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText, decode, load
from pubpipe.reading.validation import validate
from pubpipe.reading.yaml_source import parse_yaml

if TYPE_CHECKING:
    from pubpipe.profile import Profile

__all__ = ["ProfileReading", "Reading", "article_schema", "read_article", "read_markdown", "read_profile"]


MOST_LINES = 10_000
MOST_BRACKETS = 5_000
MOST_LETTERS = 300_000
"""Of an article in Markdown: thirty times the longest handout, and read in seconds whatever they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the article with its pictures, or None; and everything found on the way."""

    article: Article | None
    assets: Mapping[str, Asset]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProfileReading:
    """What came of reading a profile: its choices with the clinic's logo, or None; and everything found on the way."""

    profile: "Profile | None"
    logo: Asset | None
    findings: tuple[Finding, ...]


def read_article(path: Path) -> Reading:
    """Read an article, its figures and its project's lexicon from the disk."""
    report = Report(str(path))
    article = _article(path, report)
    assets: Mapping[str, Asset] = {}
    if article is not None:
        check_integrity(article, report)
        article, sketches = draw_poses(article, path.parent, report)
        pictures = tuple(figure for figure in figures(article) if not is_drawn(figure))
        assets = Pictures(sketches, load_figures(pictures, path.parent, report))
        article = _with_lexicons(article, path, report)
    return Reading(None if report.has_errors else article, assets, tuple(report.findings))


def _with_lexicons(article: Article, path: Path, report: Report) -> Article:
    """The article with the pronunciations of its project; its own win."""
    found = tuple(_lexicon(lexicon, report) for lexicon in find_lexicons(path))
    return article.model_copy(update={"pronounce": merged(article.pronounce, found, article.language)})


def _lexicon(path: Path, report: Report) -> Lexicon:
    from pubpipe.reading.lexicon import read_lexicon

    own = Report(str(path))
    lexicon = read_lexicon(path, own)
    report.findings += own.findings
    return lexicon


def _article(path: Path, report: Report) -> Article | None:
    data = load(path, report)
    source = decode(data, report) if data is not None else None
    if source is None:
        return None
    return read_json(source, report) if path.suffix.lower() == ".json" else read_markdown(source, report)


def read_markdown(source: SourceText, report: Report) -> Article | None:
    """Markdown text to an article, without its figures."""
    text = source.text
    if text.count("\n") > MOST_LINES or len(text) > MOST_LETTERS or text.count("[") > MOST_BRACKETS:
        most = f"{MOST_LINES:,} lines, {MOST_LETTERS:,} letters or {MOST_BRACKETS:,} square brackets"
        message = f"The article has more than {most}."
        report.add(Code.FILE_TOO_LARGE, message, "Split it into several articles.", line=1)
        return None
    parts = split(source, report)
    if parts is None:
        return None
    head, body = parts
    metadata = read_metadata(head, report)
    references = tuple(reference.id for reference in metadata.references) if metadata else ()
    if metadata is None:
        return None
    blocks = read_body(body, references, report)
    if report.has_errors:
        return None
    return Article(**{name: getattr(metadata, name) for name in type(metadata).model_fields}, blocks=blocks)


def read_profile(path: Path) -> ProfileReading:
    """Read a clinic's profile and its logo from the disk."""
    from pubpipe.profile import Profile

    report = Report(str(path))
    data = load(path, report)
    source = decode(data, report) if data is not None else None
    parsed = parse_yaml(source.text, report) if source else None
    profile = validate(Profile, parsed.data, parsed.places, report) if parsed else None
    logo = None
    if parsed and profile and profile.clinic and profile.clinic.logo:
        line, _ = parsed.places["clinic", "logo", "file"]
        logo = load_logo(profile.clinic.logo, path.parent, report, line)
    return ProfileReading(None if report.has_errors else profile, logo, tuple(report.findings))
