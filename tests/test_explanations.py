"""Every kind of finding is explained, on somebody's authority."""

import pytest

from pubpipe.explanations import EXPLANATIONS
from pubpipe.findings import Code

FEWEST_WORDS = 15


def faults(codes: dict[str, tuple[str, str, str]]) -> list[str]:
    """The codes whose explanation, authority or remedy says too little."""
    return [
        code
        for code, (text, authority, remedy) in codes.items()
        if len(text.split()) < FEWEST_WORDS or not text.endswith(".") or len(authority) < 4 or not remedy.endswith(".")
    ]


def test_every_code_is_explained_and_nothing_else() -> None:
    """A code without a reason is an order; an explanation without a code is left over."""
    assert set(EXPLANATIONS) == {code.code for code in Code}


def test_explanations_say_why_and_on_whose_authority() -> None:
    """A paragraph, an authority, a remedy, each of them a sentence or more."""
    assert faults({code: (one.text, one.authority, one.remedy) for code, one in EXPLANATIONS.items()}) == []


def test_explanations_are_not_the_same_text_twice() -> None:
    """Each code has a reason of its own."""
    assert len({one.text for one in EXPLANATIONS.values()}) == len(EXPLANATIONS)


@pytest.mark.parametrize(
    "fault", [("Short.", "WCAG", "Do."), ("word " * 20 + ".", "", "Do."), ("word " * 20, "WCAG", "Do.")]
)
def test_an_explanation_that_says_nothing_is_noticed(fault: tuple[str, str, str]) -> None:
    """The gate itself."""
    assert faults({"A001": fault}) == ["A001"]
