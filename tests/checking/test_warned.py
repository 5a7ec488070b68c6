"""A dose, a side, a warning and a disclaimer, each changed in what a recording says in writing: found by its code."""

from dataclasses import replace

import pytest

from pubpipe.checking import captions, transcript
from pubpipe.checking.finished import Finished
from pubpipe.checking.heard import must_be_heard
from pubpipe.checking.parity import Kind
from pubpipe.findings import Code, Finding
from pubpipe.model.recording import READING, SESSION, Recording
from tests.checking.test_heard import read_aloud
from tests.narrating.scripts import article, stretch

WARNING, DISCLAIMER = "Stop if it hurts.", "This is no advice."
WRITTEN = article(stretch(), stretch(id="sit", steps=("Sit on your right hip.",), notes=(DISCLAIMER,)))
"""Its disclaimer is also a note, so that the one of WHOLE alone can be counted."""
WHOLE = article(stretch())
CHECKS = (transcript.check, captions.check)
Files = tuple[Finished, Finished]


@pytest.fixture(scope="module", params=[SESSION, READING, Recording("stretch", "kneel", 1)], ids=lambda one: one.kind)
def files(request: pytest.FixtureRequest) -> Files:
    """Transcript and captions of each kind of recording."""
    return read_aloud(WHOLE, request.param)


def findings(finished: Finished, number: int, text: str) -> tuple[Finding, ...]:
    """Those of a file with another text."""
    assert text.encode() != finished.data
    return CHECKS[number](replace(finished, data=text.encode()))


def codes(finished: Finished, number: int, text: str) -> set[Code]:
    """Those of parity and safety."""
    return {one.code for one in findings(finished, number, text) if one.code.code.startswith("P")}


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2 to 3 seconds", "2 to 8 seconds", Code.PARITY_DOSE),
        ("2 to 3 seconds", "12 to 3 seconds", Code.PARITY_DOSE),
        ("Kneel on your right knee.", "Kneel on your left knee.", Code.PARITY_SIDE),
        (WARNING, "Carry on.", Code.PARITY_TEXT),
        (DISCLAIMER, "", Code.PARITY_TEXT),
        (WARNING, f"{WARNING} {WARNING}", Code.SAFETY_HIDDEN),
        (DISCLAIMER, f"{DISCLAIMER} {DISCLAIMER}", Code.SAFETY_HIDDEN),
    ],
)
def test_what_could_hurt_is_found_under_its_code(files: Files, number: int, old: str, new: str, code: Code) -> None:
    """In the transcript and in the captions of every recording, and nothing else is named."""
    text = files[number].data.decode()
    assert CHECKS[number](files[number]) == ()
    assert codes(files[number], number, text.replace(old, new, 1)) == {code}


@pytest.mark.parametrize("number", [0, 1])
def test_a_warning_behind_the_first_stretch_is_found(files: Files, number: int) -> None:
    """Where the disclaimer was: it is there, once, and too late."""
    text = files[number].data.decode()
    moved = text.replace(WARNING, "@").replace(DISCLAIMER, WARNING).replace("@", DISCLAIMER)
    found = [one for one in findings(files[number], number, moved) if one.code is Code.SAFETY_HIDDEN]
    assert [one.excerpt for one in found] == [WARNING]
    assert "comes after a step" in found[0].message


def test_the_sentence_that_names_the_side_is_held() -> None:
    """“Right side first.” and “Now your left side.”, swapped one by one."""
    finished, _ = read_aloud(WHOLE, SESSION)
    text = finished.data.decode()
    sides = [one for one in must_be_heard(finished) if one.kind is Kind.SIDE]
    assert [one.text for one in sides] == ["Right side first.", "Now your left side."]
    for one in sides:
        assert codes(finished, 0, text.replace(one.text, one.other_side)) == {Code.PARITY_SIDE}


def test_words_that_another_part_has_as_well_are_not_taken_for_a_second_warning() -> None:
    """A note may repeat a disclaimer: no sound recording is refused for it."""
    for recording in (SESSION, READING):
        for finished, check in zip(read_aloud(WRITTEN, recording), CHECKS, strict=True):
            assert check(finished) == ()
