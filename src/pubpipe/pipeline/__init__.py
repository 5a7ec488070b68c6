"""The order of the stages, and the only writer of `output/`.

`build` reads like a table of contents: read, review, narrate, make, check, write.
An article is published whole or not at all; one that fails does not stop the others.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pubpipe.checking import CHECKS
from pubpipe.checking.finished import Finished, checker
from pubpipe.checking.tally import tally
from pubpipe.errors import CheckError, OutputError, PubpipeError, SourceError, UsageError
from pubpipe.findings import Code, Finding, Position, has_errors
from pubpipe.formats import FORMATS, Format
from pubpipe.formats.publication import Artifact, Publication, maker
from pubpipe.model.article import Article
from pubpipe.model.asset import Asset
from pubpipe.pipeline.events import Built, BuiltFile, Progress, Watcher
from pubpipe.pipeline.speaking import narrations_of, recordings_in, wanted_recordings
from pubpipe.pipeline.witnessing import EVIDENCE, Seen, Witness, asked, complaints, evidence, source_of
from pubpipe.pipeline.writing import settle_all, write_all
from pubpipe.profile import Profile
from pubpipe.reading import Reading, read_article
from pubpipe.rendering import Templates
from pubpipe.reviewing import review
from pubpipe.wording import language_for

Clock = Callable[[], float]

SOUND = ("audio/mpeg", "audio/mp4")
"""The media types of files that have a length."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a build shall do.

    templates: the project's own, before the package's; logo: the one of the profile; witness: what evidence is made
    with, if it shall be made.

    today: the day of the build, which no byte of any file depends on: only a finding does.
    """

    articles: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...] = FORMATS
    profile: Profile = field(default_factory=Profile)
    strict: bool = False
    templates: tuple[Path, ...] = ()
    logo: Asset | None = None
    witness: Witness | None = None
    today: datetime.date | None = None


def build(order: Order, watch: Watcher, clock: Clock = time.monotonic) -> tuple[Built, ...]:
    """Publish every article of an order; what became of each, in the same order."""
    settle_all(order.output)
    seen: dict[str, Path] = {}
    return tuple(_build_one(path, order, seen, watch, clock) for path in order.articles)


def check(path: Path, today: datetime.date | None = None) -> tuple[Reading, tuple[Finding, ...]]:
    """Read and review one article without publishing it; the reading, and all findings of both.

    today: the day of the review, without which nothing is said about dates that are past.
    """
    reading = read_article(path)
    if reading.article is None:
        return reading, reading.findings
    try:
        language = language_for(reading.article.language)
    except SourceError as error:
        return reading, (
            *reading.findings,
            Finding(Code.BAD_VALUE, Position(str(path)), error.message, "", error.remedy),
        )
    return reading, (*reading.findings, *review(reading.article, language, str(path), today))


def _build_one(path: Path, order: Order, seen: dict[str, Path], watch: Watcher, clock: Clock) -> Built:
    findings: list[Finding] = []
    id = path.parent.name
    try:
        source = source_of(path) if order.witness else b""
        reading, found = check(path, order.today)
        findings += found
        if reading.article is None or has_errors(found, strict=order.strict):
            raise SourceError("The article was not published.", "Mend what is listed above and build again.")
        article = reading.article
        id = article.id
        _first_of_its_name(article, path, seen)
        templates = Templates(*order.templates)
        profile = order.profile.for_article(id)
        language = language_for(article.language)
        publication = Publication(article, profile, language, reading.assets, templates, logo=order.logo)
        made = _make_all(publication, order, watch, clock, findings)
        checked = _check_all(made, publication, watch, findings)
        if order.witness:
            held = {one.name: tally(_finished(one, publication), checked[one.name]) for one in _artifacts(made)}
            saw = Seen(path, source, publication, tuple(_artifacts(made)), checked, found, held)
            made = (*made, _witnessed(saw, order, order.witness, watch, clock, findings))
        files = _write(made, order.output / id)
        return Built(path, id, files, _placed(findings, path), None, _stale(files, order.output / id))
    except PubpipeError as error:
        return Built(path, id, (), _placed(findings, path), error)


def _placed(findings: list[Finding], path: Path) -> tuple[Finding, ...]:
    """The findings with the article's path as the user named it: every article is an article.md to what follows."""
    return tuple(
        replace(one, position=replace(one.position, file=str(path)))
        if one.position.file in (path.name, "article")
        else one
        for one in findings
    )


def _first_of_its_name(article: Article, path: Path, seen: dict[str, Path]) -> None:
    other = seen.setdefault(article.id, path)
    if other != path:
        raise UsageError(
            f"{path} and {other} have the same id “{article.id}”, and so the same output folder.",
            "Give one of them another id.",
        )


@dataclass(frozen=True, slots=True)
class _Made:
    chosen: Format
    artifacts: tuple[Artifact, ...]
    seconds: float


def _make_all(
    publication: Publication, order: Order, watch: Watcher, clock: Clock, findings: list[Finding]
) -> tuple[_Made, ...]:
    """Each format in turn. The recordings are made when the first of them is asked for: they tell the printed pages."""
    made = []
    for chosen in order.formats:
        if not publication.narrations and recordings_in(chosen, publication.article, publication.profile):
            wanted = wanted_recordings(publication.article, order.formats, publication.profile)
            spoken = narrations_of(publication, wanted, watch, findings, strict=order.strict)
            publication = replace(publication, narrations=spoken)
        watch(Progress(publication.article.id, chosen.name, 0, 1))
        start = clock()
        result = maker(chosen.module)(_for(chosen, publication))
        findings += result.findings
        if has_errors(result.findings, strict=order.strict):
            raise OutputError(
                f"The format “{chosen.name}” could not be made as it should be.", "See what is listed above."
            )
        publication = replace(publication, pages=publication.pages if publication.pages.source else result.pages)
        made.append(_Made(chosen, result.artifacts, clock() - start))
        watch(Progress(publication.article.id, chosen.name, 1, 1))
    return tuple(made)


def _for(chosen: Format, publication: Publication) -> Publication:
    """The publication with the recordings that a format asked for, and no others."""
    mine = recordings_in(chosen, publication.article, publication.profile)
    return replace(publication, narrations=tuple(one for one in publication.narrations if one.recording in mine))


def _artifacts(made: tuple[_Made, ...]) -> Iterator[Artifact]:
    return (artifact for one in made for artifact in one.artifacts)


def _finished(artifact: Artifact, publication: Publication) -> Finished:
    """A file as its check is given it."""
    return Finished(
        artifact.name,
        artifact.media_type,
        artifact.data,
        publication.article,
        publication.language,
        artifact.narration,
        artifact.narrations,
    )


def _check_all(
    made: tuple[_Made, ...], publication: Publication, watch: Watcher, findings: list[Finding]
) -> dict[str, tuple[Finding, ...]]:
    """Reopen every file before any of them is published; what was found in each, by its name."""
    artifacts = list(_artifacts(made))
    checked: dict[str, tuple[Finding, ...]] = {}
    for number, artifact in enumerate(artifacts):
        watch(Progress(publication.article.id, "check", number, len(artifacts)))
        checked[artifact.name] = checker(CHECKS[artifact.media_type])(_finished(artifact, publication))
        findings += checked[artifact.name]
    watch(Progress(publication.article.id, "check", len(artifacts), len(artifacts)))
    if has_errors(tuple(one for found in checked.values() for one in found)):
        raise CheckError(
            "A finished file does not hold what the article says, and nothing was published.",
            "See what is listed above; with your own templates/, compare them with pubpipe's.",
        )
    return checked


def _witnessed(
    seen: Seen, order: Order, witness: Witness, watch: Watcher, clock: Clock, findings: list[Finding]
) -> _Made:
    """The evidence, once the validators that are installed have been asked."""
    start = clock()
    id = seen.publication.article.id
    verdicts = asked(seen.artifacts, id, witness, watch)
    failed = tuple(complaints(verdicts))
    findings += failed
    if has_errors(failed, strict=order.strict):
        raise CheckError("A validator failed a finished file, and nothing was published.", "See what is listed above.")
    files = evidence(seen, verdicts, witness, order.templates, order.output / id)
    return _Made(EVIDENCE, files, clock() - start)


def _write(made: tuple[_Made, ...], folder: Path) -> tuple[BuiltFile, ...]:
    write_all(_artifacts(made), folder)
    return tuple(
        BuiltFile(
            folder / artifact.name,
            one.chosen.name,
            len(artifact.data),
            one.seconds,
            artifact.narration.timeline.seconds if artifact.narration and artifact.media_type in SOUND else None,
        )
        for one in made
        for artifact in one.artifacts
    )


def _stale(files: tuple[BuiltFile, ...], folder: Path) -> tuple[Path, ...]:
    """Files beside the new ones that this build did not make, in the folder and in those folders that it made."""
    new = {file.path for file in files}
    made = {file.path.parent for file in files} | {folder}
    beside = (path for one in made for path in one.iterdir() if not path.name.startswith("."))
    return tuple(sorted(path for path in beside if path not in new | made))
