"""page-validation: a second opinion on PDF/UA-1 and PDF/A, quick enough for every test."""

from importlib.metadata import version
from pathlib import Path

from tests.validators.base import Message, Result, ValidatorMissing

TOOL = "page-validation"


def check(pdf: Path, profile: str = "ua1") -> Result:
    """The verdict on a file for a profile: "ua1", or PDF/A as "1b" to "3u"."""
    try:
        import page
    except ImportError:
        raise ValidatorMissing(TOOL, "its Python package is not installed. Run: make test") from None
    number = version("page-validation")
    try:
        report = page.validate_pdf(pdf, profile=profile)
    except page.ParseError as error:
        return Result(TOOL, number, str(pdf), passed=False, messages=(Message("error", "unreadable", str(error)),))
    messages = tuple(
        Message("error", failure.rule_id, failure.message, f"object {failure.object_id}" if failure.object_id else "")
        for failure in report.failures
    )
    return Result(TOOL, number, str(pdf), report.is_compliant, messages)
