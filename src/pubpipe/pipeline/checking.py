"""An article read and reviewed without being published: apart from the build, so that a check loads none of it."""

import datetime
from pathlib import Path

from pubpipe.errors import SourceError
from pubpipe.findings import Code, Finding, Position
from pubpipe.reading import Reading, read_article
from pubpipe.reviewing import review
from pubpipe.wording import language_for


def check(path: Path, today: datetime.date | None = None) -> tuple[Reading, tuple[Finding, ...]]:
    """Read and review one article without publishing it; the reading, and all findings of both.

    today: the day of the review, without which nothing is said about dates that are past.
    """
    reading = read_article(path)
    if reading.article is None:
        return reading, reading.findings
    try:
        language = language_for(reading.article.language)
    except SourceError as error:
        return reading, (
            *reading.findings,
            Finding(Code.BAD_VALUE, Position(str(path)), error.message, "", error.remedy),
        )
    return reading, (*reading.findings, *review(reading.article, language, str(path), today))
