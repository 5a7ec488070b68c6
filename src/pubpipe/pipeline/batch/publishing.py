"""One row's files, made, checked and written in whichever process it is given to.

All of it happens in memory that is the row's own. Of what others have made it can read, so that a voice need not say
again what is the same for every patient; nothing that a row makes is ever kept where another could find it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pubpipe.errors import OutputError, PubpipeError, SourceError
from pubpipe.findings import Code, Finding, Position
from pubpipe.formats import FORMATS, Format
from pubpipe.pipeline.batch.discretion import Discretion
from pubpipe.pipeline.batch.order import RowTask
from pubpipe.pipeline.batch.preparing import Prepared, as_written, prepared
from pubpipe.pipeline.crew import Crew
from pubpipe.pipeline.ending import files_of, found_in, refuse_faults
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.matter import Matter
from pubpipe.pipeline.performing import bytes_of, perform
from pubpipe.pipeline.planning import Speak, planned, wanted_recordings
from pubpipe.pipeline.scheduling import Plan, follow
from pubpipe.pipeline.workers import Here
from pubpipe.pipeline.writing import Plain, write_all
from pubpipe.profile import Profile
from pubpipe.storing import Kept, Place, Store, open_store
from pubpipe.wording import language_for

MOST_VOICES = 4
"""Articles whose speech a process keeps at hand: half an hour of sound each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row, without a word of its free lines. files: their names in its folder."""

    line: int
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: PubpipeError | None = None


class ReadOnly:
    """A store of its own, which also gives what others have kept and never adds to it."""

    def __init__(self, *others: Store) -> None:
        self._own, self._others = Kept(), others

    def get(self, key: str) -> bytes | None:
        """The value of a key, if it is here or there."""
        found = (store.get(key) for store in (self._own, *self._others))
        return next((data for data in found if data is not None), None)

    def put(self, key: str, data: bytes) -> None:
        """Keep a value here alone."""
        self._own.put(key, data)


def judged(task: RowTask) -> Outcome:
    """A row held against its article: what is wrong, before anything is made."""
    return _discreetly(task, lambda: Outcome(task.line, findings=_ready(task).findings))


def made(task: RowTask) -> Outcome:
    """A row's files made, checked and written; whatever goes wrong ends this row alone."""
    return _discreetly(task, lambda: _made(task))


def publish_tailored(
    matter: Matter, formats: Iterable[Format], store: Store, *, strict: bool
) -> tuple[tuple[Plain, ...], tuple[Finding, ...], PubpipeError | None]:
    """The finished files, checked, and what was found in making them; or why there are none."""
    alone = Crew(Here(), store, _unwatched, time.monotonic, strict=strict)
    (followed,) = follow((Plan(matter.article.id, planned(matter, formats)),), alone, 1)
    found = found_in(followed)
    try:
        if followed.error:
            raise followed.error
        refuse_faults(followed)
    except PubpipeError as error:
        return (), found, error
    files = (one.kept for one in files_of(followed))
    return tuple(Plain(one.name, bytes_of(one.data, store)) for one in files), found, None


def _ready(task: RowTask) -> Prepared:
    """The row as far as it can be told without making anything: what its recordings would say, too."""
    ready = prepared(task)
    if ready.matter is None:
        return ready
    article, profile = ready.matter.article, ready.matter.profile
    wanted = wanted_recordings(article, _formats(task), profile)
    if not wanted:
        return ready
    from pubpipe import narrating

    for one in wanted:
        narrating.script_of(one, article, profile, language_for(article.language))
    sent_away = tuple(_sent_away(task))
    return Prepared(None if sent_away else ready.matter, (*ready.findings, *sent_away))


def _sent_away(task: RowTask) -> Iterator[Finding]:
    """Free lines stay on the machine, whatever voice was named for everything else."""
    from pubpipe.narrating import VOICES

    name = task.choices.profile.audio.voice
    if task.tailoring.notes and any(one.online and one.name == name.partition(":")[0] for one in VOICES):
        message = "The voice of the row's recordings is on the internet, and would be sent its free lines."
        remedy = "Choose a voice that works offline (`pubpipe voices`), or formats without sound."
        yield Finding(Code.SENT_AWAY, Position(task.rows, task.line), message, "", remedy)


def _formats(task: RowTask) -> tuple[Format, ...]:
    return tuple(one for one in FORMATS if one.name in task.formats)


def _made(task: RowTask) -> Outcome:
    ready = _ready(task)
    if ready.matter is None:
        stopped = SourceError("The row's article has errors.", "See what is listed for the row.")
        return Outcome(task.line, findings=ready.findings, error=stopped)
    store = ReadOnly(*_known(task))
    files, found, error = publish_tailored(ready.matter, _formats(task), store, strict=task.strict)
    findings = (*ready.findings, *found)
    if error:
        return Outcome(task.line, findings=findings, error=error)
    names = tuple(one.name for one in files)
    _refuse_strangers(task, names)
    write_all(files, task.folder)
    for old in set(task.old_files) - set(names):
        (task.folder / old).unlink(missing_ok=True)
    return Outcome(task.line, names, findings)


def _refuse_strangers(task: RowTask, names: tuple[str, ...]) -> None:
    """A folder is handed over whole: what lies in it and is not this row's may be another patient's."""
    there = {path.name for path in task.folder.iterdir() if path.name[0] != "."} if task.folder.is_dir() else set()
    strangers = sorted(there - {name.partition("/")[0] for name in (*names, *task.old_files)})
    if strangers:
        raise OutputError(
            f"{task.folder} holds files that are not of this row: {', '.join(strangers)}.",
            "Look at them, and move them elsewhere.",
        )


def _known(task: RowTask) -> tuple[Store, ...]:
    """What is the same for all rows: the speech of the article as it was written, and what others have kept.

    A store elsewhere is not asked: a key is made from what a patient is told, and would travel there.
    """
    place = task.store if task.store and "://" not in task.store.address else None
    kept = (open_store(place),) if place else ()
    return (_spoken(task.article, task.fingerprint, task.formats, task.choices.profile, place), *kept)


@lru_cache(maxsize=MOST_VOICES)
def _spoken(article: Path, fingerprint: str, formats: tuple[str, ...], profile: Profile, place: Place | None) -> Store:
    """What is said in these formats of an article that no row has touched, kept by this process for all its rows."""
    store = ReadOnly(*([open_store(place)] if place else []))
    matter = as_written(article, fingerprint, profile)
    wanted = wanted_recordings(matter.article, (one for one in FORMATS if one.name in formats), matter.profile)
    # What goes wrong here goes wrong with the row too, and is told there.
    with suppress(PubpipeError):
        if wanted:
            perform(Speak(matter, tuple(wanted)), {}, store, lambda _done, _total: None)
    return store


def _discreetly(task: RowTask, act: Callable[[], Outcome]) -> Outcome:
    """What came of an act, as it may be told. A fault of the program ends the row, and the others go on."""
    discretion = Discretion(task.tailoring.notes, language_for(task.language))
    try:
        outcome = act()
    except PubpipeError as error:
        outcome = Outcome(task.line, error=error)
    except Exception as error:  # noqa: BLE001 - the message of an unknown fault may hold a patient's words: its kind only
        fault = OutputError(f"The row met a fault of pubpipe's own ({type(error).__name__}).", "Please report it.")
        return Outcome(task.line, error=fault)
    told = discretion.error(outcome.error) if outcome.error else None
    return replace(outcome, findings=discretion.findings(outcome.findings), error=told)


def _unwatched(_progress: Progress) -> None:
    """A row is one task to whoever watches."""
