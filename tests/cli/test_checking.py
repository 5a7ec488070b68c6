"""`pubpipe check` in all its formats, without a process of its own."""

import contextlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pubpipe.cli import main, pubpipe
from pubpipe.cli.columns import with_columns
from pubpipe.cli.github import command
from pubpipe.cli.sarif import sarif
from pubpipe.cli.today import today
from pubpipe.errors import UsageError
from pubpipe.findings import Code, Finding, Position

FINDINGS = Path(__file__).parents[1] / "findings"
DOSE = str(FINDINGS / "A027" / "hold")
CLAIM = str(FINDINGS / "A022" / "percentage")
SOUND = FINDINGS / "sound"
SUPPRESSED = "authors: [Clinic team]\nsuppress: [{code: A025, reason: The clinician says how often.}]\n"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """On 1 January 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its status."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as stopped:
        pubpipe(["check", *arguments], standalone_mode=False)
    return Done(int(stopped.value.code or 0), out.getvalue(), err.getvalue())


def suppressing(folder: Path) -> str:
    """An article whose only finding is suppressed."""
    text = (SOUND / "article.md").read_text(encoding="utf-8").replace(":frequency: once a day\n", "")
    (folder / "article.md").write_text(text.replace("authors: [Clinic team]\n", SUPPRESSED), encoding="utf-8")
    (folder / "figures").mkdir()
    (folder / "figures" / "neck.svg").write_bytes((SOUND / "figures" / "neck.svg").read_bytes())
    return str(folder)


def test_several_articles_are_checked_and_the_worst_decides() -> None:
    """Each has its line; a warning passes, an error does not, and strictness refuses both."""
    done = run(CLAIM, DOSE)
    assert done.stdout.count(" stretches, ") == 2
    assert (done.exit_code, run(CLAIM).exit_code, run("--strict", CLAIM).exit_code) == (1, 0, 1)


def test_text_names_line_column_excerpt_and_remedy() -> None:
    """The column is where the excerpt begins in its line."""
    done = run(DOSE)
    assert re.search(r"article\.md:29:4: A027 error: .*\n    Hold this for 10 seconds\.\n    → ", done.stderr)
    assert "Reading grade: Flesch-Kincaid " in done.stdout
    assert "SMOG " in done.stdout


def test_json_is_the_same_by_either_option() -> None:
    """`--json` is older, and means `--format json`."""
    old, new = run("--json", DOSE), run("--format", "json", DOSE)
    assert old.stdout == new.stdout
    (finding,) = json.loads(new.stdout)["findings"]
    assert (finding["code"], finding["line"], finding["column"]) == ("A027", 29, 4)


def test_a_suppressed_finding_is_counted_and_stays_in_what_machines_read(tmp_path: Path) -> None:
    """People see how many; machines see which and why; GitHub shows nothing."""
    path = suppressing(tmp_path)
    done = run("--strict", path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "0 errors, 0 warnings, 1 suppressed." in done.stdout
    (finding,) = json.loads(run("--json", path).stdout)["findings"]
    assert finding["suppressed"] == "The clinician says how often."
    (result,) = json.loads(run("-f", "sarif", path).stdout)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "The clinician says how often."}]
    assert run("-f", "github", path).stdout == ""


def sarif_faults(log: dict[str, Any]) -> list[str]:
    """What SARIF 2.1.0 requires of a log and the log lacks, by section."""
    faults = [] if log.get("version") == "2.1.0" else ["3.13.2 version"]
    for run_ in log.get("runs", [None]) if isinstance(log.get("runs"), list) else [None]:
        if not isinstance(run_, dict) or not run_.get("tool", {}).get("driver", {}).get("name"):
            faults.append("3.18.2 driver")
            continue
        rules = run_["tool"]["driver"].get("rules", [])
        faults += ["3.49.3 id" for rule in rules if not rule.get("id")]
        faults += ["3.49.9 text" for rule in rules if not rule.get("shortDescription", {}).get("text")]
        for result in run_.get("results", []):
            faults += _result_faults(result, rules)
    return faults


def _result_faults(result: dict[str, Any], rules: list[dict[str, Any]]) -> list[str]:
    faults = [] if result.get("message", {}).get("text") else ["3.27.11 message"]
    index = result.get("ruleIndex", -1)
    if not 0 <= index < len(rules) or rules[index]["id"] != result.get("ruleId"):
        faults.append("3.27.6 ruleIndex")
    if result.get("level") not in {"none", "note", "warning", "error"}:
        faults.append("3.27.10 level")
    for location in result.get("locations", []):
        place = location.get("physicalLocation", {})
        uri = place.get("artifactLocation", {}).get("uri", "")
        faults += [] if uri and re.fullmatch(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", uri) else ["3.4.3 uri"]
        region = place.get("region")
        if region is not None and (region.get("startLine", 0) < 1 or region.get("startColumn", 1) < 1):
            faults.append("3.30 region")
    return faults


def test_sarif_is_what_the_standard_asks() -> None:
    """Rules with help, results that point to them, and places as URIs."""
    log = json.loads(run("-f", "sarif", CLAIM, DOSE, str(FINDINGS / "A032" / "none")).stdout)
    assert sarif_faults(log) == []
    (one,) = log["runs"]
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["A022", "A027", "A032"]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in one["tool"]["driver"]["rules"])
    assert [result["level"] for result in one["results"]] == ["warning", "error", "warning"]
    assert "region" not in one["results"][2]["locations"][0]["physicalLocation"]


def test_a_faulty_sarif_log_is_noticed() -> None:
    """The gate itself: each thing that is taken away is missed."""
    finding = Finding(Code.DOSE_CONTRADICTED, Position("a b.md", 3, 2), "Message.", "Text", "Remedy.")
    log: dict[str, Any] = json.loads(json.dumps(sarif((finding,))))
    assert sarif_faults(log) == []
    result = log["runs"][0]["results"][0]
    for key, wrong in (("message", {}), ("ruleIndex", -1), ("level", "")):
        broken = {**log, "runs": [{**log["runs"][0], "results": [{**result, key: wrong}]}]}
        assert len(sarif_faults(broken)) == 1
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.md"
    assert sarif_faults({}) != []


def test_github_commands_are_escaped() -> None:
    """A file name or a message cannot end the command or begin another."""
    finding = Finding(Code.LONG_SENTENCE, Position("a,b:c%\n.md", 3), "50%\r\n::error::x", "", "Mend it.")
    line = command(finding)
    assert "\n" not in line
    assert "\r" not in line
    assert line == "::warning file=a%2Cb%3Ac%25%0A.md,line=3,title=A016::50%25%0D%0A::error::x Mend it."


def test_notes_are_notices() -> None:
    """GitHub's name for the least grave level."""
    finding = Finding(Code.DOSE_REPEATED, Position("a.md", 1, 2), "x")
    assert command(finding) == "::notice file=a.md,line=1,col=2,title=A028::x"


def test_a_column_is_given_only_where_it_is_certain(tmp_path: Path) -> None:
    """Not for a text that stands twice in the line, or elsewhere, or nowhere."""
    path = tmp_path / "article.md"
    path.write_text("one two one\nthree\n", encoding="utf-8")
    places = [
        one.position.column
        for one in with_columns(
            Finding(Code.LONG_SENTENCE, Position(file, line), "", excerpt)
            for file, line, excerpt in (
                (str(path), 1, "two"),
                (str(path), 1, "one"),
                (str(path), 1, "three"),
                (str(path), 9, "two"),
                (str(path), None, "two"),
                (str(path), 1, ""),
                (str(tmp_path / "none.md"), 1, "two"),
            )
        )
    ]
    assert places == [5, None, None, None, None, None, None]


def test_findings_are_in_the_order_of_the_source() -> None:
    """Those about the article as a whole come first."""
    found = json.loads(run("--json", str(FINDINGS / "A015" / "long-words"), str(FINDINGS / "A032" / "none")).stdout)
    places = [(one["file"], one["line"] or 0) for one in found["findings"]]
    assert places == sorted(places)


@pytest.mark.parametrize("code", [code.code for code in Code])
def test_every_code_is_explained_on_request(code: str) -> None:
    """Meaning, severity, authority and remedy, in either case of letters."""
    done = run("--explain", code.lower())
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code} ")
    assert all(f"{word}: " in done.stdout for word in ("Authority", "What to do"))


def test_an_unknown_code_is_refused_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, as for any wrong usage."""
    monkeypatch.setattr("sys.argv", ["pubpipe", "check", "--explain", "A0027"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "Did you mean “A027”?" in capsys.readouterr().err


def test_the_day_can_be_set_and_is_refused_when_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH makes a check of today one that can be repeated."""
    assert today().isoformat() == "2026-01-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert "A024 warning" in run(str(SOUND)).stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        today()
