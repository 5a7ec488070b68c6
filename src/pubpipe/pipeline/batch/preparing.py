"""A row to all that its files are made from: its article read, tailored, drawn where a figure is turned, reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pubpipe.errors import SourceError
from pubpipe.findings import Finding, Position, has_errors
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.model.walks import figures, stretches
from pubpipe.pipeline.batch.order import RowTask
from pubpipe.pipeline.matter import Matter, templates_key
from pubpipe.profile import Profile
from pubpipe.reading import Reading, read_article
from pubpipe.reading.drawing import Pictures, draw_poses
from pubpipe.reading.integrity import check_integrity
from pubpipe.reading.report import Report
from pubpipe.reviewing import review
from pubpipe.storing import digest, key
from pubpipe.tailoring import tailored
from pubpipe.tailoring.dosing import paces_for
from pubpipe.wording import language_for

MOST_ARTICLES = 8
"""Articles that a process keeps at hand."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of a row: what its files are made from, or None; and everything found on the way."""

    matter: Matter | None
    findings: tuple[Finding, ...]


def fingerprint(reading: Reading) -> str:
    """What tells whether an article, its figures and its words are still those that the rows were held against."""
    article = reading.article.model_dump_json() if reading.article else None
    pictures = (part for path, one in sorted(reading.assets.items()) for part in (path, digest(one.data)))
    return key("reading", article, *pictures)


def prepared(task: RowTask) -> Prepared:
    """The row's article, ready to be made. Raises SourceError if the source has changed since it was looked at."""
    reading = read_once(task.article, task.fingerprint)
    article = article_of(reading)
    language, file = language_for(article.language), str(task.article)
    result = tailored(article, task.tailoring, language, Position(task.rows, task.line), file)
    if result.article is None:
        return Prepared(None, result.findings)
    report = Report(file)
    check_integrity(result.article, report)
    one, assets = _drawn(result.article, reading, task.article.parent, report)
    found = (*result.findings, *report.findings)
    if not report.has_errors:
        found = (*found, *review(one, language, file, task.today))
    if has_errors(found, strict=task.strict):
        return Prepared(None, found)
    profile = _profile(task, article, one)
    templates = templates_key(task.templates)
    variant = key("variant", one.model_dump_json()) if result.article != article else ""
    return Prepared(Matter(one, profile, assets, task.templates, templates, task.choices.logo, variant), found)


def as_written(path: Path, expected: str, profile: Profile) -> Matter:
    """The same of an article as it was written, with nothing of any row's in it."""
    reading = read_once(path, expected)
    article = article_of(reading)
    return Matter(article, profile.for_article(article.id), reading.assets)


@lru_cache(maxsize=MOST_ARTICLES)
def read_once(path: Path, expected: str) -> Reading:
    """An article, read once in each process. Raises SourceError if it is not the one that was expected."""
    reading = read_article(path)
    if fingerprint(reading) != expected:
        raise SourceError(
            f"{path} or one of its figures has changed since the rows were looked at.", "Begin the batch once more."
        )
    return reading


def article_of(reading: Reading) -> Article:
    """The article that was read. Raises SourceError if there is none."""
    if reading.article is None:
        raise SourceError("The article cannot be read any more.", "Check it with `pubpipe check`.")
    return reading.article


def _drawn(article: Article, reading: Reading, folder: Path, report: Report) -> tuple[Article, dict[str, Asset]]:
    """The article with turned figures drawn anew, and the pictures that it shows: no others travel with it."""
    pictures: tuple[Mapping[str, Asset], ...] = (reading.assets,)
    if not report.has_errors and not set(figures(article)) <= set(figures(article_of(reading))):
        article, sketches = draw_poses(article, folder, report)
        pictures = (Pictures(sketches, {}), reading.assets)
    shown = {one.path: next((some for some in pictures if one.path in some), None) for one in figures(article)}
    return article, {path: some[path] for path, some in shown.items() if some is not None}


def _profile(task: RowTask, written: Article, article: Article) -> Profile:
    """The clinic's choices for the row.

    An address leads to the article as it was written. Where the row has other stretches or doses it is left out: a
    patient who follows it would find another dose than the one on paper.
    """
    profile = paces_for(task.choices.profile, written, task.tailoring).for_article(written.id)
    if stretches(article) == stretches(written):
        return profile
    return profile.model_copy(update={"url": None, "audio": profile.audio.model_copy(update={"url": None})})
