"""What it costs to build again: with nothing changed, and after one sentence was, against a build without a cache.

    .venv/bin/python -m bench.again [--runs 5] [--voice silent] [ARTICLE]

By the clock, all formats, on all cores. Each run begins with an empty cache: built (cold), built again (nothing
changed), a sentence of the text changed, a sentence changed that is spoken in every recording: whole processes, which
load everything anew. Then the same two are changed further while `--watch` builds what is saved, from the save to the
table of what was made; the first save, a few seconds after the build was begun, is told by itself. Shares are medians
of runs; a share is that of the cold build in the same run.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.machine import machine

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain"
PUBPIPE = str(Path(sys.executable).with_name("pubpipe"))

COLD, NOTHING, READ, EXERCISE = "cold", "nothing changed", "a sentence of the text", "a sentence of an exercise"
EDITS: Mapping[str, tuple[str, str]] = {
    READ: ("Sometimes tight hips play a part.", "Often tight hips play a part."),
    EXERCISE: ("Kneel on a mat or a folded blanket if the floor feels hard.", "Kneel on something soft."),
}
"""What is changed in the sample, and into what."""
FIRST = "the first save watched"
SAVES: Mapping[str, tuple[str, str]] = {
    FIRST: (READ, "as you know"),
    f"{READ}, watched": (READ, "as you may know"),
    f"{EXERCISE}, watched": (EXERCISE, "if you like"),
}
"""The steps of `--watch`: which of the edits is taken further, and the words that are added to what it made."""
TABLE = "FILE "
"""How the table of what was made begins."""
READY = 4.0
"""Seconds that a user takes at least from one save to the next."""
MOST_SECONDS = 0.25
"""That a build with nothing to do may take."""
MOST_SHARE = 0.15
"""Of the cold build, that one after an edit may take."""


def one_run(article: Path, more: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """The steps of one run in their order, and the seconds of each. Raises CalledProcessError for one that fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source" / article.name
        shutil.copytree(article, source)

        def build() -> float:
            environment = {**os.environ, "PUBPIPE_CACHE": str(Path(folder) / "cache")}
            start = time.perf_counter()
            subprocess.run(
                [PUBPIPE, "build", str(source), *more], cwd=folder, env=environment, check=True, capture_output=True
            )
            return time.perf_counter() - start

        yield COLD, build()
        yield NOTHING, build()
        for name, (old, new) in EDITS.items():
            edit(source / "article.md", old, new)
            yield name, build()
        yield from watched(source, more, Path(folder))


def watched(source: Path, more: Sequence[str], folder: Path) -> Iterator[tuple[str, float]]:
    """The seconds of building what is saved, by workers that stand ready. Raises RuntimeError where it is not built."""
    environment = {**os.environ, "PUBPIPE_CACHE": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}
    command = [PUBPIPE, "build", str(source), "--watch", *more]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            _until(process, "Waiting for changes")
            written = {name: new for name, (_, new) in EDITS.items()}
            for step, (name, words) in SAVES.items():
                time.sleep(READY)
                old, new = written[name], f"{EDITS[name][1].removesuffix('.')}, {words}."
                start = time.perf_counter()
                edit(source / "article.md", old, new)
                _until(process, TABLE)
                yield step, time.perf_counter() - start
                written[name] = new
        finally:
            process.terminate()


def _until(process: "subprocess.Popen[str]", begin: str) -> None:
    """Read what a build says up to a line that begins so."""
    lines = process.stdout or ()
    if not any(line.startswith(begin) for line in lines):
        raise RuntimeError(f"the build ended before “{begin}”")


def edit(path: Path, old: str, new: str) -> None:
    """Change one sentence. Raises ValueError where it is not there, since nothing would be measured."""
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"“{old}” does not stand in {path} once")
    path.write_text(text.replace(old, new), encoding="utf-8")


def table(runs: Sequence[Mapping[str, float]]) -> list[str]:
    """For each step the median of its seconds, and of its share of the cold build."""
    lines = [f"{'STEP':<36}{'SECONDS':>9}{'OF THE COLD BUILD':>20}"]
    for name in runs[0]:
        seconds = statistics.median(run[name] for run in runs)
        share = statistics.median(run[name] / run[COLD] for run in runs)
        lines.append(f"{name:<36}{seconds:9.2f}{100 * share:18.1f} %")
    lines.append(f"aims: {MOST_SECONDS} s with nothing changed, {100 * MOST_SHARE:.0f} % after an edit")
    return lines


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--voice")
    chosen = arguments.parse_args()
    more = ("--voice", chosen.voice) if chosen.voice else ()
    runs = [dict(one_run(chosen.article, more)) for _ in range(chosen.runs)]
    print(machine())
    print("\n".join(table(runs)))


if __name__ == "__main__":
    main()
