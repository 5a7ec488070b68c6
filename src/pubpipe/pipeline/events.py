"""What a build tells whoever watches it, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.findings import Finding


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage of one article's build: `done` of `total` parts; both equal when it is finished."""

    article: str
    stage: str
    done: int
    total: int


Watcher = Callable[[Progress], None]
Clock = Callable[[], float]
"""Seconds from any moment on."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that was published.

    seconds: how long its format took to make (its siblings share it); length: of the
    sound, in seconds, or None; is_unchanged: whether it was there already, byte for byte; data: its key in the store.
    """

    path: Path
    format: str
    size: int
    seconds: float
    length: float | None = None
    is_unchanged: bool = False
    data: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one article. Without files, nothing of it was touched.

    stale: files in the output folder that this build did not make, and that may be older
    than the article; inputs: files of its clinic that it was made from, with their SHA-256 as they were read.
    """

    source: Path
    id: str
    files: tuple[BuiltFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: PubpipeError | None = None
    stale: tuple[Path, ...] = ()
    inputs: tuple[tuple[Path, str], ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when published, else that of the error."""
        return self.error.exit_code if self.error else 0
