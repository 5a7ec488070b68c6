"""Folders of rows are named by a pattern of what is safe to know."""

import inspect
import re

import pytest

from pubpipe.cli import making
from pubpipe.errors import UsageError
from pubpipe.pipeline.batch.naming import DEFAULT, Names, Pattern

ROW = Names(row=7, article="neck-care", language="en-GB", edition="handout-large-print")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (DEFAULT, "0007-neck-care"),
        ("{article}.{row}", "neck-care.7"),
        ("{language}_{edition}-{row:02}", "en-GB_handout-large-print-07"),
        ("x", "x"),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, name: str) -> None:
    """With the row's line, the article's id and language, and the editions."""
    assert Pattern(pattern).of(ROW) == name


@pytest.mark.parametrize(
    "pattern",
    [
        *("{note}", "{article.__class__}", "{article[0]}", "{row!r}", "{article:>99}", "{row:x}", "{row:099}", "{}"),
        *("../{row}", "/tmp/{row}", "a/{row}", "{row", "row}", "{row} ", "ä{row}", "{row}\n", "~{row}"),  # noqa: S108
    ],
)
def test_a_pattern_that_could_lead_elsewhere_is_refused(pattern: str) -> None:
    """No attributes, no folders, no letters that a file system reads in its own way."""
    with pytest.raises(UsageError):
        Pattern(pattern)


@pytest.mark.parametrize("pattern", [".{row}", "", "-{row}", "{article}" * 20])
def test_a_name_that_no_folder_should_have_is_refused(pattern: str) -> None:
    """Hidden, empty, like an option, or too long."""
    with pytest.raises(UsageError):
        Pattern(pattern).of(ROW)


def test_the_command_says_the_same_default() -> None:
    """It is written there once more, since the command line loads nothing to say it."""
    assert re.search(rf'default="{re.escape(DEFAULT)}"', inspect.getsource(making))
