"""Article to findings: what no format can mend and no reader can see. One small function per rule.

The rules stand in one literal tuple; each takes what it reviews and yields findings.
"""

import datetime

from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.reviewing.clarity import abbreviations, length
from pubpipe.reviewing.governance import approved, contact, placeholder, references_used, review_dates, review_overdue
from pubpipe.reviewing.prescribing import dose_in_words, frequency_given, sensible_dose
from pubpipe.reviewing.reading_ease import capitals, paragraph_length, reading_grade, sentence_length, terms
from pubpipe.reviewing.rule import Reviewed, Rule
from pubpipe.reviewing.safety import (
    disclaimer,
    each_side_named,
    figures_for_stretches,
    sides_without_guessing,
    warning_first,
)
from pubpipe.reviewing.sides import side_of_alt, side_of_steps
from pubpipe.reviewing.structure import alternatives, claims, links, purpose, sections_filled
from pubpipe.reviewing.suppressing import suppressed
from pubpipe.reviewing.warning_signs import red_flags
from pubpipe.wording import Language

__all__ = ["RULES", "review"]

RULES: tuple[Rule, ...] = (
    warning_first,
    disclaimer,
    sides_without_guessing,
    each_side_named,
    side_of_steps,
    side_of_alt,
    red_flags,
    sensible_dose,
    dose_in_words,
    frequency_given,
    figures_for_stretches,
    review_dates,
    review_overdue,
    contact,
    references_used,
    placeholder,
    approved,
    abbreviations,
    length,
    reading_grade,
    sentence_length,
    paragraph_length,
    terms,
    capitals,
    claims,
    links,
    purpose,
    sections_filled,
    alternatives,
)


def review(article: Article, language: Language, file: str, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """Everything that the rules find; `file` is the article's path as the user named it.

    today: the day of the review; without it nothing is said about dates that are past.
    """
    reviewed = Reviewed(article, language, file, today)
    return tuple(suppressed((finding for rule in RULES for finding in rule(reviewed)), reviewed))
