"""What a build was asked for, as it was asked: names and paths, of which nothing has been read yet.

A request whose answer lies in the store is answered from there (`recalling`) before anything heavy is loaded. What must
be made goes on as an `Order`, which holds what was read.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pubpipe.formats import FORMATS, Format
from pubpipe.pipeline.address import Address
from pubpipe.storing import Place

if TYPE_CHECKING:
    from pubpipe.pipeline.choices import Choices
    from pubpipe.pipeline.cluster import Scheduler
    from pubpipe.pipeline.order import Order
    from pubpipe.pipeline.witnessing import Witness

Within = Literal["none", "reading", "session", "both"]
LargePrint = Literal["uk", "us", "none"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """A clinic's profile, and what the command line wants in place of its own; None and empty leave it as it is.

    recordings: names with commas in between; in_epub: those within the e-book; large_print: by whose rules it is set.
    """

    profile: Path | None = None
    voice: str | None = None
    recordings: str | None = None
    in_epub: Within | None = None
    large_print: LargePrint | None = None

    def choices(self) -> "Choices":
        """What they come to, read from the disk. Raises SourceError for the profile and UsageError for the names."""
        from pubpipe.pipeline.choices import read_choices

        return read_choices(self.profile, self.voice, self.recordings, self.in_epub, self.large_print)


@dataclass(frozen=True, slots=True)
class Request:
    """A build as it was asked for; see `Order`. witness: makes what evidence needs, None for a build without.

    scheduler: whose workers shall carry it out, None for this machine.
    """

    articles: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...] = FORMATS
    wishes: Wishes = Wishes()
    strict: bool = False
    templates: tuple[Path, ...] = ()
    witness: "Callable[[Choices], Witness] | None" = None
    today: datetime.date | None = None
    jobs: int = 1
    store: Place | None = None
    scheduler: "Scheduler | None" = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether articles or files are in storage, or others shall carry it out."""
        return bool(self.scheduler) or any(isinstance(one, Address) for one in (*self.articles, self.output))

    def order(self, articles: tuple[Path, ...]) -> "Order":
        """The order for some of its articles. Raises SourceError and UsageError."""
        from pubpipe.pipeline.order import Order

        choices = self.wishes.choices()
        return Order(
            articles=articles,
            output=self.output,
            formats=self.formats,
            profile=choices.profile,
            strict=self.strict,
            templates=self.templates,
            logo=choices.logo,
            logo_file=choices.path.parent / choices.logo.path if choices.path and choices.logo else None,
            witness=self.witness(choices) if self.witness else None,
            today=self.today,
            jobs=self.jobs,
            store=self.store,
        )
