"""Several values as one: they come back as they were, and nothing else is taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.packing import packed, unpacked

TOLD = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)


@given(TOLD, st.lists(st.binary()))
def test_what_is_packed_is_unpacked(told: object, blobs: list[bytes]) -> None:
    """What is told, and the bytes that it tells of."""
    assert unpacked(packed(told, blobs)) == (told, tuple(blobs))


@given(TOLD, st.lists(st.binary(), min_size=1), st.data())
def test_what_is_cut_short_is_not_taken_for_it(told: object, blobs: list[bytes], data: st.DataObject) -> None:
    """Wherever it was cut; nor is what has something behind it."""
    whole = packed(told, blobs)
    with pytest.raises((ValueError, TypeError)):
        unpacked(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(ValueError, match="not as long"):
        unpacked(whole + b"x")
