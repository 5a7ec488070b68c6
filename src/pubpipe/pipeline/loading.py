"""The engines loaded before they are needed: while nobody waits for them, or while others read the article."""

from collections.abc import Callable
from importlib import import_module

from pubpipe.checking import CHECKS
from pubpipe.formats import FORMATS, Format

PRINT = ("pubpipe.formats.pdf", "pubpipe.checking.pdf")
"""What lays pages out."""
SOUND = ("pubpipe.narrating.studio", "pubpipe.narrating.mixing", "pubpipe.narrating.encoding", "pubpipe.decoding")
"""What makes recordings, and what listens to them. The voice is not among it: which one it is, an article says."""

LATE = ("html5lib", "numpy.fft", "numpy.random")
"""What others load on their way."""


def load(_number: int = 0) -> None:
    """Load what makes the formats and what checks them, for processes that stay from build to build."""
    for module in dict.fromkeys((*(one.module for one in FORMATS), *CHECKS.values(), *SOUND, *LATE)):
        import_module(module)


def load_share(formats: tuple[Format, ...], voice: str | None, number: int) -> None:
    """Load what one of several processes begins with, by its number: print, or sound and the voice.

    voice: the one that is asked for, None for the default one. A negative number has no share.
    """
    shares: list[Callable[[], object]] = []
    if any(one.module in PRINT for one in formats):
        shares.append(_load_print)
    if any(one.codecs for one in formats):
        shares.append(lambda: _load_sound(voice))
    if shares and number >= 0:
        shares[number % len(shares)]()


def _load_print() -> None:
    for module in PRINT:
        import_module(module)


def _load_sound(voice: str | None) -> None:
    for module in SOUND:
        import_module(module)
    from pubpipe.narrating.voices import make_ready

    make_ready(voice)
