"""Rows on many machines, which all see the clinic's folders under the same paths and share nothing else.

What a row says of a patient travels in memory alone, and under TLS unless it stays on this machine. Whoever is given a
row makes it as this machine would: with the same software, from the article that was looked at here, into its folder.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from pubpipe.errors import UsageError
from pubpipe.pipeline.batch.order import BatchOrder, RowTask
from pubpipe.pipeline.batch.publishing import Outcome
from pubpipe.pipeline.cluster import SECURE, Scheduler, machines
from pubpipe.pipeline.errands import ALONE, refuse_other
from pubpipe.pipeline.workers import workers
from pubpipe.storing.fingerprint import environment

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@contextmanager
def executor(order: BatchOrder) -> Iterator[Executor]:
    """Whoever carries out the rows of an order. Raises UsageError where there is nobody."""
    if order.scheduler is None:
        with workers(order.jobs) as here:
            yield here
    else:
        _refuse_open(order.scheduler)
        with machines(order.scheduler) as there:
            yield there


def submitted(they: Executor, act: Callable[[RowTask], Outcome], task: RowTask, order: BatchOrder) -> "Future[Outcome]":
    """A row given to whoever carries it out."""
    if order.scheduler is None:
        return they.submit(act, task)
    templates = tuple(one.absolute() for one in task.templates)
    # A cache in a folder is this machine's own: others have no part in it.
    known = replace(
        task, article=task.article.absolute(), output=task.output.absolute(), templates=templates, store=None
    )
    return they.submit(_there, act, known, environment())


def _there(act: Callable[[RowTask], Outcome], task: RowTask, software: str) -> Outcome:
    with ALONE:
        refuse_other(software)
        return act(task)


def _refuse_open(scheduler: Scheduler) -> None:
    if not scheduler.address.startswith(SECURE) and urlsplit(scheduler.address).hostname not in LOOPBACK:
        raise UsageError(
            f"Rows are about patients, and {scheduler.address} is open to whoever listens on the way.",
            f"Start the scheduler with TLS, and give its address as {SECURE}host:port.",
        )
