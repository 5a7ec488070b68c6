"""A clinic's choices as a record."""

import pytest
from pydantic import ValidationError

from pubpipe.model.base import LONGEST_ID
from pubpipe.profile import SPEEDS, AudioSettings, Profile


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


def test_addresses_are_those_of_each_article() -> None:
    """One profile serves all articles; what has no field in it stays as it is, and so does the profile."""
    profile = Profile.model_validate(
        {"url": "https://clinic.example/{id}/#{id}", "audio": {"url": "https://clinic.example/{id}.mp3"}}
    )
    neck = profile.for_article("neck-care")
    assert neck.url == "https://clinic.example/neck-care/#neck-care"
    assert neck.audio.url == "https://clinic.example/neck-care.mp3"
    assert profile.for_article("hips").url == "https://clinic.example/hips/#hips"
    assert neck.for_article("hips") == neck
    assert Profile().for_article("hips") == Profile()


@pytest.mark.parametrize("address", ["{slug}", "{}", "{id", "id}", "{{id}}", "{ID}", "{id!r}", "{id}{0}"])
def test_a_field_that_nobody_fills_in_is_refused(address: str) -> None:
    """Rather than printed as it stands."""
    for profile in ({"url": f"https://a.example/{address}"}, {"audio": {"url": f"https://a.example/{address}"}}):
        with pytest.raises(ValidationError, match=r"in braces there can be \{id\} alone"):
            Profile.model_validate(profile)


def test_an_address_fits_into_a_code_whatever_the_article_is_called() -> None:
    """Counted in bytes, and with the longest id that an article can have."""
    start, rest = "https://a.example/", 2000 - len("https://a.example/")
    assert Profile(url=start + "b" * rest).for_article("neck").url == start + "b" * rest
    assert Profile(url=start + "b" * (rest - LONGEST_ID) + "{id}").url
    for long in ("é" * rest, "b" * (rest - LONGEST_ID + 1) + "{id}"):
        with pytest.raises(ValidationError, match="too long for a code"):
            Profile(url=start + long)
