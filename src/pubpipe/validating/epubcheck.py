"""EPUBCheck: the reference validator of EPUB, with its usage notes on."""

from collections.abc import Iterator

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.locating import Missing, Surroundings, package_file
from pubpipe.validating.validator import Job, Report, Validator, outcome_of
from pubpipe.validating.verdict import Remark, Verdict

SEVERITIES = "ID\tSeverity\nCSS-028\tSUPPRESSED\n"
"""CSS-028 alone is silenced: it remarks on every use of @font-face, which is no fault."""
_ENDS = (0, 1)
"""Its exit status: 0 without errors, 1 with some."""


class _Place(Report):
    path: str
    line: int


class _Message(Report):
    ID: str
    severity: str
    message: str
    locations: list[_Place]


class _Checker(Report):
    checkerVersion: str  # noqa: N815 - the report's name
    nFatal: int  # noqa: N815 - the report's name
    nError: int  # noqa: N815 - the report's name


class _Report(Report):
    checker: _Checker
    messages: list[_Message]


def _find(surroundings: Surroundings) -> list[str]:
    # A program of this name on the PATH may be the wrapper that comes with the Python package, which takes none
    # of the options: the package's own jar is looked for first.
    path = surroundings.setting(VALIDATOR.setting) or package_file("epubcheck", "epubcheck.jar")
    if path:
        return surroundings.command(path)
    found = surroundings.program("epubcheck")
    if found is None:
        raise Missing("It is not installed.")
    return [found]


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    severities, report_file = job.asker.folder / "severities.txt", job.asker.folder / "report.json"
    severities.write_text(SEVERITIES, encoding="utf-8")
    options = ["--usage", "--customMessages", str(severities), "--json", str(report_file)]
    answer = job.ask([*command, *options, str(job.file)])
    if answer.status not in _ENDS:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    report = _Report.model_validate_json(job.asker.read(report_file))
    remarks = tuple(_remark(one) for one in report.messages)
    passed = answer.status == 0 and not remarks and not report.checker.nFatal and not report.checker.nError
    for standard in job.standards:
        yield Verdict(VALIDATOR.name, standard, outcome_of(passed=passed), report.checker.checkerVersion, remarks)


def _remark(message: _Message) -> Remark:
    places = ", ".join(f"{place.path}:{place.line}" for place in message.locations[:3])
    return Remark(message.severity.lower(), message.ID, message.message, places)


VALIDATOR = Validator(
    name="EPUBCheck",
    setting="PUBPIPE_EPUBCHECK",
    media_type="application/epub+zip",
    suffix=".epub",
    remedy="Get it from https://www.w3.org/publishing/epubcheck/ and set PUBPIPE_EPUBCHECK to its epubcheck.jar.",
    standards=lambda _data: ("EPUB 3.3",),
    find=_find,
    ask=_ask,
)
