"""The check of the chapters beside a recording: silent on right ones, and not on any of the faults seeded here."""

import json
from dataclasses import replace
from typing import Any

import pytest

from pubpipe.checking.chapters import check
from pubpipe.checking.finished import Finished
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.wording import language_for
from tests.samples import every_block, narration, publication

SPOKEN = narration()
DATA = make(publication(spoken=SPOKEN)).artifacts[3].data


def finished(data: bytes = DATA) -> Finished:
    """The chapters of the samples, or other bytes in their place."""
    return Finished(
        "neck-care-chapters.json", "application/json+chapters", data, every_block(), language_for("en-GB"), SPOKEN
    )


def changed(key: str, value: object, chapter: int | None = None) -> bytes:
    """The chapters with one value changed."""
    content: dict[str, Any] = json.loads(DATA)
    target = content if chapter is None else content["chapters"][chapter]
    target[key] = value
    return json.dumps(content).encode()


def test_right_chapters_have_no_findings() -> None:
    """Titles and times are the script's."""
    assert check(finished()) == ()
    assert check(finished(changed("startTime", 2.02, 1))) == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed("title", "Chin tuck", 1), "“Chin tuck”"),
        (changed("chapters", []), "The chapters are none"),
        (changed("startTime", 2.03, 1), "“Side neck stretch” begins at 2.03"),
        (changed("endTime", 7.0, 1), "“Side neck stretch” ends at 7.00"),
    ],
)
def test_chapters_that_are_not_the_scripts_are_found(data: bytes, message: str) -> None:
    """A listener who skips to a stretch must land on it."""
    (found,) = check(finished(data))
    assert found.code is Code.CHAPTERS_DIFFER
    assert message in found.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b"[]", "cannot be read"),
        (changed("version", "1.0"), "version"),
        (changed("startTime", "soon", 1), "startTime"),
        (changed("title", "Another article"), "are of “Another article”"),
    ],
)
def test_what_players_could_not_use_is_found(data: bytes, message: str) -> None:
    """No JSON, or not of the podcast namespace, or of another recording."""
    (found,) = check(finished(data))
    assert found.code is Code.FILE_UNSOUND
    assert message in found.message


def test_without_a_narration_nothing_is_taken_for_right() -> None:
    """What cannot be compared is not a pass."""
    (found,) = check(replace(finished(), narration=None))
    assert "no narration" in found.message
