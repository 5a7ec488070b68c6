"""Errands given out: every article of an order to whoever is free, on this machine or on others.

The unit of work is an article and not one of its tasks, so the machine that gives errands out carries no file, needs no
access to storage, and is never what the others wait for. Even the looking for articles is an errand.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pubpipe.errors import PubpipeError, UsageError
from pubpipe.pipeline.address import Address, is_address
from pubpipe.pipeline.cluster import AHEAD_OF_MACHINES, Scheduler, machines
from pubpipe.pipeline.errands import Common, Errand, Proof, Sent, Survey, carry_out, name_of, survey
from pubpipe.pipeline.events import Built, Progress, Watcher
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.scheduling import InTurn, Plan, follow
from pubpipe.pipeline.workers import Workers, workers
from pubpipe.pipeline.writing import settle_all
from pubpipe.storing import Place

STAGE = "publish"
AHEAD = 2
"""Errands given out for each process of this machine."""
LARGEST_TEMPLATES = 2_000_000
"""Bytes of a project's own templates, which travel with every errand."""


def dispatch(order: Order, scheduler: Scheduler | None, watch: Watcher) -> tuple[Built, ...]:
    """Publish every article of an order; what became of each, in the order in which they were found.

    Raises UsageError where there is no article, or no machine.
    """
    if scheduler:
        _refuse_paths(order)
    if not isinstance(order.output, Address):
        settle_all(order.output)
    with _executor(order, scheduler) as (executor, ahead):
        found = executor.submit(survey, order.articles).result()
        built, plans = _planned(order, scheduler, found)
        for followed in follow(plans, _Dispatcher(executor, watch), ahead):
            article = followed.plan.steps[0].errand.article
            error = followed.error or _missing(article, found)
            built[article] = followed.left.get(STAGE) or (_failed(article, error) if error else None)
    became = tuple(one for article in found.articles if (one := built[article]))
    if not became:
        raise UsageError("There is no article in any of the folders.", "Name an article, or the folder above.")
    return became


def _failed(article: Path, error: PubpipeError) -> Built:
    return Built(article, name_of(article), error=error)


def _missing(article: Path, found: Survey) -> PubpipeError | None:
    """What is wrong where there is no article in a folder: nothing, if nobody said that there was one."""
    if article in found.perhaps:
        return None
    return UsageError(f"There is no article at {article}.", "It may have been removed meanwhile: build again.")


def _refuse_paths(order: Order) -> None:
    for path in (*order.articles, order.output):
        if not isinstance(path, Address):
            raise UsageError(
                f"{path} is a path of this machine, which the others do not know.",
                f"Give an address: s3://bucket/folder, or file://{path.absolute()} for a folder that all of them have.",
            )


@contextmanager
def _executor(order: Order, scheduler: Scheduler | None) -> Iterator[tuple[Executor, int]]:
    if scheduler:
        with machines(scheduler) as they:
            yield they, AHEAD_OF_MACHINES
    else:
        with workers(order.jobs) as they:
            yield they, AHEAD * order.jobs


def _planned(
    order: Order, scheduler: Scheduler | None, found: Survey
) -> "tuple[dict[Path, Built | None], list[Plan[_Step]]]":
    """What became already of those articles that cannot be published, and a plan for each of the others."""
    common = _common(order, scheduler, found.software)
    built: dict[Path, Built | None] = {}
    names: dict[str, Path] = {}
    plans = []
    for article in found.articles:
        other = names.setdefault(name_of(article), article)
        if other == article:
            plans.append(Plan(str(article), (_Step(Errand(article, common)),)))
        else:
            message = f"{article} and {other} are folders of one name, and so have the same output folder."
            built[article] = _failed(article, UsageError(message, "Give one of them another name and id."))
    return built, plans


def _common(order: Order, scheduler: Scheduler | None, software: str) -> Common:
    witness = order.witness
    profile = witness.profile if witness else None
    return Common(
        software=software,
        output=order.output,
        formats=order.formats,
        profile=order.profile,
        strict=order.strict,
        templates=tuple((folder.name, _sent(folder)) for folder in order.templates),
        logo=order.logo,
        proof=Proof(Sent(profile.name, profile.read_bytes()) if profile else None, witness.created)
        if witness
        else None,
        today=order.today,
        store=_store(order.store, scheduler),
    )


def _store(store: Place | None, scheduler: Scheduler | None) -> Place | None:
    """A cache in a folder is this machine's own: others have no part in it."""
    return None if scheduler and store and not is_address(store.address) else store


def _sent(folder: Path) -> tuple[Sent, ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    if size > LARGEST_TEMPLATES:
        raise UsageError(
            f"{folder} has {size / 1e6:,.1f} MB, and would travel with every article.",
            f"Leave out what is no template: {LARGEST_TEMPLATES / 1e6:,.0f} MB at most.",
        )
    return tuple(Sent(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)


@dataclass(frozen=True, slots=True)
class _Step:
    """An errand as the one step of a plan."""

    errand: Errand
    name: str = STAGE
    after: tuple[str, ...] = ()


class _Dispatcher(InTurn):
    """Gives errands out, and tells how they go."""

    def __init__(self, executor: Executor, watch: Watcher) -> None:
        self._executor, self._watch = executor, watch

    def submit(self, _plan: Plan[_Step], step: _Step, _given: Mapping[str, Built | None]) -> "Future[Built | None]":
        """Give an errand out."""
        self._watch(Progress(name_of(step.errand.article), STAGE, 0, 1))
        return self._executor.submit(carry_out, step.errand)

    def ended(self, _plan: Plan[_Step], step: _Step, _left: Built | None) -> None:
        """An errand came back."""
        self._watch(Progress(name_of(step.errand.article), STAGE, 1, 1))

    def meanwhile(self) -> None:
        """Begin again what a killed process of this machine was at."""
        if isinstance(self._executor, Workers):
            self._executor.tend()
