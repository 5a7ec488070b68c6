"""A build with evidence: what it says, that it says it again, and that a failing build leaves it alone."""

import datetime
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pubpipe import checking
from pubpipe.errors import CheckError, OutputError, UsageError
from pubpipe.findings import Code
from pubpipe.pipeline import build
from pubpipe.pipeline.events import Built, Progress
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.witnessing import Witness, created_of
from pubpipe.validating import Outcome, Remark, Surroundings, Validator, Verdict
from tests.pipeline.fake_format import FAKE
from tests.pipeline.test_pipeline import SOUND, article

ALONE = Witness(Surroundings({"PATH": ""}))


@pytest.fixture(autouse=True)
def _fake_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checking.CHECKS, "text/x-fake", "tests.pipeline.fake_check")


def judging(outcome: Outcome) -> Callable[[str], tuple[Validator, ...]]:
    """A validator of the fake format that always comes to the same verdict."""
    said = Verdict("Judge", "Law", outcome, "2.0", (Remark("error", "L-1", "It is bad."),))
    record = Validator("Judge", "", "text/x-fake", ".fake", "", lambda _: ("Law",), lambda _: [], lambda _j, _c: [said])
    return lambda media_type: (record,) if media_type == "text/x-fake" else ()


def built(path: Path, output: Path, witness: Witness = ALONE, *, strict: bool = False) -> Built:
    """One article published with evidence."""

    def watch(_: Progress) -> None:
        pass

    (one,) = build(Order((path,), output, (FAKE,), strict=strict, witness=witness), watch)
    return one


def evidence(one: Built) -> dict[str, Any]:
    """The document of a build, which must have succeeded."""
    assert one.error is None, one.error
    (path,) = (file.path for file in one.files if file.path.name == "evidence.json")
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read


def outcomes(document: dict[str, Any]) -> dict[str, str]:
    """The outcome of each check by its id."""
    return {
        one["earl:test"]["@id"].rpartition(":")[2]: one["earl:result"]["earl:outcome"]["@id"]
        for one in document["assertions"]
    }


def bundle(output: Path) -> dict[str, bytes]:
    """Every file of an output folder."""
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_evidence_stands_beside_the_files(tmp_path: Path) -> None:
    """In a folder of its own, listed as built and not as stale."""
    one = built(article(tmp_path / "a"), tmp_path / "out")
    names = [str(file.path.relative_to(tmp_path / "out" / "neck-care")) for file in one.files]
    assert names == ["neck-care.fake", "evidence/evidence.json", "evidence/evidence.html"]
    assert one.stale == ()


def test_evidence_that_this_build_did_not_make_is_stale(tmp_path: Path) -> None:
    """It tells of other files than those beside it."""
    path = article(tmp_path / "a")
    built(path, tmp_path / "out")
    (later,) = build(Order((path,), tmp_path / "out", (FAKE,)), lambda _: None)
    assert [one.name for one in later.stale] == ["evidence"]


def test_every_source_and_every_file_has_its_fingerprint(tmp_path: Path) -> None:
    """SHA-256, worked out here by another program's words."""
    import hashlib

    path = article(tmp_path / "a")
    document = evidence(built(path, tmp_path / "out"))
    sources = {one["name"]: one["sha256"] for one in document["source"]["files"]}
    assert sources["article.md"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert sources["figures/neck.svg"] == hashlib.sha256((path.parent / "figures/neck.svg").read_bytes()).hexdigest()
    (file,) = document["files"]
    data = (tmp_path / "out" / "neck-care" / "neck-care.fake").read_bytes()
    assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert document["software"]["pubpipe"]
    assert document["software"]["weasyprint"] == "70.0"


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another folder, in another time zone, and once more over what is there."""
    path = article(tmp_path / "a")
    built(path, tmp_path / "one")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    elsewhere = article(tmp_path / "elsewhere" / "deeper")
    built(elsewhere, tmp_path / "two")
    assert bundle(tmp_path / "one") == bundle(tmp_path / "two")
    built(path, tmp_path / "one")
    assert bundle(tmp_path / "one") == bundle(tmp_path / "two")
    monkeypatch.undo()
    time.tzset()


def test_nothing_of_the_machine_is_told(tmp_path: Path) -> None:
    """No folder of whoever built it, also not in a finding or in the name of a voice."""
    path = article(tmp_path / "a", SOUND.replace(" [@s1]", ""))
    profile = tmp_path / "clinic.yaml"
    profile.write_text("paper: [A4]\n", encoding="utf-8")
    one = built(path, tmp_path / "out", replace(ALONE, profile=profile))
    assert [finding["code"] for finding in evidence(one)["findings"]] == ["A004"]
    for data in bundle(tmp_path / "out").values():
        assert str(tmp_path).encode() not in data
        assert b"/home/" not in data


def test_what_changed_is_told_by_name(tmp_path: Path) -> None:
    """The file, the part of the article and the result; a rebuild tells the same again, byte for byte."""
    path = article(tmp_path / "a")
    first = evidence(built(path, tmp_path / "out"))
    assert first["changes"] == {"since": None, "changed": []}
    article(tmp_path / "a", SOUND.replace("\n1. ", "\n1. Slowly: "))
    changed = evidence(built(path, tmp_path / "out"))["changes"]
    assert changed["since"] == first["content"]
    told = {(one["section"], one["name"]) for one in changed["changed"]}
    assert told == {
        ("source", "article.md"),
        ("parts", "stretch side-neck-stretch"),
        ("readability", "fkgl"),
    }
    before = bundle(tmp_path / "out")
    built(path, tmp_path / "out")
    assert bundle(tmp_path / "out") == before


@pytest.mark.parametrize("old", [b"", b"{}", b"[1]", b'{"format": 1}', b'{"format": 1, "changes": 3}', b"[" * 100_000])
def test_evidence_before_that_cannot_be_read_is_none(tmp_path: Path, old: bytes) -> None:
    """Whatever lies there, the build goes on."""
    folder = tmp_path / "out" / "neck-care" / "evidence"
    folder.mkdir(parents=True)
    (folder / "evidence.json").write_bytes(old)
    document = evidence(built(article(tmp_path / "a"), tmp_path / "out"))
    assert document["changes"] == {"since": None, "changed": []}


@pytest.mark.parametrize("wish", ["raise", "complain", "empty"])
def test_a_build_that_fails_leaves_the_evidence_before(tmp_path: Path, wish: str) -> None:
    """It is still the evidence of the files beside it."""
    built(article(tmp_path / "a"), tmp_path / "out")
    before = bundle(tmp_path / "out")
    assert built(article(tmp_path / "a", wish=wish), tmp_path / "out").error
    assert bundle(tmp_path / "out") == before


def test_a_failing_validator_is_a_warning_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The evidence does not hide it; under strict nothing is published."""
    path = article(tmp_path / "a")
    monkeypatch.setattr("pubpipe.pipeline.witnessing.validators_of", judging(Outcome.FAILED))
    one = built(path, tmp_path / "out")
    assert [finding.code for finding in one.findings] == [Code.VALIDATOR_FAILED]
    assert outcomes(evidence(one))["judge-law"] == "earl:failed"
    before = bundle(tmp_path / "out")
    strict = built(path, tmp_path / "out", strict=True)
    assert isinstance(strict.error, CheckError)
    assert bundle(tmp_path / "out") == before


@pytest.mark.parametrize("outcome", [Outcome.UNTESTED, Outcome.CANNOT_TELL, Outcome.PASSED])
def test_each_outcome_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    """A silence in particular is not a pass, neither for machines nor in words."""
    monkeypatch.setattr("pubpipe.pipeline.witnessing.validators_of", judging(outcome))
    one = built(article(tmp_path / "a"), tmp_path / "out")
    assert outcomes(evidence(one))["judge-law"] == f"earl:{outcome}"
    page = (tmp_path / "out" / "neck-care" / "evidence" / "evidence.html").read_text(encoding="utf-8")
    row = page.partition("<p>Law</p>")[2].partition("</tr>")[0]
    words = {Outcome.UNTESTED: "Not checked", Outcome.CANNOT_TELL: "No verdict", Outcome.PASSED: "Passed"}
    assert [word for word in words.values() if word in row] == [words[outcome]]


def test_what_only_people_can_check_is_open(tmp_path: Path) -> None:
    """No program's pass stands for the clinician's."""
    document = evidence(built(article(tmp_path / "a"), tmp_path / "out"))
    people = [one for one in document["assertions"] if one["earl:mode"]["@id"] == "earl:manual"]
    assert {one["earl:test"]["@id"].rpartition(":")[2] for one in people} == {
        "person-clinical",
        "person-plain",
        "person-alternatives",
    }
    assert {one["earl:result"]["earl:outcome"]["@id"] for one in people} == {"earl:untested"}


def test_what_the_author_passed_over_is_told_with_the_reason(tmp_path: Path) -> None:
    """A suppressed finding is not hidden: it stands apart from the others."""
    text = SOUND.replace(" [@s1]", "").replace(
        "\nreferences:", "\nsuppress: [{code: A004, reason: It is cited in the next edition}]\nreferences:"
    )
    document = evidence(built(article(tmp_path / "a", text), tmp_path / "out"))
    assert "A004" not in {one["code"] for one in document["findings"]}
    assert [(one["code"], one["reason"]) for one in document["suppressed"]] == [
        ("A004", "It is cited in the next edition")
    ]


def test_the_reading_grades_are_told(tmp_path: Path) -> None:
    """Both measures, as the review has them."""
    grades = evidence(built(article(tmp_path / "a"), tmp_path / "out"))["readability"]
    assert set(grades) == {"fkgl", "smog"}
    assert all(0 < grade < 12 for grade in grades.values())


def test_no_byte_depends_on_the_day_of_the_build(tmp_path: Path) -> None:
    """A review that is overdue is a finding of that day; the evidence has the date that it was due on."""
    path = article(tmp_path / "a")
    for folder, day in (("early", datetime.date(2025, 11, 1)), ("late", datetime.date(2125, 11, 1))):
        (one,) = build(Order((path,), tmp_path / folder, (FAKE,), witness=ALONE, today=day), lambda _: None)
        assert (Code.REVIEW_OVERDUE in {finding.code for finding in one.findings}) == (folder == "late")
    assert bundle(tmp_path / "early") == bundle(tmp_path / "late")


def test_an_article_that_changes_meanwhile_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fingerprint would be that of another text."""
    path = article(tmp_path / "a")

    def meddle(*_: object) -> dict[str, list[Verdict]]:
        path.write_text(path.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        return {}

    monkeypatch.setattr("pubpipe.pipeline.publishing.asked", meddle)
    one = built(path, tmp_path / "out")
    assert isinstance(one.error, OutputError)
    assert not (tmp_path / "out").exists()


def test_a_date_comes_from_outside_or_not_at_all(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is told, is no change by itself, and must be a time."""
    path = article(tmp_path / "a")
    assert created_of({}) is None
    assert "created" not in evidence(built(path, tmp_path / "out"))
    dated = evidence(built(path, tmp_path / "out", replace(ALONE, created=created_of({"SOURCE_DATE_EPOCH": "1e"[:1]}))))
    assert dated["created"] == "1970-01-01T00:00:01Z"
    assert dated["changes"] == {"since": None, "changed": []}
    for wrong in ("", "soon", "9" * 30):
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
            created_of({"SOURCE_DATE_EPOCH": wrong})


def test_every_kind_of_file_has_its_words() -> None:
    """What pubpipe checks of it, and what it is called."""
    from pubpipe.wording import language_for

    words = language_for("en-GB").evidence
    kinds = {kind for kind in checking.CHECKS if kind != "text/x-fake"}
    assert set(words.own_checks) == set(words.kinds) == kinds
