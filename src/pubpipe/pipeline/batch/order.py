"""What a batch is asked for, and what a worker is given for one row of it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.formats import FORMATS
from pubpipe.model.row import Tailoring
from pubpipe.pipeline.batch.naming import DEFAULT
from pubpipe.pipeline.choices import Choices
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.storing import Place

OUTPUT = Path("output/batch")


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What a batch shall do.

    data: the file of rows; project: the folder with source/; read: the choices of a profile's file, or the default
    ones; formats, profile: for rows that name none; name: the pattern of the folders' names; results: the file with a
    line for each row, in the output folder unless told otherwise; only_check: whether nothing is made; resume: whether
    rows that are done are left alone; store: where others keep what they made, which a batch reads and never writes;
    scheduler: whose workers shall carry it out, which see the same folders under the same paths.
    """

    data: Path
    read: Callable[[Path | None], Choices]
    project: Path = Path()
    output: Path = OUTPUT
    profile: Path | None = None
    formats: tuple[str, ...] = tuple(one.name for one in FORMATS)
    name: str = DEFAULT
    results: Path | None = None
    templates: tuple[Path, ...] = ()
    strict: bool = False
    only_check: bool = False
    resume: bool = False
    today: datetime.date | None = None
    jobs: int = 1
    store: Place | None = None
    scheduler: Scheduler | None = None

    @property
    def results_file(self) -> Path:
        """The file with a line for each row."""
        return self.results or self.output / "results.csv"


@dataclass(frozen=True, slots=True)
class RowTask:
    """All that a worker is given for one row; what is a patient's is not shown when it is printed.

    line: of the row in the file `rows`; article: its path, with its id and language; fingerprint: of what was read
    from it; choices: with the row's own editions; name: of its folder; old_files: what an earlier run is known to have
    left there.
    """

    line: int
    rows: str
    article: Path
    id: str
    language: str
    fingerprint: str
    tailoring: Tailoring = field(repr=False)
    formats: tuple[str, ...]
    choices: Choices
    templates: tuple[Path, ...]
    output: Path
    name: str
    strict: bool
    today: datetime.date | None
    store: Place | None
    old_files: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where its files go."""
        return self.output / self.name
