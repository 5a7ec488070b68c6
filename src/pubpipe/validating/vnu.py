"""The Nu Html Checker: the reference validator of HTML, CSS and SVG."""

from collections.abc import Iterator

from pubpipe.validating.asking import NoAnswer
from pubpipe.validating.locating import Missing, Surroundings
from pubpipe.validating.validator import Job, Report, Validator, outcome_of, without_sound
from pubpipe.validating.verdict import Remark, Verdict

_ENDS = (0, 1)
"""Its exit status: 0 without a remark, 1 with some."""


class _Message(Report):
    type: str
    message: str
    subType: str = ""  # noqa: N815 - the report's name
    lastLine: int = 0  # noqa: N815 - the report's name


class _Report(Report):
    messages: list[_Message]


def _find(surroundings: Surroundings) -> list[str]:
    if path := surroundings.setting(VALIDATOR.setting):
        return surroundings.command(path)
    found = surroundings.program("vnu")
    if found is None:
        raise Missing("It is not installed.")
    return [found]


def _ask(job: Job, command: list[str]) -> Iterator[Verdict]:
    told = job.ask([*command, "--version"])
    words = told.printed.decode("utf-8", "replace").split()
    if told.status != 0 or not words or not words[0][0].isdigit():
        raise NoAnswer("It does not tell its version.")
    job.file.write_bytes(without_sound(job.subject.data))
    answer = job.ask([*command, "--Werror", "--stdout", "--format", "json", "--also-check-css", str(job.file)])
    if answer.status not in _ENDS:
        raise NoAnswer(f"It ended with exit status {answer.status}.")
    report = _Report.model_validate_json(answer.printed)
    # It has no codes of its own: the severity is all there is to tell remarks apart by.
    remarks = tuple(
        Remark(one.subType or one.type, one.type, one.message, f"line {one.lastLine}" if one.lastLine else "")
        for one in report.messages
    )
    for standard in job.standards:
        yield Verdict(
            VALIDATOR.name, standard, outcome_of(passed=answer.status == 0 and not remarks), words[0], remarks
        )


VALIDATOR = Validator(
    name="Nu Html Checker",
    setting="PUBPIPE_VNU",
    media_type="text/html",
    suffix=".html",
    remedy="Get it from https://validator.github.io/validator/ and set PUBPIPE_VNU to its vnu.jar.",
    standards=lambda _data: ("HTML (WHATWG)",),
    find=_find,
    ask=_ask,
)
