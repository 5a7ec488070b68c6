"""Rows carried out side by side: each is one task, in whichever process is free."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import ClassVar

from pubpipe.pipeline.batch.elsewhere import submitted
from pubpipe.pipeline.batch.order import BatchOrder, RowTask
from pubpipe.pipeline.batch.publishing import Outcome
from pubpipe.pipeline.cluster import AHEAD_OF_MACHINES
from pubpipe.pipeline.events import Progress, Watcher
from pubpipe.pipeline.scheduling import InTurn, Plan, follow
from pubpipe.pipeline.workers import Workers

AHEAD = 2
"""Rows given out for each that is carried out at a time."""


class Everybody(InTurn):
    """Whoever carries out rows: each is one task, and tells nothing on its way."""

    def __init__(self, order: BatchOrder, executor: Executor, watch: Watcher) -> None:
        self._order, self._executor, self._watch = order, executor, watch

    def carried_out(
        self, stage: str, act: Callable[[RowTask], Outcome], tasks: Sequence[RowTask]
    ) -> Iterator[tuple[RowTask, Outcome]]:
        """What became of each row, as they end. stage: what this is to whoever watches."""
        ahead = AHEAD * self._order.jobs if self._order.jobs > 1 else 1
        ahead = AHEAD_OF_MACHINES if self._order.scheduler else ahead
        plans = (Plan(task.line, (_Step(task, act),)) for task in tasks)
        for done, followed in enumerate(follow(plans, self, ahead), 1):
            task = followed.plan.steps[0].task
            yield task, followed.left.get(_Step.name) or Outcome(task.line, error=followed.error)
            self._watch(Progress(self._order.data.name, stage, done, len(tasks)))

    def submit(self, plan: "Plan[_Step]", step: "_Step", given: Mapping[str, Outcome]) -> "Future[Outcome]":
        """Begin a row."""
        del plan, given
        return submitted(self._executor, step.act, step.task, self._order)

    def ended(self, plan: "Plan[_Step]", step: "_Step", left: Outcome) -> None:
        """A row tells by itself what went wrong."""

    def meanwhile(self) -> None:
        """Look after processes that were killed."""
        if isinstance(self._executor, Workers):
            self._executor.tend()


@dataclass(frozen=True, slots=True)
class _Step:
    """A row as the one task of its plan."""

    task: RowTask
    act: Callable[[RowTask], Outcome]
    name: ClassVar[str] = "row"
    after: ClassVar[tuple[str, ...]] = ()
