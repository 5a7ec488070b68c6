"""When the memory of layouts comes back: between documents, and never while one is made.

A layout is many small objects that hold each other. Left to itself the collector looks through them again and again
while they grow, moves them to where it seldom looks, and lets three or four layouts pile up before it frees one.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

_YOUNG = 1
"""The generation of what was made since the last search (as `gc` counts them), with all younger ones."""

_COUNTING = threading.Lock()


class _Layouts:
    """documents: that are being made; behind: layouts since the last search; moved: whether some lasted through one."""

    documents = 0
    behind = 0
    moved = False


@contextmanager
def one_document() -> Iterator[None]:
    """A document is made in here, and its layouts are freed at the end.

    What lasts from document to document is not looked through then, unless layouts may be among it.
    """
    with uncollected():
        with _COUNTING:
            _Layouts.documents += 1
        try:
            yield
        finally:
            with _COUNTING:
                _Layouts.documents -= 1
                _sweep()


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector rests in here."""
    _settled()
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def about_to_lay_out() -> None:
    """Free what nobody holds any more of the layouts before: of several, all but the best one yet."""
    with _COUNTING:
        if _Layouts.behind > 1:
            gc.collect()
            _Layouts.behind, _Layouts.moved = 0, True
        _Layouts.behind += 1


def release() -> None:
    """Free the memory of all layouts that nobody holds any more."""
    _settled()
    with _COUNTING:
        _Layouts.moved = True
        _sweep()


def _sweep() -> None:
    gc.collect() if _Layouts.moved else gc.collect(_YOUNG)
    _Layouts.behind, _Layouts.moved = 0, _Layouts.documents > 0


@lru_cache(maxsize=1)
def _settled() -> None:
    """What was there before all layouts stays out of the search."""
    gc.collect()
    gc.freeze()
