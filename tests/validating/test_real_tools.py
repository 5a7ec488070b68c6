"""The validators themselves, asked as a build with evidence asks them."""

from collections.abc import Mapping
from pathlib import Path

from pubpipe.validating import Outcome, Subject, Verdict, judge, validators_of
from tests.validating.real import surroundings
from tests.validators.specimens import EPUB, HTML, write_epub, write_pdf

REST = "<p>Lie on your back for ten minutes.</p>"


def judged(media_type: str, data: bytes) -> Mapping[tuple[str, str], Verdict]:
    """Each verdict by tool and standard."""
    subject = Subject(media_type, data)
    said = (one for validator in validators_of(media_type) for one in judge(validator, subject, surroundings()))
    return {(one.tool, one.standard): one for one in said}


def outcomes(found: Mapping[tuple[str, str], Verdict]) -> set[Outcome]:
    """The outcomes that there are."""
    return {one.outcome for one in found.values()}


def test_a_good_pdf_passes_and_a_bad_one_fails(tmp_path: Path) -> None:
    """By all three validators of PDF."""
    good = judged("application/pdf", write_pdf(tmp_path / "good.pdf", REST).read_bytes())
    assert {tool for tool, _ in good} == {"veraPDF", "page-validation", "outloud"}
    assert outcomes(good) == {Outcome.PASSED}
    assert all(one.version for one in good.values())
    bad = judged("application/pdf", write_pdf(tmp_path / "bad.pdf", REST, language="").read_bytes())
    assert outcomes(bad) == {Outcome.FAILED}
    assert "7.2-29" in {one.code for one in bad["veraPDF", "PDF/UA-1 (ISO 14289-1)"].remarks}


def test_a_pdf_is_judged_by_what_it_claims() -> None:
    """PDF/UA always, PDF/A where the file says so; no PDF at all is a failure of the file."""
    claims = b'%PDF <pdfuaid:part>2</pdfuaid:part> <x pdfaid:part="4"/> http://pdfa.org/declarations/wtpdf#reuse1.0'
    found = judged("application/pdf", claims)
    assert [standard for tool, standard in found if tool == "veraPDF"] == [
        "PDF/UA-2 (ISO 14289-2)",
        "PDF/A-4 (ISO 19005-4)",
        "WTPDF 1.0 for reuse (PDF Association)",
    ]
    assert Outcome.PASSED not in outcomes(found)


def test_a_good_book_passes_and_a_bad_one_fails(tmp_path: Path) -> None:
    """By EPUBCheck and by Ace."""
    assert outcomes(judged("application/epub+zip", write_epub(tmp_path / "good.epub").read_bytes())) == {Outcome.PASSED}
    page = EPUB["rest.xhtml"].replace(' lang="en" xml:lang="en"', "")
    unused = write_epub(tmp_path / "bad.epub", rest_xhtml=page, style_css="body { color: black }")
    bad = judged("application/epub+zip", unused.read_bytes())
    assert outcomes(bad) == {Outcome.FAILED}
    assert {one.code for verdict in bad.values() for one in verdict.remarks} >= {"OPF-097", "html-has-lang"}


def test_no_book_at_all_is_no_pass() -> None:
    """EPUBCheck fails it; Ace crashes on it, which is no verdict."""
    found = judged("application/epub+zip", b"This is no book.")
    assert sorted(one.outcome for one in found.values()) == [Outcome.CANNOT_TELL, Outcome.FAILED]


def test_a_good_page_passes_and_a_bad_one_fails() -> None:
    """By axe and by the Nu Html Checker."""
    assert outcomes(judged("text/html", HTML.encode())) == {Outcome.PASSED}
    bad = judged("text/html", HTML.replace("</p>", '<img src="a.png"></p>').encode())
    assert outcomes(bad) == {Outcome.FAILED}
    assert "image-alt" in {one.code for verdict in bad.values() for one in verdict.remarks}


def test_axe_sees_a_fault_in_the_dark_alone() -> None:
    """The page is opened in both colour schemes."""
    faint = HTML.replace("color: #fff; background: #000", "color: #555; background: #000").encode()
    by_scheme = {standard: one.outcome for (tool, standard), one in judged("text/html", faint).items() if tool == "axe"}
    assert list(by_scheme.values()) == [Outcome.PASSED, Outcome.FAILED]


def test_a_page_cannot_answer_in_the_place_of_axe() -> None:
    """Its scripts do not run, wherever they stand, and neither does its own policy hinder axe."""
    forged = "<script>globalThis.axe = {run: () => Promise.resolve({testEngine: {version: '1'}, passes: [1], "
    forged += "violations: [], incomplete: []})}; Object.freeze(globalThis.axe)</script>"
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    bad = HTML.replace("</p>", '<img src="a.png"></p>').replace("<head>", f"<head>{forged}{policy}")
    for page in (bad, f"<!-- <head> -->{forged}{bad}"):
        found = judged("text/html", page.encode())
        assert {one.outcome for (tool, _), one in found.items() if tool == "axe"} == {Outcome.FAILED}
