"""Stable ids: made from titles and places, so that editing one section leaves the ids of others alone."""

import re
import unicodedata

from pubpipe.model.base import LONGEST_ID

LONGEST_SLUG = 60

LONGEST_PARENT = LONGEST_ID - 30
"""Of the id of a block, what the ids of those inside it begin with: behind it stand their kinds and numbers."""

DERIVED = ("title", "dose", "preparation", "side", "steps", "figure", "other", "other-steps")
"""Suffixes that formats put behind a titled block's id for its parts."""

RESERVED = frozenset(
    {"article", "audio", "colophon", "contents", "cover", "footer", "header", "landmarks", "main", "nav", "player"}
    | {"references", "summary", "title", "toc", "transcript"}
)
"""Ids that formats give to parts of their own."""


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; empty when nothing of the text is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"['’]", "", ascii_text)
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:LONGEST_SLUG].rstrip("-")


class Ids:
    """Hands out each id once."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._counts: dict[str, int] = {}

    def titled(self, title: str, kind: str) -> str:
        """An id from a title; the ids that formats derive from it are kept free for them."""
        base = slug(title) or kind
        if not base[0].isalpha():
            base = f"{kind}-{base}"
        candidate, number = base, 1
        while self._clashes(candidate):
            number += 1
            candidate = f"{base}-{number}"
        return self._take(candidate)

    def numbered(self, parent: str, kind: str) -> str:
        """The next id of a kind under a parent, such as `why-hips-p2`; `parent` may be empty."""
        stem = f"{parent[:LONGEST_PARENT].rstrip('-')}-{kind}" if parent else kind
        while True:
            self._counts[stem] = self._counts.get(stem, 0) + 1
            candidate = f"{stem}{self._counts[stem]}"
            if not self._clashes(candidate):
                return self._take(candidate)

    def _take(self, candidate: str) -> str:
        self._taken.update((candidate, *(f"{candidate}-{suffix}" for suffix in DERIVED)))
        return candidate

    def _clashes(self, candidate: str) -> bool:
        return (
            candidate in self._taken
            or candidate.startswith("reference-")
            or any(f"{candidate}-{suffix}" in self._taken for suffix in DERIVED)
        )
