"""Plans followed: each task is given out when those before it are done, whatever carries it out.

Several plans are followed side by side, so that no worker waits while an article's last file is made; but few are
looked at ahead, so that memory does not grow with their number. What goes wrong in one plan ends that one alone.
"""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pubpipe.errors import PubpipeError


class Step(Protocol):
    """A task, as far as its turn is concerned."""

    @property
    def name(self) -> str:
        """Unique in its plan."""
        ...

    @property
    def after(self) -> tuple[str, ...]:
        """The names of those that must be done before."""
        ...


_Step = TypeVar("_Step", bound=Step)
_Left = TypeVar("_Left")

POLL = 0.1
"""Seconds between two looks at what the workers tell on their way."""


@dataclass(frozen=True, slots=True)
class Plan(Generic[_Step]):
    """The tasks of one article. name: its place among the others."""

    name: Hashable
    steps: tuple[_Step, ...]


@dataclass(slots=True)
class Followed(Generic[_Step, _Left]):
    """A plan on its way, or at its end: what its tasks left, and the errors of those that failed, by their names."""

    plan: Plan[_Step]
    left: dict[str, _Left] = field(default_factory=dict)
    errors: dict[str, PubpipeError] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)
    given_out: set[str] = field(default_factory=set)

    @property
    def error(self) -> PubpipeError | None:
        """The error of the first task in the plan that failed, whichever of them failed first."""
        return next((self.errors[step.name] for step in self.plan.steps if step.name in self.errors), None)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it runs and nothing can be given out."""
        return not self.running and (bool(self.errors) or len(self.left) == len(self.plan.steps))

    def ready(self) -> Iterator[_Step]:
        """The tasks that can be given out now."""
        for step in self.plan.steps:
            if not self.errors and step.name not in self.given_out and all(one in self.left for one in step.after):
                yield step


class Crew(Protocol[_Step, _Left]):
    """Whoever carries tasks out, and is told how they go. at_once: how many it wants to have at a time."""

    @property
    def at_once(self) -> float:
        """Infinite for a crew that takes them in their order, whoever is free."""
        ...

    def choose(self, waiting: Sequence[_Step], after: _Left | None) -> int:
        """Which of some tasks to begin; after: what the last task left of whoever is free now, if that is known."""
        ...

    def submit(self, plan: Plan[_Step], step: _Step, given: Mapping[str, _Left]) -> "Future[_Left]":
        """Begin a task with what those before it have left."""
        ...

    def ended(self, plan: Plan[_Step], step: _Step, left: _Left) -> PubpipeError | None:
        """Called with what a task left; what is returned ends its plan."""
        ...

    def meanwhile(self) -> None:
        """Called again and again while tasks run."""
        ...


class InTurn:
    """What a crew is that takes all tasks in their order."""

    at_once = math.inf

    def choose(self, waiting: Sequence[object], after: object) -> int:
        """The first."""
        del waiting, after
        return 0


def follow(plans: Iterable[Plan[_Step]], crew: Crew[_Step, _Left], ahead: int) -> Iterator[Followed[_Step, _Left]]:
    """Each plan when it is over, in the order in which they end.

    ahead: how many tasks are given out before the next plan is looked at. What is raised that is no PubpipeError is a
    fault of the program, and ends everything.
    """
    source, running = iter(plans), _Running(crew)
    plan = next(source, None)
    while plan is not None or running.count:
        while plan is not None and running.count < ahead:
            followed = Followed[_Step, _Left](plan)
            running.give_out(followed)
            running.begin()
            if followed.is_over:
                yield followed
            plan = next(source, None)
        yield from running.wait()


class _Running(Generic[_Step, _Left]):
    """The tasks that are given out, and whose they are: those that wait for somebody to be free, and those begun.

    Whoever is free is known by what was left last, of which there is no more than of tasks that were begun at a time.
    """

    def __init__(self, crew: Crew[_Step, _Left]) -> None:
        self._crew = crew
        self._waiting: list[tuple[Followed[_Step, _Left], _Step]] = []
        self._begun: dict[Future[_Left], tuple[Followed[_Step, _Left], _Step]] = {}
        self._idle: list[_Left] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._waiting) + len(self._begun)

    def give_out(self, followed: Followed[_Step, _Left]) -> None:
        """Note whatever of a plan can begin."""
        for step in tuple(followed.ready()):
            followed.running.add(step.name)
            followed.given_out.add(step.name)
            self._waiting.append((followed, step))

    def begin(self) -> None:
        """Begin as many as the crew wants to have."""
        while self._waiting and len(self._begun) < self._crew.at_once:
            after = self._idle.pop(0) if self._idle else None
            followed, step = self._waiting.pop(self._crew.choose([step for _, step in self._waiting], after))
            given = {name: followed.left[name] for name in step.after}
            self._begun[self._crew.submit(followed.plan, step, given)] = (followed, step)

    def wait(self) -> Iterator[Followed[_Step, _Left]]:
        """Take back what is done, and begin what waited for it; the plans that are over by that."""
        done, _ = wait(self._begun, POLL, FIRST_COMPLETED)
        self._crew.meanwhile()
        touched = []
        for future in done:
            followed, step = self._begun.pop(future)
            followed.running.discard(step.name)
            if error := self._taken_back(future, followed, step):
                followed.errors[step.name] = error
            self.give_out(followed)
            touched.append(followed)
        self.begin()
        yield from (one for one in {id(one): one for one in touched}.values() if one.is_over)

    def _taken_back(
        self, future: "Future[_Left]", followed: Followed[_Step, _Left], step: _Step
    ) -> PubpipeError | None:
        """Note what a task left; why its plan ends, if it does."""
        try:
            followed.left[step.name] = left = future.result()
        except PubpipeError as error:
            return error
        self._idle.append(left)
        return self._crew.ended(followed.plan, step, left)
