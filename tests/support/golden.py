"""Golden files: what an output is, written down for people to read and review.

A test hands over a text; it must equal the file of that name under tests/golden/. After a wanted
change, run `pytest --update-golden` and read the diff before committing it.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "golden"
OPTION = "--update-golden"


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares texts with the golden files, or writes them down."""

    folder: Path
    update: bool

    def __call__(self, name: str, text: str) -> None:
        """Fails with a diff unless `text` is what the golden file `name` holds."""
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        if not path.is_file():
            pytest.fail(f"There is no golden file {path}; write it down with: pytest {OPTION}", pytrace=False)
        expected = path.read_bytes().decode("utf-8")
        if text != expected:
            pytest.fail(self._difference(path, expected, text), pytrace=False)

    @staticmethod
    def _difference(path: Path, expected: str, text: str) -> str:
        lines = difflib.unified_diff(
            expected.splitlines(keepends=True), text.splitlines(keepends=True), f"{path} (golden)", "this run"
        )
        # A last line without its line end must still show where it ends.
        shown = "".join(line if line.endswith("\n") else f"{line}⏎ (no line end)\n" for line in lines)
        return f"{path.name} is not what it was. If it should be so now, run: pytest {OPTION}\n{shown}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes golden files instead of comparing."""
    parser.addoption(
        OPTION, action="store_true", help="write the golden files under tests/golden/ instead of comparing"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Call it as `golden("epub/nav.xhtml", text)`."""
    return Golden(FOLDER, update=request.config.getoption(OPTION))
