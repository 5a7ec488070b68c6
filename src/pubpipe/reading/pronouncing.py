"""Which lexicons an article has, and how their pronunciations meet its own.

Apart from what reads one, since few articles have any.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.project import lexicons_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their pronunciations in IPA, for the articles of one language (a BCP 47 tag)."""

    language: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def speaks(self, language: str) -> bool:
        """Whether it is for articles in that language, whatever the region."""
        return self.language.lower().partition("-")[0] == language.lower().partition("-")[0]


def find_lexicons(article: Path) -> tuple[Path, ...]:
    """The lexicons of an article, nearest first: beside it, and in the project that its source/ lies in."""
    here = Path() if article.is_absolute() else Path.cwd()
    return tuple(_from(here, one) for one in lexicons_of(article) if one.exists())


def _from(here: Path, path: Path) -> Path:
    """The path as a user would write it from here."""
    return path.relative_to(here) if path.is_relative_to(here) else path


def merged(
    own: tuple[tuple[str, str], ...], lexicons: tuple[Lexicon, ...], language: str
) -> tuple[tuple[str, str], ...]:
    """An article's own pronunciations, and those of its lexicons for other words, IPA between slashes."""
    said = {word.lower(): (word, sound) for word, sound in own}
    for lexicon in lexicons:
        if lexicon.speaks(language):
            for word, sound in lexicon.words.items():
                said.setdefault(word.lower(), (word, f"/{sound}/"))
    return tuple(said.values())
