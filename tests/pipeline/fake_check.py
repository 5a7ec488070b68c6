"""The check of the fake format."""

from pubpipe.checking.finished import Finished
from pubpipe.findings import Finding


def check(finished: Finished) -> tuple[Finding, ...]:
    """The file holds the title."""
    return () if finished.article.title.encode() in finished.data else (finished.unsound("The title is missing."),)
