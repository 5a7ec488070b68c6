"""Ace by DAISY: the accessibility of a book, its pages opened in a browser."""

from collections.abc import Iterator

from pydantic import Field

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.locating import Missing, Surroundings
from pubpipe.validating.validator import Job, Report, Validator, outcome_of
from pubpipe.validating.verdict import Remark, Verdict

_ENDS = (0, 2)
"""Its exit status under --exiterror2: 0 without violations, 2 with some. Without the option it is always 0."""


class _Result(Report):
    outcome: str = Field(alias="earl:outcome")
    description: str = Field(alias="dct:description", default="")


class _Test(Report):
    title: str = Field(alias="dct:title")
    impact: str = Field(alias="earl:impact")


class _Subject(Report):
    url: str = ""


class _Assertion(Report):
    test: _Test = Field(alias="earl:test")
    result: _Result = Field(alias="earl:result")


class _Document(Report):
    assertions: list[_Assertion]
    subject: _Subject = Field(alias="earl:testSubject")


class _Release(Report):
    revision: str = Field(alias="doap:revision")


class _Tool(Report):
    release: _Release = Field(alias="doap:release")


class _Report(Report):
    result: _Result = Field(alias="earl:result")
    tool: _Tool = Field(alias="earl:assertedBy")
    assertions: list[_Document]


def _find(surroundings: Surroundings) -> list[str]:
    surroundings.chromium()
    if path := surroundings.setting(VALIDATOR.setting):
        return surroundings.command(path)
    found = surroundings.program("ace-cli", "ace")
    if found is None:
        raise Missing("It is not installed.")
    return [found]


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    folder = job.asker.folder / "report"
    options = ["--silent", "--force", "--exiterror2", "--outdir", str(folder)]
    answer = job.ask([*command, *options, str(job.file)], PUPPETEER_EXECUTABLE_PATH=job.surroundings.chromium())
    if answer.status not in _ENDS:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    report = _Report.model_validate_json(job.asker.read(folder / "report.json"))
    remarks = tuple(_remarks(report))
    passed = answer.status == 0 and report.result.outcome == "pass" and not remarks
    for standard in job.standards:
        yield Verdict(VALIDATOR.name, standard, outcome_of(passed=passed), report.tool.release.revision, remarks)


def _remarks(report: _Report) -> Iterator[Remark]:
    for document in report.assertions:
        for one in document.assertions:
            if one.result.outcome != "pass":
                yield Remark(one.test.impact, one.test.title, one.result.description, document.subject.url)


VALIDATOR = Validator(
    name="Ace by DAISY",
    setting="PUBPIPE_ACE",
    media_type="application/epub+zip",
    suffix=".epub",
    remedy="Get it with `npm install @daisy/ace-cli`, and Chromium; set PUBPIPE_ACE to its bin/ace.js.",
    standards=lambda _data: ("EPUB Accessibility 1.1 with WCAG 2.2 A and AA, as far as a program can tell",),
    find=_find,
    ask=_ask,
)
