"""How fast a clinic's personal handouts are made, against the bare engine and a mail merge, on one core and on two.

    .venv/bin/python -m bench.handouts [--count 100] [--rounds 3] [--weasymerge PATH] [--whole]

Each handout is another article: other doses, and a line for one patient. Ours is all from the article in memory to
the finished file and the findings of its check: templates, fitting, tags, metadata, structure, safety lock and parity.
The bare engine gets the finished markup, one font configuration and parsed style sheets for each process, and makes no
tags. The mail merge (PyPI: weasymerge, for Python 3.12) is run as the command it is, once for each process, with the
same pages in its rows; it has no pool of its own, and begins anew each time.

The works take turns, and ratios are medians of paired rounds: by the clock, which on a machine that does other things
tells little, and by processor time.
"""

import argparse
import csv
import multiprocessing
import os
import platform
import re
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from multiprocessing.pool import Pool
from pathlib import Path

from bench.print import Same, publication, two_pages
from pubpipe.checking import pdf as checking
from pubpipe.checking.finished import Finished
from pubpipe.formats import pdf
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Paragraph, Section, Stretch
from pubpipe.model.dose import Duration
from pubpipe.model.text import Text

FREE_LINE = "before-you-start-p1"
"""The paragraph of the sample in whose place a line for one patient stands."""
PROCESSES = (1, 2)
AT_A_TIME = 5
"""Handouts that a process of the pool is handed at once."""
LEAST_OF_BARE, LEAST_ON_TWO = 0.9, 1.8
OURS, BARE, MERGED = "pubpipe, tagged and checked", "the bare engine, without tags", "weasymerge, without tags"

Work = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds for all handouts: by the clock, and of all processes' time on a processor."""

    clock: float
    processor: float


Timed = Callable[[int], Taken]


def personal(base: Publication, number: int) -> Publication:
    """A handout for patient `number`: doses and a line of its own."""
    hold = Duration(lower=15 + number % 7, upper=25 + number % 11)
    line = Text(value=f"For you, patient {1000 + number}: begin with {1 + number % 3} a day, and tell us how it goes.")

    def tailored(block: object) -> object:
        if isinstance(block, Stretch):
            return block.model_copy(update={"dose": block.dose.model_copy(update={"hold": hold})})
        if isinstance(block, Paragraph) and block.id == FREE_LINE:
            return block.model_copy(update={"content": (line,)})
        if isinstance(block, Section):
            return block.model_copy(update={"blocks": tuple(tailored(one) for one in block.blocks)})
        return block

    blocks = tuple(tailored(block) for block in base.article.blocks)
    return replace(base, article=base.article.model_copy(update={"blocks": blocks}))


def ours(handouts: Sequence[Publication], number: int) -> int:
    """The size of a file that is made and checked. Raises RuntimeError if anything is wrong with it."""
    wanted = handouts[number]
    made = pdf.make(wanted)
    (artifact,) = made.artifacts
    finished = Finished(artifact.name, artifact.media_type, artifact.data, wanted.article, wanted.language)
    if findings := (*made.findings, *checking.check(finished)):
        raise RuntimeError(f"Handout {number} is not sound: {findings[0]}")
    return len(artifact.data)


def bare(pages: Sequence[Same], number: int) -> int:
    """The size of a file that the engine alone makes."""
    return len(pages[number].bare())


def processor_time(work: Work, number: int) -> float:
    """Seconds on a processor that one handout takes."""
    start = time.process_time()
    work(number)
    return time.process_time() - start


@dataclass(frozen=True)
class Pools:
    """Warm processes for one work, one pool for each number of them."""

    pools: Mapping[int, Pool]
    work: Work
    count: int

    @classmethod
    def of(cls, work: Work, count: int) -> "Pools":
        """Processes that have made some of the handouts already."""
        pools = {number: multiprocessing.get_context("fork").Pool(number) for number in PROCESSES}
        for number, pool in pools.items():
            pool.map(work, range(min(count, 2 * AT_A_TIME * number)), chunksize=AT_A_TIME)
        return cls(pools, work, count)

    def taken(self, processes: int) -> Taken:
        """What all handouts take on so many processes."""
        start = time.perf_counter()
        each = self.pools[processes].map(partial(processor_time, self.work), range(self.count), chunksize=AT_A_TIME)
        return Taken(time.perf_counter() - start, sum(each))


class Merge:
    """The mail merge as a command, with the same markup, style sheets and pictures."""

    def __init__(self, command: str, base: Publication, pages: Sequence[Same], folder: Path) -> None:
        self._command, self._folder, self._count = command, folder, len(pages)
        self._files = _files(base, folder)
        style = self._inside("\n".join(pages[0].styles))
        template = (
            f"{{{{ row['head']|safe }}}}<style>{{% raw %}}{style}{{% endraw %}}</style>{{{{ row['rest']|safe }}}}"
        )
        (folder / "handout.html").write_text(template, encoding="utf-8")
        rows = [self._inside(page.markup).partition("</head>") for page in pages]
        for processes in PROCESSES:
            for part in range(processes):
                with self._rows(processes, part).open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file)
                    writer.writerow(("head", "rest"))
                    writer.writerows((head, f"{end}{rest}") for head, end, rest in rows[part::processes])

    def taken(self, processes: int) -> Taken:
        """What all handouts take in so many commands at once, each for its share of the rows."""
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        running = [subprocess.Popen(self._line(processes, part)) for part in range(processes)]
        if {one.wait() for one in running} != {0}:
            raise RuntimeError(f"{self._command} has failed.")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        taken = Taken(time.perf_counter() - start, used)
        if len(list(self._folder.glob(f"{processes}-*.pdf"))) != self._count:
            raise RuntimeError(f"{self._command} has not made all handouts.")
        return taken

    def _line(self, processes: int, part: int) -> list[str]:
        output = self._folder / f"{processes}-{part}-{{row_number}}.pdf"
        rows, template = self._rows(processes, part), self._folder / "handout.html"
        return [self._command, "--data", str(rows), "--template", str(template), "--output", str(output)]

    def _rows(self, processes: int, part: int) -> Path:
        return self._folder / f"{processes}-{part}.csv"

    def _inside(self, text: str) -> str:
        """A text that names files instead of addresses that only pubpipe knows."""
        return re.sub(r"(?<=[\"(])(?:asset|font|template):[\w./%-]+", lambda found: self._files(found[0]), text)


def _files(base: Publication, folder: Path) -> Callable[[str], str]:
    """Where a picture or font lies as a file, by the address that pubpipe's markup and style sheets have for it."""
    fetcher = Same(base).fetcher
    known: dict[str, str] = {}

    def place(address: str) -> str:
        if address not in known:
            there = fetcher.found(address)
            if there is None:
                raise RuntimeError(f"There is nothing at {address}.")
            path = folder / f"{len(known)}.{there.media_type.partition('/')[2].removesuffix('+xml')}"
            path.write_bytes(there.data)
            known[address] = path.as_uri()
        return known[address]

    return place


def measure(works: Mapping[str, Timed], rounds: int) -> dict[tuple[str, int], list[Taken]]:
    """What each work takes on each number of processes, round by round."""
    found: dict[tuple[str, int], list[Taken]] = {}
    for _ in range(rounds):
        for processes in PROCESSES:
            for name, taken in works.items():
                found.setdefault((name, processes), []).append(taken(processes))
    return found


def table(found: Mapping[tuple[str, int], list[Taken]], count: int) -> list[str]:
    """A line for each work: its speed on one process and two, and how many times that of the bare engine it is."""
    lines = [
        f"{'':<32}{'HANDOUTS A SECOND':^20}{'TWO':>9}{'TIMES BARE':^20}{'PROCESSOR':>12}{'TIMES':>9}",
        f"{'':<32}{'one':>10}{'two':>10}{': ONE':>9}{'one':>10}{'two':>10}{'TIME':>12}{'BARE':>9}",
    ]
    for name in dict.fromkeys(name for name, _ in found):
        one, two, bare_one, bare_two = (
            [*map(_clock, found[it])] for it in ((name, 1), (name, 2), (BARE, 1), (BARE, 2))
        )
        own, bares = ([*map(_processor, found[it, 1])] for it in (name, BARE))
        lines.append(
            f"{name:<32}{count / statistics.median(one):10.1f}{count / statistics.median(two):10.1f}"
            f"{_times(one, two):9.2f}{_times(bare_one, one):10.2f}{_times(bare_two, two):10.2f}"
            f"{1000 * statistics.median(own) / count:9.0f} ms{_times(bares, own):9.2f}"
        )
    return [*lines, f"The bar: at least {LEAST_OF_BARE} times the bare engine, and {LEAST_ON_TWO} times on two."]


def _clock(taken: Taken) -> float:
    return taken.clock


def _processor(taken: Taken) -> float:
    return taken.processor


def _times(one: Sequence[float], other: Sequence[float]) -> float:
    return statistics.median(first / second for first, second in zip(one, other, strict=True))


def machine() -> str:
    """What it was measured on."""
    names = re.findall(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return (
        f"{names[0] if names else platform.processor()}, {len(os.sched_getaffinity(0))} cores, "
        f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}, load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=100)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--weasymerge", metavar="PATH", help="the command, in an environment of its own")
    arguments.add_argument("--whole", action="store_true", help="the sample's whole handout instead of two pages")
    chosen = arguments.parse_args()
    base = publication() if chosen.whole else two_pages()
    handouts = [personal(base, number) for number in range(chosen.count)]
    pages = [Same(one) for one in handouts]
    print(f"{chosen.count} handouts of {pages[0].pages} pages, {chosen.rounds} rounds: {machine()}")
    works: dict[str, Timed] = {
        OURS: Pools.of(partial(ours, handouts), chosen.count).taken,
        BARE: Pools.of(partial(bare, pages), chosen.count).taken,
    }
    with tempfile.TemporaryDirectory() as folder:
        if chosen.weasymerge:
            works[MERGED] = Merge(chosen.weasymerge, base, pages, Path(folder)).taken
        else:
            print("weasymerge is not measured: install it into an environment of its own, and give its command.")
        print("\n".join(table(measure(works, chosen.rounds), chosen.count)))


if __name__ == "__main__":
    main()
