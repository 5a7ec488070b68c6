"""Whether anything takes more work than it did, by counts that are the same on every machine.

    .venv/bin/python -m bench.check             # against bench/figures.json: exit status 1 for a tenth more
    .venv/bin/python -m bench.check --renew     # these are the figures from now on

Seconds tell of the machine as well; the calls of Python's functions, the layouts of pages and the utterances of a
voice do not. Everything is counted warm but the check of an article, which is a whole program from its start.
What is counted depends on the version of Python, and is held against the figures of the same one alone.
"""

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "bench" / "figures.json"
SAMPLE = "source/hip-mobility-back-pain"
MORE = 1.1
"""Times a figure, above which a count has gone up."""
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

CHECKING, HANDOUT, PAGE, BOOK = "check", "handout of two pages", "page", "e-book"
LAYOUTS, FITTED, UTTERANCES = "layouts of the sample in print", "layouts of two pages", "utterances of the sample"


def counted() -> dict[str, int]:
    """Every count, in a program of its own where sets and dictionaries have the same order each time."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.check", "--count"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return {CHECKING: calls_of_a_check(), **counts}


def calls_of_a_check() -> int:
    """Calls of all functions in `pubpipe check` of the sample, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        command = [sys.executable, "-m", "cProfile", "-o", str(file), "-m", "pubpipe", "check", SAMPLE]
        surroundings = {**os.environ, "PYTHONHASHSEED": "0"}
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=surroundings)
        return _calls(pstats.Stats(str(file)))


def counts_here() -> dict[str, int]:
    """What is counted within this process, each work done once before so that it is warm."""
    from bench.books import publication as in_books
    from bench.print import publication, two_pages
    from pubpipe.formats import epub, html, pdf
    from pubpipe.model.recording import BOOK as RECORDING_OF_BOOKS
    from pubpipe.model.recording import READING, SESSION
    from pubpipe.profile import PrintSettings, Profile

    short, silent = two_pages(), in_books(ROOT / SAMPLE / "article.md")
    page = spoken(silent, {SESSION: ("small",), READING: ("small",)})
    book = spoken(silent, {RECORDING_OF_BOOKS: ("parts",)})
    long = replace(publication(), profile=Profile(print=PrintSettings()))
    return {
        HANDOUT: calls(lambda: pdf.make(short)),
        PAGE: calls(lambda: html.make(page)),
        BOOK: calls(lambda: epub.make(book)),
        FITTED: layouts(lambda: pdf.make(short)),
        LAYOUTS: layouts(lambda: pdf.make(long)),
        UTTERANCES: utterances(),
    }


def spoken(silent: Any, wanted: Mapping[Any, Any]) -> Any:
    """A publication with these recordings by the silent voice."""
    from pubpipe.narrating import narrate_all, open_voice
    from pubpipe.profile import EpubSettings, HtmlSettings

    profile = silent.profile.model_copy(update={"epub": EpubSettings(), "html": HtmlSettings()})
    voice = open_voice("silent", silent.article.language, profile.audio.words_per_minute)
    made = narrate_all(silent.article, profile, silent.language, voice, wanted, lambda _: _unseen)
    return replace(silent, profile=profile, narrations=made)


def _unseen(done: int, total: int) -> None:
    """Progress that nobody looks at."""
    del done, total


def calls(work: Callable[[], object]) -> int:
    """Calls of all functions in a piece of work, the second time that it is done."""
    work()
    profile = cProfile.Profile()
    profile.runcall(work)
    return _calls(pstats.Stats(profile))


def _calls(stats: pstats.Stats) -> int:
    # Calls of a function by itself follow the depth of the data, and are counted as the first.
    return int(stats.prim_calls)  # type: ignore[attr-defined] # typeshed does not know it


def layouts(work: Callable[[], object]) -> int:
    """How often pages are laid out. Raises RuntimeError for never: what is looked for is then called otherwise."""
    from pubpipe.formats import pdf

    made = []
    lay_out = pdf.lay_out  # type: ignore[attr-defined] # as `pdf` looks it up

    def noted(*arguments: Any) -> object:
        made.append(1)
        return lay_out(*arguments)

    with patch.object(pdf, "lay_out", noted):
        work()
    if not made:
        raise RuntimeError("no page was laid out")
    return len(made)


def utterances() -> int:
    """How often a voice speaks for all recordings of the sample that a build makes."""
    from pubpipe.formats import FORMATS
    from pubpipe.narrating import open_voice, speak
    from pubpipe.pipeline.planning import wanted_recordings
    from pubpipe.profile import Profile
    from pubpipe.reading import read_article
    from pubpipe.storing import Kept
    from pubpipe.wording import language_for

    article, profile = read_article(ROOT / SAMPLE / "article.md").article, Profile()
    if article is None:
        sys.exit(f"{SAMPLE} has errors: see `pubpipe check`.")
    voice = open_voice("silent", article.language, profile.audio.words_per_minute)
    said = []
    synthesise = type(voice).synthesise

    def noted(self: Any, utterance: Any) -> object:
        said.append(utterance)
        return synthesise(self, utterance)

    with patch.object(type(voice), "synthesise", noted):
        wanted = wanted_recordings(article, FORMATS, profile)
        speak(article, profile, language_for(article.language), voice, wanted, lambda _: _unseen, memory=Kept())
    return len(said)


def figures() -> dict[str, int] | None:
    """What is held for this version of Python, None where nothing is."""
    known: Mapping[str, dict[str, int]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return known.get(PYTHON)


def gone_up(counts: Mapping[str, int], held: Mapping[str, int]) -> list[str]:
    """The counts that are more than a tenth above their figures, and those that have none."""
    lines = [
        f"{name}: {count:,} where {held[name]:,} are held, {count / held[name]:.2f} × as many"
        for name, count in counts.items()
        if name in held and count > MORE * held[name]
    ]
    return lines + [f"{name}: nothing is held" for name in counts if name not in held]


def renew(counts: Mapping[str, int]) -> None:
    """Hold these counts from now on, for this version of Python."""
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    known[PYTHON] = dict(counts)
    FIGURES.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Count, and hold against the figures or renew them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--renew", action="store_true")
    arguments.add_argument("--count", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.count:
        print(json.dumps(counts_here()))
        return
    counts = counted()
    if chosen.renew:
        renew(counts)
    held = figures()
    if held is None:
        sys.exit(f"There are no figures for Python {PYTHON}: make some with --renew.")
    for name, count in counts.items():
        print(f"{name:<34}{count:>12,}{held.get(name, 0):>12,}")
    if worse := gone_up(counts, held):
        sys.exit("\n".join(("More work than before:", *worse)))


if __name__ == "__main__":
    main()
