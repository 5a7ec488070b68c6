"""Where the time of a recording goes: a watch that counts for one stage at a time, put around what is measured.

Stages lie within each other (the encoder asks the mixer for sound, the mixer asks the limiter), so
one stands still while another inside it runs: together they are the whole.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pkgutil import resolve_name
from unittest.mock import patch

FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "script": ("pubpipe.narrating.studio.script_of",),
    "check of what can be said": ("pubpipe.narrating.synthesis.unspeakable",),
    "synthesis": ("pubpipe.narrating.voices.hibari.HibariVoice.synthesise",),
    "mastering": ("pubpipe.narrating.mastering.mastered", "pubpipe.narrating.mastering.limited"),
    "mixing": ("pubpipe.narrating.mixing.mixed",),
    "MP3": ("pubpipe.narrating.encoding.mp3.Mp3.add", "pubpipe.narrating.encoding.mp3.Mp3.finished"),
    "AAC": ("pubpipe.narrating.encoding.aac.AacEncoder.add", "pubpipe.narrating.encoding.aac.AacEncoder.finished"),
}
"""The functions of each stage; only one that is looked up each time it is called can be watched."""
REST = "the rest"


@dataclass
class Watch:
    """Seconds of processor time by stage."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done in here counts for this stage, and no longer for the one around it."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    @property
    def current(self) -> str:
        """The stage that it counts for now."""
        return self._open[-1] if self._open else REST

    @property
    def total(self) -> float:
        """Seconds of all stages."""
        return float(sum(self.seconds.values()))

    def share(self, stage: str) -> float:
        """Of the whole, in per cent."""
        return 100 * self.seconds[stage] / self.total

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def watched(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        """The function, counting for a stage; so does each thing that it gives one by one."""

        def counted(*arguments: object, **named: object) -> object:
            with self.stage(name):
                result = function(*arguments, **named)
            return self._one_by_one(name, result) if isinstance(result, Iterator) else result

        return counted

    def _one_by_one(self, name: str, things: Iterator[object]) -> Iterator[object]:
        end = object()
        while True:
            with self.stage(name):
                thing = next(things, end)
            if thing is end:
                return
            yield thing


@contextmanager
def watching() -> Iterator[Watch]:
    """A watch on all stages of what is done in the context, and on the rest."""
    watch = Watch()
    with ExitStack() as patches:
        for name, functions in FUNCTIONS.items():
            for function in functions:
                patches.enter_context(patch(function, watch.watched(name, resolve_name(function))))
        with watch.stage(REST):
            yield watch
