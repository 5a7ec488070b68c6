"""The engines loaded before they are needed, in processes that stay: the first edit then waits for none of them."""

from importlib import import_module

from pubpipe.checking import CHECKS
from pubpipe.formats import FORMATS

SOUND = ("pubpipe.narrating.studio", "pubpipe.narrating.mixing", "pubpipe.narrating.encoding", "pubpipe.decoding")
"""What makes recordings, and what listens to them. The voice is not among it: which one it is, an article says."""

LATE = ("html5lib", "numpy.fft", "numpy.random")
"""What others load on their way."""


def load() -> None:
    """Load what makes the formats and what checks them."""
    for module in dict.fromkeys((*(one.module for one in FORMATS), *CHECKS.values(), *SOUND, *LATE)):
        import_module(module)
