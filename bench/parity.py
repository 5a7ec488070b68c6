"""How much of a build is the check of its files against the article, format by format.

    .venv/bin/python -m bench.parity [--runs 5] [--voice silent] [--format epub ...]

Times are medians by the clock, warm: a build before the first that counts has loaded engines, fonts and templates.
Each check is timed where the build calls it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from pubpipe.checking.finished import Checker, Finished, checker
from pubpipe.findings import Finding
from pubpipe.formats import FORMATS
from pubpipe.pipeline import build
from pubpipe.pipeline.order import Order
from pubpipe.profile import AudioSettings, Profile

SAMPLE = Path(__file__).parents[1] / "source" / "hip-mobility-back-pain" / "article.md"
MOST_PER_CENT = 10
"""Of the build, the share that its check may have."""


@dataclass
class Marks:
    """The seconds that the checks of each kind of file have taken."""

    checks: dict[str, float] = field(default_factory=dict)

    def checker(self, module: str) -> Checker:
        """The check of a module, timed."""
        check = checker(module)

        def timed(finished: Finished) -> tuple[Finding, ...]:
            start = time.perf_counter()
            found = check(finished)
            kind = Path(finished.name).suffix.removeprefix(".")
            self.checks[kind] = self.checks.get(kind, 0.0) + time.perf_counter() - start
            return found

        return timed


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one build, and of the check of each of its files by their kind, such as `pdf`."""

    whole: float
    checks: Mapping[str, float]

    @property
    def checking(self) -> float:
        """Seconds of all checks."""
        return sum(self.checks.values())

    @property
    def per_cent(self) -> float:
        """The share of the checks in the build."""
        return 100 * self.checking / self.whole


def run(article: Path, voice: str, formats: Sequence[str], output: Path) -> Run:
    """One build. Raises RuntimeError if it is refused, since what fails early is fast."""
    chosen = tuple(one for one in FORMATS if one.name in formats)
    marks, start = Marks(), time.perf_counter()
    profile = Profile(audio=AudioSettings(voice=voice))
    with patch("pubpipe.pipeline.performing.checker", marks.checker):
        (built,) = build(Order((article,), output, chosen, profile), lambda _: None)
    whole = time.perf_counter() - start
    if built.error:
        raise RuntimeError(f"{article} was not built: {built.error}")
    return Run(whole, marks.checks)


def table(runs: Sequence[Run]) -> list[str]:
    """Medians in lines: for each kind of file the milliseconds of its check and their share in the build."""
    whole = statistics.median(one.whole for one in runs)
    lines = [f"{'FILES':<12}{'CHECK':>10}{'OF THE BUILD':>15}"]
    for kind in runs[0].checks:
        seconds = statistics.median(one.checks[kind] for one in runs)
        lines.append(f"{kind:<12}{1000 * seconds:7.0f} ms{100 * seconds / whole:13.2f} %")
    checking = statistics.median(one.checking for one in runs)
    share = statistics.median(one.per_cent for one in runs)
    lines.append(f"{'all':<12}{1000 * checking:7.0f} ms{share:13.2f} %")
    return [*lines, f"The build takes {whole:.2f} s; at most {MOST_PER_CENT} % of it should be the check."]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--voice", default=AudioSettings().voice)
    arguments.add_argument("--format", nargs="+", default=[one.name for one in FORMATS])
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(SAMPLE, chosen.voice, chosen.format, Path(folder)) for _ in range(chosen.runs + 1)]
    print("\n".join(table(runs[1:])))


if __name__ == "__main__":
    main()
