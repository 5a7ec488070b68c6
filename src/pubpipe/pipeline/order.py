"""What a build is asked for."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.formats import FORMATS, Format
from pubpipe.model.asset import Asset
from pubpipe.pipeline.witnessing import Witness
from pubpipe.profile import Profile
from pubpipe.storing import Place


@dataclass(frozen=True, slots=True)
class Order:
    """What a build shall do.

    templates: the project's own, before the package's; logo: the one of the profile, and its file; witness: what
    evidence is made with, if it shall be made.

    today: the day of the build, which no byte of any file depends on: only a finding does.

    jobs: how many tasks are carried out at a time, each in a process of its own if there are several; store: where what
    is made is kept and looked for, None to keep nothing. No byte depends on either.
    """

    articles: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...] = FORMATS
    profile: Profile = field(default_factory=Profile)
    strict: bool = False
    templates: tuple[Path, ...] = ()
    logo: Asset | None = None
    logo_file: Path | None = None
    witness: Witness | None = None
    today: datetime.date | None = None
    jobs: int = 1
    store: Place | None = None
