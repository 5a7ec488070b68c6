"""Which articles a command means, or which finished files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pubpipe.errors import UsageError
from pubpipe.pipeline.address import Address

ARTICLE_NAMES = ("article.md", "article.json")

KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".htm": "text/html",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
}
"""Media types of finished files by the endings of their names."""


def find_articles(named: tuple[Path, ...], source: Path) -> tuple[Path, ...]:
    """The named articles, where a folder stands for the article in it; or all below `source`.

    Raises UsageError when there is none.
    """
    if named:
        return tuple(dict.fromkeys(_article_in(path) for path in named))
    found = tuple(
        folder / name
        for folder in (sorted(source.iterdir()) if source.is_dir() else ())
        for name in ARTICLE_NAMES
        if (folder / name).is_file()
    )
    if not found:
        raise UsageError(
            f"There is no article under {source}/.",
            "Name an article, or begin one with `pubpipe new my-article`.",
        )
    return found


def is_finished(path: Path) -> bool:
    """Whether a name is that of a finished file, and not of an article."""
    return path.suffix.lower() in KINDS


def all_finished(paths: Sequence[Path]) -> bool:
    """Whether finished files are meant, and no article. Raises UsageError for both at once."""
    finished = [is_finished(path) for path in paths]
    if any(finished) and not all(finished):
        raise UsageError("Articles and finished files are checked apart.", "Name one kind, and then the other.")
    return any(finished)


def _article_in(path: Path) -> Path:
    if isinstance(path, Address):
        # Whoever has access to it looks what is there.
        return path
    if path.is_dir():
        for name in ARTICLE_NAMES:
            if (path / name).is_file():
                return path / name
    return path
