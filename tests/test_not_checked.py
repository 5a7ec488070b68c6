"""A validator that is not installed says nothing of a file, and says how to get it."""

import shutil
import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.not_checked import REQUIRE
from tests.validators import ValidatorMissing, base, vnu


class Finder(Protocol):
    """What finds a program once, and can be made to look again."""

    def __call__(self, tool: str) -> object:
        """The program, for a validator that needs it."""

    def cache_clear(self) -> None:
        """Forgets what was found."""


@pytest.mark.parametrize("tool", [base.java, base.node, base.chromium])
def test_a_missing_program_says_how_to_get_it(tool: Finder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on PATH and nothing beside Python: the message names the way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    tool.cache_clear()
    with pytest.raises(ValidatorMissing, match=r"axe was not run: .*(apt-get install|make test)"):
        tool("axe")


@pytest.mark.parametrize("tool", [base.java, base.node])
def test_an_old_program_counts_as_missing(tool: Finder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Java 11 and Node.js 18 cannot run the validators."""
    for name, version in (("java", 'openjdk version "11.0.2"'), ("javac", "javac 11.0.2"), ("node", "v18.19.0")):
        program = tmp_path / name
        program.write_text(f"#!{shutil.which('sh')}\necho '{version}'\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    tool.cache_clear()
    with pytest.raises(ValidatorMissing):
        tool("axe")


def test_a_missing_package_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the npm packages vnu is missing."""
    monkeypatch.setattr(base, "NODE_MODULES", tmp_path)
    with pytest.raises(ValidatorMissing, match=r"vnu was not run: node_modules/.* Run: make test"):
        base.npm_file(vnu.TOOL, vnu.JAR)


@pytest.mark.parametrize("workers", [0, 1])
def test_it_is_reported_as_not_checked(
    workers: int, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts neither as passed nor as skipped, in this process or in another."""
    monkeypatch.delenv(REQUIRE, raising=False)
    result = run_suite_with_missing_validator(pytester, monkeypatch, workers)
    assert result.ret == pytest.ExitCode.OK
    assert result.parseoutcomes() == {"passed": 1, "not": 2}  # it takes the first word
    result.stdout.fnmatch_lines(
        [
            "*NOT CHECKED: a validator is missing*",
            "veraPDF was not run: no jar. Run: make test",
            "*test_in_fixture",
            "*test_in_test",
            "*1 passed, 2 not checked*",
        ]
    )


def test_it_fails_where_validators_are_required(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean run elsewhere must not rest on checks that never ran."""
    monkeypatch.setenv(REQUIRE, "1")
    result = run_suite_with_missing_validator(pytester, monkeypatch, workers=0)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1, failed=1, errors=1)
    result.stdout.fnmatch_lines(["*veraPDF was not run: no jar. Run: make test*"])


def run_suite_with_missing_validator(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: int
) -> pytest.RunResult:
    """Runs a suite of three tests, two of which miss a validator."""
    monkeypatch.setenv("PYTHONPATH", str(base.ROOT))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytester.makepyfile("""
        import pytest
        from tests.validators import ValidatorMissing

        @pytest.fixture
        def validator():
            raise ValidatorMissing("veraPDF", "no jar. Run: make test")

        def test_in_fixture(validator):
            pass

        def test_in_test():
            raise ValidatorMissing("veraPDF", "no jar. Run: make test")

        def test_without():
            pass
    """)
    return pytester.runpytest_subprocess("-p", "tests.support.not_checked", f"--numprocesses={workers}")
