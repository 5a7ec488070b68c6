"""How things are written and spoken, on one record per language.

A format never words a dose, a date or a label itself: it asks here, so that no
two formats can word the same value differently. A new language is a new record
in a file of its own and a line in `LANGUAGES`; nothing else changes.
"""

from pubpipe.errors import SourceError
from pubpipe.wording.english import ENGLISH
from pubpipe.wording.language import Interface, Language, Units

__all__ = ["LANGUAGES", "Interface", "Language", "Units", "language_for"]

LANGUAGES: tuple[Language, ...] = (ENGLISH,)


def language_for(tag: str) -> Language:
    """The record for a BCP 47 tag, matched by its primary subtag."""
    primary = tag.partition("-")[0]
    for language in LANGUAGES:
        if language.primary == primary:
            return language
    known = ", ".join(language.primary for language in LANGUAGES)
    raise SourceError(
        f"pubpipe has no wording for the language “{tag}”.",
        f"Write the article in one of these languages: {known}.",
    )
