"""An absent validator is "not checked": never a pass, and never a silent skip.

A test that needs a validator which is not installed ends with `ValidatorMissing`. Such a test is
counted apart from the passed, failed and skipped ones, and a section of the summary names each
missing validator, how to get it, and the tests that said nothing. With
PUBPIPE_REQUIRE_VALIDATORS=1 in the environment it is a failure like any other.
"""

import os
from collections import defaultdict
from collections.abc import Generator

import pytest

from tests.validators import ValidatorMissing

OUTCOME = "not checked"
REQUIRE = "PUBPIPE_REQUIRE_VALIDATORS"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Gives a test that could not check anything an outcome of its own."""
    report = yield
    missing = call.excinfo.value if call.excinfo else None
    if isinstance(missing, ValidatorMissing) and os.environ.get(REQUIRE) != "1":
        # pytest knows three outcomes; a fourth keeps this from counting as any of them.
        report.outcome = OUTCOME  # type: ignore[assignment]
        report.longrepr = None
        report.user_properties.append((OUTCOME, str(missing)))
    return report


def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Counts and shows such a test under its own heading, also when a worker process ran it."""
    if report.outcome == OUTCOME:
        return OUTCOME, "?", ("NOT CHECKED", {"yellow": True})
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what was not checked, and how to have it checked."""
    tests: defaultdict[object, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get(OUTCOME, []):
        for name, reason in report.user_properties:
            if name == OUTCOME:
                tests[reason].append(report.nodeid)
    if not tests:
        return
    terminalreporter.section("NOT CHECKED: a validator is missing", sep="=", yellow=True)
    for reason, names in tests.items():
        terminalreporter.line(str(reason))
        for name in names:
            terminalreporter.line(f"    {name}")
    terminalreporter.line(f"Set {REQUIRE}=1 to make this a failure.")
