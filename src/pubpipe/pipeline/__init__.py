"""The order of the stages, and the only writer of `output/`.

`build` reads like a table of contents: settle what a killed build left, then read, review, narrate, make, check and
write (`publishing`). An article is published whole or not at all; one that fails does not stop the others.
"""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pubpipe.pipeline.events import Built, Clock, Watcher
    from pubpipe.pipeline.order import Order

__all__ = ["build"]


def build(order: "Order", watch: "Watcher", clock: "Clock" = time.monotonic) -> "tuple[Built, ...]":
    """Publish every article of an order; what became of each, in the same order."""
    from pubpipe.pipeline.publishing import publish
    from pubpipe.pipeline.writing import settle_all

    settle_all(order.output)
    return publish(order, watch, clock)
