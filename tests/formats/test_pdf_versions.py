"""Under an engine that our tags are not made for: its own tags, fewer promises, and a word about it."""

from pathlib import Path

import pikepdf
import pytest
import weasyprint

from pubpipe.findings import Code, Severity
from pubpipe.formats.pdf import tagging
from pubpipe.formats.pdf.tagging import hooks
from pubpipe.profile import PrintSettings, Profile
from tests.support.pdf import made
from tests.validators import verapdf


def test_the_engine_is_the_one_that_was_tested() -> None:
    """The version that the package asks for is the version that its tags are made for."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"weasyprint=={hooks.TESTED}"' in text
    assert hooks.is_tested()


@pytest.mark.parametrize("conformance", ["archive", "modern"])
def test_another_version_falls_back_and_says_so(
    conformance: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file keeps PDF/UA-1 and promises nothing more; a warning names the version and the remedy."""
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    monkeypatch.setattr(tagging, "write_pdf", lambda *_, **__: pytest.fail("our tags under another engine"))
    whole = made(
        profile=Profile(print=PrintSettings.model_validate({"editions": ("handout",), "conformance": conformance}))
    )
    (finding,) = whole.findings
    assert finding.code is Code.ENGINE_UNTESTED
    assert finding.severity is Severity.WARNING
    assert "71.0" in finding.message
    assert finding.remedy == f"Install WeasyPrint {hooks.TESTED}."
    path = tmp_path / "fallback.pdf"
    path.write_bytes(whole.artifacts[0].data)
    with pikepdf.open(path) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1<" in packet
    assert "pdfaid:part" not in packet
    assert verapdf.check(path).passed


def test_the_engine_itself_stays_as_it_is() -> None:
    """Whoever else uses the engine in this process gets its own tags: our names are bound in copies alone."""
    made()
    import weasyprint.pdf

    assert weasyprint.pdf.Stream.__module__ == "weasyprint.pdf.stream"
    assert weasyprint.pdf.add_tags.__module__ == "weasyprint.pdf.tags"
    data = weasyprint.HTML(string="<html lang=en><title>x</title><p>x").write_pdf(pdf_variant="pdf/ua-1")
    assert b"pubpipe" not in data
