"""Findings that an author has looked at and lets stand, each with the reason."""

import difflib
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from pubpipe.findings import Code
from pubpipe.model.base import Frozen, UnusableError


def _suppressible(text: str) -> str:
    """A code that may be suppressed. Raises UnusableError for one that could hurt, and for an unknown one."""
    codes = {one.code: one for one in Code}
    if text not in codes:
        close = difflib.get_close_matches(text, codes, n=1, cutoff=0.5)
        remedy = f"Did you mean “{close[0]}”?" if close else "`pubpipe check` prints the code of each finding."
        raise UnusableError(f"there is no finding “{text}”", remedy)
    if not codes[text].is_suppressible:
        raise UnusableError(
            f"{text} cannot be suppressed, since it keeps patients safe or the files whole",
            "Mend what it finds; only warnings and notes on the article (A) can be suppressed.",
        )
    return text


class Suppression(Frozen):
    """The code of a finding to let stand in the whole article, and why."""

    code: Annotated[str, Field(max_length=10), AfterValidator(_suppressible)]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
