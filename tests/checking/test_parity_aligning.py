"""Only the text that differs is named, wherever in the file the same words occur again."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.checking.parity import Difference, Expected, Kind, aligning, differences, expected
from pubpipe.findings import Code, Position
from pubpipe.wording import language_for
from tests import samples

WORDS = ("Kneel down.", "Hold: 20 seconds", "Look up.", "Breathe out slowly.", "For your right side", "Sit.")
CHANGED = "Quite another line."
MOST_SECONDS = 0.02


def texts(words: Sequence[str], kind: Kind = Kind.TEXT) -> tuple[Expected, ...]:
    """Each as a block of its own."""
    return tuple(Expected(f"b{number}", word, Position("article"), kind) for number, word in enumerate(words))


def held(wanted: Sequence[str], has: Sequence[str], kind: Kind = Kind.TEXT) -> list[Difference]:
    """The differences of a file that has other texts."""
    return list(differences(texts(wanted, kind), "\n".join(has), "a file"))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data())
def test_of_any_texts_the_changed_one_alone_is_named(words: list[str], data: st.DataObject) -> None:
    """However often the same words stand before and after it."""
    place = data.draw(st.integers(0, len(words) - 1))
    (one,) = held(words, [*words[:place], CHANGED, *words[place + 1 :]])
    assert (one.wanted.block, one.found, one.code) == (f"b{place}", CHANGED, Code.PARITY_TEXT)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data())
def test_of_any_texts_a_dropped_one_is_one_difference(words: list[str], data: st.DataObject) -> None:
    """Of equal neighbours either may be the one; its words are named."""
    place = data.draw(st.integers(0, len(words) - 1))
    (one,) = held(words, [*words[:place], *words[place + 1 :]])
    assert (one.wanted.text, one.found) == (words[place], "")


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.permutations(WORDS), st.integers(0, len(WORDS) - 1), st.integers(0, len(WORDS) - 1))
def test_of_any_texts_a_moved_one_is_out_of_order(words: list[str], taken: int, put: int) -> None:
    """One difference, and none where it came back to its place."""
    moved = [*words[:taken], *words[taken + 1 :]]
    moved.insert(put, words[taken])
    assert [one.code for one in held(words, moved)] == ([] if moved == words else [Code.PARITY_ORDER])


@pytest.mark.parametrize(
    ("kind", "line", "wrong", "code"),
    [
        (Kind.SIDE, "These steps are for your right side.", "These steps are for your left side.", Code.PARITY_SIDE),
        (Kind.DOSE, "Hold: 20 to 30 seconds", "Hold: 20 to 30 minutes", Code.PARITY_DOSE),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_a_line_that_two_stretches_share_is_named_where_it_is_wrong(
    kind: Kind, line: str, wrong: str, code: Code, which: int
) -> None:
    """In the first stretch or the second: with its own block, its own words, and nothing after it."""
    words = ["Kneel", line, "Look up.", "Sit", line, "Look down."]
    place = (1, 4)[which]
    (one,) = held(words, [*words[:place], wrong, *words[place + 1 :]], kind)
    assert (one.wanted.block, one.code, one.found) == (f"b{place}", code, wrong)


@pytest.mark.parametrize("wrong", ["120 seconds", "20 seconds"])
def test_a_number_within_another_is_not_the_same_number(wrong: str) -> None:
    """Neither at its begin nor at its end, and a number at the end of the line before is no part of it."""
    wanted = ["Table 1", "20 seconds" if wrong == "120 seconds" else "0 seconds", "Table 2"]
    assert held(wanted, wanted) == []
    (one,) = held(wanted, ["Table 1", wrong, "Table 2"], Kind.DOSE)
    assert (one.code, one.found) == (Code.PARITY_DOSE, wrong)
    assert len(held(["Set 2"], ["Set 21"])) == 1


def test_the_longer_of_two_texts_is_taken_where_both_cannot_be() -> None:
    """A short one also stands within the longer one after it."""
    (one,) = held(["Rest", "Rest for 10 seconds"], [CHANGED, "Rest for 10 seconds"])
    assert (one.wanted.block, one.found) == ("b0", CHANGED)


def test_as_many_texts_as_the_sample_has_are_aligned_at_once() -> None:
    """300 texts of which one has changed: at most 20 ms at best, of which a busy machine may spoil some runs."""
    words = [f"{WORDS[number % len(WORDS)]} {number // 12}" for number in range(300)]
    seconds = []
    for _ in range(10):
        start = time.process_time()
        assert len(held(words, [*words[:100], CHANGED, *words[101:]])) == 1
        seconds.append(time.process_time() - start)
    assert min(seconds) < MOST_SECONDS


def test_more_places_than_can_be_weighed_are_still_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article of the same line ten thousand times costs no more than its length."""
    monkeypatch.setattr(aligning, "MOST_PLACES", 3)
    assert held(["Sit."] * 3, ["Sit."] * 3) == []
    assert len(held(["Sit."] * 3, ["Sit."] * 2)) == 1


def test_a_wrong_side_heading_is_named_in_an_article_of_every_block() -> None:
    """Each line of a side and of a dose in turn, though other stretches have the very same."""
    wanted = expected(samples.every_block(), language_for("en-GB"))
    lines = [one for one in wanted if one.kind in (Kind.SIDE, Kind.DOSE)]
    assert len(lines) > 5
    for line in lines:
        has = "\n".join(one.other_side or f"{one.text[:-1]}?" if one is line else one.text for one in wanted)
        (one,) = differences(wanted, has, "a file")
        code = Code.PARITY_SIDE if line.kind is Kind.SIDE else Code.PARITY_DOSE
        assert (one.wanted, one.code) == (line, code)
