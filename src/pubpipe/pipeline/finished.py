"""Finished files from anywhere, checked as far as they can be: by themselves, by validators, and beside an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from pubpipe import __version__
from pubpipe.checking import LOOSE
from pubpipe.checking.finished import Finished
from pubpipe.checking.loose import HOSTILE, LARGEST_BYTES, Loose, look
from pubpipe.errors import SourceError, UsageError
from pubpipe.findings import Code, Finding, Position, Severity, has_errors
from pubpipe.model.article import Article
from pubpipe.model.recording import RecordingName
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.profile import Profile
from pubpipe.validating import Outcome, Remark, Subject, Surroundings, Verdict, judge, validators_of
from pubpipe.wording import Language, language_for

KINDS: dict[str, str] = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".htm": "text/html",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
}
"""Media types by the endings of names."""

_OURS = "pubpipe"
BY_ITSELF, BESIDE_ARTICLE, HEARD = "what any file of its kind needs", "the article's texts", "the article's words, aloud"
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


def is_finished(path: Path) -> bool:
    """Whether a name is that of a finished file, and not of an article."""
    return path.suffix.lower() in KINDS


def judged(path: Path, surroundings: Surroundings, measure: Measure | None, watch: Watcher) -> Judged:
    """Everything that can be said of a file. Raises UsageError for one that cannot be read at all."""
    loose = Loose(path.name, KINDS[path.suffix.lower()], _bytes(path))
    validators = validators_of(loose.media_type) if loose.data else ()
    steps = len(validators) + 2
    watch(Progress(path.name, "check", 0, steps))
    alone = look(LOOSE[loose.media_type], loose)
    watch(Progress(path.name, "check", 1, steps))
    beside = _beside(loose, measure) if measure and not has_errors(_unreadable(alone)) else ()
    verdicts = [_own(BY_ITSELF, alone), *_parity(loose, beside, measure)]
    for number, validator in enumerate(validators, start=2):
        watch(Progress(path.name, "check", number, steps))
        verdicts += judge(validator, Subject(loose.media_type, loose.data), surroundings)
    watch(Progress(path.name, "check", steps, steps))
    placed = tuple(replace(one, position=Position(str(path))) for one in alone)
    return Judged(path, (*placed, *beside), tuple(verdicts))
