"""What README and SECURITY.md promise is what the tests do."""

import ast
import re
from pathlib import Path

import pytest

from tests.pipeline import test_writing
from tests.stress import counts, test_hostile

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def missing(text: str) -> list[str]:
    """The tests that a text names and that are not there."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if name not in functions_in(ROOT / path)]


def functions_in(path: Path) -> set[str]:
    """The functions at the top of a module."""
    if not path.is_file():
        return set()
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", ["SECURITY.md", "README.md"])
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    """A line without its test is a promise that nobody keeps."""
    text = (ROOT / document).read_text("utf-8")
    assert missing(text) == []
    assert missing("`tests/stress/test_fuzz.py::test_nothing` `tests/none.py::test_x`") == [
        "tests/stress/test_fuzz.py::test_nothing",
        "tests/none.py::test_x",
    ]


def test_every_line_of_the_defence_names_a_test() -> None:
    """Each row of SECURITY.md's second table."""
    text = (ROOT / "SECURITY.md").read_text("utf-8").split("## What holds the line")[1].split("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 15
    assert [row for row in rows if not NAMED.search(row)] == []


def test_the_published_counts_are_what_the_tests_do() -> None:
    """The README's table of reliability, number by number."""
    text = (ROOT / "README.md").read_text("utf-8").split("## Reliability")[1].split("\n## ")[0]
    rows = [line for line in text.splitlines() if re.match(r"\| [a-z]", line)][1:]
    published = [int(re.search(r"\| ([0-9,]+) \|", row)[1].replace(",", "")) for row in rows]  # type: ignore[index]
    assert published == [
        counts.FUZZED_INPUTS,
        counts.KILLS,
        test_writing.KILLS,
        test_hostile.HOSTILE_FILES,
    ]
