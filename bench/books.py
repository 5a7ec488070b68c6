"""How large the book and the page are, and how long a book takes to make, for the sample.

    .venv/bin/python -m bench.books [--runs 20] [ARTICLE]

Times are medians of processor time, warm: fonts are read and templates compiled.
"""

import argparse
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from bench.audio import SAMPLE
from pubpipe.formats import epub, html
from pubpipe.formats.publication import Publication
from pubpipe.model.recording import BOOK, Codec
from pubpipe.narrating import narrate_all, open_voice
from pubpipe.profile import EpubSettings, HtmlSettings, Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

PARTS: tuple[Codec, ...] = ("parts",)


def publication(path: Path) -> Publication:
    """The article without sound."""
    reading = read_article(path)
    if reading.article is None:
        sys.exit(f"{path} has errors: see `pubpipe check`.")
    article = reading.article
    profile = Profile(epub=EpubSettings(audio="none"), html=HtmlSettings(audio="none"))
    return Publication(article, profile, language_for(article.language), reading.assets, Templates())


def spoken(silent: Publication) -> Publication:
    """The same with the recording of the book, by the default voice."""
    profile = silent.profile.model_copy(update={"epub": EpubSettings(audio="reading")})
    article, audio = silent.article, profile.audio
    voice = open_voice(audio.voice, article.language, audio.words_per_minute)
    made = narrate_all(article, profile, silent.language, voice, {BOOK: PARTS}, lambda _: lambda _done, _total: None)
    return replace(silent, profile=profile, narrations=made)


def seconds(silent: Publication, runs: int) -> float:
    """Of making the book without sound, warm."""
    epub.make(silent)
    found = []
    for _ in range(runs):
        start = time.process_time()
        epub.make(silent)
        found.append(time.process_time() - start)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", nargs="?", type=Path, default=SAMPLE)
    arguments.add_argument("--runs", type=int, default=20)
    chosen = arguments.parse_args()
    silent = publication(chosen.article)
    (book,), (page,) = epub.make(silent).artifacts, html.make(silent).artifacts
    print(f"book without sound   {len(book.data) / 1000:8.0f} kB, made in {1000 * seconds(silent, chosen.runs):.0f} ms")
    print(f"page without sound   {len(page.data) / 1000:8.0f} kB")
    loud = spoken(silent)
    (told,) = epub.make(loud).artifacts
    minutes = loud.spoken.timeline.seconds / 60
    print(f"book that is read    {len(told.data) / 1e6:8.2f} MB for {minutes:.1f} minutes", end="")
    print(f" = {2 * len(told.data) / 1e6 / minutes:.2f} MB for two minutes")


if __name__ == "__main__":
    main()
