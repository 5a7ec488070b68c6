"""The table of differences: both texts side by side, within the screen, where they differ."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.checking.parity import differences, expected
from pubpipe.cli.differences import HEADING, LONGEST, MOST_LISTED, rows, shortened
from pubpipe.cli.results import print_built
from pubpipe.findings import Code, Finding, Position
from pubpipe.pipeline.events import Built
from pubpipe.wording import language_for
from tests import samples

TEXTS = expected(samples.every_block(), language_for("en-GB"))
FILE = "neck-care-handout-large-print.pdf"
ESCAPE = "\x1b[2J"


def changed(change: Callable[[str], str]) -> tuple[Finding, ...]:
    """The findings of a file whose text is another."""
    text = "\n".join(one.text for one in TEXTS)
    assert change(text) != text
    return tuple(one.finding for one in differences(TEXTS, change(text), FILE))


HELD_LONGER = changed(lambda text: text.replace("Hold: 20 to 30 seconds", f"Hold: 20 to 80 {ESCAPE}seconds", 1))


def built(findings: tuple[Finding, ...]) -> Built:
    """A build that these findings have stopped."""
    return Built(Path("article.md"), "neck-care", findings=findings)


def test_each_difference_carries_both_texts() -> None:
    """Block, file, and the two texts as they are."""
    (one,) = HELD_LONGER
    assert one.difference is not None
    assert one.difference.block.endswith("-dose")
    assert one.difference.file == FILE
    assert one.difference.expected == "Hold: 20 to 30 seconds"
    assert one.difference.found == f"Hold: 20 to 80 {ESCAPE}seconds"


@pytest.mark.parametrize("columns", [20, 80, 100, 400])
def test_the_table_keeps_within_the_screen_and_loses_no_word(columns: int) -> None:
    """Read down its columns, it has the names and both texts whole."""
    found = changed(lambda text: text.replace("seconds", "minutes").replace("right", "left").replace("Breathe", ""))
    heading, *lines = rows(found, columns)
    assert heading == HEADING
    widths = [max(len(line[index]) for line in (heading, *lines)) for index in range(4)]
    assert sum(widths) + 6 <= min(max(columns, 60), 140)
    words = ["".join(line[index] for line in lines).replace(" ", "") for index in range(4)]
    for one in (finding.difference for finding in found[:MOST_LISTED]):
        assert one is not None
        wanted, has = shortened(one.expected, one.found)
        for word, text in zip(words, (one.block, one.file, wanted, has), strict=True):
            assert text.replace(" ", "") in word


def test_a_build_that_fails_prints_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The four headings, the right dose beside the wrong one, and nothing that acts on the screen."""
    print_built([built(HELD_LONGER)], as_json=False)
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if line.startswith("BLOCK  ")]
    assert all(heading in printed for heading in HEADING)
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "Hold: 20 to 30" in printed
    assert "Hold: 20 to 80" in printed
    assert "\x1b" not in printed
    assert "\\x1b[2J" in printed


def test_other_findings_have_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is compared where nothing differs."""
    print_built([built((Finding(Code.FILE_UNSOUND, Position("a.pdf"), "It is cut off."),))], as_json=False)
    assert "BLOCK" not in capsys.readouterr().out


def test_machines_get_every_difference_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Block, file, code and both texts, however many there are."""
    many = HELD_LONGER * (MOST_LISTED + 2)
    print_built([built(many)], as_json=True)
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert len(article["differences"]) == len(many)
    assert article["differences"][0] == {
        "block": many[0].difference.block if many[0].difference else None,
        "file": FILE,
        "code": "P003",
        "expected": "Hold: 20 to 30 seconds",
        "found": f"Hold: 20 to 80 {ESCAPE}seconds",
    }


def test_a_long_table_ends_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Hundreds of differences have one cause."""
    print_built([built(HELD_LONGER * (MOST_LISTED + 2))], as_json=False)
    assert "… and 2 more: --json has them all." in capsys.readouterr().out


def test_a_text_that_is_missing_or_moved_is_told_apart() -> None:
    """Nothing in its place, or the same words in another."""
    lost = changed(lambda text: text.replace(TEXTS[-1].text, ""))
    moved = changed(lambda text: f"{TEXTS[-1].text}\n{text.replace(TEXTS[-1].text, '')}")
    assert "(nothing)" in {line[3] for line in rows(lost, 140)}
    assert "(has it elsewhere)" in {line[3] for line in rows(moved, 140)}


def test_long_texts_are_shown_from_shortly_before_they_differ() -> None:
    """At the begin of a word, the same in both; short ones are whole."""
    before = "Bend your knee slowly as far as is comfortable and keep your back straight. " * 3
    wanted, has = shortened(f"{before}Use your right hand.{before}", f"{before}Use your left hand.{before}")
    assert wanted.startswith("… ")
    assert wanted.endswith(" …")
    assert "Use your right hand." in wanted
    assert "Use your left hand." in has
    assert wanted.split("Use")[0] == has.split("Use")[0]
    assert len(wanted) <= LONGEST + 4
    assert shortened("Hold: 20 seconds", "Hold: 30 seconds") == ("Hold: 20 seconds", "Hold: 30 seconds")
    assert shortened("a" * 200, "") == ("a" * LONGEST + " …", "")
