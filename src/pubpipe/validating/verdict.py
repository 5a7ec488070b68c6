"""What a validator answers with: values that tell a pass from a silence."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one check, in the words of W3C EARL 1.0, section 2.7.

    UNTESTED is what pubpipe calls “not checked”: nobody looked. CANNOT_TELL: somebody looked and gave no verdict.
    """

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    UNTESTED = "untested"
    INAPPLICABLE = "inapplicable"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark of a validator, in its own words: how grave, by which rule, and where."""

    severity: str
    code: str
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator says of one file by one standard.

    version: as the tool gives it, empty where it was not asked; reason: why there is no verdict, with the
    remedy where there is one; remarks: no more than are worth reading, `unsaid` counts the others.
    """

    tool: str
    standard: str
    outcome: Outcome
    version: str = ""
    remarks: tuple[Remark, ...] = ()
    reason: str = ""
    unsaid: int = 0
