"""The judges from outside: validators of other makers, asked about a finished file when they are installed.

None of them is part of pubpipe, and none is needed for a build. One that is not there, that breaks or that
answers what nobody understands is told as such: only a report that was understood can be a pass.
"""

from pubpipe.validating import ace, axe, epubcheck, outloud, page_validation, verapdf, vnu
from pubpipe.validating.locating import Surroundings
from pubpipe.validating.validator import Subject, Validator, judge
from pubpipe.validating.verdict import Outcome, Remark, Verdict

__all__ = [
    "VALIDATORS",
    "Outcome",
    "Remark",
    "Subject",
    "Surroundings",
    "Validator",
    "Verdict",
    "judge",
    "validators_of",
]

VALIDATORS: tuple[Validator, ...] = (
    verapdf.VALIDATOR,
    page_validation.VALIDATOR,
    outloud.VALIDATOR,
    epubcheck.VALIDATOR,
    ace.VALIDATOR,
    axe.VALIDATOR,
    vnu.VALIDATOR,
)


def validators_of(media_type: str) -> tuple[Validator, ...]:
    """Those that judge a kind of file, in the order of the table."""
    return tuple(one for one in VALIDATORS if one.media_type == media_type)
