"""Which articles a command means."""

from pathlib import Path

from pubpipe.errors import UsageError

ARTICLE_NAMES = ("article.md", "article.json")


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


def _article_in(path: Path) -> Path:
    if path.is_dir():
        for name in ARTICLE_NAMES:
            if (path / name).is_file():
                return path / name
    return path
