"""A clinic's choices as a record."""

import pytest
from pydantic import ValidationError

from pubpipe.profile import SPEEDS, AudioSettings


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, 140),
        ({"speed": "slow"}, 120),
        ({"speed": "normal"}, 140),
        ({"speed": "brisk"}, 165),
        ({"words_per_minute": 130}, 130),
        ({"speed": "brisk", "words_per_minute": 150}, 150),
    ],
)
def test_a_speed_sets_the_words_a_minute_unless_they_are_given(chosen: dict[str, object], words: int) -> None:
    """Profiles from before there were speeds mean what they meant."""
    assert AudioSettings.model_validate(chosen).words_per_minute == words


@pytest.mark.parametrize("speed", ["fast", "", None, ["slow"], 140])
def test_a_speed_that_is_none_is_refused(speed: object) -> None:
    """Rather than spoken at some other."""
    with pytest.raises(ValidationError, match="'slow', 'normal' or 'brisk'"):
        AudioSettings.model_validate({"speed": speed})


def test_the_default_is_within_what_clear_health_speech_is() -> None:
    """130 to 150 words a minute; the two others lie on either side."""
    assert SPEEDS["slow"] < 130 <= SPEEDS["normal"] <= 150 < SPEEDS["brisk"]


def test_paces_of_single_stretches_are_part_of_the_value() -> None:
    """Written as a mapping; settings with them can be compared, copied and read again."""
    chosen = AudioSettings.model_validate({"paces": {"neck-care/kneel": "full", "back-care/kneel": "gentle"}})
    assert chosen.paces == (("neck-care/kneel", "full"), ("back-care/kneel", "gentle"))
    assert hash(chosen) != hash(AudioSettings())
    assert AudioSettings.model_validate(chosen.model_dump()) == chosen
    assert chosen.model_copy(update={"voice": "silent"}).paces == chosen.paces


@pytest.mark.parametrize(
    "name", ["kneel", "/kneel", "neck-care/", "neck-care/kneel/", "Neck/kneel", "neck/kneel\n", ""]
)
def test_a_pace_is_for_a_stretch_of_an_article(name: str) -> None:
    """A name without a slash, or with what is no id, could never be met and would be a slip unseen."""
    with pytest.raises(ValidationError, match="the ids of an article and of a stretch"):
        AudioSettings.model_validate({"paces": {name: "full"}})
    with pytest.raises(ValidationError, match="the ids of an article and of a stretch"):
        AudioSettings(paces=((name, "full"),))


def test_a_pace_of_a_stretch_is_one_of_the_two() -> None:
    """Rather than some other dose."""
    with pytest.raises(ValidationError, match="'gentle' or 'full'"):
        AudioSettings.model_validate({"paces": {"neck-care/kneel": "brisk"}})
