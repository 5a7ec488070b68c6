"""The engines loaded before they are needed: while nobody waits for them, or while others read the article."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module

from pubpipe.checking import CHECKS
from pubpipe.formats import FORMATS, Format
from pubpipe.pipeline.request import Request

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


def rehearse(request: Request) -> None:
    """Set the first article in print and ask the voice for a word, for nobody, in what a user needs for a small edit.

    Fonts, styles, templates and the voice are slow when they are used for the first time. What goes wrong is told when
    it is asked for.
    """
    with suppress(Exception):
        _rehearsed(request)


def _rehearsed(request: Request) -> None:
    from pubpipe.formats.publication import maker
    from pubpipe.narrating.voices import open_voice
    from pubpipe.narrating.voices.voice import Utterance
    from pubpipe.pipeline.checking import check
    from pubpipe.pipeline.matter import Matter

    order = request.order(request.articles[:1])
    reading, _ = check(order.articles[0], order.today)
    if reading.article is None:
        return
    if any(one.codecs for one in order.formats):
        audio = order.profile.audio
        # To ask what a voice refuses loads it, and sends nothing anywhere.
        open_voice(audio.voice, reading.article.language, audio.words_per_minute).refused(Utterance("again"))
    matter = Matter(reading.article, order.profile, reading.assets, order.templates, logo=order.logo)
    for chosen in order.formats:
        if chosen.module in PRINT:
            first, *_ = chosen.parts(order.profile)
            maker(chosen.module)(replace(matter, profile=first).publication())


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
