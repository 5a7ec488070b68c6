"""Utterances spoken side by side on several cores, and handed on in the order in which they are wanted.

Threads do that: an engine's arithmetic runs outside Python's lock. With the default voice on two cores
they halve the time from the second utterance on (2.9 s to 1.5 s for the sample), where processes
gain nothing over the sample's length, since each has to load the voice first. What is heard does
not depend on how many there are: a voice makes the same bytes of an utterance in whatever order
it is asked.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

from pubpipe.narrating.voices import VOICES, Voice
from pubpipe.narrating.voices.voice import Sound, Utterance

MOST_WORKERS = 4
"""Each needs some 40 MB of its own, and with four of them encoding takes longer than speaking."""
AHEAD = 2
"""Utterances a worker is given beforehand, so that none waits while a long one is waited for."""


def workers_for(voice: Voice) -> int:
    """How many utterances to speak at a time: one, unless the voice and the machine can do more."""
    takes_turns = next((entry.takes_turns for entry in VOICES if entry.name == voice.name), True)
    return 1 if takes_turns else min(MOST_WORKERS, _cores())


@contextmanager
def spoken(voice: Voice, wanted: Iterable[Utterance], workers: int) -> Iterator[Iterator[Sound]]:
    """The sounds of utterances in their order, as many being made at a time as there are workers.

    Few are made ahead of what is taken, so that memory does not grow with their number. Raises,
    when its turn comes, what the voice raises; when the context is left for whatever reason,
    nothing goes on in the background.
    """
    if workers == 1:
        yield map(voice.synthesise, wanted)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        yield _in_turn(pool, voice, iter(wanted), workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(pool: ThreadPoolExecutor, voice: Voice, wanted: Iterator[Utterance], ahead: int) -> Iterator[Sound]:
    making = deque(pool.submit(voice.synthesise, one) for one in islice(wanted, ahead))
    while making:
        sound = making.popleft().result()
        making.extend(pool.submit(voice.synthesise, one) for one in islice(wanted, 1))
        yield sound


def _cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux has it
        return os.cpu_count() or 1
