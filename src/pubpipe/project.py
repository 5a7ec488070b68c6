"""Where things lie in a project: the one place that knows, for whoever reads them and for whoever asks if they changed.

What is read and not looked for when a cache is asked would let an old file be published as a new one.
"""

from pathlib import Path

SOURCE = "source"
"""The folder of a project in which its articles are."""
LEXICON = "lexicon.pls"
"""How a project's terms are said: beside an article, and beside the project's source/."""


def lexicons_of(article: Path) -> tuple[Path, ...]:
    """Where an article's lexicons may lie, nearest first, whether they are there or not."""
    folder = article.absolute().parent
    projects = [one.parent for one in folder.parents if one.name == SOURCE]
    return tuple(one / LEXICON for one in (folder, *projects[:1]))
