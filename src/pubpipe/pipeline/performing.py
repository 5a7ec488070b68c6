"""One task carried out: what is in the store already is taken from there, the rest is made and put there.

The key of a value names everything that it is made from, pubpipe's own code among it. A check is kept by the file and
the article that it was held against, apart from the file itself: a recording that an edit leaves as it was is held
against the article again as far as the article has a part in it.
"""

import ctypes
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from weakref import WeakKeyDictionary

from pubpipe.checking import CHECKS, HEARD
from pubpipe.checking.finished import Finished, checker
from pubpipe.errors import PubpipeError
from pubpipe.findings import Finding, has_errors
from pubpipe.formats.publication import Artifact, Publication, maker
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.narration import Narration
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.selection import head
from pubpipe.packing import packed, unpacked
from pubpipe.pipeline.done import Done, KeptFile, found, told
from pubpipe.pipeline.matter import Matter, templates_key
from pubpipe.pipeline.planning import Make, Record, Speak, Work
from pubpipe.storing import Store, file_key, key
from pubpipe.storing.fingerprint import environment

SOUND = ("audio/mpeg", "audio/mp4")
"""The media types of files that have a length."""

Advance = Callable[[int, int], None]
"""Called with how many parts of a task are done, and how many there are."""
Given = Mapping[str, Done]
"""What the tasks left that a task waited for, by their names."""


class LostError(PubpipeError):
    """What a task left is no longer in the store: it was removed, or the disk did not take it."""

    exit_code = 4


def perform(
    work: Work, given: Given, store: Store, advance: Advance, clock: Callable[[], float] = time.monotonic
) -> Done:
    """Carry out one task. Raises PubpipeError; LostError where the store lacks what tasks before have put there."""
    start = clock()
    done = _performed(work, given, store, advance)
    if not isinstance(work, Make) or work.recordings:
        _give_back()
    return replace(done, seconds=clock() - start)


def _give_back() -> None:
    """Let the system have what a recording took: the C library keeps it, for each of its threads apart."""
    with suppress(OSError, AttributeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)


def _performed(work: Work, given: Given, store: Store, advance: Advance) -> Done:
    match work:
        case Speak():
            return _speak(work, store, advance)
        case Record():
            return _record(work, given, store, advance)
        case Make():
            return _make(work, given, store)


def fetched(file: KeptFile, store: Store) -> Artifact:
    """A finished file from the store, with its recordings."""
    return _Heard(tuple(filter(None, dict.fromkeys((file.narration, *file.narrations)))), store).artifact(file)


def bytes_of(name: str, store: Store) -> bytes:
    """A value that must be in the store. Raises LostError."""
    data = store.get(name)
    if data is None:
        raise LostError("A part of the build is no longer in the cache.", "Build again, or with --no-cache.")
    return data


_RECENT: WeakKeyDictionary[Store, dict[str, Narration]] = WeakKeyDictionary()
"""The last recordings of each store: several files are about one. They go with their store."""
MOST_RECENT = 2


def narration_of(name: str, store: Store) -> Narration:
    """A recording that must be in the store. Raises LostError."""
    from pubpipe.narrating.archive import found

    recent = _RECENT.setdefault(store, {})
    narration = recent.pop(name, None) or found(name, store)
    if narration is None:
        raise LostError("A recording is no longer in the cache.", "Build again, or with --no-cache.")
    recent[name] = narration
    while len(recent) > MOST_RECENT:
        del recent[next(iter(recent))]
    return narration


def _speak(work: Speak, store: Store, advance: Advance) -> Done:
    # Voices are heavy, and most commands are silent.
    from pubpipe import narrating

    publication = work.matter.publication()
    article, profile, language = publication.article, publication.profile, publication.language
    audio = profile.audio
    voice = narrating.open_voice(audio.voice, article.language, audio.words_per_minute)
    unspeakable = narrating.findings(article, profile, language, voice, work.wanted, store)
    if not has_errors(unspeakable):
        narrating.speak(article, profile, language, voice, work.wanted, lambda _: advance, memory=store)
    return Done(findings=unspeakable)


def _record(work: Record, given: Given, store: Store, advance: Advance) -> Done:
    from pubpipe import narrating

    publication = work.matter.publication(pages=_pages(work.pages, given))
    article, profile, language = publication.article, publication.profile, publication.language
    voice = narrating.open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    pages = publication.pages
    name = narrating.record(article, profile, language, voice, work.recording, work.codecs, advance, pages, store)
    return Done(narration=name)


def _make(work: Make, given: Given, store: Store) -> Done:
    recordings = tuple(given[name].narration for name in work.recordings)
    pages = _pages(work.pages, given)
    # What is handed to a format is all that its key names: it cannot look at more.
    matter = work.matter.head if work.chosen.each_recording else work.matter
    name = key("made", matter.key, work.chosen.name, repr(pages), *recordings)
    known = _made_before(store.get(name))
    heard = _Heard(recordings, store)
    if known is None:
        made = maker(work.chosen.module)(matter.publication(heard.narrations, pages, _Within("format", store)))
        known = Done(tuple(heard.kept(one) for one in made.artifacts), (), made.findings, made.pages)
        # A failure may be the moment's, such as a full memory: it is met anew each time.
        if templates_key(matter.templates) == matter.own_templates and not has_errors(known.findings):
            store.put(name, packed(_told(known)))
    if has_errors(known.findings):
        return known
    return replace(known, checked=tuple(_checked(file, work.matter, heard) for file in known.files))


def _pages(name: str, given: Given) -> Pages:
    return given[name].pages if name else NO_PAGES


class _Heard:
    """The recordings that a task's files have in them, read from the store when they are needed, and its files."""

    def __init__(self, names: tuple[str, ...], store: Store) -> None:
        self._names, self.store = names, store
        self._narrations: tuple[Narration, ...] | None = None

    @property
    def narrations(self) -> tuple[Narration, ...]:
        if self._narrations is None:
            self._narrations = tuple(narration_of(name, self.store) for name in self._names)
        return self._narrations

    def kept(self, artifact: Artifact) -> KeptFile:
        """A file once its bytes are in the store."""
        name = file_key(artifact.data)
        self.store.put(name, artifact.data)
        narration = artifact.narration
        return KeptFile(
            artifact.name,
            artifact.media_type,
            name,
            len(artifact.data),
            self._name(narration) if narration else "",
            tuple(self._name(one) for one in artifact.narrations),
            narration.timeline.seconds if narration and artifact.media_type in SOUND else None,
        )

    def artifact(self, file: KeptFile) -> Artifact:
        """A kept file with its bytes and its recordings."""
        narrations = dict(zip(self._names, self.narrations, strict=True)) if file.narration or file.narrations else {}
        return Artifact(
            file.name,
            file.media_type,
            bytes_of(file.data, self.store),
            narrations.get(file.narration),
            tuple(narrations[name] for name in file.narrations),
        )

    def _name(self, narration: Narration) -> str:
        return next(name for name, one in zip(self._names, self.narrations, strict=True) if one is narration)


def _checked(file: KeptFile, matter: Matter, heard: _Heard) -> tuple[Finding, ...]:
    """What is wrong with a file, held against the article as far as its check looks at it."""
    article = head(matter.article) if file.media_type in HEARD else matter.article
    name = key(
        "checked",
        environment(),
        file.name,
        file.media_type,
        file.data,
        file.narration,
        *file.narrations,
        article.model_dump_json(),
    )
    known = _checked_before(heard.store.get(name))
    if known is None:
        publication = replace(matter, article=article).publication()
        known = checker(CHECKS[file.media_type])(
            finished(heard.artifact(file), publication, _Within("check", heard.store))
        )
        if not has_errors(known):
            heard.store.put(name, packed([told(one) for one in known]))
    return known


@dataclass(frozen=True, slots=True)
class _Within:
    """What formats or checks remember of less than a file, which no other code takes for its own."""

    kind: str
    store: Store

    def get(self, name: str) -> bytes | None:
        """What was put there."""
        return self.store.get(self._name(name))

    def put(self, name: str, data: bytes) -> None:
        """Keeps it."""
        self.store.put(self._name(name), data)

    def _name(self, name: str) -> str:
        return key("within", self.kind, environment(), name)


def finished(artifact: Artifact, publication: Publication, memory: Memory = FORGETFUL) -> Finished:
    """A file as its check is given it."""
    return Finished(
        artifact.name,
        artifact.media_type,
        artifact.data,
        publication.article,
        publication.language,
        artifact.narration,
        artifact.narrations,
        memory,
    )


def _told(done: Done) -> object:
    return [[asdict(file) for file in done.files], [told(one) for one in done.findings], asdict(done.pages)]


def _made_before(data: bytes | None) -> Done | None:
    """What was made, if it was, and if the store has it in a form of today."""
    with suppress(ValueError, KeyError, TypeError):
        if data is not None:
            (files, findings, pages), _ = unpacked(data)
            kept = (KeptFile(**{**one, "narrations": tuple(one["narrations"])}) for one in files)
            return Done(tuple(kept), (), tuple(found(one) for one in findings), Pages(**pages))
    return None


def _checked_before(data: bytes | None) -> tuple[Finding, ...] | None:
    with suppress(ValueError, KeyError, TypeError):
        if data is not None:
            return tuple(found(one) for one in unpacked(data)[0])
    return None
