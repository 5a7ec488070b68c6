"""The order of the stages, and the only writer of `output/`.

`build` reads like a table of contents: read, review, narrate, make, check, write.
An article is published whole or not at all; one that fails does not stop the others.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.checking import CHECKS
from pubpipe.checking.finished import Finished, checker
from pubpipe.errors import CheckError, OutputError, PubpipeError, SourceError, UsageError
from pubpipe.findings import Code, Finding, Position, has_errors
from pubpipe.formats import FORMATS, Format
from pubpipe.formats.publication import Artifact, Publication, maker
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.pipeline.events import Built, BuiltFile, Progress, Watcher
from pubpipe.pipeline.speaking import narration_of
from pubpipe.pipeline.writing import write_all
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
    """What a build shall do. `templates`: the project's own templates, before the package's."""

    articles: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...] = FORMATS
    profile: Profile = field(default_factory=Profile)
    strict: bool = False
    templates: tuple[Path, ...] = ()


def build(order: Order, watch: Watcher, clock: Clock = time.monotonic) -> tuple[Built, ...]:
    """Publish every article of an order; what became of each, in the same order."""
    seen: dict[str, Path] = {}
    return tuple(_build_one(path, order, seen, watch, clock) for path in order.articles)


def check(path: Path) -> tuple[Reading, tuple[Finding, ...]]:
    """Read and review one article without publishing it; the reading, and all findings of both."""
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
    return reading, (*reading.findings, *review(reading.article, language, str(path)))


def _build_one(path: Path, order: Order, seen: dict[str, Path], watch: Watcher, clock: Clock) -> Built:
    findings: list[Finding] = []
    id = path.parent.name
    try:
        reading, found = check(path)
        findings += found
        if reading.article is None or has_errors(found, strict=order.strict):
            raise SourceError("The article was not published.", "Mend what is listed above and build again.")
        article = reading.article
        id = article.id
        _first_of_its_name(article, path, seen)
        publication = _publication(reading, article, order, watch, findings)
        made = _make_all(publication, order, watch, clock, findings)
        _check_all(made, publication, watch, findings)
        files = _write(made, order.output / id, publication.narration)
        return Built(path, id, files, tuple(findings), None, _stale(files))
    except PubpipeError as error:
        return Built(path, id, (), tuple(findings), error)


def _first_of_its_name(article: Article, path: Path, seen: dict[str, Path]) -> None:
    other = seen.setdefault(article.id, path)
    if other != path:
        raise UsageError(
            f"{path} and {other} have the same id “{article.id}”, and so the same output folder.",
            "Give one of them another id.",
        )


def _publication(
    reading: Reading, article: Article, order: Order, watch: Watcher, findings: list[Finding]
) -> Publication:
    language = language_for(article.language)
    spoken = None
    if any(one.speaks for one in order.formats):
        spoken = narration_of(article, language, order.profile, watch, findings, strict=order.strict)
    return Publication(article, order.profile, language, reading.assets, Templates(*order.templates), spoken)


@dataclass(frozen=True, slots=True)
class _Made:
    chosen: Format
    artifacts: tuple[Artifact, ...]
    seconds: float


def _make_all(
    publication: Publication, order: Order, watch: Watcher, clock: Clock, findings: list[Finding]
) -> tuple[_Made, ...]:
    made = []
    for chosen in order.formats:
        watch(Progress(publication.article.id, chosen.name, 0, 1))
        start = clock()
        result = maker(chosen.module)(publication)
        findings += result.findings
        if has_errors(result.findings, strict=order.strict):
            raise OutputError(
                f"The format “{chosen.name}” could not be made as it should be.", "See what is listed above."
            )
        made.append(_Made(chosen, result.artifacts, clock() - start))
        watch(Progress(publication.article.id, chosen.name, 1, 1))
    return tuple(made)


def _check_all(made: tuple[_Made, ...], publication: Publication, watch: Watcher, findings: list[Finding]) -> None:
    """Reopen every file before any of them is published."""
    artifacts = [artifact for one in made for artifact in one.artifacts]
    before = len(findings)
    for number, artifact in enumerate(artifacts):
        watch(Progress(publication.article.id, "check", number, len(artifacts)))
        finished = Finished(
            artifact.name,
            artifact.media_type,
            artifact.data,
            publication.article,
            publication.language,
            publication.narration,
        )
        findings += checker(CHECKS[artifact.media_type])(finished)
    watch(Progress(publication.article.id, "check", len(artifacts), len(artifacts)))
    if has_errors(tuple(findings[before:])):
        raise CheckError(
            "A finished file does not hold what the article says, and nothing was published.",
            "See what is listed above; with your own templates/, compare them with pubpipe's.",
        )


def _write(made: tuple[_Made, ...], folder: Path, spoken: Narration | None) -> tuple[BuiltFile, ...]:
    write_all((artifact for one in made for artifact in one.artifacts), folder)
    return tuple(
        BuiltFile(
            folder / artifact.name,
            one.chosen.name,
            len(artifact.data),
            one.seconds,
            spoken.timeline.seconds if spoken and artifact.media_type in SOUND else None,
        )
        for one in made
        for artifact in one.artifacts
    )


def _stale(files: tuple[BuiltFile, ...]) -> tuple[Path, ...]:
    """Files beside the new ones that this build did not make."""
    new = {file.path for file in files}
    folder = files[0].path.parent
    return tuple(sorted(path for path in folder.iterdir() if path not in new and not path.name.startswith(".")))
