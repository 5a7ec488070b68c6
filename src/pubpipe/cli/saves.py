"""Waiting for somebody to save a file: the only home of watchfiles, which is told by the system and does not poll."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import DefaultFilter, watch


def saves(paths: Iterable[Path], apart_from: Path, ended: Event) -> Iterator[tuple[Path, ...]]:
    """The files that were saved, each time that some were, until it is ended.

    Several within a moment are one: editors write more than one file for a save. Those below `apart_from` are the
    build's own.
    """
    own = apart_from.resolve()
    usual = DefaultFilter()
    existing = [path for path in paths if path.exists()]
    for changes in watch(*existing, watch_filter=usual, stop_event=ended, raise_interrupt=False):
        saved = tuple(sorted(path for _, name in changes if not (path := Path(name)).resolve().is_relative_to(own)))
        if saved:
            yield saved
