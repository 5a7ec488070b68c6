"""What an explanation of a finding says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """text: why it matters, one paragraph; authority: the norm or guideline, or that it is a rule of pubpipe's own."""

    text: str
    authority: str
    remedy: str
