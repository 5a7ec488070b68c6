"""What is told of a row holds nothing of its free lines."""

import pytest

from pubpipe.errors import CheckError, OutputError, PubpipeError, SourceError, VoiceError
from pubpipe.findings import Code, Finding, Position, Texts
from pubpipe.pipeline.batch.discretion import Discretion
from pubpipe.wording import language_for

ENGLISH = language_for("en-GB")
NOTE = "Your physiotherapist: Wilhelmina Ravensburger, room 47"
AT = Position("rows.csv", 7)


def told(message: str, note: str = NOTE) -> str:
    """A message of a row's finding as it may be told, with its remedy."""
    finding = Finding(Code.DOSE_CONTRADICTED, AT, message, NOTE, message, "", Texts("b", "f", NOTE, NOTE))
    (one,) = Discretion((note,) if note else (), ENGLISH).findings([finding])
    assert one.excerpt == ""
    assert one.difference is None
    return f"{one.message} {one.remedy}".strip()


@pytest.mark.parametrize(
    "message",
    [
        "“Wilhelmina” is not explained.",
        "The text Wilhelmina is not in the file.",
        "It says WILHELMINA.",
        "It was cut at Wilhelm",
        "The voice cannot say “forty-seven”.",
        "`Ravensburger` is one.",
        "room 47",
    ],
)
def test_a_word_of_a_line_is_never_told(message: str) -> None:
    """Not in quotation marks, not bare, not cut, not as it is spoken."""
    said = told(message)
    for word in ("wilhelm", "ravensburger", "47", "forty"):
        assert word not in said.casefold()
    assert said


def test_what_has_nothing_to_do_with_a_line_is_told() -> None:
    """But for whatever is quoted."""
    assert told("The format “pdf” is bad.") == "The format “…” is bad. The format “…” is bad."
    assert told("The file says Wilhelmina.") == Code.DOSE_CONTRADICTED.meaning


def test_a_row_without_lines_is_told_as_it_is() -> None:
    """But for excerpts."""
    assert told("“30 s” is not the dose.", note="") == "“30 s” is not the dose. “30 s” is not the dose."


@pytest.mark.parametrize("kind", [SourceError, VoiceError, OutputError, CheckError])
def test_an_error_keeps_its_kind_and_loses_what_it_quotes(kind: type[PubpipeError]) -> None:
    """Also where another error stands behind it."""
    error = kind(f"The voice said {NOTE}.", "Say “Wilhelmina” otherwise.")
    error.__cause__ = ValueError(NOTE)
    safe = Discretion((NOTE,), ENGLISH).error(error)
    assert type(safe) is kind
    assert "Wilhelmina" not in f"{safe}{safe.__cause__}{safe.__context__}{safe.args}"
    assert len(safe.message) > len("The row")
    assert Discretion((), ENGLISH).error(error) is error
