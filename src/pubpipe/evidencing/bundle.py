"""What a build knows of itself: source, files, checks and their results, as plain values."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pubpipe.findings import Finding
from pubpipe.model.article import Article
from pubpipe.profile import Profile
from pubpipe.validating.verdict import Outcome, Remark

Mode = Literal["automatic", "manual"]
"""Who checks: a program or a person (EARL 1.0, section 2.6)."""
SourceKind = Literal["article", "figure", "drawing", "lexicon", "profile", "logo", "template", "templates"]
TextKind = Literal["text", "dose", "side", "alternative", "safety"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that went into the build, by a name that tells nothing of the machine."""

    name: str
    kind: SourceKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the article by its id, with its kind, its title if it has one, and a fingerprint of all it holds."""

    id: str
    kind: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    """A finished file."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Check:
    """One check and its result.

    id: stable, and unique for a subject; subject: the name of a finished file, or empty for the article as a whole;
    standard: what was checked for; reason: why there is no verdict.
    """

    id: str
    subject: str
    tool: str
    version: str
    standard: str
    outcome: Outcome
    mode: Mode = "automatic"
    remarks: tuple[Remark, ...] = ()
    unsaid: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How many texts of a kind a file was held against, and how many of them differ."""

    file: str
    kind: str
    total: int
    differing: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that the evidence tells.

    software: versions by name, pubpipe's and Python's among them; readability: measures by name; suppressed:
    findings that the author passed over, with the reasons; created: a date that was given from outside, if one was.
    """

    article: Article
    profile: Profile
    software: Mapping[str, str]
    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    files: tuple[File, ...]
    checks: tuple[Check, ...]
    parity: tuple[Held, ...] = ()
    readability: Mapping[str, float] | None = None
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[tuple[Finding, str], ...] = ()
    created: str | None = None


def fingerprint(data: bytes) -> str:
    """SHA-256 (FIPS 180-4) as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
