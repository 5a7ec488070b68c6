"""Finished files from anywhere, checked as far as they can be: by themselves, by validators, and beside an article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import cast, get_args

from pubpipe import __version__
from pubpipe.checking import CHECKS, LOOSE
from pubpipe.checking.finished import Finished
from pubpipe.checking.loose import HOSTILE, LARGEST_BYTES, Loose, look
from pubpipe.errors import UsageError
from pubpipe.findings import Finding, has_errors
from pubpipe.model.article import Article
from pubpipe.model.recording import RecordingName
from pubpipe.pipeline.discovery import KINDS
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.validating import Outcome, Remark, Subject, Surroundings, Verdict, judge, validators_of
from pubpipe.wording import Language, language_for

LONGEST_TOLD = 500
"""Characters of what a file has in it that are repeated."""

_OURS = "pubpipe"
BY_ITSELF = "what any file of its kind needs"
BESIDE_ARTICLE = "the texts, doses and sides of the article"
CHAPTERS = "the chapters of the article"
HEARD = "the words of the article, aloud"
_UNHEARD = "A program hears no wrong word: listen to it, or build it again from the article."
_NO_ARTICLE = "Name the article that it was made from with --article."
_REMEDY = "Build the file again from the article, or name the article that it was made from."


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one file: what pubpipe found, and the verdict of each check, also of those that were not made."""

    path: Path
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return any(one.outcome is Outcome.FAILED for one in self.verdicts)


@dataclass(frozen=True, slots=True)
class Measure:
    """An article that files are held against."""

    article: Article
    language: Language


def measure_of(path: Path) -> tuple[Measure | None, tuple[Finding, ...]]:
    """The article to hold files against, or None where it cannot be read; and what was found in it."""
    reading = read_article(path)
    if reading.article is None:
        return None, reading.findings
    return Measure(reading.article, language_for(reading.article.language)), reading.findings


def judged(path: Path, surroundings: Surroundings, measure: Measure | None, watch: Watcher) -> Judged:
    """Everything that can be said of a file. Raises UsageError for one that cannot be had from the disk."""
    loose = Loose(str(path), KINDS[path.suffix.lower()], _bytes(path))
    # Validators are for files, and an empty one is none.
    validators = validators_of(loose.media_type) if loose.data else ()
    steps = len(validators) + 1
    watch(Progress(path.name, "check", 0, steps))
    alone = look(LOOSE[loose.media_type], loose)
    beside = _beside(loose, measure) if measure and loose.data else ()
    verdicts = [_own(BY_ITSELF, alone), *_parity(loose, beside, measure)]
    for number, validator in enumerate(validators, start=1):
        watch(Progress(path.name, "check", number, steps))
        verdicts += judge(validator, Subject(loose.media_type, loose.data), surroundings)
    watch(Progress(path.name, "check", steps, steps))
    return Judged(path, tuple(map(_legible, (*alone, *beside))), tuple(map(_legible_verdict, verdicts)))


def _legible(finding: Finding) -> Finding:
    return replace(finding, message=_shown(finding.message), excerpt=_shown(finding.excerpt))


def _legible_verdict(verdict: Verdict) -> Verdict:
    remarks = tuple(
        Remark(_shown(one.severity), _shown(one.code), _shown(one.text), _shown(one.where)) for one in verdict.remarks
    )
    return replace(verdict, version=_shown(verdict.version), remarks=remarks)


def _shown(text: str) -> str:
    """The words of an untrusted file as a terminal may have them: no control characters, and not without end."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))
    return line if len(line) <= LONGEST_TOLD else f"{line[:LONGEST_TOLD]}…"


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"{path} is not a file.", "Name a finished file, or an article.")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error
    if len(data) > LARGEST_BYTES:
        raise UsageError(
            f"{path} is larger than {LARGEST_BYTES // 1_000_000} megabytes.", "Check its parts by themselves."
        )
    return data


def _own(standard: str, findings: tuple[Finding, ...]) -> Verdict:
    outcome = Outcome.FAILED if has_errors(findings) else Outcome.PASSED
    remarks = tuple(Remark(one.severity, one.code.code, one.message, one.excerpt) for one in findings)
    return Verdict(_OURS, standard, outcome, __version__, remarks)


def _parity(loose: Loose, beside: tuple[Finding, ...], measure: Measure | None) -> Iterator[Verdict]:
    sound = loose.media_type.startswith("audio/")
    if measure is None:
        yield Verdict(_OURS, BESIDE_ARTICLE, Outcome.UNTESTED, reason=_NO_ARTICLE)
    else:
        yield _own(CHAPTERS if sound else BESIDE_ARTICLE, beside)
        if sound:
            yield Verdict(_OURS, HEARD, Outcome.UNTESTED, reason=_UNHEARD)


def _beside(loose: Loose, measure: Measure) -> tuple[Finding, ...]:
    """How a file differs from an article; one that defeats the comparison does not hold the article."""
    try:
        return tuple(replace(one, remedy=_REMEDY) for one in _differences(loose, measure))
    except HOSTILE as error:
        return (loose.unsound(f"The file cannot be compared: {type(error).__name__}.", _REMEDY),)


def _differences(loose: Loose, measure: Measure) -> Iterable[Finding]:
    if loose.media_type.startswith("audio/"):
        from pubpipe.checking import loose_sound

        return loose_sound.compared(loose, _chapters(measure))
    finished = Finished(loose.name, loose.media_type, loose.data, measure.article, measure.language)
    compared = import_module(CHECKS[loose.media_type]).compared
    return cast("tuple[Finding, ...]", compared(finished))


def _chapters(measure: Measure) -> dict[str, tuple[str, ...]]:
    """The titles of the chapters of each recording that an article can have, by the title of the recording."""
    from pubpipe import narrating

    recordings = narrating.recordings(measure.article, get_args(RecordingName))
    scripts = (narrating.script_of(one, measure.article, Profile(), measure.language) for one in recordings)
    return {script.title: tuple(chapter.title for chapter in script.chapters) for script in scripts}
