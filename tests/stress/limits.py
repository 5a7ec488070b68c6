"""How much one input may cost, held by the system where Python cannot hold it."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

SECONDS = 2.0
"""Of the processor, for one input."""
MEGABYTES = 300
"""Of memory, above what the program itself needs."""


class TooSlowError(AssertionError):
    """An input took longer than one may."""


def limit_memory() -> None:
    """From now on this process may have so much more address space and no more: what asks for it fails."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def timed(action: Callable[[bytes], None], data: bytes) -> float:
    """The seconds of the processor that an action takes with an input. Raises TooSlowError for too many."""
    begin = time.process_time()
    action(data)
    took = time.process_time() - begin
    if took > SECONDS:
        raise TooSlowError(f"{took:.1f} s for {len(data)} bytes")
    return took


def peak_megabytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
