"""Where the time of a build goes: by stage, and how much of it is that of the engines that it is made with.

    .venv/bin/python -m bench.profile [--voice silent] [ARTICLE]

One cold build of all formats in this process, which loads everything on its way; processor time of all cores.
Whose code runs is looked at a few hundred times a second, and the processor time since the look before counts
for it, thread by thread: what one long call into an engine takes is its caller's, and the callers of each engine are
known.
"""

import argparse
import signal
import sys
import sysconfig
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest.mock import patch

import pubpipe
from bench.machine import machine
from bench.stages import REST, Watch
from pubpipe.formats import FORMATS, Format
from pubpipe.profile import AudioSettings, Profile

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"
EVERY = 0.002
"""Seconds of processor time between two looks."""

PUBPIPE, LOADING, OTHERS = "pubpipe", "loading modules", "other packages"
SPEECH = "speech"
THREADS = "engines’ own threads"
"""What no Python thread accounts for; what a thread used that ended between two looks is in it too."""
LAME, AAC, DECODING = "LAME: MP3", "FFmpeg: AAC", "FFmpeg: decoding"
PRINTING, SPEAKING, DEFLATE, PDFIUM = "WeasyPrint", "hibari and ONNX Runtime", "zlib", "PDFium"

PACKAGES: Mapping[str, str] = {
    **dict.fromkeys(("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "fontTools", "cffi"), PRINTING),
    **dict.fromkeys(("hibari", "onnxruntime", "scipy"), SPEAKING),
    **dict.fromkeys(("pypdfium2", "pypdfium2_raw"), PDFIUM),
    **dict.fromkeys(("html5lib", "lxml", "webencodings"), "html5lib and lxml"),
    **dict.fromkeys(("ebooklib", "jinja2", "markupsafe"), "Jinja and EbookLib"),
    **dict.fromkeys(("pydantic", "pydantic_core"), "pydantic"),
}
"""Whose code lies in which package."""

CALLERS: Mapping[tuple[str, str], str] = {
    ("narrating/encoding/mp3.py", "Mp3."): LAME,
    ("narrating/encoding/aac.py", "AacEncoder."): AAC,
    ("decoding.py", ""): DECODING,
    ("formats/pdf/engine.py", "_compress"): DEFLATE,
    ("checking/pdf/tagged.py", "_Text."): PDFIUM,
}
"""Where pubpipe calls into an engine that has no Python of its own: a file, how the function's name begins, and whose
time that is."""

TOOLS = frozenset({"numpy"})
"""Packages that work for whoever calls them, as Python's own modules do."""


@dataclass
class Looks:
    """Processor seconds by stage and by whose code ran."""

    watch: Watch
    seconds: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    _since: float = 0.0
    _since_of: dict[int, float] = field(default_factory=dict)

    def look(self, _number: int, frame: FrameType | None) -> None:
        """Count what passed since the look before, thread by thread."""
        stage, frames = self.watch.current, sys._current_frames()  # noqa: SLF001 - the only way to see other threads
        frames[threading.get_ident()] = frame or frames[threading.get_ident()]
        now = time.process_time()
        left, self._since = now - self._since, now
        for thread, there in frames.items():
            passed = self._passed(thread)
            # A thread that has just ended may show the clock of another: no thread has used more than all together.
            if passed <= left + EVERY:
                passed = min(passed, left)
                self.seconds[stage, owner(there)] += passed
                left -= passed
        self.seconds[stage, THREADS] += left

    def _passed(self, thread: int) -> float:
        """Processor seconds of a thread since the look before; none for one that has just ended."""
        try:
            now = time.clock_gettime(time.pthread_getcpuclockid(thread))
        except OSError:
            return 0.0
        before = self._since_of.get(thread, 0.0)
        self._since_of[thread] = now
        # Another thread may have got the number of one that has ended.
        return now - before if now >= before else now

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look again and again while the context lasts."""
        self._since = time.process_time()
        for thread in sys._current_frames():  # noqa: SLF001
            self._passed(thread)
        before = signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


_OURS = str(Path(pubpipe.__file__).parent)
_THEIRS = tuple({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})


def owner(frame: FrameType | None) -> str:
    """Whose time it is when a frame runs: Python's own modules and tools work for whoever calls them."""
    while frame is not None:
        code = frame.f_code
        found = LOADING if code.co_name == "<module>" else _owner_of(code.co_filename, code.co_qualname)
        if found:
            return found
        frame = frame.f_back
    return OTHERS


def _owner_of(file: str, name: str) -> str | None:
    if file.startswith(_OURS):
        own = file.removeprefix(_OURS).lstrip("/")
        called = (whose for (path, begin), whose in CALLERS.items() if own == path and name.startswith(begin))
        return next(called, PUBPIPE)
    for folder in _THEIRS:
        if file.startswith(folder):
            package = file.removeprefix(folder).lstrip("/").split("/")[0].removesuffix(".py")
            return None if package in TOOLS else PACKAGES.get(package, OTHERS)
    if file.startswith("<frozen importlib"):
        return LOADING
    return DEFLATE if file.endswith("/zipfile.py") else None


def _stages(watch: Watch) -> Mapping[str, Callable[..., object]]:
    """The functions that a build goes through, each counting for its stage."""
    from pubpipe.pipeline.checking import check
    from pubpipe.pipeline.performing import _checked, perform
    from pubpipe.pipeline.planning import Make, Record, Work
    from pubpipe.pipeline.writing import write_all

    def performed(work: Work, *arguments: object) -> object:
        match work:
            case Make(chosen=chosen):
                name = chosen.name
            case Record():
                name = "recording"
            case _:
                name = SPEECH
        with watch.stage(name):
            return perform(work, *arguments)  # type: ignore[arg-type]

    return {
        "pubpipe.pipeline.publishing.check": watch.watched("read and review", check),
        "pubpipe.pipeline.crew.perform": performed,
        "pubpipe.pipeline.performing._checked": watch.watched("check of the files", _checked),
        "pubpipe.pipeline.publishing.write_all": watch.watched("writing", write_all),
    }


def profiled(article: Path, wanted: Profile, formats: tuple[Format, ...] = FORMATS) -> Looks:
    """One cold build by a clinic's choices.

    Raises RuntimeError if it is refused, since what fails early is fast.
    """
    watch = Watch()
    looks = Looks(watch)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as patches, looks.looking(), watch.stage(REST):
        from pubpipe.pipeline import build
        from pubpipe.pipeline.order import Order

        for name, function in _stages(watch).items():
            patches.enter_context(patch(name, function))
        (built,) = build(Order((article,), Path(folder), formats, wanted), lambda _: None)
    if built.error:
        raise RuntimeError(f"{article} was not built: {built.error}")
    return looks


def share(seconds: Mapping[tuple[str, str], float], stage: str) -> float:
    """Of the whole, in per cent."""
    return 100 * sum(some for (where, _), some in seconds.items() if where == stage) / sum(seconds.values())


def table(seconds: Mapping[tuple[str, str], float]) -> list[str]:
    """Seconds and shares: of the stages, and of those whose code ran."""
    whole = sum(seconds.values())
    lines = []
    for heading, place in (("STAGE", 0), ("WHOSE CODE", 1)):
        sums: defaultdict[str, float] = defaultdict(float)
        own: defaultdict[str, float] = defaultdict(float)
        for key, some in seconds.items():
            sums[key[place]] += some
            own[key[place]] += some if key[1] == PUBPIPE else 0.0
        lines.append(f"{heading:<28}{'PROCESSOR':>12}{'SHARE':>9}{'PUBPIPE’S OWN':>16}")
        for name in sorted(sums, key=lambda name: -sums[name]):
            some = sums[name]
            lines.append(f"{name:<28}{some:10.2f} s{100 * some / whole:7.1f} %{own[name]:14.2f} s")
        lines.append("")
    engines = 100 * (whole - sum(some for (_, whose), some in seconds.items() if whose == PUBPIPE)) / whole
    return [*lines, f"{whole:.2f} s of processor time, of which {engines:.0f} % in engines, packages and loading them"]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--voice", default=AudioSettings().voice)
    chosen = arguments.parse_args()
    looks = profiled(chosen.article, Profile(audio=AudioSettings(voice=chosen.voice)))
    print(machine())
    print("\n".join(table(looks.seconds)))


if __name__ == "__main__":
    main()
