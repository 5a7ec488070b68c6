"""The texts of an article held against a file's: each kind of difference under its own code, with both texts."""

import pytest

from pubpipe.checking.parity import Difference, Expected, Kind, differences, expected
from pubpipe.findings import Code
from pubpipe.wording import language_for
from tests import samples

TEXTS = expected(samples.every_block(), language_for("en-GB"))
SOUND = "\n".join(one.text for one in TEXTS)


def found(old: str, new: str) -> tuple[Difference, ...]:
    """What differs once the first of a text is another."""
    assert old in SOUND
    return differences(TEXTS, SOUND.replace(old, new, 1), "a file")


def test_what_says_all_in_order_has_no_differences() -> None:
    """The measure holds itself."""
    assert differences(TEXTS, SOUND, "a file") == ()


@pytest.mark.parametrize("new", ["Hold: 20 to 80 seconds", "Hold: 20 to 30 minutes", "Hold: 30 seconds"])
def test_a_changed_dose_is_named_as_one_with_both_texts(new: str) -> None:
    """A number, a unit and an end of a range: each is another dose."""
    (one,) = found("Hold: 20 to 30 seconds", new)
    assert (one.code, one.wanted.text, one.found) == (Code.PARITY_DOSE, "Hold: 20 to 30 seconds", new)
    assert one.wanted.block.endswith("-dose")
    assert one.finding.code is Code.PARITY_DOSE


def instead(wanted: Expected, new: str) -> tuple[Difference, ...]:
    """What differs once one text of the article, and no other, is another."""
    return differences(TEXTS, "\n".join(new if one is wanted else one.text for one in TEXTS), "a file")


def test_a_step_of_the_other_side_is_named_as_a_wrong_side() -> None:
    """The very step with the other limb, and not merely a text that is missing."""
    step = [one for one in TEXTS if one.other_side][-1]
    (one,) = instead(step, step.other_side)
    assert (one.code, one.wanted, one.found) == (Code.PARITY_SIDE, step, step.other_side)


@pytest.mark.parametrize(("kind", "code"), [(Kind.SIDE, Code.PARITY_SIDE), (Kind.ALTERNATIVE, Code.PARITY_ALTERNATIVE)])
def test_a_changed_side_and_alternative_have_codes_of_their_own(kind: Kind, code: Code) -> None:
    """The line that says which side the steps are for, and what a person hears of a picture."""
    text = next(one for one in TEXTS if one.kind is kind and SOUND.count(one.text) == 1)
    found = {one.wanted: one for one in instead(text, "Something else.")}
    assert (found[text].kind, found[text].found) == (kind, "Something else.")
    assert found[text].code is code


def test_a_lost_and_a_moved_text_are_told_apart() -> None:
    """Nowhere in the file, or not where the article has it."""
    first, second = (
        Expected("a", "First things first.", TEXTS[0].source),
        Expected("b", "Then this.", TEXTS[0].source),
    )
    (lost,) = differences((first, second), "First things first.", "a file")
    (moved,) = differences((first, second), "Then this. First things first.", "a file")
    assert (lost.code, lost.wanted, lost.found) == (Code.PARITY_TEXT, second, "")
    assert (moved.code, moved.wanted) == (Code.PARITY_ORDER, second)
