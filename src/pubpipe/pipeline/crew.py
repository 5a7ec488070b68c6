"""Whoever carries out the tasks of articles: in this process or in workers, with one store for all of them."""

import json
import math
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import lru_cache

from pubpipe.errors import OutputError, PubpipeError, VoiceError
from pubpipe.findings import has_errors
from pubpipe.pipeline.done import Done
from pubpipe.pipeline.events import Clock, Progress, Watcher
from pubpipe.pipeline.performing import perform
from pubpipe.pipeline.planning import Make, Speak, Task, Work
from pubpipe.pipeline.scheduling import Plan
from pubpipe.pipeline.workers import Workers, tell, temporary_folder, workers
from pubpipe.storing import Kept, Place, Store, open_store


class Crew:
    """An executor, and a store for what is made; place: where workers find that store, None where all of it is here.

    strict: warnings end a plan as errors do.
    """

    def __init__(
        self,
        executor: Executor,
        store: Store,
        watch: Watcher,
        clock: Clock,
        *,
        strict: bool,
        place: Place | None = None,
    ) -> None:
        self._executor, self._place, self._watch, self._clock, self._strict = executor, place, watch, clock, strict
        self.store = store
        self.at_once = executor.jobs if isinstance(executor, Workers) else math.inf
        self._loaded: dict[int, set[str]] = {}

    def choose(self, waiting: Sequence[Task], after: Done | None) -> int:
        """The first whose engine has been loaded in the process that is free, or else the first of all."""
        loaded = self._loaded.get(after.worker, set()) if after else set()
        return next((number for number, task in enumerate(waiting) if task.engine in loaded), 0)

    def submit(self, plan: Plan[Task], step: Task, given: Mapping[str, Done]) -> "Future[Done]":
        """Begin a task, here or elsewhere."""
        article = str(plan.name)
        self._watch(Progress(article, step.stage, 0, 1))
        if isinstance(self._executor, Workers) and self._place:
            return self._executor.submit(_there, step.work, given, self._place, article, step.stage)

        def advance(done: int, total: int) -> None:
            self._on_the_way(article, step.stage, done, total)

        return self._executor.submit(perform, step.work, given, self.store, advance, self._clock)

    def ended(self, plan: Plan[Task], step: Task, left: Done) -> PubpipeError | None:
        """Whether what was found on the way ends the plan: a listener must miss nothing, and no reader anything."""
        self._watch(Progress(str(plan.name), step.stage, 1, 1))
        self._loaded.setdefault(left.worker, set()).add(step.engine)
        if not has_errors(left.findings, strict=self._strict):
            return None
        match step.work:
            case Speak(matter=matter):
                return VoiceError(
                    f"The voice “{matter.profile.audio.voice}” cannot speak the whole article, and a listener must not "
                    "miss a part of it.",
                    "See what is listed above.",
                )
            case Make(chosen=chosen):
                return OutputError(
                    f"The format “{chosen.name}” could not be made as it should be.", "See what is listed above."
                )
            case _:
                return None

    def meanwhile(self) -> None:
        """Pass on what workers tell."""
        if isinstance(self._executor, Workers):
            for line in self._executor.tend():
                self._on_the_way(*json.loads(line))

    def _on_the_way(self, article: str, stage: str, done: int, total: int) -> None:
        """How far a task is. That it is over is told once, when it has ended: its parts may be gone through again."""
        if done < total:
            self._watch(Progress(article, stage, done, total))


@contextmanager
def crew(
    jobs: int,
    place: Place | None,
    watch: Watcher,
    clock: Clock = time.monotonic,
    *,
    strict: bool = False,
    executor: Executor | None = None,
) -> Iterator[Crew]:
    """A crew of so many at a time, of workers that stand ready or of some that are begun for it.

    Without a place for what they make, several share a temporary one.
    """
    with nullcontext(executor) if executor else workers(jobs) as they:
        if place:
            yield Crew(they, open_store(place), watch, clock, strict=strict, place=place)
        elif isinstance(they, Workers):
            with temporary_folder() as folder:
                aside = Place(folder)
                yield Crew(they, open_store(aside), watch, clock, strict=strict, place=aside)
        else:
            yield Crew(they, Kept(), watch, clock, strict=strict)


def _there(work: Work, given: Mapping[str, Done], place: Place, article: str, stage: str) -> Done:
    """A task in a worker."""
    done = perform(work, given, _store(place), lambda done, total: tell(_line(article, stage, done, total)))
    return replace(done, worker=os.getpid())


@lru_cache(maxsize=1)
def _store(place: Place) -> Store:
    return open_store(place)


def _line(article: str, stage: str, done: int, total: int) -> bytes:
    return json.dumps([article, stage, done, total]).encode()
