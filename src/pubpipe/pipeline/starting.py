"""The first draft of an article, for `pubpipe new`."""

import datetime
import re
import shutil
from pathlib import Path

from pubpipe.errors import OutputError, UsageError
from pubpipe.model.base import ID_PATTERN
from pubpipe.rendering import Templates

YEARS_TO_REVIEW = 3


def start_article(slug: str, source: Path, today: datetime.date) -> Path:
    """Write source/<slug>/article.md with everything that an article needs; never over an existing one.

    Raises UsageError and OutputError.
    """
    if not re.match(ID_PATTERN, slug) or slug.endswith("-"):
        raise UsageError(f"“{slug}” cannot name an article.", "Use lower-case letters, digits and hyphens: neck-care.")
    folder = source / slug
    path = folder / "article.md"
    if folder.exists():
        raise UsageError(f"{folder} exists already.", "Choose another name.")
    context = {
        "slug": slug,
        "title": slug.replace("-", " ").capitalize(),
        "today": today.isoformat(),
        "due": f"{today.year + YEARS_TO_REVIEW}-{today.month:02d}-{min(today.day, 28):02d}",
    }
    text = Templates().render("new/article.md", context)
    figure = Templates().read("new/figure.svg")
    try:
        (folder / "figures").mkdir(parents=True)
        (folder / "figures" / "stretch.svg").write_text(figure, encoding="utf-8")
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        # Half an article would be in the way of the next attempt.
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(
            f"The article cannot be begun in {folder}: {error.strerror or error}.",
            "Check the free space and who may write there.",
        ) from error
    return path
