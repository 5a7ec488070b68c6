"""What an author lets stand: such a finding stays among the findings, and counts no more."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubpipe.findings import Code, Finding
from pubpipe.reviewing.rule import Reviewed


def suppressed(findings: Iterable[Finding], reviewed: Reviewed) -> Iterator[Finding]:
    """The findings, those that the front matter suppresses with its reason; then a note for what it need not."""
    reasons = {one.code: one.reason for one in reviewed.article.suppress}
    found = set()
    for finding in findings:
        code = finding.code.code
        found.add(code)
        # The model refuses what may not be suppressed; whoever makes an article without it changes nothing here.
        is_known = code in reasons and finding.code.is_suppressible
        yield replace(finding, suppressed=reasons[code]) if is_known else finding
    for code, reason in reasons.items():
        # Without a day nothing is said about dates, found or not.
        if code not in found and not (code == Code.REVIEW_OVERDUE.code and reviewed.today is None):
            yield reviewed.finding(
                Code.IDLE_SUPPRESSION,
                f"Nothing is found that `suppress:` of {code} could suppress.",
                "Take it out of the front matter.",
                excerpt=reason,
            )
