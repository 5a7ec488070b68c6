"""What there is to do for an article, as tasks that know nothing of each other but what they wait for.

Speech comes first, once for all recordings, and what is spoken lies in the store; recordings are made of it side by
side; each printed edition on each sheet size, each recording's own files, the e-book and the page are tasks of their
own, and each checks what it made. A task is plain data, so that it can be carried out in any process.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.formats import Format
from pubpipe.model.article import Article
from pubpipe.model.recording import BOOK, Codec, Recording
from pubpipe.pipeline.matter import Matter
from pubpipe.profile import Profile

SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak all that these recordings say, in the store."""

    matter: Matter
    wanted: tuple[Recording, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Make one recording of what was spoken. pages: the task whose pages it tells, empty if it tells none."""

    matter: Matter
    recording: Recording
    codecs: tuple[Codec, ...]
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Make:
    """Make a format or a part of one, and check its files. recordings: the tasks of those that it has in it."""

    matter: Matter
    chosen: Format
    recordings: tuple[str, ...] = ()
    pages: str = ""


Work = Speak | Record | Make


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. name: unique among those of its article; stage: what it is to whoever watches."""

    name: str
    stage: str
    work: Work

    @property
    def engine(self) -> str:
        """What has to be loaded for it, by a name: others with the same one are quicker where it was carried out."""
        match self.work:
            case Make(chosen=chosen) if not chosen.each_recording:
                return chosen.name
            case _:
                return SPEECH

    @property
    def after(self) -> tuple[str, ...]:
        """The names of the tasks that must be done before."""
        match self.work:
            case Speak():
                return ()
            case Record(pages=pages):
                return (SPEECH, pages) if pages else (SPEECH,)
            case Make(recordings=recordings, pages=pages):
                return (*recordings, pages) if pages else recordings


def planned(matter: Matter, formats: Iterable[Format]) -> tuple[Task, ...]:
    """The tasks of an article: its first file and its sound, since most else waits for these, then the other files.

    Files come in the order of the formats. Whoever carries them out follows `after`.
    """
    formats = tuple(formats)
    with_pages = (name for one in formats for name, profile in _parts(one, matter.profile) if one.has_pages(profile))
    handout = next(with_pages, "")
    wanted = wanted_recordings(matter.article, formats, matter.profile)
    made = tuple(task for chosen in formats for task in _made(matter, chosen, handout))
    heard = tuple(_heard(matter, wanted, handout)) if wanted else ()
    # Before the sound, for which most waits, stands one file that waits for nothing: print's engine is loaded sooner.
    first = 1 if made and not made[0].after else 0
    return (*made[:first], *heard, *made[first:])


def _heard(matter: Matter, wanted: Mapping[Recording, Collection[Codec]], handout: str) -> Iterator[Task]:
    """Speech, and the recordings made of it."""
    yield Task(SPEECH, "voice", Speak(matter, tuple(wanted)))
    for recording, codecs in wanted.items():
        name = _name(recording)
        yield Task(name, name, Record(matter, recording, tuple(sorted(codecs)), handout if recording == BOOK else ""))


def _made(matter: Matter, chosen: Format, handout: str) -> Iterator[Task]:
    """The tasks of one format, in the order of its files."""
    recordings = tuple(_name(one) for one in recordings_in(chosen, matter.article, matter.profile))
    pages = handout if chosen.tells_pages else ""
    if chosen.each_recording:
        for one in recordings:
            yield Task(f"{chosen.name} {one}", chosen.name, Make(matter, chosen, (one,)))
    else:
        for name, profile in _parts(chosen, matter.profile):
            yield Task(name, chosen.name, Make(replace(matter, profile=profile), chosen, recordings, pages))


def _parts(chosen: Format, profile: Profile) -> Iterator[tuple[str, Profile]]:
    for number, part in enumerate(chosen.parts(profile), start=1):
        yield f"{chosen.name} {number}", part


def _name(recording: Recording) -> str:
    """What the task of a recording is called."""
    return f"record {recording.stretch or recording.kind}"


def wanted_recordings(
    article: Article, formats: Iterable[Format], profile: Profile
) -> Mapping[Recording, frozenset[Codec]]:
    """The recordings that these formats have in them together, and the codecs for each."""
    wanted: dict[Recording, frozenset[Codec]] = {}
    for chosen in formats:
        for recording in recordings_in(chosen, article, profile):
            wanted[recording] = wanted.get(recording, frozenset()) | chosen.codecs_for(profile)
    return wanted


def recordings_in(chosen: Format, article: Article, profile: Profile) -> tuple[Recording, ...]:
    """The recordings of an article that a format has in it."""
    from pubpipe import narrating

    names = chosen.recordings(profile)
    return narrating.recordings(article, names, chosen.reading) if names else ()
