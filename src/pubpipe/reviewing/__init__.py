"""Article to findings: what no format can mend and no reader can see. One small function per rule.

The rules stand in one literal tuple; each takes what it reviews and yields findings.
"""

from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.reviewing.clarity import abbreviations, length
from pubpipe.reviewing.governance import approved, contact, placeholder, references_used, review_dates
from pubpipe.reviewing.rule import Reviewed, Rule
from pubpipe.reviewing.safety import (
    disclaimer,
    each_side_named,
    figures_for_stretches,
    sides_without_guessing,
    warning_first,
)
from pubpipe.wording import Language

__all__ = ["RULES", "review"]

RULES: tuple[Rule, ...] = (
    warning_first,
    disclaimer,
    sides_without_guessing,
    each_side_named,
    figures_for_stretches,
    review_dates,
    contact,
    references_used,
    placeholder,
    approved,
    abbreviations,
    length,
)


def review(article: Article, language: Language, file: str) -> tuple[Finding, ...]:
    """Everything that the rules find; `file` is the article's path as the user named it."""
    reviewed = Reviewed(article, language, file)
    return tuple(finding for rule in RULES for finding in rule(reviewed))
