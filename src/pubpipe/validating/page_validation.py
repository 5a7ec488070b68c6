"""page-validation: a second opinion on PDF/UA-1, by another maker than the reference validator's."""

from collections.abc import Iterator

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.claims import STANDARDS, flavours
from pubpipe.validating.locating import Surroundings, python
from pubpipe.validating.validator import Job, Report, Validator, outcome_of
from pubpipe.validating.verdict import Remark, Verdict

_FLAVOUR = "ua1"

_SCRIPT = """
import json, sys
from importlib.metadata import version
import page
found = {"version": version("page-validation"), "compliant": False, "failures": []}
try:
    report = page.validate_pdf(sys.argv[1], profile="ua1")
    found["compliant"] = report.is_compliant
    found["failures"] = [[str(one.rule_id), str(one.message)] for one in report.failures]
except page.ParseError as error:
    found["failures"] = [["unreadable", str(error)]]
print(json.dumps(found))
"""


class _Report(Report):
    version: str
    compliant: bool
    failures: list[tuple[str, str]]


def _standards(data: bytes) -> tuple[str, ...]:
    """It knows PDF/UA-1 alone: a file that is to keep PDF/UA-2 is not asked about."""
    return (STANDARDS[_FLAVOUR],) if _FLAVOUR in flavours(data) else ()


def _find(_surroundings: Surroundings) -> list[str]:
    return python("page", _SCRIPT)


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    answer = job.ask([*command, str(job.file)])
    if answer.status != 0:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    report = _Report.model_validate_json(answer.printed, strict=False)
    remarks = tuple(Remark("error", code, text) for code, text in report.failures)
    passed = report.compliant and not remarks
    for standard in job.standards:
        yield Verdict(VALIDATOR.name, standard, outcome_of(passed=passed), report.version, remarks)


VALIDATOR = Validator(
    name="page-validation",
    setting="",
    media_type="application/pdf",
    suffix=".pdf",
    remedy="Get it with `pip install page-validation` into the environment of pubpipe.",
    standards=_standards,
    find=_find,
    ask=_ask,
)
