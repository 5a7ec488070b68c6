"""One folder per code under tests/findings/, with an article that has just that fault.

A new case needs no Python: add a folder with an article.md (or .json), run
`pytest --update-golden`, and read what `expected.txt` says as its author would.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from pubpipe.findings import Code, Finding, Severity
from pubpipe.pipeline.checking import check
from tests.support.golden import Golden

FOLDER = Path(__file__).parent / "findings"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/article.*"))
TESTS = Path(__file__).parent
TODAY = datetime.date(2026, 1, 1)
"""On which the cases are reviewed."""


def names(cases: Sequence[Path]) -> list[str]:
    """Code and case, as pytest prints them."""
    return [f"{case.parent.name}-{case.name}" for case in cases]


def described(findings: Sequence[Finding], folder: Path) -> str:
    """Findings as a person reads them."""
    lines = []
    for one in findings:
        place = str(one.position).replace(f"{folder}/", "")
        lines += [f"{place}: {one.code.code} {one.severity.value}: {one.message}"]
        lines += [f"    {one.excerpt}"] if one.excerpt else []
        lines += [f"    → {one.remedy}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_each_fault_is_found_where_it_is(case: Path, golden: Golden) -> None:
    """The fault's own code is among the findings, each with a line and a remedy, in the golden words."""
    (path,) = case.glob("article.*")
    reading, findings = check(path, TODAY)
    assert case.parent.name in {one.code.code for one in findings}
    assert all(one.remedy for one in findings)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    assert (reading.article is None) or not [one for one in errors if one.code.code.startswith("S")]
    golden(f"../findings/{case.parent.name}/{case.name}/expected.txt", described(findings, case))


def test_every_code_of_the_source_has_a_case() -> None:
    """A code that nothing shows is a promise that nobody keeps."""
    shown = {case.parent.name for case in CASES}
    elsewhere = {
        match
        for path in TESTS.rglob("test_*.py")
        if path != Path(__file__)
        for match in re.findall(r"Code\.([A-Z0-9_]+)", path.read_text(encoding="utf-8"))
    }
    unproved = [code.name for code in Code if code.code not in shown and code.name not in elsewhere]
    assert unproved == []


def test_codes_are_distinct_and_explained() -> None:
    """A code means one thing, and says it in a sentence."""
    assert len({code.code for code in Code}) == len(Code)
    assert all(re.fullmatch(r"[SABNPF][0-9]{3}", code.code) and code.meaning.endswith(".") for code in Code)


def test_a_sound_article_has_no_findings() -> None:
    """The same article without a fault passes: the cases fail for their fault alone."""
    reading, findings = check(FOLDER / "sound" / "article.md", TODAY)
    assert findings == ()
    assert reading.article is not None
