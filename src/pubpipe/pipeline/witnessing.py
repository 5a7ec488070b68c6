"""The last stage of a build with evidence: what was seen of it becomes two files beside the formats."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pubpipe.checking.tally import Tally
from pubpipe.errors import OutputError, UsageError
from pubpipe.evidencing import Bundle, Check, File, Held, document, page, with_changes
from pubpipe.evidencing.bundle import fingerprint
from pubpipe.evidencing.earl import written
from pubpipe.evidencing.history import LARGEST_BYTES
from pubpipe.evidencing.parts import parts_of
from pubpipe.evidencing.people import checks_of_people
from pubpipe.evidencing.software import versions
from pubpipe.findings import Code, Finding, Position, has_errors
from pubpipe.formats import Format
from pubpipe.formats.publication import Artifact, Publication
from pubpipe.model.walks import figures
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.pipeline.sources import sources_of
from pubpipe.reading.source import LARGEST_ARTICLE_BYTES
from pubpipe.reviewing.readability import article_grades
from pubpipe.validating import Outcome, Subject, Surroundings, Verdict, judge, validators_of

FOLDER = "evidence"
DOCUMENT, PAGE = f"{FOLDER}/evidence.json", f"{FOLDER}/evidence.html"
JSON, HTML = "application/ld+json", "text/html"
STAGE = "validate"

EVIDENCE = Format("evidence", "What was checked, and what was not", (".json", ".html"), "pubpipe.evidencing")
"""A stage and no format: nobody can ask for it without the files that it is about."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What evidence is made with.

    surroundings: where validators are found; profile: the file of the clinic's choices, if there is one; created: a
    date from outside: a build asks no clock.
    """

    surroundings: Surroundings
    profile: Path | None = None
    created: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a build saw.

    source: the bytes of the article's file; artifacts: the finished files; checked: what pubpipe's own checks found
    in each, by its name; findings: of the article; held: what of the article was found in each file.
    """

    path: Path
    source: bytes
    publication: Publication
    artifacts: tuple[Artifact, ...]
    checked: Mapping[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]
    held: Mapping[str, tuple[Tally, ...]]


def source_of(path: Path) -> bytes:
    """The bytes of an article's file before it is read; none of a file that cannot be read, which reading tells."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_ARTICLE_BYTES + 1)
    except OSError:
        return b""


def created_of(variables: Mapping[str, str]) -> str | None:
    """The date that SOURCE_DATE_EPOCH gives (https://reproducible-builds.org/specs/source-date-epoch/), if it is set.

    Raises UsageError for one that is no number of seconds.
    """
    value = variables.get("SOURCE_DATE_EPOCH")
    if value is None:
        return None
    try:
        moment = datetime.datetime.fromtimestamp(int(value), tz=datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{value}”, which is no time.", "Give seconds since 1970, or leave it unset."
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def asked(artifacts: tuple[Artifact, ...], article: str, witness: Witness, watch: Watcher) -> dict[str, list[Verdict]]:
    """What the validators that are installed say of each file, by its name; those that are not say so themselves."""
    work = [(artifact, validator) for artifact in artifacts for validator in validators_of(artifact.media_type)]
    found: dict[str, list[Verdict]] = {artifact.name: [] for artifact in artifacts}
    for number, (artifact, validator) in enumerate(work):
        watch(Progress(article, STAGE, number, len(work)))
        found[artifact.name] += judge(validator, Subject(artifact.media_type, artifact.data), witness.surroundings)
    if work:
        watch(Progress(article, STAGE, len(work), len(work)))
    return found


def complaints(verdicts: Mapping[str, list[Verdict]]) -> Iterator[Finding]:
    """A finding for each file that a validator failed."""
    for file, said in verdicts.items():
        for one in said:
            if one.outcome is Outcome.FAILED:
                first = one.remarks[0] if one.remarks else None
                yield Finding(
                    Code.VALIDATOR_FAILED,
                    Position(file),
                    f"{one.tool} {one.version} failed the file by {one.standard}.",
                    f"{first.code}: {first.text}" if first else "",
                    "The evidence lists all of its remarks. Without your own templates/ this is a fault of pubpipe.",
                )


def evidence(
    seen: Seen, verdicts: Mapping[str, list[Verdict]], witness: Witness, templates: tuple[Path, ...], folder: Path
) -> tuple[Artifact, ...]:
    """The two files. folder: that of the article's output, where the evidence before may be.

    Raises OutputError if the article's file is another than the one that was published.
    """
    if source_of(seen.path) != seen.source:
        raise OutputError(f"{seen.path} was changed while it was published.", "Build it again.")
    publication = seen.publication
    language = publication.language
    files = tuple(File(one.name, one.media_type, fingerprint(one.data), len(one.data)) for one in seen.artifacts)
    software = versions()
    # What holds on one day and not on another is told by the dates themselves.
    lasting = tuple(one for one in seen.findings if one.code is not Code.REVIEW_OVERDUE)
    bundle = Bundle(
        article=publication.article,
        profile=publication.profile,
        software=software,
        sources=sources_of(seen.path, seen.source, publication, witness.profile, templates),
        parts=parts_of(publication.article),
        files=files,
        checks=(
            *_own(seen, files, software["pubpipe"]),
            *(_foreign(file, one) for file, said in verdicts.items() for one in said),
            *checks_of_people(
                files, language.evidence, software["pubpipe"], figures=bool(figures(publication.article))
            ),
        ),
        parity=tuple(
            Held(name, one.kind, one.total, one.differing) for name, tallies in seen.held.items() for one in tallies
        ),
        readability=_readability(publication),
        findings=tuple(_placed(one, seen.path) for one in lasting if not one.suppressed),
        suppressed=tuple((_placed(one, seen.path), one.suppressed) for one in lasting if one.suppressed),
        created=witness.created,
    )
    whole = with_changes(document(bundle), _previous(folder))
    return (
        Artifact(DOCUMENT, JSON, written(whole)),
        Artifact(PAGE, HTML, page(whole, language, publication.templates)),
    )


def _readability(publication: Publication) -> dict[str, float] | None:
    """The article's reading grades, to a tenth; None for a language without any."""
    grades = article_grades(publication.article, publication.language)
    return None if grades is None else {"fkgl": round(grades.flesch_kincaid, 1), "smog": round(grades.smog, 1)}


def _own(seen: Seen, files: tuple[File, ...], version: str) -> Iterator[Check]:
    words = seen.publication.language.evidence
    yield Check("pubpipe-article", "", "pubpipe", version, words.source_check, _outcome(seen.findings))
    for file in files:
        kind = re.sub(r"[^a-z0-9]+", "-", file.media_type)
        standard = words.own_checks.get(file.media_type, file.media_type)
        yield Check(f"pubpipe-{kind}", file.name, "pubpipe", version, standard, _outcome(seen.checked[file.name]))


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    return Outcome.FAILED if has_errors(findings) else Outcome.PASSED


def _foreign(file: str, verdict: Verdict) -> Check:
    id = re.sub(r"[^a-z0-9]+", "-", f"{verdict.tool} {verdict.standard}".lower()).strip("-")
    return Check(
        id,
        file,
        verdict.tool,
        verdict.version,
        verdict.standard,
        verdict.outcome,
        remarks=verdict.remarks,
        unsaid=verdict.unsaid,
        reason=verdict.reason,
    )


def _placed(finding: Finding, path: Path) -> Finding:
    """A finding without the folders of this machine: the article is told by its file's name."""
    position = replace(finding.position, file=Path(finding.position.file).name)
    return replace(finding, position=position, message=finding.message.replace(str(path), path.name))


def _previous(folder: Path) -> bytes | None:
    """The evidence before, if there is any that can be read."""
    try:
        with (folder / DOCUMENT).open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError:
        return None
