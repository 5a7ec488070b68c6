"""Utterances spoken and measured, and parts encoded, side by side on several cores, handed on in the order wanted.

Threads do that: the arithmetic of an engine, a filter or an encoder runs outside Python's lock. With the
default voice on two cores they halve the time from the second utterance on (2.9 s to 1.5 s for the
sample), where processes gain nothing over the sample's length, since each has to load the voice
first. What is heard does not depend on how many there are: a voice makes the same bytes of an
utterance, and an encoder of a part, in whatever order they are asked.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from pubpipe.machine import cores
from pubpipe.narrating.voices import VOICES, Voice

MOST_WORKERS = 4
"""Each needs some 40 MB of its own, and with four of them encoding takes longer than speaking."""
AHEAD = 2
"""Tasks a worker is given beforehand, so that none waits while a long one is waited for."""

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def workers() -> int:
    """How many tasks to do at a time on this machine."""
    return min(MOST_WORKERS, cores())


def workers_for(voice: Voice) -> int:
    """How many utterances to speak at a time: one, unless the voice and the machine can do more."""
    takes_turns = next((entry.takes_turns for entry in VOICES if entry.name == voice.name), True)
    return 1 if takes_turns else workers()


@contextmanager
def side_by_side(do: Callable[[_Task], _Result], tasks: Iterable[_Task], workers: int) -> Iterator[Iterator[_Result]]:
    """The results of tasks in their order, as many being done at a time as there are workers.

    Few are done ahead of what is taken, so that memory does not grow with their number. Raises,
    when its turn comes, what a task raises; when the context is left for whatever reason,
    nothing goes on in the background.
    """
    if workers == 1:
        yield map(do, tasks)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield _in_turn(pool, do, iter(tasks), workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: ThreadPoolExecutor, do: Callable[[_Task], _Result], tasks: Iterator[_Task], ahead: int
) -> Iterator[_Result]:
    doing = deque(pool.submit(do, one) for one in islice(tasks, ahead))
    while doing:
        result = doing.popleft().result()
        doing.extend(pool.submit(do, one) for one in islice(tasks, 1))
        yield result
