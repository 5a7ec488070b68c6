"""What is remembered: keys that tell everything apart, and nothing believed that cannot be right."""

from collections.abc import Sequence
from importlib import resources
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.keys import digest
from pubpipe.memory import FORGETFUL
from pubpipe.narrating import remembering
from pubpipe.narrating.remembering import Fact, code_of, key, sealed, unsealed

FACTS: st.SearchStrategy[list[Fact]] = st.lists(st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text())))


@given(FACTS, FACTS)
def test_a_key_names_its_facts_and_no_others(one: list[Fact], other: list[Fact]) -> None:
    """However they are cut: no two lists of facts are written alike."""
    assert (key("a", *one) == key("a", *other)) == (one == other)
    assert key("a", *one) != key("b", *one)


def test_a_key_tells_apart_what_looks_alike() -> None:
    """The ends of texts, numbers and their digits, nothing and the word for it."""
    alike: tuple[Sequence[Fact], ...] = (
        *(["ab", "c"], ["a", "bc"], ["abc"], [["ab", "c"]], [["ab"], "c"]),
        *([1], ["1"], [1.0], [None], ["null"]),
    )
    assert all(key("k", *one) != key("k", *other) for one, other in combinations(alike, 2))
    assert len(key("k")) == 64
    assert int(key("k"), 16)


def test_a_memory_that_forgets_keeps_nothing() -> None:
    """Whatever it is given."""
    FORGETFUL.put("a", b"b")
    assert FORGETFUL.get("a") is None


@given(st.binary(max_size=50), st.data())
def test_damage_counts_as_forgotten(data: bytes, damage: st.DataObject) -> None:
    """A bit that turned, an end that is missing, or nothing at all."""
    whole = sealed(data)
    assert unsealed(whole) == data
    assert unsealed(None) is None
    assert unsealed(whole[: damage.draw(st.integers(0, len(whole) - 1))]) is None
    at, bit = damage.draw(st.integers(0, len(whole) - 1)), damage.draw(st.integers(0, 7))
    assert unsealed(bytes([*whole[:at], whole[at] ^ 1 << bit, *whole[at + 1 :]])) is None


def test_other_code_has_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed line, a file more, or another name of one; only the files that were named count."""

    def fresh(*names: str) -> str:
        code_of.cache_clear()
        return code_of("somewhere", *names)

    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    (tmp_path / "one.py").write_text("1")
    (tmp_path / "two.py").write_text("2")
    before, alone = fresh(), fresh("one")
    (tmp_path / "two.py").write_text("3")
    assert fresh() != before
    assert fresh("one") == alone
    (tmp_path / "two.py").rename(tmp_path / "three.py")
    assert len({before, fresh(), fresh("three"), fresh("one")}) == 4
    with pytest.raises(ValueError, match="no files"):
        fresh("four")
    code_of.cache_clear()


def test_the_code_of_the_voices_is_found() -> None:
    """As it is installed."""
    assert len(code_of("pubpipe.narrating.voices")) == len(digest())
    assert code_of("pubpipe.narrating.voices", "hibari") != code_of("pubpipe.narrating.voices")
    assert remembering.code_of("pubpipe", "decoding")
