"""How fast a handout is made, against the bare engine, and how much memory it takes; many of them: see handouts.py.

    .venv/bin/python -m bench.print [--runs 20] [--documents 1000]

Times are medians of processor time, warm: the engine is loaded, fonts and style sheets are read. What is
compared does the same work: the same markup, style sheets and pictures.
"""

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from weasyprint import HTML

from pubpipe.formats import pdf
from pubpipe.formats.pdf import engine, sweeping
from pubpipe.formats.pdf.context import handout_context, resources
from pubpipe.formats.pdf.editions import HANDOUT
from pubpipe.formats.pdf.fetching import Fetcher
from pubpipe.formats.pdf.fitting import Fit, last_page
from pubpipe.formats.pdf.sheets import sheet
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Section, Stretch
from pubpipe.profile import PrintSettings, Profile
from pubpipe.rendering import Templates
from pubpipe.wording import language_for

SAMPLE = Path(__file__).parents[1] / "source" / "hip-mobility-back-pain" / "article.md"
SECTIONS = ("before-you-start", "three-stretches-for-your-hips")
PAGE = sheet("A4", HANDOUT.margins)
OURS = "one layout of it, with our tags"


def publication(path: Path = SAMPLE) -> Publication:
    """The article for print alone."""
    from pubpipe.reading import read_article  # which a process that makes handouts does without

    reading = read_article(path)
    if reading.article is None:
        sys.exit(f"{path} has errors: see `pubpipe check`.")
    profile = Profile(print=PrintSettings(editions=("handout",)))
    return Publication(reading.article, profile, language_for(reading.article.language), reading.assets, Templates())


def two_pages() -> Publication:
    """The sample's warning, first stretches and disclaimer: a handout of two pages with figures."""
    whole = publication()
    kept = tuple(
        block.model_copy(update={"blocks": tuple(part for part in block.blocks if _is_kept(part))})
        if isinstance(block, Section)
        else block
        for block in whole.article.blocks
        if not isinstance(block, Section) or block.id in SECTIONS
    )
    article = whole.article.model_copy(update={"blocks": kept[2:], "references": ()})
    return replace(whole, article=article)


def _is_kept(part: object) -> bool:
    return not isinstance(part, Stretch) or part.id == "hip-flexor-stretch"


def seconds(works: Mapping[str, Callable[[], object]], runs: int) -> Mapping[str, list[float]]:
    """Of processor time, so many runs of each work in turn, so that a busy machine slows all of them alike."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            sweeping.release()
            start = time.process_time()
            work()
            found[name].append(time.process_time() - start)
    return found


def ratio(one: list[float], other: list[float]) -> float:
    """How many times as long one takes as the other: the median of paired runs."""
    return statistics.median(first / second for first, second in zip(one, other, strict=True))


class Same:
    """One handout's markup, laid out and written by pubpipe and by the engine alone."""

    def __init__(self, wanted: Publication) -> None:
        templates = wanted.templates
        self.markup = templates.render("handout/handout.html", handout_context(wanted, Fit(), extras=True))
        self.styles = (PAGE.style, *(templates.read(style) for style in HANDOUT.styles))
        self.fetcher = Fetcher(resources(wanted), templates)

    def ours(self) -> bytes:
        """With our tags, PDF/UA-1 and PDF/A-2a."""
        return engine.write(engine.lay_out(self.markup, self.styles, self.fetcher), "archive").data

    def bare(self, **options: object) -> bytes:
        """By the engine's own way, as warm as ours: without tags unless told otherwise."""
        fonts = engine._font_configuration()  # noqa: SLF001 - the same warm state for both
        sheets = [engine._style_sheet(style).css for style in self.styles]  # noqa: SLF001
        document = HTML(string=self.markup, url_fetcher=self.fetcher).render(font_config=fonts, stylesheets=sheets)
        data: bytes = document.write_pdf(**options)
        return data

    @property
    def pages(self) -> int:
        """The number of its pages."""
        return last_page(engine.lay_out(self.markup, self.styles, self.fetcher).places) + 1


def _make(wanted: Publication) -> int:
    return len(pdf.make(wanted).artifacts[0].data)


def memory(wanted: Publication, documents: int) -> list[tuple[int, float]]:
    """Megabytes that a process holds after so many handouts: after a tenth of them, half, and all."""
    steps = sorted({max(documents // 10, 1), documents // 2, documents})
    found = []
    for number in range(1, documents + 1):
        _make(wanted)
        if number in steps:
            found.append((number, _held()))
    return found


def _held() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _in_a_process(wanted: Publication, documents: int) -> list[tuple[int, float]]:
    """The same in a process of its own, which has loaded nothing but what a handout needs."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(memory, (wanted, documents))


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--documents", type=int, default=1000)
    chosen = arguments.parse_args()
    short = two_pages()
    same = Same(short)
    works: Mapping[str, Callable[[], object]] = {
        f"handout of {same.pages} pages, fitted and tagged": lambda: _make(short),
        OURS: same.ours,
        "the bare engine, without tags": same.bare,
        "the bare engine, with its own tags": lambda: same.bare(pdf_variant="pdf/ua-1"),
    }
    times = seconds(works, chosen.runs)
    for name, found in times.items():
        compared = f": ours takes {ratio(times[OURS], found):.2f} × that" if "engine" in name else ""
        print(f"{name:<42}{1000 * statistics.median(found):6.0f} ms, {1000 * min(found):.0f} at best{compared}")
    held = _in_a_process(short, chosen.documents)
    print("memory of a process: " + ", ".join(f"{size:.0f} MB after {number}" for number, size in held))
    print(f"the sample's handout {len(pdf.make(publication()).artifacts[0].data) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
