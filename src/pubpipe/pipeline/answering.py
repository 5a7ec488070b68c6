"""What is asked for, given from what was made before where nothing has changed since, and made where something has.

Nothing heavy is loaded for what is up to date: the answer is there before an engine would be.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.pipeline.events import Built, Clock, Watcher
from pubpipe.pipeline.recalling import recalled, remember, request_key
from pubpipe.pipeline.request import Request
from pubpipe.pipeline.writing import settle_all
from pubpipe.storing import Store, open_store, trim

if TYPE_CHECKING:
    from concurrent.futures import Executor


def answer(
    request: Request, watch: Watcher, clock: Clock = time.monotonic, executor: "Executor | None" = None
) -> tuple[Built, ...]:
    """Publish what is asked for; what became of each article, in the same order. Raises SourceError and UsageError.

    executor: workers that stand ready; None begins some where they are needed.
    """
    if request.is_elsewhere:
        from pubpipe.pipeline.dispatching import dispatch

        return dispatch(request.order(request.articles), request.scheduler, watch)
    settle_all(request.output)
    store = open_store(request.store) if request.store else None
    names = {path: request_key(path, request) if store else None for path in request.articles}
    known = _known(request, names, store) if store else {}
    missing = tuple(path for path in request.articles if path not in known)
    if missing:
        known |= _made(request, missing, known, watch, clock, executor)
    if request.store and store and missing:
        for path in missing:
            if request_key(path, request) == names[path]:
                remember(names[path], known[path], store)
        trim(request.store)
    return tuple(known[path] for path in request.articles)


def _known(request: Request, names: dict[Path, str | None], store: Store) -> dict[Path, Built]:
    """The articles of which nothing has changed, with their files in place."""
    known: dict[Path, Built] = {}
    for path, name in names.items():
        built = recalled(path, request, name, store)
        # Two of one id never came from one build: they are looked at together.
        if built and built.id not in {one.id for one in known.values()}:
            known[path] = built
    return known


def _made(
    request: Request,
    missing: tuple[Path, ...],
    known: dict[Path, Built],
    watch: Watcher,
    clock: Clock,
    executor: "Executor | None",
) -> dict[Path, Built]:
    with nullcontext(executor) if executor else _workers(request) as they:
        from pubpipe.pipeline.publishing import publish

        taken = {one.id: path for path, one in known.items()}
        made = publish(request.order(missing), watch, clock, taken, they)
    return dict(zip(missing, made, strict=True))


@contextmanager
def _workers(request: Request) -> "Iterator[Executor]":
    """Workers that load what they begin with while the articles are read here."""
    from pubpipe.pipeline.loading import load_share
    from pubpipe.pipeline.workers import Workers, workers

    with workers(request.jobs, partial(load_share, request.formats, request.wishes.voice)) as they:
        if isinstance(they, Workers):
            they.begin()
        yield they
