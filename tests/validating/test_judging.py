"""Validators of other makers: what they say is told, and none of their failures is ever taken for a pass."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.validating import (
    VALIDATORS,
    Outcome,
    Subject,
    Surroundings,
    Verdict,
    outloud,
    page_validation,
    validators_of,
)
from pubpipe.validating.locating import Missing
from pubpipe.validating.validator import Report, Validator, judge
from tests.validating import fakes

PROGRAMS = [one for one in VALIDATORS if one.setting]
BY_NAME = {one.name: one for one in VALIDATORS}


def asked(
    validator: Validator, folder: Path, behaviour: str, *, seconds: float = 20.0, report: str | None = None
) -> tuple[Verdict, ...]:
    """The verdicts of a stand-in for a validator on some file."""
    program = fakes.write(folder / "chromium", validator.name, behaviour, report)
    setting = program
    if validator.name == "axe":
        setting = folder / "axe.min.js"
        setting.write_text("axe", encoding="utf-8")
    variables = {"PATH": f"{folder}:{os.environ['PATH']}", validator.setting: str(setting)}
    return judge(validator, Subject(validator.media_type, b"some file"), Surroundings(variables), seconds)


@pytest.mark.parametrize("validator", PROGRAMS, ids=lambda one: one.name)
class TestPrograms:
    """Each validator that is a program of its own, with programs in its place."""

    def test_a_pass_is_told_with_tool_version_and_standard(self, validator: Validator, tmp_path: Path) -> None:
        """What an auditor asks first."""
        found = asked(validator, tmp_path, "passes")
        assert [one.outcome for one in found] == [Outcome.PASSED] * len(validator.standards(b""))
        assert all(one.tool == validator.name and one.version and one.standard for one in found)

    def test_a_failure_is_told_with_its_rule(self, validator: Validator, tmp_path: Path) -> None:
        """The validator's own words come through."""
        found = asked(validator, tmp_path, "fails")
        assert {one.outcome for one in found} == {Outcome.FAILED}
        assert all(one.remarks and one.remarks[0].code and one.remarks[0].text for one in found)

    @pytest.mark.parametrize("behaviour", ["crashes", "gibberish", "hangs", "floods"])
    def test_no_misfortune_is_a_pass(
        self, validator: Validator, tmp_path: Path, behaviour: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A crash, a nonsense, a silence and an endless answer: nobody can tell, and the reason is given."""
        monkeypatch.setattr("pubpipe.validating.asking.LARGEST_ANSWER", 5_000_000)
        begin = time.monotonic()
        found = asked(validator, tmp_path, behaviour, seconds=1.0 if behaviour == "hangs" else 20.0)
        assert {one.outcome for one in found} == {Outcome.CANNOT_TELL}
        assert all(one.reason for one in found)
        assert time.monotonic() - begin < 10

    @pytest.mark.parametrize("report", ["{}", "[]", "null", '{"messages": null}', '{"report": {"jobs": []}}'])
    def test_an_empty_report_is_no_pass(self, validator: Validator, tmp_path: Path, report: str) -> None:
        """Well-formed, and says nothing."""
        assert {one.outcome for one in asked(validator, tmp_path, "gibberish", report=report)} == {Outcome.CANNOT_TELL}

    def test_an_absent_one_is_not_checked(self, validator: Validator, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is told for each standard, with how to get it."""
        monkeypatch.setattr(f"pubpipe.validating.{_module(validator)}.package_file", lambda *_: None, raising=False)
        found = judge(validator, Subject(validator.media_type, b""), Surroundings({"PATH": ""}))
        assert [one.outcome for one in found] == [Outcome.UNTESTED] * len(validator.standards(b""))
        assert all(validator.remedy in one.reason for one in found)

    def test_a_setting_that_leads_nowhere_is_not_checked(self, validator: Validator, tmp_path: Path) -> None:
        """Another program is not taken in its place, and the path of this machine is not told."""
        variables = {"PATH": os.environ["PATH"], validator.setting: str(tmp_path / "gone")}
        found = judge(validator, Subject(validator.media_type, b""), Surroundings(variables))
        assert {one.outcome for one in found} == {Outcome.UNTESTED}
        assert all(validator.setting in one.reason and str(tmp_path) not in one.reason for one in found)


def _module(validator: Validator) -> str:
    return {"veraPDF": "verapdf", "EPUBCheck": "epubcheck"}.get(validator.name, "vnu")


def test_a_report_against_its_exit_status_is_no_pass(tmp_path: Path) -> None:
    """A clean report of a program that ended with the status of a failure."""
    for validator in PROGRAMS:
        if fakes.FAILING_STATUS[validator.name]:
            clean = fakes.REPORTS[validator.name]["passes"]
            found = asked(validator, tmp_path, "fails", report=clean)
            assert Outcome.PASSED not in {one.outcome for one in found}, validator.name


def test_what_a_validator_started_ends_with_it(tmp_path: Path) -> None:
    """A program that hangs behind another one is ended as well."""
    program = tmp_path / "vnu"
    program.write_text(f"#!/bin/sh\nsleep 50 & echo $! > {tmp_path}/pid; wait\n", encoding="utf-8")
    program.chmod(0o755)
    surroundings = Surroundings({"PATH": f"{tmp_path}:{os.environ['PATH']}"})
    (found,) = judge(BY_NAME["Nu Html Checker"], Subject("text/html", b""), surroundings, seconds=0.5)
    assert found.outcome is Outcome.CANNOT_TELL
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    until = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_validator_sees_nothing_of_the_user(tmp_path: Path) -> None:
    """No secrets of the environment, a home of its own, and a proxy that leads nowhere."""
    program = tmp_path / "vnu"
    program.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\necho 1\n", encoding="utf-8")
    program.chmod(0o755)
    variables = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "TOKEN": "secret", "HOME": "/home/someone"}
    judge(BY_NAME["Nu Html Checker"], Subject("text/html", b""), Surroundings(variables))
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert "secret" not in seen
    assert "someone" not in seen
    assert "https_proxy=http://127.0.0.1:9" in seen


def test_remarks_are_short_few_and_without_the_temporary_folder(tmp_path: Path) -> None:
    """What is published does not differ from run to run and tells nothing of the machine."""
    message = f'{{"type": "error", "message": "In file:FOLDER/file.html {"x" * 1000}"}}'
    report = f'{{"messages": [{",".join([message] * 60)}]}}'
    program = tmp_path / "vnu"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo 1 && exit\ncat <<E | sed "s|FOLDER|$PWD|g"\n{report}\nE\nexit 1\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    surroundings = Surroundings({"PATH": f"{tmp_path}:{os.environ['PATH']}"})
    (found,) = judge(BY_NAME["Nu Html Checker"], Subject("text/html", b""), surroundings)
    assert found.outcome is Outcome.FAILED
    assert (len(found.remarks), found.unsaid) == (50, 10)
    assert all(len(one.text) < 600 and "pubpipe-" not in one.text for one in found.remarks)


@pytest.mark.parametrize("validator", [page_validation.VALIDATOR, outloud.VALIDATOR], ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("import sys; sys.exit(70)", Outcome.CANNOT_TELL),
        ("print('passed!')", Outcome.CANNOT_TELL),
        ("print('{}')", Outcome.CANNOT_TELL),
        ("import time; time.sleep(60)", Outcome.CANNOT_TELL),
    ],
)
def test_a_package_that_breaks_is_no_pass(validator: Validator, script: str, outcome: Outcome) -> None:
    """The validators that are Python packages run apart from pubpipe, and their ends are told from their verdicts."""
    broken = replace(validator, find=lambda _: [sys.executable, "-c", script])
    found = judge(broken, Subject("application/pdf", b"%PDF"), Surroundings({}), seconds=1.0)
    assert {one.outcome for one in found} == {outcome}


def test_an_absent_package_is_not_checked() -> None:
    """As an absent program."""

    def nowhere(_: Surroundings) -> list[str]:
        raise Missing("It is not installed beside pubpipe.")

    absent = replace(outloud.VALIDATOR, find=nowhere)
    (found,) = judge(absent, Subject("application/pdf", b""), Surroundings({}))
    assert found.outcome is Outcome.UNTESTED
    assert "pip install outloud" in found.reason


def test_an_answer_that_leaves_out_a_standard_is_none() -> None:
    """Two standards were asked for and one was answered."""
    lazy = replace(
        BY_NAME["axe"],
        find=lambda _: [],
        ask=lambda _job, _command: [Verdict("axe", "WCAG", Outcome.PASSED, "1")],
    )
    assert {one.outcome for one in judge(lazy, Subject("text/html", b""), Surroundings({}))} == {Outcome.CANNOT_TELL}


def test_a_file_without_validators_has_no_verdicts() -> None:
    """Nobody judges plain text."""
    assert validators_of("text/plain") == ()
    assert [one.name for one in validators_of("application/epub+zip")] == ["EPUBCheck", "Ace by DAISY"]


def test_reports_are_read_strictly() -> None:
    """“true” as a word is not a verdict."""

    class Flag(Report):
        compliant: bool

    with pytest.raises(ValueError, match="valid boolean"):
        Flag.model_validate({"compliant": "true"})
