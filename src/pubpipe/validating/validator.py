"""What a validator is, as a record, and how any of them is asked so that its failure is never taken for a pass."""

import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pubpipe.validating.asking import Answer, Asker, NoAnswer
from pubpipe.validating.locating import Missing, Surroundings
from pubpipe.validating.verdict import Outcome, Remark, Verdict

PATIENCE_SECONDS = 300.0
"""How long a validator may take: the slowest, Ace on a long book, takes a tenth of it."""
REMARKS_KEPT = 50
_LONGEST_REMARK = 500

_EMBEDDED_SOUND = re.compile(rb'(="data:audio/[a-z0-9.+-]+;base64,[A-Za-z0-9+/]{400})[A-Za-z0-9+/]+={0,2}(?=")')


@dataclass(frozen=True, slots=True)
class Subject:
    """The file to be judged."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be judged by standards, as a copy in a temporary folder; `asker` runs programs there."""

    file: Path
    subject: Subject
    standards: tuple[str, ...]
    asker: Asker
    surroundings: Surroundings

    def ask(self, command: list[str], **more: str) -> Answer:
        """The answer of a program, given some variables of the environment. Raises NoAnswer."""
        return self.asker.ask(command, more)


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator of another maker.

    setting: the variable of the environment that names its file; remedy: how to get it; standards: what it would
    judge a file by; find: its command, or raises Missing; ask: its verdicts, or raises NoAnswer, or ValueError for
    a report that is not understood.
    """

    name: str
    setting: str
    media_type: str
    suffix: str
    remedy: str
    standards: Callable[[bytes], tuple[str, ...]]
    find: Callable[[Surroundings], list[str]]
    ask: Callable[[Job, list[str]], Iterable[Verdict]]


class Report(BaseModel):
    """A part of a validator's report: what we need of it must be there, what we do not need may be anything."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


def judge(
    validator: Validator, subject: Subject, surroundings: Surroundings, seconds: float = PATIENCE_SECONDS
) -> tuple[Verdict, ...]:
    """A validator's verdicts on a file: one for each standard, whatever happens."""
    standards = validator.standards(subject.data)

    def silent(outcome: Outcome, reason: str) -> tuple[Verdict, ...]:
        return tuple(Verdict(validator.name, standard, outcome, reason=reason) for standard in standards)

    try:
        command = validator.find(surroundings)
    except Missing as error:
        return silent(Outcome.UNTESTED, f"{error} {validator.remedy}")
    with tempfile.TemporaryDirectory(prefix="pubpipe-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        file = folder / f"file{validator.suffix}"
        file.write_bytes(subject.data)
        job = Job(file, subject, standards, Asker(folder, surroundings.variables, seconds), surroundings)
        try:
            found = tuple(validator.ask(job, command))
        except NoAnswer as error:
            return silent(Outcome.CANNOT_TELL, str(error))
        except ValueError:
            return silent(Outcome.CANNOT_TELL, "Its report is not one that pubpipe understands.")
    if tuple(one.standard for one in found) != standards:
        return silent(Outcome.CANNOT_TELL, "It did not answer for each standard.")
    return tuple(_tidied(one, folder) for one in found)


def _tidied(verdict: Verdict, folder: Path) -> Verdict:
    """The first remarks, each on one short line and without the name of the temporary folder."""

    def short(text: str) -> str:
        line = " ".join(text.replace(f"{folder.as_uri()}/", "").replace(f"{folder}/", "").split())
        return line if len(line) <= _LONGEST_REMARK else f"{line[:_LONGEST_REMARK]}…"

    kept = tuple(
        Remark(short(one.severity), short(one.code), short(one.text), short(one.where))
        for one in verdict.remarks[:REMARKS_KEPT]
    )
    return replace(verdict, remarks=kept, unsaid=len(verdict.remarks) - len(kept))


def without_sound(page: bytes) -> bytes:
    """A page with its embedded recordings cut short, in which there is no markup: megabytes of them take a minute."""
    return _EMBEDDED_SOUND.sub(rb"\1", page)


def outcome_of(*, passed: bool) -> Outcome:
    """The verdict of a validator that gave one."""
    return Outcome.PASSED if passed else Outcome.FAILED
