"""When the memory of layouts comes back: between documents, and never while one is made.

A layout is many small objects that hold each other. Left to itself the collector looks through them again and again
while they grow, moves them to where it seldom looks, and lets three or four layouts pile up before it frees one.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

_YOUNG = 1
"""The generation of what was made since the last search (as `gc` counts them), with all younger ones."""


class _Layouts:
    """behind: those made since the last search; moved: whether one was held while there was a search."""

    behind = 0
    moved = False


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
    if _Layouts.behind > 1:
        gc.collect()
        _Layouts.behind, _Layouts.moved = 0, True
    _Layouts.behind += 1


def finished() -> None:
    """Free the layouts of a document that is made; what lasts from document to document is not looked through."""
    if _Layouts.moved:
        release()
    else:
        gc.collect(_YOUNG)
        _Layouts.behind = 0


def release() -> None:
    """Free the memory of all layouts that nobody holds any more."""
    _settled()
    gc.collect()
    _Layouts.behind, _Layouts.moved = 0, False


@lru_cache(maxsize=1)
def _settled() -> None:
    """What was there before all layouts stays out of the search."""
    gc.collect()
    gc.freeze()
