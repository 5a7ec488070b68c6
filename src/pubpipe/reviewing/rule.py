"""What a rule is given and how it says what it found."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pubpipe.findings import Code, Finding, Position
from pubpipe.model.article import Article, Node
from pubpipe.wording import Language


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article under review, with its language's record and the path that the user named.

    today: the day of the review, None where nothing shall depend on it.
    """

    article: Article
    language: Language
    file: str
    today: datetime.date | None = None

    def finding(self, code: Code, message: str, remedy: str, *, node: Node | None = None, excerpt: str = "") -> Finding:
        """A finding at a node's line, or about the article as a whole."""
        line = node.source.line if node and node.source else None
        return Finding(code, Position(self.file, line), message, excerpt, remedy)


Rule = Callable[[Reviewed], Iterable[Finding]]
