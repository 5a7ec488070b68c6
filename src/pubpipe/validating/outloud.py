"""outloud: what a screen reader would make of a PDF, beyond what the norms' validators test."""

from collections.abc import Iterator

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.locating import Surroundings, python
from pubpipe.validating.validator import Job, Report, Validator, outcome_of
from pubpipe.validating.verdict import Outcome, Remark, Verdict

_SCRIPT = """
import json, sys
from importlib.metadata import version
import outloud
report = outloud.check(sys.argv[1])
findings = [
    [str(one.severity), str(one.rule), f"{one.message}: {one.evidence}" if one.evidence else str(one.message),
     f"page {one.page}" if one.page else ""]
    for one in report.sorted_findings()
]
if report.error:
    findings.append(["error", "unreadable", str(report.error), ""])
crashed = [str(run.rule) for run in report.runs if run.status == "crashed"]
print(json.dumps(
    {"version": version("outloud"), "verdict": str(report.verdict), "findings": findings, "crashed": crashed}
))
"""


_DOUBTS = ("error", "warning")
"""Beside them it has notes, which are no doubts."""


class _Report(Report):
    version: str
    verdict: str
    findings: list[tuple[str, str, str, str]]
    crashed: list[str]


def _find(_surroundings: Surroundings) -> list[str]:
    return python("outloud", _SCRIPT)


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    # It loads ONNX Runtime, whose builds report their use to their makers unless told not to.
    answer = job.ask([*command, str(job.file)], ORT_DISABLE_TELEMETRY="1")
    if answer.status != 0:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    report = _Report.model_validate_json(answer.printed, strict=False)
    if report.crashed:
        raise NoAnswer(f"Its rules {', '.join(report.crashed)} crashed.")
    remarks = tuple(Remark(*one) for one in report.findings)
    passed = report.verdict == "pass" and not any(one.severity in _DOUBTS for one in remarks)
    outcome, reason = outcome_of(passed=passed), ""
    if not passed and {one.severity for one in remarks} == {"warning"}:
        outcome, reason = Outcome.CANNOT_TELL, "It has doubts that a person must weigh."
    for standard in job.standards:
        yield Verdict(VALIDATOR.name, standard, outcome, report.version, remarks, reason)


VALIDATOR = Validator(
    name="outloud",
    setting="",
    media_type="application/pdf",
    suffix=".pdf",
    remedy="Get it with `pip install outloud` into the environment of pubpipe.",
    standards=lambda _data: ("What a screen reader makes of a PDF (outloud's own rules)",),
    find=_find,
    ask=_ask,
)
