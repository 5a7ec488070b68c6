"""How much memory a recording takes, by its length: each in a process of its own, with the silent voice.

    .venv/bin/python -m bench.memory [MINUTES ...]

Every stretch has words of its own, so that nothing is spared by saying a text twice.
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path

from pubpipe.model.article import Article, Stretch
from pubpipe.model.text import Text
from pubpipe.model.walks import stretches
from pubpipe.narrating import narrate, open_voice
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"
MINUTES_A_STRETCH = 4.0
"""About what one stretch of the sample takes; the length that came out is what is printed."""


def long_article(count: int) -> Article:
    """The sample with so many stretches in place of its own."""
    article = read_article(SAMPLE).article
    if article is None:
        sys.exit(f"{SAMPLE} has errors: see `pubpipe check`.")
    own = stretches(article)
    others = tuple(block for block in article.blocks if not stretches(article.model_copy(update={"blocks": (block,)})))
    copies = tuple(_copy(own[number % len(own)], number) for number in range(count))
    return article.model_copy(update={"blocks": (*others[:-1], *copies, *others[-1:])})


def _copy(stretch: Stretch, number: int) -> Stretch:
    """A stretch with ids and words of its own."""
    steps = tuple(
        step.model_copy(update={"id": f"{step.id}-{number}", "content": (*step.content, Text(value=f" {number}."))})
        for step in stretch.steps
    )
    return stretch.model_copy(update={"id": f"{stretch.id}-{number}", "steps": steps})


def measure(minutes: float) -> None:
    """Make one recording and print its length, its MP3's size and this process's peak memory."""
    article = long_article(max(1, round(minutes / MINUTES_A_STRETCH)))
    voice = open_voice("silent", article.language, Profile().audio.words_per_minute)
    narration = narrate(article, Profile(), language_for(article.language), voice)
    encoded = (len(narration.mp3) + sum(map(len, narration.aac.frames))) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"{narration.timeline.seconds / 60:6.1f} min: peak {peak:6.0f} MB, of which encoded sound {encoded:5.1f} MB")


def main() -> None:
    """Measure each length."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("minutes", nargs="*", type=float, default=[5.0, 40.0])
    arguments.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.one:
        measure(chosen.minutes[0])
        return
    for minutes in chosen.minutes:
        subprocess.run([sys.executable, __file__, "--one", str(minutes)], check=True)


if __name__ == "__main__":
    main()
