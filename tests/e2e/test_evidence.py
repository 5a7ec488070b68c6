"""The page of the evidence before its judges: markup, accessibility in the light and in the dark, small screens."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from pubpipe.evidencing import Bundle, Check, File, Held, document, page, with_changes
from pubpipe.evidencing.bundle import Source
from pubpipe.evidencing.earl import written
from pubpipe.evidencing.parts import parts_of
from pubpipe.evidencing.people import checks_of_people
from pubpipe.findings import Code, Finding, Position
from pubpipe.profile import Profile
from pubpipe.rendering import Templates
from pubpipe.validating import Outcome, Remark
from pubpipe.wording import language_for
from tests import samples
from tests.validators import axe, vnu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE = "Evidence for “Look after a stiff neck & shoulders”"
LANGUAGE = language_for("en-GB")
REMARK = Remark("error", "7.1-3", "Content is neither tagged nor an artifact", "page 2")
FINDING = Finding(Code.UNUSED_REFERENCE, Position("article.md", 12), "A reference is never cited.", "s2")


def bundle(**software: str) -> Bundle:
    """Evidence with every outcome and every part."""
    files = (File("neck-care-handout-a4.pdf", "application/pdf", "a" * 64, 62_000),)
    checks = tuple(
        Check(f"tool-{one}", files[0].name, "A tool", "1.0", "A norm", one, remarks=(REMARK,), unsaid=2, reason="Why.")
        for one in Outcome
    )
    article = samples.every_block()
    return Bundle(
        article=article,
        profile=Profile(),
        software={"pubpipe": "0.1.0", **software},
        sources=(Source("article.md", "article", "b" * 64),),
        parts=parts_of(article),
        files=files,
        checks=(*checks, *checks_of_people(files, LANGUAGE.evidence, "0.1.0", figures=True)),
        parity=(Held(files[0].name, "dose", 9, 1), Held(files[0].name, "text", 120, 0)),
        readability={"fkgl": 5.2},
        findings=(FINDING,),
        suppressed=((FINDING, "It is cited in the next edition."),),
    )


def told() -> dict[str, Any]:
    """A document that tells of changes."""
    before = with_changes(document(bundle(weasyprint="70.0", gone="1")), None)
    return with_changes(document(bundle(weasyprint="70.1", new="2")), written(before))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the disk."""
    path = tmp_path_factory.mktemp("evidence") / "evidence.html"
    path.write_bytes(page(told(), LANGUAGE, Templates()))
    return path


def test_its_markup_is_sound(file: Path) -> None:
    """The Nu Html Checker has nothing to remark on."""
    result = vnu.check(file)
    assert result.passed, str(result)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser: "Browser", file: Path, scheme: Literal["light", "dark"]) -> None:
    """No violation, nothing undecided, and every text at 7:1 or more."""
    result = axe.check(browser, file, title=TITLE, heading=TITLE, scheme=scheme)
    assert result.passed, str(result)
    assert result.lowest_contrast >= 7


def test_it_fits_a_small_screen(browser: "Browser", file: Path) -> None:
    """At 320 pixels nothing but the table of parity scrolls sideways; on paper nothing is cut off."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    try:
        opened = context.new_page()
        opened.goto(file.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    finally:
        context.close()


def test_every_result_has_a_word_and_a_sign(browser: "Browser", file: Path) -> None:
    """Colour alone tells nothing: no two results have the same sign, and none is without one."""
    context = browser.new_context()
    try:
        opened = context.new_page()
        opened.goto(file.as_uri())
        signs: dict[str, str] = opened.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.counts .badge')].map("
            "one => [one.textContent.trim(), getComputedStyle(one, '::before').content]))"
        )
    finally:
        context.close()
    assert set(signs) == set(LANGUAGE.evidence.outcomes.values())
    assert len(set(signs.values())) == len(signs)
    assert all(sign.startswith('"') for sign in signs.values())


def test_changes_are_told_in_sentences(file: Path) -> None:
    """What is new, what is gone, and what became of the rest."""
    text = file.read_text(encoding="utf-8")
    assert "weasyprint: 70.1; before: 70.0." in text
    assert "new: 2; there was none before." in text
    assert "gone: there is none now; before: 1." in text


def test_what_differs_is_marked(file: Path) -> None:
    """A dose that one file lacks stands out in the table of parity."""
    table = file.read_text(encoding="utf-8").partition('id="parity"')[2].partition("</table>")[0]
    assert "8 of 9" in table
    assert "All 120" in table
    assert "Failed" in table


def test_the_document_is_in_the_vocabulary_of_earl() -> None:
    """Each assertion has what EARL 1.0, section 2, asks of one."""
    whole = told()
    assert whole["@context"]["earl"] == "http://www.w3.org/ns/earl#"
    for one in whole["assertions"]:
        assert one["@type"] == "earl:Assertion"
        assert one["earl:assertedBy"]["doap:name"]
        assert one["earl:subject"]["@id"]
        assert one["earl:test"]["@id"]
        assert one["earl:mode"]["@id"] in {"earl:automatic", "earl:manual"}
        assert one["earl:result"]["earl:outcome"]["@id"] in {f"earl:{outcome}" for outcome in Outcome}


def test_every_key_is_documented() -> None:
    """docs/evidence.md names each key and outcome, and no others that there are not."""
    text = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1] for line in text.partition("An assertion is")[0].splitlines() if line.startswith("| `")}
    assert rows == {*told(), "created"}
    assert all(f"`earl:{outcome}`" in text for outcome in Outcome if outcome is not Outcome.INAPPLICABLE)


def test_the_voice_of_a_file_is_told_without_its_folder() -> None:
    """A model of the user's own lies somewhere in the user's home."""
    profile = Profile.model_validate({"audio": {"voice": "piper:/home/somebody/voices/anna.onnx"}})
    from dataclasses import replace

    settings: Mapping[str, Any] = document(replace(bundle(), profile=profile))["profile"]
    assert settings["audio"]["voice"] == "piper:anna.onnx"
