"""`pubpipe check`: articles read and reviewed, their findings printed, and an exit status by severity."""

from collections.abc import Sequence
from pathlib import Path

from pubpipe import pipeline
from pubpipe.cli.results import print_checked
from pubpipe.cli.today import today
from pubpipe.findings import has_errors
from pubpipe.pipeline.discovery import find_articles


def check_articles(articles: Sequence[Path], *, strict: bool, as_json: bool) -> int:
    """Check articles in the order given; the exit status: 1 when any has errors, under `strict` also for warnings."""
    paths = find_articles(tuple(articles), Path("source"))
    day = today()
    status = 0
    for path in paths:
        reading, findings = pipeline.check(path, day)
        print_checked(path, reading, findings, as_json=as_json)
        status = max(status, int(has_errors(findings, strict=strict)))
    return status
