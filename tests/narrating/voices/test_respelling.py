"""Respellings to sounds."""

import pytest

from pubpipe.narrating.voices.respelling import ipa


@pytest.mark.parametrize(
    ("respelling", "sounds"),
    [
        ("ilio-SO-as", "ˌɪliːoʊsˈoʊæs"),
        ("pirri-FOR-mis", "pˌɪɹiːfˈɔːɹmɪs"),
        ("pirr-i-FOR-mis", "pˌɪɹifˈɔːɹmɪs"),
        ("PEER-ih-FOR-mis", "pˌɪɹɪfˈɔːɹmɪs"),
        ("GLOO-tee-ulz", "ɡlˈuːtiəlz"),
        ("GLUE-tee-als", "ɡlˈuːtiæls"),
        ("sigh-ATTIC", "saɪˈætɪk"),
        ("sy-AT-ik", "saɪˈætɪk"),
        ("truh-PEE-zee-us", "tɹəpˈiːziəs"),
        ("KWOD-ri-seps", "kwˈɒdɹisɛps"),
        ("kaw-duh ih-KWY-nuh", "kˈɔːdə ɪkwˈaɪnə"),
        ("feez-ee-oh-THERR-uh-pee", "fˌiːzioʊθˈɛɹəpi"),
        ("mine", "mˈaɪn"),
        ("a-BOUT", "əbˈaʊt"),
    ],
)
def test_letters_sound_as_in_dictionary_respellings(respelling: str, sounds: str) -> None:
    """Capitals are stressed most, an early syllable of a long word a little."""
    assert ipa(respelling) == sounds


@pytest.mark.parametrize("respelling", ["", " ", "-", "a--b", "café", "il1o", "SS-tt", "brrr"])
def test_what_is_no_respelling_says_so(respelling: str) -> None:
    """Rather than being read as something else."""
    with pytest.raises(ValueError, match="syllable"):
        ipa(respelling)
