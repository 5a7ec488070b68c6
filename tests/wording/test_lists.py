"""Several things in one phrase."""

import pytest

from pubpipe.wording import language_for
from pubpipe.wording.lists import listed


@pytest.mark.parametrize(
    ("things", "phrase"),
    [
        ((), ""),
        (("a mat",), "a mat"),
        (("a mat", "a chair"), "a mat and a chair"),
        (("a mat", "a towel", "a chair"), "a mat, a towel and a chair"),
    ],
)
def test_things_are_joined_as_english_joins_them(things: tuple[str, ...], phrase: str) -> None:
    """Commas, and a word before the last."""
    assert listed(things, language_for("en")) == phrase
