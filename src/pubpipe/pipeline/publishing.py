"""Articles published by plan: read, made and checked by tasks wherever these are carried out, written as one set."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pubpipe.checking.tally import tally
from pubpipe.errors import CheckError, PubpipeError, SourceError, UsageError
from pubpipe.findings import Finding, has_errors
from pubpipe.formats.publication import Artifact
from pubpipe.model.article import Article
from pubpipe.pipeline.checking import check
from pubpipe.pipeline.crew import Crew, crew
from pubpipe.pipeline.done import Done
from pubpipe.pipeline.ending import MadeFile, files_of, found_in, refuse_faults
from pubpipe.pipeline.events import Built, BuiltFile, Clock, Watcher
from pubpipe.pipeline.matter import Matter, templates_key
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.performing import LostError, bytes_of, fetched, finished
from pubpipe.pipeline.planning import Task, planned
from pubpipe.pipeline.scheduling import Followed, Plan, follow
from pubpipe.pipeline.witnessing import EVIDENCE, Seen, Witness, asked, complaints, evidence, source_of
from pubpipe.pipeline.writing import Plain, stale, write_all
from pubpipe.storing import digest, trim

AHEAD = 2
"""Tasks given out for each that is carried out at a time, so that nobody waits for the next."""

TRIM_EVERY = 8
"""Articles between two looks at the size of the cache: one in all formats adds up to 150 MB."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An article on its way. source: the bytes of its file, where evidence tells of them."""

    path: Path
    source: bytes
    matter: Matter
    findings: tuple[Finding, ...]


def publish(
    order: Order,
    watch: Watcher,
    clock: Clock,
    taken: Mapping[str, Path] = MappingProxyType({}),
    executor: Executor | None = None,
) -> tuple[Built, ...]:
    """Publish every article of an order; what became of each, in the same order.

    taken: the ids that other articles have already, with these; executor: workers that stand ready.
    """
    reader = _Reader(order, taken)
    with crew(order.jobs, order.store, watch, clock, strict=order.strict, executor=executor) as they:
        for followed in follow(reader.plans(), they, AHEAD * order.jobs):
            read = reader.read.pop(str(followed.plan.name))
            built = _published(read, followed, order, they, watch, clock)
            reader.built[read.path] = replace(built, inputs=reader.inputs)
            if order.store and len(reader.built) % TRIM_EVERY == 0:
                trim(order.store)
    return tuple(reader.built[path] for path in order.articles)


class _Reader:
    """Reads and reviews article after article, and keeps what became of those that cannot be published.

    read: those on their way, by their ids.
    """

    def __init__(self, order: Order, taken: Mapping[str, Path]) -> None:
        self._order, self._taken = order, dict(taken)
        self._templates = templates_key(order.templates)
        self.inputs = _inputs(order)
        self.read: dict[str, _Read] = {}
        self.built: dict[Path, Built] = {}

    def plans(self) -> Iterator[Plan[Task]]:
        """A plan for each article that can be published."""
        for path in self._order.articles:
            if path in self.built:
                continue
            read = self._read(path)
            if isinstance(read, Built):
                self.built[path] = read
            else:
                self.read[read.matter.article.id] = read
                yield Plan(read.matter.article.id, planned(read.matter, self._order.formats))

    def _read(self, path: Path) -> "_Read | Built":
        order = self._order
        source = source_of(path) if order.witness else b""
        findings: tuple[Finding, ...] = ()
        id = path.parent.name
        try:
            reading, findings = check(path, order.today)
            if reading.article is None or has_errors(findings, strict=order.strict):
                raise SourceError("The article was not published.", "Mend what is listed above and build again.")
            id = reading.article.id
            self._refuse_namesake(reading.article, path)
        except PubpipeError as error:
            return Built(path, id, (), _placed(findings, path), error)
        profile = order.profile.for_article(id)
        matter = Matter(reading.article, profile, reading.assets, order.templates, self._templates, order.logo)
        return _Read(path, source, matter, findings)

    def _refuse_namesake(self, article: Article, path: Path) -> None:
        other = self._taken.setdefault(article.id, path)
        if other != path:
            raise UsageError(
                f"{path} and {other} have the same id “{article.id}”, and so the same output folder.",
                "Give one of them another id.",
            )


def _published(
    read: _Read, followed: Followed[Task, Done], order: Order, they: Crew, watch: Watcher, clock: Clock
) -> Built:
    """An article once its tasks are over: its files written, or why not."""
    try:
        return _written(read, followed, order, they, watch, clock)
    except LostError:
        # The store could not keep what was made: the article is made once more, without one.
        with crew(1, None, watch, clock, strict=order.strict) as alone:
            (again,) = follow((followed.plan,), alone, 1)
            return _written(read, again, order, alone, watch, clock)


def _written(
    read: _Read, followed: Followed[Task, Done], order: Order, they: Crew, watch: Watcher, clock: Clock
) -> Built:
    id, path = read.matter.article.id, read.path
    findings = [*read.findings, *found_in(followed)]
    try:
        if followed.error:
            raise followed.error
        made = files_of(followed)
        refuse_faults(followed)
        files = tuple(Plain(one.kept.name, bytes_of(one.kept.data, they.store)) for one in made)
        more, seconds = _evidence(read, made, followed, order, they, watch, clock, findings)
        folder = order.output / id
        write_all((*files, *more), folder)
        built = (*(_built_file(folder, one) for one in made), *_evidence_files(folder, more, seconds))
        return Built(path, id, built, _placed(tuple(findings), path), None, stale(built, folder))
    except LostError:
        raise
    except PubpipeError as error:
        return Built(path, id, (), _placed(tuple(findings), path), error)


def _inputs(order: Order) -> tuple[tuple[Path, str], ...]:
    """Files beside the article's that decide what is made, by their digests: the logo, and the model of a voice."""
    from pubpipe.narrating.voices import files_of

    logo = [(order.logo_file, digest(order.logo.data))] if order.logo and order.logo_file else []
    models: tuple[Path, ...] = ()
    # A voice that there is not is told of when it is asked to speak.
    with suppress(UsageError):
        models = tuple(one for one in files_of(order.profile.audio.voice) if one.is_file())
    return (*logo, *((one, digest(one.read_bytes())) for one in models))


def _evidence(  # noqa: PLR0913, PLR0917 - what a build knows at its end
    read: _Read,
    made: tuple[MadeFile, ...],
    followed: Followed[Task, Done],
    order: Order,
    they: Crew,
    watch: Watcher,
    clock: Clock,
    findings: list[Finding],
) -> tuple[tuple[Artifact, ...], float]:
    """The evidence, where it is asked for, and the seconds that it took."""
    if order.witness is None:
        return (), 0.0
    start = clock()
    artifacts = tuple(fetched(one.kept, they.store) for one in made)
    more = _witnessed(read, artifacts, followed, order, order.witness, watch, findings)
    return more, clock() - start


def _witnessed(
    read: _Read,
    artifacts: tuple[Artifact, ...],
    followed: Followed[Task, Done],
    order: Order,
    witness: Witness,
    watch: Watcher,
    findings: list[Finding],
) -> tuple[Artifact, ...]:
    """The evidence, once the validators that are installed have been asked."""
    id = read.matter.article.id
    publication = read.matter.publication()
    checked = {
        file.name: found
        for done in followed.left.values()
        for file, found in zip(done.files, done.checked, strict=True)
    }
    held = {one.name: tally(finished(one, publication), checked[one.name]) for one in artifacts}
    verdicts = asked(artifacts, id, witness, watch)
    failed = tuple(complaints(verdicts))
    findings += failed
    if has_errors(failed, strict=order.strict):
        raise CheckError("A validator failed a finished file, and nothing was published.", "See what is listed above.")
    seen = Seen(read.path, read.source, publication, artifacts, checked, read.findings, held)
    return evidence(seen, verdicts, witness, order.templates, order.output / id)


def _built_file(folder: Path, made: MadeFile) -> BuiltFile:
    kept = made.kept
    return BuiltFile(folder / kept.name, made.chosen.name, kept.size, made.seconds, kept.length, data=kept.data)


def _evidence_files(folder: Path, artifacts: tuple[Artifact, ...], seconds: float) -> Iterator[BuiltFile]:
    for one in artifacts:
        yield BuiltFile(folder / one.name, EVIDENCE.name, len(one.data), seconds)


def _placed(findings: tuple[Finding, ...], path: Path) -> tuple[Finding, ...]:
    """The findings with the article's path as the user named it: every article is an article.md to what follows."""
    return tuple(
        replace(one, position=replace(one.position, file=str(path)))
        if one.position.file in (path.name, "article")
        else one
        for one in findings
    )
